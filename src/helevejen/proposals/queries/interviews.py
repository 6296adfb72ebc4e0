"""The interviews of a citizen at companies: beside the meetings of the case, and not one of them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from helevejen.accounts.enums import UserKind
from helevejen.cases.enums import MeetingState
from helevejen.cases.models import Case, Meeting
from helevejen.cases.queries import CalendarEntry
from helevejen.companies.models import Company
from helevejen.proposals.enums import ProposalEventKind, ProposalState
from helevejen.proposals.models import Proposal, ProposalEvent
from helevejen.proposals.queries.numbers import number_of, numbered
from helevejen.proposals.rules import interviews as rules
from helevejen.recruitment.models import JobOrder

#: What the numbers of interviews in calendar files are made from; the installation's name is put to it.
_NUMBERS: Final = uuid.UUID("6f2d4c1e-6a0b-4f6e-9d0f-3f1f6a7c2b58")
_BEFORE: Final = frozenset({
    ProposalState.ASKED, ProposalState.ACCEPTED, ProposalState.PRESENTED, ProposalState.WANTED, ProposalState.NAMED,
})  # fmt: skip


def has_interview_called_off(proposal: Proposal, at: datetime) -> bool:
    """
    Return whether an interview that is still to come was called off as the proposal or its case ended.

    No query where the track is at hand.
    """
    if proposal.interview_at is None or proposal.interview_at <= at or proposal.state in _BEFORE:
        return False
    return _ended_at(proposal) is not None and proposal.state != ProposalState.HIRED


def is_called_off_by_others(proposal: Proposal, at: datetime) -> bool:
    """Return whether others than the company called the interview off, so that it must be told. One query at most."""
    return has_interview_called_off(proposal, at) and _ended_by_others(Proposal.objects.filter(pk=proposal.pk)).exists()


@dataclass(frozen=True, slots=True)
class CalledOff:
    """An interview to come that was called off, as the company may know it: which candidate and when, never who."""

    seat: int
    starts_at: datetime
    order_id: int
    title: str


def called_off_on(order: JobOrder, at: datetime) -> list[CalledOff]:
    """Return the interviews about an order that others than the company called off, the next first. One query."""
    return _called_off(Proposal.objects.filter(order=order), at)


def called_off_at(company: Company, at: datetime) -> list[CalledOff]:
    """Return the same of all a company's orders, whatever their number. One query."""
    return _called_off(Proposal.objects.filter(order__company=company), at)


@dataclass(frozen=True, slots=True)
class InterviewSeen:
    """One interview to come. The end is reckoned; nobody has said how long it takes."""

    proposal_id: int
    title: str
    company: str
    place: str
    starts_at: datetime
    ends_at: datetime


def interviews_of(case: Case, at: datetime) -> list[InterviewSeen]:
    """Return the interviews of a case that are not over, the next first. One query."""
    since = at - timedelta(minutes=rules.MINUTES)
    agreed = Proposal.objects.live().filter(case=case, state=ProposalState.INTERVIEW, interview_at__gt=since)
    found = agreed.select_related("order__company").order_by("interview_at", "pk")
    return [_seen(one, one.interview_at) for one in found if one.interview_at is not None]


def interview_spans(case: Case, at: datetime) -> list[rules.Span]:
    """Return when a citizen is at interviews that are not over, in order. One query."""
    return [(one.starts_at, one.ends_at) for one in interviews_of(case, at)]


def meeting_in_the_way(proposal: Proposal) -> Meeting | None:
    """Return a booked meeting of the citizen at the time of the interview, None without. One query."""
    if proposal.interview_at is None:
        return None
    starts_at, ends_at = rules.span_of(proposal.interview_at)
    booked = Meeting.objects.filter(citizen=proposal.case.citizen_id, state=MeetingState.BOOKED)
    return booked.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).order_by("starts_at", "pk").first()


def interview_entry(proposal: Proposal) -> CalendarEntry | None:
    """
    Return what the calendar file of an interview may tell, None while there is none. One query.

    When the proposal ended without a job, the file takes the appointment off the calendar.
    """
    if proposal.interview_at is None or proposal.state in _BEFORE:
        return None
    said = list(
        proposal.events.filter(kind=ProposalEventKind.INTERVIEW).order_by("number").values_list("at", flat=True)
    )
    starts_at, ends_at = rules.span_of(proposal.interview_at)
    ended_at = _ended_at(proposal)
    is_cancelled = ended_at is not None and has_interview_called_off(proposal, ended_at)
    return CalendarEntry(
        uid=uuid.uuid5(_NUMBERS, str(proposal.pk)),
        sequence=max(len(said) - 1, 0) + is_cancelled,
        starts_at=starts_at,
        ends_at=ends_at,
        place="" if proposal.case.citizen.is_protected else proposal.interview_place,
        is_cancelled=is_cancelled,
        changed_at=(ended_at if is_cancelled else None) or (said[-1] if said else proposal.proposed_at),
    )


def _called_off(proposals: QuerySet[Proposal], at: datetime) -> list[CalledOff]:
    to_come = _ended_by_others(proposals.filter(interview_at__gt=at)).select_related("track", "order")
    found = [one for one in numbered(to_come) if has_interview_called_off(one, at)]
    seen = [
        CalledOff(number_of(one), one.interview_at, one.order_id, one.order.title)
        for one in found
        if one.interview_at is not None
    ]
    return sorted(seen, key=lambda one: (one.starts_at, one.order_id, one.seat))


def _ended_at(proposal: Proposal) -> datetime | None:
    """Return when the proposal ended, or the case with it, which leaves its state as it was; None while it goes on."""
    return proposal.ended_at or proposal.track.closed_at


def _ended_by_others(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Leave out those the company ended itself: with a no, or by filling the places with somebody else."""
    filled = ProposalEvent.objects.filter(
        proposal=OuterRef("pk"), kind=ProposalEventKind.FILLED, by__kind=UserKind.COMPANY
    )
    return proposals.exclude(state=ProposalState.REFUSED).exclude(Exists(filled))


def _seen(proposal: Proposal, moment: datetime) -> InterviewSeen:
    starts_at, ends_at = rules.span_of(moment)
    order = proposal.order
    return InterviewSeen(proposal.pk, order.title, order.company.name, proposal.interview_place, starts_at, ends_at)
