"""Deeds on the facts that only the clocks of the law need: exemptions, pauses and single events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.actions import locks
from helevejen.cases.actions.obligations import keep_clocks
from helevejen.cases.enums import ClockEventKind, ClockObjection
from helevejen.cases.models import Case, ClockEvent, ClockPause, Exemption
from helevejen.cases.queries.obligation_facts import facts_of_cases
from helevejen.cases.rules.obligation_law import law
from helevejen.cases.rules.obligation_quota import objection_to_exemption
from helevejen.cases.rules.turns import day_of
from helevejen.core.deeds import Refusal, action

MOST_LETTERS = 2000
MOST_SOURCE_LETTERS = 100


class UnableToExempt(Refusal):
    """The citizen cannot be exempted, or the exemption cannot be looked at again."""


class UnableToPauseClocks(Refusal):
    """The clocks cannot be stopped, or set going, like that."""


class UnableToWriteEvent(Refusal):
    """The event cannot be written down."""


@dataclass(frozen=True, slots=True)
class PauseDays:
    """The days of a pause, and where they are known from. `last_day` is None while it goes on."""

    valid_from: date
    last_day: date | None
    source: str


@action
def grant_exemption(
    *, case: Case, by: User, at: datetime, ground: str, reason: str, is_under_work_duty: bool
) -> Exemption:
    """
    Exempt a citizen from the clauses of a ground from today on, after a concrete assessment.

    Args:
        is_under_work_duty: What somebody has looked up: such a citizen cannot be exempted by KF-11.

    Raises:
        UnableToExempt: the law does not give it, or there is no reason. Nothing has been changed.
    """
    case = _lock_open(case, UnableToExempt)
    on, text = day_of(at), reason.strip()
    found = law().find_exemption(ground, on)
    group = facts_of_cases([case.pk])[0].facts.group_on(on)
    if objection := objection_to_exemption(found, group=group, is_under_work_duty=is_under_work_duty):
        raise UnableToExempt(ClockObjection(objection))
    if not text:
        raise UnableToExempt(ClockObjection.NO_REASON)
    if len(text) > MOST_LETTERS:
        raise UnableToExempt(ClockObjection.TOO_LONG)
    if case.exemptions.filter(legal_ground=ground, valid_until__isnull=True).exists():
        raise UnableToExempt(ClockObjection.ALREADY_EXEMPTED)
    exemption = Exemption.objects.create(
        case=case, legal_ground=ground, reason=text, valid_from=on, granted_by=by, granted_at=at
    )
    _record(case, by=by, at=at, what="exemption", ground=ground)
    keep_clocks([case.pk], at=at)
    return exemption


@action
def review_exemption(*, exemption: Exemption, by: User, at: datetime, is_kept: bool) -> Exemption:
    """
    Look at an exemption again: keep it, and it is looked at again after as long; or end it, from today.

    Raises:
        UnableToExempt: it has ended already. Nothing has been changed.
    """
    case = _lock_open(exemption.case, UnableToExempt)
    exemption = Exemption.objects.get(pk=exemption.pk)
    if exemption.valid_until is not None:
        raise UnableToExempt(ClockObjection.EXEMPTION_ENDED)
    on = day_of(at)
    exemption.reviewed_on, exemption.reviewed_by = on, by
    if not is_kept:
        exemption.valid_until = max(on, exemption.valid_from + timedelta(days=1))
    exemption.save(update_fields=["reviewed_on", "reviewed_by", "valid_until"])
    _record(case, by=by, at=at, what="exemption", ground=exemption.legal_ground, kept=is_kept)
    keep_clocks([case.pk], at=at)
    return exemption


@action
def pause_clocks(
    *, case: Case, by: User, at: datetime, ground: str, valid_from: date, last_day: date | None, source: str
) -> ClockPause:
    """
    Let the clocks that a ground stops stand still from a day on, until a last day or until further notice.

    Args:
        source: Who said it, or which paper it stands in.

    Raises:
        UnableToPauseClocks: the ground is unknown, the days cannot be, or nobody said where it is known from. Nothing
            has been changed.
    """
    case = _lock_open(case, UnableToPauseClocks)
    if ground not in law().pauses:
        raise UnableToPauseClocks(ClockObjection.UNKNOWN_GROUND)
    until = _end_of_pause(PauseDays(valid_from, last_day, source), on=day_of(at))
    if _stands_still(case, ground):
        raise UnableToPauseClocks(ClockObjection.ALREADY_PAUSED)
    pause = ClockPause.objects.create(
        case=case,
        legal_ground=ground,
        valid_from=valid_from,
        valid_until=until,
        source=source.strip(),
        written_by=by,
        written_at=at,
    )
    _record(case, by=by, at=at, what="pause", ground=ground)
    keep_clocks([case.pk], at=at)
    return pause


@action
def end_pause(*, pause: ClockPause, by: User, at: datetime, last_day: date) -> ClockPause:
    """
    Say which day was the last of a pause that had no end.

    Raises:
        UnableToPauseClocks: it has an end already, or the day lies before its first. Nothing has been changed.
    """
    case, pause = _lock_standing(pause)
    if pause.valid_until is not None:
        raise UnableToPauseClocks(ClockObjection.PAUSE_ENDED)
    if last_day < pause.valid_from:
        raise UnableToPauseClocks(ClockObjection.UNTIL_TOO_EARLY)
    pause.valid_until = last_day + timedelta(days=1)
    pause.save(update_fields=["valid_until"])
    _record(case, by=by, at=at, what="pause", ground=pause.legal_ground)
    keep_clocks([case.pk], at=at)
    return pause


@action
def correct_pause(*, pause: ClockPause, by: User, at: datetime, reason: str, right: PauseDays | None) -> ClockPause:
    """
    Put a pause right by a row of its own: the wrong one stays and no longer counts.

    Args:
        right: What it should have been; None when there was no pause.

    Returns:
        The correcting row.

    Raises:
        UnableToPauseClocks: it is corrected already, the days cannot be, or no reason is given. Nothing has been
            changed.
    """
    case, pause = _lock_standing(pause)
    if not reason.strip():
        raise UnableToPauseClocks(ClockObjection.NO_CORRECTION)
    if len(reason) > MOST_LETTERS:
        raise UnableToPauseClocks(ClockObjection.TOO_LONG)
    until = _end_of_pause(right, on=day_of(at)) if right else pause.valid_until
    pause.corrected_at = at
    pause.save(update_fields=["corrected_at"])
    if right and _stands_still(case, pause.legal_ground):
        raise UnableToPauseClocks(ClockObjection.ALREADY_PAUSED)
    correcting = ClockPause.objects.create(
        case=case,
        legal_ground=pause.legal_ground,
        valid_from=right.valid_from if right else pause.valid_from,
        valid_until=until,
        source=right.source.strip() if right else pause.source,
        written_by=by,
        written_at=at,
        corrects=pause,
        reason=reason.strip(),
        is_withdrawn=right is None,
    )
    _record(case, by=by, at=at, what="pause", ground=pause.legal_ground, corrected=pause.pk)
    keep_clocks([case.pk], at=at)
    return correcting


@action
def write_clock_event(*, case: Case, by: User, at: datetime, kind: str, on: date, source: str) -> ClockEvent:
    """
    Write down something that starts or stops a clock and stands nowhere else, with where it is known from.

    Raises:
        UnableToWriteEvent: the kind is unknown, the day is to come, or it is written already. Nothing has been changed.
    """
    case = _lock_open(case, UnableToWriteEvent)
    text = source.strip()
    if kind not in ClockEventKind.values:
        raise UnableToWriteEvent(ClockObjection.UNKNOWN_EVENT)
    if on > day_of(at):
        raise UnableToWriteEvent(ClockObjection.FROM_IN_FUTURE)
    if not text:
        raise UnableToWriteEvent(ClockObjection.NO_SOURCE)
    if len(text) > MOST_SOURCE_LETTERS:
        raise UnableToWriteEvent(ClockObjection.TOO_LONG)
    if case.clock_events.filter(kind=kind, happened_on=on).exists():
        raise UnableToWriteEvent(ClockObjection.WRITTEN_ALREADY)
    event = ClockEvent.objects.create(case=case, kind=kind, happened_on=on, source=text, written_by=by, written_at=at)
    _record(case, by=by, at=at, what="event", kind=kind)
    keep_clocks([case.pk], at=at)
    return event


def _end_of_pause(days: PauseDays, *, on: date) -> date | None:
    """Return the day after the last day of a pause, None when it goes on; refuse days that cannot be."""
    if days.valid_from > on:
        raise UnableToPauseClocks(ClockObjection.FROM_IN_FUTURE)
    if days.last_day is not None and days.last_day < days.valid_from:
        raise UnableToPauseClocks(ClockObjection.UNTIL_TOO_EARLY)
    if not days.source.strip():
        raise UnableToPauseClocks(ClockObjection.NO_SOURCE)
    if len(days.source.strip()) > MOST_SOURCE_LETTERS:
        raise UnableToPauseClocks(ClockObjection.TOO_LONG)
    return days.last_day + timedelta(days=1) if days.last_day else None


def _stands_still(case: Case, ground: str) -> bool:
    return ClockPause.objects.standing().filter(case=case, legal_ground=ground, valid_until__isnull=True).exists()


def _lock_standing(pause: ClockPause) -> tuple[Case, ClockPause]:
    """Return the locked case and the pause as it now is; refuse one that no longer counts."""
    case = _lock_open(pause.case, UnableToPauseClocks)
    pause = ClockPause.objects.get(pk=pause.pk)
    if pause.corrected_at is not None or pause.is_withdrawn:
        raise UnableToPauseClocks(ClockObjection.CORRECTED_ALREADY)
    return case, pause


def _lock_open(case: Case, refusal: type[Refusal]) -> Case:
    case = locks.lock_case(case)
    if not case.is_open:
        raise refusal(ClockObjection.CASE_CLOSED)
    return case


def _record(case: Case, *, by: User, at: datetime, **detail: object) -> None:
    audit_actions.record_event(
        Verb.CITIZEN_CHANGED, subject=case, by=by, at=at, citizen_id=case.citizen_id, detail=detail
    )
