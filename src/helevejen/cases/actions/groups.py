"""The dated facts of a citizen with a case, changed: the clocks of the law follow in the same deed."""

from __future__ import annotations

from datetime import date, datetime

from helevejen.accounts.models import User
from helevejen.cases.actions.obligations import keep_clocks
from helevejen.cases.models import Case
from helevejen.citizens import actions as citizen_actions
from helevejen.citizens.models import BenefitPeriod, Citizen, ContactGroupPeriod, TargetGroupPeriod
from helevejen.core.deeds import action


@action
def set_target_group(
    *, citizen: Citizen, group: str, valid_from: date, by: User, at: datetime, source: str, reason: str = ""
) -> TargetGroupPeriod:
    """
    Let a target group hold from a day on; the present one ends there.

    Raises:
        UnableToChangePeriod: nothing has been changed.
    """
    period = citizen_actions.follow_target_group(
        citizen=citizen, group=group, valid_from=valid_from, by=by, at=at, source=source, reason=reason
    )
    _keep(citizen, at)
    return period


@action
def set_contact_group(
    *, citizen: Citizen, group: str, valid_from: date, by: User, at: datetime, source: str
) -> ContactGroupPeriod:
    """
    Let a contact group hold from a day on; the present one ends there. No clock follows from it.

    Raises:
        UnableToChangePeriod: nothing has been changed.
    """
    return citizen_actions.follow_contact_group(
        citizen=citizen, group=group, valid_from=valid_from, by=by, at=at, source=source
    )


@action
def set_benefit(
    *, citizen: Citizen, benefit: str, valid_from: date, by: User, at: datetime, source: str
) -> BenefitPeriod:
    """
    Let a benefit hold from a day on; the present one ends there.

    Raises:
        UnableToChangePeriod: nothing has been changed.
    """
    period = citizen_actions.follow_benefit(
        citizen=citizen, benefit=benefit, valid_from=valid_from, by=by, at=at, source=source
    )
    _keep(citizen, at)
    return period


def _keep(citizen: Citizen, at: datetime) -> None:
    keep_clocks(list(Case.objects.open().filter(citizen=citizen).order_by("pk").values_list("pk", flat=True)), at=at)
