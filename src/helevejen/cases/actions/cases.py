"""Opening and closing a case."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import get_language

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.actions import locks, tracks, wishes
from helevejen.cases.actions.obligations import keep_clocks
from helevejen.cases.enums import (
    ClosingReason,
    DecisionState,
    MeetingState,
    StatementState,
    TrackKind,
    TrackOutcome,
    TurnObjection,
)
from helevejen.cases.models import Case, Statement
from helevejen.cases.rules import statements as statement_rules
from helevejen.cases.rules import turns as rules
from helevejen.citizens.models import Citizen
from helevejen.core.deeds import Refusal, action, step


class UnableToOpenCase(Refusal):
    """The case cannot be opened."""


class UnableToCloseCase(Refusal):
    """A rule forbids closing the case."""


@action
def close_case(*, case: Case, by: User, at: datetime, reason: str) -> Case:
    """
    Close a case and every track in it. Pages use the deed in `caseload`, which also ends who follows the citizen.

    Raises:
        UnableToCloseCase: a decision is a draft, a meeting is booked or proposed, or a statement is ordered. Nothing
            has been changed.
    """
    return shut_case(case=case, by=by, at=at, reason=reason)


# --- Steps ---


@step
def shut_case(*, case: Case, by: User, at: datetime, reason: str) -> Case:
    """
    Close a case and every track in it; what was written stays.

    Raises:
        UnableToCloseCase: a decision is a draft, a meeting is booked or proposed, or a statement is ordered.
    """
    case = locks.lock_case(case)
    meetings = case.meetings.filter(state__in=[MeetingState.PROPOSED, MeetingState.BOOKED])
    ordered = list(case.statements.filter(state=StatementState.ORDERED).order_by("ordered_at", "pk"))
    if objection := rules.objection_to_closing_case(
        is_open=case.is_open,
        has_draft_decision=case.decisions.filter(state=DecisionState.DRAFT).exists(),
        has_coming_meeting=meetings.exists(),
        has_ordered_statement=bool(ordered),
    ):
        raise UnableToCloseCase(objection, statements=_names_of(ordered))
    _close_tracks(case, by=by, at=at)
    case.closed_at, case.closed_by, case.closing_reason = at, by, ClosingReason(reason)
    case.save(update_fields=["closed_at", "closed_by", "closing_reason"])
    _record(Verb.CASE_CLOSED, case, by=by, at=at, reason=str(reason))
    keep_clocks([case.pk], at=at)
    return case


@step
def open_case(*, citizen: Citizen, jobformidler: User, backup: User, by: User, at: datetime) -> Case:
    """
    Open a case with its first track, whose turn is the jobformidler's. Wishes already said get their turns too.

    Raises:
        UnableToOpenCase: nothing has been changed.
    """
    citizen = Citizen.objects.select_for_update(of=("self",), no_key=True).get(pk=citizen.pk)
    if citizen.cases.open().exists():
        raise UnableToOpenCase(TurnObjection.HAS_OPEN_CASE)
    if jobformidler.pk == backup.pk:
        raise UnableToOpenCase(TurnObjection.BACKUP_IS_SAME)
    if not (jobformidler.is_staff_member and backup.is_staff_member):
        raise UnableToOpenCase(TurnObjection.HOLDER_NOT_STAFF)
    case = Case.objects.create(citizen=citizen, jobformidler=jobformidler, backup=backup, opened_at=at)
    _record(Verb.CASE_OPENED, case, by=by, at=at)
    tracks.open_track(case=case, kind=TrackKind.FIRST_CONTACT, by=by, at=at)
    wishes.open_tracks_of_wishes(case=case, by=by, at=at)
    keep_clocks([case.pk], at=at)
    return case


def _names_of(statements: list[Statement]) -> str:
    language = get_language() or "da"
    return ", ".join(f"{statement_rules.kinds()[one.kind].name(language)} ({one.supplier_name})" for one in statements)


def _close_tracks(case: Case, *, by: User, at: datetime) -> None:
    for track, turn in locks.lock_open_turns(case):
        tracks.shut(track, turn, by=by, at=at, outcome=TrackOutcome.CASE_CLOSED)


def _record(verb: Verb, case: Case, *, by: User, at: datetime, **detail: object) -> None:
    audit_actions.record_event(verb, subject=case, by=by, at=at, citizen_id=case.citizen_id, detail=detail)
