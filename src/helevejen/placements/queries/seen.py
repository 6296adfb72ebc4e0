"""
One placement and lists of them, as each of the three may see it.

The record is one. The citizen sees all of it but what the company said of how it went; the company sees the agreement
the citizen has said yes to, the hours, and its own answers, and nothing of what the citizen said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import pgettext

from helevejen.placements.enums import Move, Outcome, Party, PlacementState
from helevejen.placements.models import Evaluation, Placement, Terms, TermsAnswer
from helevejen.placements.queries import standing
from helevejen.placements.rules import agreeing, durations, hours, moves
from helevejen.placements.rules.durations import DurationClause
from helevejen.placements.rules.hours import Grown
from helevejen.recruitment.enums import Consideration, EmploymentForm


@dataclass(frozen=True, slots=True)
class AnswerSeen:
    """What one side says to a version of the agreement; `noted_by` when a member of staff wrote it down for them."""

    is_ok: bool
    words: str
    at: datetime
    noted_by: str


@dataclass(frozen=True, slots=True)
class TermsSeen:
    """One version of the agreement."""

    version: int
    purpose: str
    goals: str
    starts_on: date
    last_on: date | None
    hours: Decimal
    paid_hours: Decimal
    intensity: int | None
    considerations: list[str]
    reason: str
    clause: DurationClause | None
    made_by: str
    made_at: datetime
    citizen: AnswerSeen | None
    company: AnswerSeen | None


@dataclass(frozen=True, slots=True)
class WeekSeen:
    """
    The hours of a week. `pk` is None and `hours` too where nobody has told them.

    Attributes:
        doubt: What the citizen said does not fit, while nobody has answered.
    """

    week: date
    agreed: Decimal | None
    pk: int | None = None
    hours: Decimal | None = None
    paid_hours: Decimal = Decimal(0)
    told_by: str = ""
    by: str = ""
    at: datetime | None = None
    doubt: str = ""

    @property
    def last_on(self) -> date:
        return self.week + timedelta(days=6)


@dataclass(frozen=True, slots=True)
class RungSeen:
    """One step of the ladder, with why; `is_over` when a later one took its place before it began."""

    from_on: date
    hours: Decimal
    direction: str
    label: str
    reason: str
    words: str
    review_on: date
    by: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class DoubtSeen:
    """Something the citizen said does not fit, and the answer."""

    pk: int
    words: str
    at: datetime
    week: date | None
    answer: str
    answered_by: str


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """
    A placement in a list.

    Attributes:
        move: What comes next, as a code; empty when nothing does. `next_on` its day, None where only the chain knows.
        is_case_open: Deeds are possible; in a closed case it is only read.
    """

    pk: int
    form: str
    form_label: str
    title: str
    citizen: str
    company: str
    state: str
    state_label: str
    starts_on: date
    last_on: date | None
    ended_on: date | None
    outcome: str
    hours: Decimal
    grown: Grown | None
    move: str
    move_label: str
    next_on: date | None
    job_id: int | None
    is_case_open: bool
    may_evaluate: bool
    is_asked: bool

    @property
    def is_planned(self) -> bool:
        return self.is_case_open and self.state == PlacementState.PLANNED

    @property
    def is_running(self) -> bool:
        return self.is_case_open and self.state == PlacementState.RUNNING

    @property
    def anchor(self) -> str:
        return f"forloeb-{self.pk}"


@dataclass(frozen=True, slots=True)
class PlacementSeen:
    """A placement in whole, for one of the three. `terms` has the versions, the one that holds first."""

    row: PlacementRow
    terms: list[TermsSeen]
    weeks: list[WeekSeen]
    rungs: list[RungSeen]
    doubts: list[DoubtSeen]
    evaluations: list[Evaluation]
    workplace: str
    contact: str
    stop_reason: str
    ended_words: str
    talk_on: date | None
    review_on: date | None
    is_paid_apart: bool

    @property
    def holds(self) -> TermsSeen:
        return self.terms[0]


def row_of(placement: Placement, reader: Party, on: date) -> PlacementRow:
    """Return a placement of `placements_visible_to` or `placements_listed` as a row of a list. No query."""
    stands = standing.of(placement)
    is_case_open = placement.case.is_open
    coming = moves.next_of(stands, on) if is_case_open else None
    terms = terms_for(placement, reader)
    grown = hours.grown(standing.written_of(placement.rungs.all()), on)
    has_said = reader != Party.JOBFORMIDLER and standing.has_told(placement, reader)
    may = is_case_open and moves.may_evaluate(
        state=placement.state, ended_on=placement.ended_on, has_said=has_said, on=on
    )
    asked = moves.is_asked_now(starts_on=stands.starts_on, ends_on=stands.ends_on, asked_on=placement.asked_on, on=on)
    return PlacementRow(
        pk=placement.pk,
        form=placement.form,
        # get_form_display would read every form each time, and so with the outcome and the state
        form_label=str(EmploymentForm(placement.form).label),
        title=placement.title,
        citizen=placement.case.citizen.name,
        company=placement.company.name,
        state=placement.state,
        state_label=_state_label(placement, is_agreed=stands.is_citizen_ok and stands.is_company_ok),
        starts_on=placement.began_on or terms.starts_on,
        last_on=_last_on(terms),
        ended_on=placement.ended_on,
        outcome=str(Outcome(placement.outcome).label) if placement.outcome else "",
        hours=grown.now if grown else terms.hours,
        grown=grown,
        move=coming.move.value if coming else "",
        move_label=str(Move(coming.move).label) if coming else "",
        next_on=coming.due_on if coming else None,
        job_id=placement.job_id,
        is_case_open=is_case_open,
        may_evaluate=may,
        is_asked=may and (asked or placement.state == PlacementState.ENDED),
    )


def seen_of(placement: Placement, reader: Party, on: date) -> PlacementSeen:
    """Return a placement of `placements_visible_to` in whole, as one of the three may see it. No query."""
    is_company = reader == Party.COMPANY
    row = row_of(placement, reader, on)
    return PlacementSeen(
        row=row,
        terms=[_terms_seen(one, reader) for one in _versions(placement, reader)],
        weeks=_weeks(placement, row, reader, on),
        rungs=_rungs(placement, reader),
        doubts=[] if is_company else _doubts(placement),
        evaluations=[one for one in placement.evaluations.all() if reader in {Party.JOBFORMIDLER, one.party}],
        workplace=_workplace(placement, reader),
        contact=placement.contact.name if placement.contact else "",
        stop_reason=str(placement.get_stop_reason_display()) if placement.stop_reason and not is_company else "",
        ended_words="" if is_company else placement.ended_words,
        talk_on=placement.talk_on,
        review_on=standing.review_on(placement.rungs.all()) if placement.state != PlacementState.ENDED else None,
        is_paid_apart=not agreeing.is_job(placement.form),
    )


def _workplace(placement: Placement, reader: Party) -> str:
    """
    Return where it is. No query.

    It can be corrected until both have said yes, and the place of before is not kept: whoever reads an earlier version
    meanwhile, as a company may, reads no place in it rather than one of the next.
    """
    is_of_version = (
        placement.state != PlacementState.PLANNED or terms_for(placement, reader).version == placement.version
    )
    return placement.workplace.name if placement.workplace and is_of_version else ""


def terms_for(placement: Placement, reader: Party) -> Terms:
    """Return the version somebody reads: the one that holds; the company the last that the citizen said yes to."""
    return _versions(placement, reader)[0]


def _state_label(placement: Placement, *, is_agreed: bool) -> str:
    """Return the state in words: what both have said yes to is being agreed no more."""
    if placement.state == PlacementState.PLANNED and is_agreed:
        return pgettext("forløb", "Aftalt")
    return str(PlacementState(placement.state).label)


def _versions(placement: Placement, reader: Party) -> list[Terms]:
    newest_first = sorted(placement.terms.all(), key=lambda one: -one.version)
    if reader != Party.COMPANY:
        return newest_first
    agreed = [one for one in newest_first if _is_ok(one, Party.CITIZEN)]
    # A yes taken back brings no earlier version out that the citizen said no to.
    return agreed or [one for one in newest_first if _was_ok(one)] or newest_first[-1:]


def _is_ok(terms: Terms, party: Party) -> bool:
    answer = standing.answer_of(terms.answers.all(), party)
    return answer is not None and answer.is_ok


def _was_ok(terms: Terms) -> bool:
    """Return whether the citizen has said yes to a version at some time."""
    return any(one.is_ok and one.party == Party.CITIZEN for one in terms.answers.all())


def _terms_seen(terms: Terms, reader: Party) -> TermsSeen:
    known = {one.id: one for one in durations.duration_clauses()}
    return TermsSeen(
        version=terms.version,
        purpose=terms.purpose,
        goals=terms.goals,
        starts_on=terms.starts_on,
        last_on=_last_on(terms),
        hours=terms.hours,
        paid_hours=terms.paid_hours,
        intensity=terms.intensity,
        considerations=[str(Consideration(one).label) for one in terms.considerations],
        reason=terms.reason,
        clause=known.get(terms.clause),
        made_by=terms.made_by.name,
        made_at=terms.made_at,
        citizen=_answer_seen(standing.answer_of(terms.answers.all(), Party.CITIZEN), reader, Party.CITIZEN),
        company=_answer_seen(standing.answer_of(terms.answers.all(), Party.COMPANY), reader, Party.COMPANY),
    )


def _answer_seen(answer: TermsAnswer | None, reader: Party, said_by: Party) -> AnswerSeen | None:
    if answer is None:
        return None
    is_for_reader = reader in {Party.JOBFORMIDLER, said_by}
    return AnswerSeen(
        answer.is_ok, answer.words if is_for_reader else "", answer.at, answer.by.name if answer.is_noted else ""
    )


def _weeks(placement: Placement, row: PlacementRow, reader: Party, on: date) -> list[WeekSeen]:
    if placement.state == PlacementState.PLANNED:
        return []
    told: dict[date, Any] = {}
    for one in sorted(placement.weeks.all(), key=lambda each: each.version):
        told[one.week] = one
    open_doubts = {one.week_id: one.words for one in placement.doubts.all() if one.answered_at is None}
    rungs = standing.rungs_of(placement.rungs.all())
    to_tell = hours.weeks_to_tell(starts_on=row.starts_on, last_on=placement.ended_on, on=on)
    seen = []
    for week in sorted({*to_tell, *told}, reverse=True):
        agreed = hours.hours_on(rungs, week + timedelta(days=6)) if rungs else row.hours
        if week not in told:
            seen.append(WeekSeen(week, agreed))
            continue
        one = told[week]
        doubt = "" if reader == Party.COMPANY else open_doubts.get(one.pk, "")
        told_by = str(one.get_told_by_display())
        seen.append(WeekSeen(week, agreed, one.pk, one.hours, one.paid_hours, told_by, one.by.name, one.at, doubt))
    return seen


def _rungs(placement: Placement, reader: Party) -> list[RungSeen]:
    stands = {(one.from_on, one.hours) for one in standing.rungs_of(placement.rungs.all())}
    is_ours = reader != Party.COMPANY
    return [
        RungSeen(
            from_on=one.from_on,
            hours=one.hours,
            direction=one.direction,
            label=str(one.get_direction_display()),
            reason=str(one.get_reason_display()) if is_ours else "",
            words=one.words if is_ours else "",
            review_on=one.review_on,
            by=one.by.name,
            is_over=(one.from_on, one.hours) not in stands,
        )
        for one in sorted(placement.rungs.all(), key=lambda each: each.pk)
    ]


def _doubts(placement: Placement) -> list[DoubtSeen]:
    return [
        DoubtSeen(
            pk=one.pk,
            words=one.words,
            at=one.at,
            week=one.week.week if one.week else None,
            answer=one.answer or "",
            answered_by=one.answered_by.name if one.answered_by else "",
        )
        for one in sorted(placement.doubts.all(), key=lambda each: -each.pk)
    ]


def _last_on(terms: Terms) -> date | None:
    return terms.ends_until - timedelta(days=1) if terms.ends_until else None
