"""Conflicts of interest (forvaltningsloven § 3): declared by staff, ended by a leader."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from helevejen.accounts import actions as account_actions
from helevejen.accounts import queries as account_queries
from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.citizens import perms
from helevejen.citizens.enums import ConflictKind, RelationKind
from helevejen.citizens.models import Citizen, ConflictOfInterest, Relation
from helevejen.core.deeds import Refusal, action


class UnableToDeclareConflict(Refusal):
    """The conflict is not written down; nothing has been changed."""


class UnableToEndConflict(Refusal):
    """The conflict stands; nothing has been changed."""


@action
def declare_conflict(
    *, citizen: Citizen, user: User, kind: ConflictKind | str, by: User, at: datetime
) -> ConflictOfInterest:
    """
    Close a citizen to a member of staff from now on, emergency access included.

    Whoever leads is told when the citizen is in the person's own caseload, because the case must then move.

    Raises:
        UnableToDeclareConflict: it has been declared before.
    """
    if ConflictOfInterest.objects.filter(user=user, citizen=citizen, ended_at__isnull=True).exists():
        raise UnableToDeclareConflict(_("Inhabiliteten er allerede meldt."))
    conflict = ConflictOfInterest.objects.create(
        user=user, citizen=citizen, kind=ConflictKind(kind), declared_by=by, declared_at=at
    )
    audit_actions.record_event(
        Verb.CONFLICT_DECLARED, subject=conflict, by=by, at=at, citizen_id=citizen.pk, detail={"user": user.pk}
    )
    if _follows(user, citizen, at):
        account_actions.tell_staff(
            [leader for leader in account_queries.leaders_of([user], perms.day_of(at)) if leader.pk != by.pk],
            kind="conflict",
            text=_("%(name)s er inhabil i en sag, som skal have en anden jobformidler."),
            at=at,
            name=user.name,
        )
    return conflict


@action
def end_conflict(*, conflict: ConflictOfInterest, by: User, at: datetime) -> None:
    """
    Open the citizen again to the person, as far as a relation does.

    Raises:
        UnableToEndConflict: it has ended before, or somebody would clear themselves.
    """
    conflict = ConflictOfInterest.objects.select_for_update(of=("self",)).get(pk=conflict.pk)
    if conflict.ended_at is not None:
        raise UnableToEndConflict(_("Inhabiliteten er allerede slut."))
    if conflict.user_id == by.pk:
        raise UnableToEndConflict(_("Din egen inhabilitet skal en anden tage stilling til."))
    conflict.ended_at = at
    conflict.save(update_fields=["ended_at"])
    audit_actions.record_event(
        Verb.CONFLICT_ENDED,
        subject=conflict,
        by=by,
        at=at,
        citizen_id=conflict.citizen_id,
        detail={"user": conflict.user_id},
    )


def _follows(user: User, citizen: Citizen, at: datetime) -> bool:
    own = Relation.objects.filter(perms.holding_at(at), user=user, citizen=citizen, kind=RelationKind.CASELOAD)
    return own.exists()
