"""The facts that the obligations of the law follow from, read for many cases at once: a handful of queries in all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from helevejen.cases.enums import DecisionOutcome, DecisionState, JobForm, MeetingPurpose, MeetingState
from helevejen.cases.models import (
    Case,
    CaseCourse,
    ClockEvent,
    ClockPause,
    Decision,
    Exemption,
    Job,
    Meeting,
    Turn,
)
from helevejen.cases.rules import obligation_facts as rules
from helevejen.cases.rules.turns import day_of
from helevejen.citizens.enums import Channel
from helevejen.citizens.models import BenefitPeriod, TargetGroupPeriod

#: What stands on Jobnet, with the fund, the employer or the doctor: the house cannot see whether it is done.
UNKNOWN: Final = frozenset(
    {
        "fund_meetings", "intensified_meeting", "cv_approved", "suggestions_checked", "job_logged", "employer_talk",
        "doctor_consulted", "six_weeks_started",
    }
)  # fmt: skip
_INTERVIEWS: Final = (MeetingPurpose.FIRST, MeetingPurpose.FOLLOW_UP, MeetingPurpose.PLAN)
_IN_PERSON: Final = frozenset({Channel.IN_PERSON, Channel.HOME, Channel.WALK, Channel.WORKPLACE})
#: Steps of the chains during which the citizen is in an offer.
_OFFER_OF_STEP: Final = {
    "company_trains": "work_trial",
    "company_tries": "work_trial",
    "we_mend_trial": "work_trial",
    "we_end_trial": "work_trial",
    "school_teaches": "course",
}
OFFER_STEPS: Final = frozenset(_OFFER_OF_STEP)
_ONE_DAY: Final = timedelta(days=1)

Rows = dict[int, list[Any]]


@dataclass(frozen=True, slots=True)
class FactsOfCase:
    """The facts of one case, and whether its courses are stored already."""

    case_id: int
    facts: rules.CaseFacts
    has_courses: bool


def facts_of_cases(case_ids: Sequence[int]) -> list[FactsOfCase]:
    """Return the facts of some cases, in the order of their numbers. Ten queries, however many the cases are."""
    cases = list(
        Case.objects.filter(pk__in=case_ids)
        .order_by("pk")
        .values_list("pk", "citizen_id", "citizen__birth_date", "opened_at", "closed_at")
    )
    citizens = [citizen for _case, citizen, *_rest in cases]
    groups = _periods(TargetGroupPeriod.objects.filter(citizen__in=citizens), "group")
    benefits = _periods(BenefitPeriod.objects.filter(citizen__in=citizens), "benefit")
    courses = _courses(case_ids)
    meetings, events, offers = _meetings(case_ids), _events(case_ids), _offers(case_ids)
    exemptions, pauses = _exemptions(case_ids), _pauses(case_ids)
    found = []
    for case, citizen, born, opened_at, closed_at in cases:
        opened = day_of(opened_at)
        until = day_of(closed_at) if closed_at else None
        facts = rules.CaseFacts(
            birth_date=born,
            target_groups=_within(groups[citizen], opened, until),
            benefits=_within(benefits[citizen], opened, until),
            courses=tuple(courses[case]),
            events=(rules.Event(opened, "first_contact", source="case_opened"), *events[case]),
            meetings=tuple(meetings[case]),
            offers=tuple(offers[case]),
            exemptions=tuple(exemptions[case]),
            pauses=tuple(pauses[case]),
            unknown=UNKNOWN,
        )
        found.append(FactsOfCase(case, facts, bool(courses[case])))
    return found


def _periods(periods: Any, field: str) -> Rows:
    rows: Rows = defaultdict(list)
    for citizen, value, from_, until, source in periods.order_by("valid_from").values_list(
        "citizen_id", field, "valid_from", "valid_until", "source"
    ):
        rows[citizen].append(rules.Held(from_, value, until, source))
    return rows


def _within(rows: Iterable[rules.Held], opened: date, closed: date | None) -> tuple[rules.Held, ...]:
    """Return the periods of a case: what ended before it was opened belongs to an earlier one."""
    held = [one for one in rows if (one.until is None or one.until > opened) and (closed is None or one.from_ < closed)]
    if closed is None:
        return tuple(held)
    return tuple(replace(one, until=min(one.until or closed, closed)) for one in held)


def _courses(case_ids: Sequence[int]) -> Rows:
    rows: Rows = defaultdict(list)
    for case, started_on, family, regime, ended_on, source in (
        CaseCourse.objects.filter(case__in=case_ids)
        .order_by("started_on")
        .values_list("case_id", "started_on", "family", "regime", "ended_on", "source")
    ):
        rows[case].append(rules.Course(started_on, family, regime, ended_on, source))
    return rows


def _meetings(case_ids: Sequence[int]) -> Rows:
    rows: Rows = defaultdict(list)
    held = Meeting.objects.filter(case__in=case_ids, state=MeetingState.HELD, purpose__in=_INTERVIEWS)
    for case, starts_at, channel in held.order_by("starts_at").values_list("case_id", "starts_at", "channel"):
        rows[case].append(rules.Meeting(_day(starts_at), is_in_person=channel in _IN_PERSON))
    return rows


def _events(case_ids: Sequence[int]) -> Rows:
    rows: Rows = defaultdict(list)
    for case, kind, on, source in (
        ClockEvent.objects.filter(case__in=case_ids)
        .order_by("happened_on")
        .values_list("case_id", "kind", "happened_on", "source")
    ):
        rows[case].append(rules.Event(on, kind, source=source))
    released = Decision.objects.filter(case__in=case_ids, state=DecisionState.RELEASED).order_by("released_at")
    for case, pk, kind, outcome, at in released.values_list("case_id", "pk", "kind", "outcome", "released_at"):
        on, ref = _day(at), f"decision-{pk}"
        rows[case].append(rules.Event(on, "decision_received", ref, "decision"))
        if kind == "flex_job" and outcome != DecisionOutcome.NO:
            rows[case].append(rules.Event(on, "flex_job_granted", "", "decision"))
    checked = Meeting.objects.filter(case__in=case_ids, state=MeetingState.HELD, purpose=MeetingPurpose.CHECK_IN)
    for case, starts_at in checked.order_by("starts_at").values_list("case_id", "starts_at"):
        rows[case].append(rules.Event(_day(starts_at), "flex_followed_up", "", "meeting"))
    return rows


def _offers(case_ids: Sequence[int]) -> Rows:
    rows: Rows = defaultdict(list)
    turns = Turn.objects.filter(track__case__in=case_ids, step__in=_OFFER_OF_STEP).order_by("since")
    for case, track, step, since, ended_at in turns.values_list(
        "track__case_id", "track_id", "step", "since", "ended_at"
    ):
        from_, until = day_of(since), _after(ended_at)
        last = rows[case][-1] if rows[case] else None
        ref = f"track-{track}"
        # A postponed turn is the same offer going on.
        if last is not None and last.ref == ref and last.until is not None and from_ <= last.until:
            rows[case][-1] = replace(last, until=until)
        else:
            rows[case].append(rules.Offer(from_, _OFFER_OF_STEP[step], ref, until, "turn"))
    jobs = Job.objects.filter(case__in=case_ids, form=JobForm.SUBSIDY).order_by("started_on")
    for case, pk, from_, ended_on in jobs.values_list("case_id", "pk", "started_on", "ended_on"):
        until = ended_on + _ONE_DAY if ended_on else None
        rows[case].append(rules.Offer(from_, "wage_subsidy", f"job-{pk}", until, "job"))
    return rows


def _day(moment: datetime | None) -> date:
    assert moment is not None  # the states that are asked for have one
    return day_of(moment)


def _after(moment: datetime | None) -> date | None:
    return day_of(moment) + _ONE_DAY if moment else None


def _exemptions(case_ids: Sequence[int]) -> Rows:
    rows: Rows = defaultdict(list)
    for case, pk, ground, from_, until, reviewed_on in (
        Exemption.objects.filter(case__in=case_ids)
        .order_by("valid_from")
        .values_list("case_id", "pk", "legal_ground", "valid_from", "valid_until", "reviewed_on")
    ):
        rows[case].append(rules.Exempted(from_, ground, f"exemption-{pk}", until, reviewed_on))
    return rows


def _pauses(case_ids: Sequence[int]) -> Rows:
    rows: Rows = defaultdict(list)
    pauses = ClockPause.objects.standing().filter(case__in=case_ids)
    for case, from_, ground, until in pauses.order_by("valid_from").values_list(
        "case_id", "valid_from", "legal_ground", "valid_until"
    ):
        rows[case].append(rules.Stopped(from_, ground, (), until))
    return rows
