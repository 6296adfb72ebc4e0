"""The relations that open a citizen to staff: steps for the deeds that make the reason, and one deed of its own."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.citizens import perms
from helevejen.citizens.enums import RelationKind
from helevejen.citizens.models import Citizen, Relation
from helevejen.core.deeds import Refusal, action, step


class UnableToOpenRelation(Refusal):
    """The citizen may not be opened to this person; nothing has been changed."""


@action
def name_person(*, citizen: Citizen, user: User, by: User, at: datetime, until: date, reason: str) -> Relation:
    """
    Let one named person reach a citizen with special protection, until a day (not included).

    Raises:
        UnableToOpenRelation: the day is past, the reason is missing, or the person has a conflict of interest.
    """
    if until <= perms.day_of(at):
        raise UnableToOpenRelation(_("Vælg en dag, der ligger efter i dag."))
    if not reason.strip():
        raise UnableToOpenRelation(_("Skriv, hvorfor personen skal kunne se borgeren."))
    ends = perms.start_of(until)
    relation = open_relation(
        user=user, citizen=citizen, kind=RelationKind.NAMED, by=by, at=at, until=ends, reason=reason
    )
    audit_actions.record_event(
        Verb.PERSON_NAMED, subject=relation, by=by, at=at, citizen_id=citizen.pk, detail={"user": user.pk}
    )
    return relation


@step
def open_relation(
    *,
    user: User,
    citizen: Citizen,
    kind: RelationKind | str,
    by: User | None,
    at: datetime,
    reason: str = "",
    until: datetime | None = None,
    source: str = "",
) -> Relation:
    """
    Open a citizen to somebody from now on.

    The same reason (`kind` and `source`) for the same two is one relation: opening it again moves its end. `until` must
    be given for everything but the own caseload. `source` names what made it, e.g. "cases.meeting:12", for closing it.

    Raises:
        UnableToOpenRelation: the person has a conflict of interest with the citizen.
    """
    kind = RelationKind(kind)
    if perms.has_conflict(user, citizen):
        raise UnableToOpenRelation(_("%(name)s er inhabil i forhold til borgeren."), name=user.name)
    there = _holding(at).filter(user=user, citizen=citizen, kind=kind, source=source)
    if relation := there.select_for_update(of=("self",)).order_by("pk").first():
        relation.valid_until = until
        relation.save(update_fields=["valid_until"])
        return relation
    return Relation.objects.create(
        user=user,
        citizen=citizen,
        kind=kind,
        valid_from=at,
        valid_until=until,
        reason=(reason.strip() or str(kind.label))[:200],
        opened_by=by,
        source=source,
    )


@step
def close_relation(
    *,
    citizen: Citizen,
    kind: RelationKind | str,
    at: datetime,
    user: User | None = None,
    source: str | None = None,
) -> int:
    """Close the relations of one kind to a citizen, of everybody or of one person or source; return how many."""
    open_ones = _holding(at).filter(citizen=citizen, kind=kind)
    if user is not None:
        open_ones = open_ones.filter(user=user)
    if source is not None:
        open_ones = open_ones.filter(source=source)
    return open_ones.update(valid_until=at)


def _holding(at: datetime) -> QuerySet[Relation]:
    return Relation.objects.filter(perms.holding_at(at))
