"""
The three dated facts of a citizen: target group, contact group and benefit. Each ends where the next begins.

Steps: the deeds are those of cases, where the clocks of the law follow from them.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Q

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.citizens.enums import Benefit, TargetGroup
from helevejen.citizens.models import BenefitPeriod, Citizen, ContactGroupPeriod, TargetGroupPeriod
from helevejen.citizens.rules import people as rules
from helevejen.core.deeds import Refusal, step

P = TypeVar("P", TargetGroupPeriod, ContactGroupPeriod, BenefitPeriod)


class UnableToChangePeriod(Refusal):
    """The dated fact cannot be written down like that."""


@step
def follow_target_group(
    *, citizen: Citizen, group: str, valid_from: date, by: User, at: datetime, source: str, reason: str = ""
) -> TargetGroupPeriod:
    """
    Let a target group of LAB § 6 hold from a day on; the present one ends there.

    Raises:
        UnableToChangePeriod: nothing has been changed.
    """
    new = TargetGroupPeriod(group=TargetGroup(group), valid_from=valid_from, source=source, reason=reason)
    return _follow(new, "group", citizen=citizen, by=by, at=at)


@step
def follow_contact_group(
    *, citizen: Citizen, group: str, valid_from: date, by: User, at: datetime, source: str
) -> ContactGroupPeriod:
    """
    Let a contact group hold from a day on; the present one ends there.

    Raises:
        UnableToChangePeriod: nothing has been changed.
    """
    new = ContactGroupPeriod(group=group, valid_from=valid_from, source=source)
    return _follow(new, "group", citizen=citizen, by=by, at=at)


@step
def follow_benefit(
    *, citizen: Citizen, benefit: str, valid_from: date, by: User, at: datetime, source: str
) -> BenefitPeriod:
    """
    Let a benefit hold from a day on; the present one ends there.

    Raises:
        UnableToChangePeriod: nothing has been changed.
    """
    new = BenefitPeriod(benefit=Benefit(benefit), valid_from=valid_from, source=source)
    return _follow(new, "benefit", citizen=citizen, by=by, at=at)


def _follow(new: P, field: str, *, citizen: Citizen, by: User, at: datetime) -> P:
    # The citizen's row is the lock: two changes at once come one after the other.
    citizen = Citizen.objects.select_for_update(of=("self",), no_key=True).get(pk=citizen.pk)
    known: Any = type(new)._default_manager.filter(citizen=citizen)  # noqa: SLF001 - one deed for three tables
    day = new.valid_from
    present = known.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day), valid_from__lte=day)
    holding = present.order_by("-valid_from").first()
    if objection := rules.objection_to_period(
        value=getattr(new, field),
        from_=day,
        present=(getattr(holding, field), holding.valid_from) if holding else None,
        has_later=known.filter(valid_from__gt=day).exists(),
        source=new.source,
    ):
        raise UnableToChangePeriod(objection)
    if holding is not None:
        holding.valid_until = day
        holding.save(update_fields=["valid_until"])
    new.citizen = citizen
    new.save()
    detail = {"what": new._meta.model_name, "value": str(getattr(new, field)), "from": day.isoformat()}
    audit_actions.record_event(
        Verb.CITIZEN_CHANGED, subject=citizen, by=by, at=at, citizen_id=citizen.pk, detail=detail
    )
    return new
