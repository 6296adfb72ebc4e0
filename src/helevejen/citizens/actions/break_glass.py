"""Emergency access to one citizen for one hour, and its review."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from helevejen.accounts import actions as account_actions
from helevejen.accounts import queries as account_queries
from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.actions import Use
from helevejen.audit.enums import Purpose, Verb
from helevejen.citizens import perms
from helevejen.citizens.actions.relations import close_relation
from helevejen.citizens.enums import BreakGlassReason, Protection, RelationKind
from helevejen.citizens.models import BreakGlass, Citizen, Relation
from helevejen.citizens.rules import access as rules
from helevejen.core.deeds import Refusal, action
from helevejen.engines.calendar import add_working_days


class UnableToBreakGlass(Refusal):
    """Emergency access is not given; nothing has been opened."""


class UnableToReviewGlass(Refusal):
    """The review is not taken down; nothing has been changed."""


#: One sentence for the unknown, the specially protected and the near, so that nobody learns which it was.
NOT_HERE = _("Vi kan ikke åbne en borger med de oplysninger. Tal med din leder.")


@action
def break_glass(
    *,
    citizen: Citizen,
    by: User,
    at: datetime,
    reason_kind: BreakGlassReason | str,
    reason: str,
    reauthenticated_at: datetime | None,
) -> BreakGlass:
    """
    Open one citizen to the user for 60 minutes, read-only, and tell the jobformidler and the leaders at once.

    Raises:
        UnableToBreakGlass: the user has not signed in anew within five minutes, says too little, can open the citizen
            anyway, or may not: special protection and conflicts of interest close this way too.
    """
    if not rules.is_fresh(reauthenticated_at, at):
        raise UnableToBreakGlass(_("Log ind igen, før du bruger nødadgang."))
    if rules.is_too_short(reason):
        raise UnableToBreakGlass(_("Skriv med mindst 20 tegn, hvorfor du skal se borgeren nu."))
    if citizen.protection == Protection.SPECIAL or perms.has_conflict(by, citizen):
        raise UnableToBreakGlass(NOT_HERE)
    if perms.may_open(by, citizen, at):
        raise UnableToBreakGlass(_("Du kan allerede åbne borgeren."))
    glass = _open(citizen, by, at, BreakGlassReason(reason_kind), reason.strip())
    audit_actions.record_event(
        Verb.GLASS_BROKEN,
        subject=glass,
        by=by,
        at=at,
        citizen_id=citizen.pk,
        detail={"reason": glass.reason_kind},
        use=Use(purpose=Purpose.BREAK_GLASS, reason=glass.reason),
    )
    _tell(citizen, by, at, glass)
    return glass


@action
def review_glass(*, glass: BreakGlass, by: User, at: datetime, was_justified: bool) -> None:
    """
    Write down what the leader found. An unjustified one closes at once, and whoever used it is told.

    Raises:
        UnableToReviewGlass: it is the reviewer's own, or reviewed before.
    """
    glass = BreakGlass.objects.select_for_update(of=("self",)).select_related("relation__user").get(pk=glass.pk)
    if glass.relation.user_id == by.pk:
        raise UnableToReviewGlass(_("Din egen nødadgang skal en anden gennemgå."))
    if glass.reviewed_at is not None:
        raise UnableToReviewGlass(_("Nødadgangen er allerede gennemgået."))
    glass.reviewed_by, glass.reviewed_at, glass.was_justified = by, at, was_justified
    glass.save(update_fields=["reviewed_by", "reviewed_at", "was_justified"])
    audit_actions.record_event(
        Verb.GLASS_REVIEWED,
        subject=glass,
        by=by,
        at=at,
        citizen_id=glass.relation.citizen_id,
        detail={"was_justified": was_justified},
    )
    if not was_justified:
        _close_unjustified(glass.relation, at)


def _open(citizen: Citizen, by: User, at: datetime, reason_kind: BreakGlassReason, reason: str) -> BreakGlass:
    relation = Relation.objects.create(
        user=by,
        citizen=citizen,
        kind=RelationKind.BREAK_GLASS,
        valid_from=at,
        valid_until=at + rules.GLASS_LASTS,
        reason=f"{reason_kind.label}: {reason}"[:200],
        opened_by=by,
    )
    return BreakGlass.objects.create(
        relation=relation,
        reason_kind=reason_kind,
        reason=reason[:300],
        opened_at=at,
        review_due_on=review_due_on(perms.day_of(at)),
    )


def review_due_on(opened_on: date) -> date:
    """Return the last day of the review."""
    return add_working_days(opened_on, rules.GLASS_REVIEW_WORKING_DAYS).due


def _tell(citizen: Citizen, by: User, at: datetime, glass: BreakGlass) -> None:
    on = perms.day_of(at)
    owners = [
        relation.user
        for relation in Relation.objects.filter(perms.holding_at(at), citizen=citizen, kind=RelationKind.CASELOAD)
        .select_related("user")
        .order_by("pk")
    ]
    leaders = [leader for leader in account_queries.leaders_of([by, *owners], on) if leader.pk != by.pk]
    account_actions.tell_staff(
        [owner for owner in owners if owner.pk != by.pk],
        kind="break_glass",
        text=_("%(name)s har brugt nødadgang til en af dine borgere."),
        at=at,
        name=by.name,
    )
    account_actions.tell_staff(
        leaders,
        kind="break_glass_review",
        text=_("%(name)s har brugt nødadgang. Gennemgå den senest %(day)s."),
        at=at,
        name=by.name,
        day=glass.review_due_on,
    )


def _close_unjustified(relation: Relation, at: datetime) -> None:
    close_relation(citizen=relation.citizen, kind=RelationKind.BREAK_GLASS, user=relation.user, at=at)
    account_actions.tell_staff(
        [relation.user],
        kind="break_glass_reviewed",
        text=_("Din leder fandt ikke grund til den nødadgang, du brugte. Tal med din leder."),
        at=at,
    )
