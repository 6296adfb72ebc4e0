"""What the company answers: meet, not now and why, a day for the interview, hired. Staff can write it down for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy

from helevejen.accounts.actions.notices import tell_staff
from helevejen.accounts.models import User
from helevejen.cases.actions import locks
from helevejen.cases.models import Case
from helevejen.core.deeds import action, step
from helevejen.engines.calendar import day_of
from helevejen.proposals.actions import keeping
from helevejen.proposals.actions.ending import end_others
from helevejen.proposals.actions.keeping import UnableToMoveProposal
from helevejen.proposals.enums import LIVE, NotNow, ProposalObjection, ProposalState
from helevejen.proposals.models import Proposal
from helevejen.proposals.queries.cards import asked_by
from helevejen.proposals.queries.interviews import meeting_in_the_way
from helevejen.proposals.queries.positions import hired_count
from helevejen.proposals.rules import steps
from helevejen.recruitment.actions.handling import shift_order
from helevejen.recruitment.enums import OrderState
from helevejen.recruitment.models import JobOrder


@dataclass(frozen=True, slots=True)
class Interview:
    """When and where citizen and company meet."""

    starts_at: datetime
    place: str


@action
def want_to_meet(*, proposal: Proposal, by: User, at: datetime, expected: int | None = None) -> Proposal:
    """
    Write down that the company would like to meet whoever the card is about. The ball is the jobformidler's.

    Raises:
        UnableToMoveProposal: nothing has been changed.
    """
    return keeping.move(keeping.hold(proposal, expected, at=at), ProposalState.WANTED, by=by, at=at)


@action
def refuse(*, proposal: Proposal, why: steps.Why, by: User, at: datetime, expected: int | None = None) -> Proposal:
    """
    Write down that the company says no this time, and why, for the citizen to read.

    Raises:
        UnableToMoveProposal: nothing has been changed.
    """
    proposal = keeping.hold(proposal, expected, at=at)
    if objection := steps.objection_to_why(why, demands=asked_by(proposal.order)):
        raise UnableToMoveProposal(objection)
    proposal.reason = why.reason
    proposal.missing = why.missing if why.reason == NotNow.MISSING else ""
    proposal.reason_words = why.words.strip()
    return keeping.end(proposal, ProposalState.REFUSED, by=by, at=at)


@action
def set_interview(
    *, proposal: Proposal, interview: Interview, by: User, at: datetime, expected: int | None = None
) -> Proposal:
    """
    Write down when and where they meet; another day takes the place of the first. The company answers afterwards.

    What else the citizen does at that time is nothing to the company: the jobformidler is told, unless it is the
    jobformidler's own deed, whose page says it, and nothing is refused.

    Raises:
        UnableToMoveProposal: nothing has been changed.
    """
    proposal = keeping.hold(proposal, expected, at=at)
    if objection := steps.objection_to_interview(
        starts_at=interview.starts_at, place=interview.place, holds_until=proposal.holds_until, at=at
    ):
        raise UnableToMoveProposal(objection)
    proposal.interview_at, proposal.interview_place = interview.starts_at, interview.place.strip()
    keeping.move(proposal, ProposalState.INTERVIEW, by=by, at=at, due_from=day_of(interview.starts_at))
    if proposal.case.jobformidler_id != by.pk and meeting_in_the_way(proposal) is not None:
        _tell_of_clash(proposal, at=at)
    return proposal


@action
def hire(*, proposal: Proposal, by: User, at: datetime, expected: int | None = None) -> Proposal:
    """
    Write down that the company says yes: a position of the order is taken. The last one ends the other proposals.

    The order is locked all the while: of two for the last position one is hired.

    Raises:
        UnableToMoveProposal: there is no position left, or it cannot be done now. Nothing has been changed.
    """
    proposal = keeping.hold(proposal, expected, at=at)
    keeping.check(proposal, ProposalState.HIRED, at=at)
    left = steps.positions_left(proposal.order.positions, hired_count(proposal.order))
    if left < 1:
        raise UnableToMoveProposal(ProposalObjection.NO_POSITION)
    _hold_cases(proposal.order)
    keeping.move(proposal, ProposalState.HIRED, by=by, at=at)
    if left == 1:
        end_others(proposal.order, by=by, at=at)
        if proposal.order.state in {OrderState.OPEN, OrderState.PAUSED}:
            shift_order(order=proposal.order, to=OrderState.FILLED, by=by, at=at)
    return proposal


# --- Steps ---


@step
def _tell_of_clash(proposal: Proposal, *, at: datetime) -> None:
    """Tell whoever follows the case that citizen and company meet at the time of a meeting of the case."""
    text = gettext_lazy("En borger har to aftaler på samme tid: en samtale i en virksomhed og en af vores.")
    path = f"/arbejde/sag/{proposal.case_id}/samtaler/"
    tell_staff([proposal.case.jobformidler], kind="proposal", text=text, at=at, path=path)


@step
def _hold_cases(order: JobOrder) -> None:
    """Lock every case with a proposal that goes on, by number: whoever ends several waits in one order."""
    found = Case.objects.filter(proposals__order=order, proposals__state__in=LIVE).order_by("pk").distinct()
    for case in found:
        locks.lock_case(case)
