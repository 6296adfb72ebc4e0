"""The citizen is asked about an order, answers, and can take a yes back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext

from helevejen.accounts.models import User
from helevejen.cases.actions import locks, tracks
from helevejen.cases.enums import Cap, TrackKind
from helevejen.cases.models import Case
from helevejen.core import formats
from helevejen.core.deeds import action, refused_as, step
from helevejen.engines.calendar import day_of
from helevejen.proposals.actions import keeping
from helevejen.proposals.actions.keeping import UnableToMoveProposal
from helevejen.proposals.enums import LIVE, ProposalEventKind, ProposalObjection, ProposalState, Share
from helevejen.proposals.models import Proposal
from helevejen.proposals.queries.cards import order_changed_after
from helevejen.proposals.queries.positions import hired_count
from helevejen.proposals.rules import clocks, steps
from helevejen.recruitment.actions import keeping as order_keeping
from helevejen.recruitment.models import JobOrder
from helevejen.suggestions.models import Suggestion

_MOST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Asked:
    """What a citizen is asked: what may be shared beside the card and the name, and a few words about why."""

    shares: Collection[str] = ()
    words: str = ""


@action
def propose(*, case: Case, order: JobOrder, asked: Asked, by: User, at: datetime) -> Proposal:
    """
    Ask a citizen whether they want to be proposed for an order. The ball is the citizen's.

    Raises:
        UnableToMoveProposal: a rule forbids it; nothing has been written.
    """
    order = order_keeping.hold(order, None, at=at)
    case = locks.lock_case(case)
    _end_left_behind(case, order, at=at)
    on = day_of(at)
    if objection := steps.objection_to_proposing(
        is_case_open=case.is_open,
        is_order_open=order.is_open,
        has_open=case.proposals.filter(order=order, state__in=LIVE).exists(),
        positions_left=steps.positions_left(order.positions, hired_count(order)),
        asked_for=asked.shares,
        words=asked.words,
    ):
        raise UnableToMoveProposal(objection)
    stage = steps.STAGES[ProposalState.ASKED]
    with refused_as(UnableToMoveProposal):
        track = tracks.open_track(
            case=case, kind=TrackKind.JOB_AND_COMPANY, by=by, at=at, title=_title(order), step=stage.step,
            cap=Cap.COMPANY, due_on=clocks.due_on(stage.clock, on),
        )  # fmt: skip
    proposal = Proposal.objects.create(
        track=track, case=case, order=order, suggestion=_listed(case, order), seat=_next_seat(order),
        words=asked.words.strip(), asked_for=_codes(asked.shares),
        holds_until=clocks.holds_until(on), proposed_by=by, proposed_at=at,
    )  # fmt: skip
    keeping.record(proposal, ProposalEventKind.PROPOSED, by=by, at=at)
    return proposal


@action
def accept(
    *,
    proposal: Proposal,
    agreed: Collection[str],
    by: User,
    at: datetime,
    expected: int | None = None,
    order_seen: int | None = None,
) -> Proposal:
    """
    Write down the citizen's yes, and to what. The ball is the jobformidler's.

    Args:
        order_seen: The number of the last thing that had happened to the order when the page was shown.

    Raises:
        UnableToMoveProposal: nothing has been changed.
    """
    proposal = keeping.hold(proposal, expected, at=at)
    if changed_at := order_changed_after(proposal.order, order_seen):
        raise UnableToMoveProposal(ProposalObjection.TASK_CHANGED, when=_when(changed_at, at))
    if objection := steps.objection_to_agreeing(asked_for=proposal.asked_for.split(), agreed=agreed):
        raise UnableToMoveProposal(objection)
    proposal.agreed, proposal.answered_at = _codes(agreed), at
    return keeping.move(proposal, ProposalState.ACCEPTED, by=by, at=at)


@action
def decline(*, proposal: Proposal, by: User, at: datetime, expected: int | None = None) -> Proposal:
    """
    Write down the citizen's no. Nothing is asked.

    Raises:
        UnableToMoveProposal: nothing has been changed.
    """
    proposal = keeping.hold(proposal, expected, at=at)
    proposal.answered_at = at
    return keeping.end(proposal, ProposalState.DECLINED, by=by, at=at)


@action
def withdraw(*, proposal: Proposal, by: User, at: datetime, expected: int | None = None) -> Proposal:
    """
    Take the citizen's yes back. The company sees no more from this moment.

    Raises:
        UnableToMoveProposal: nothing has been changed.
    """
    proposal = keeping.hold(proposal, expected, at=at)
    return keeping.end(proposal, ProposalState.WITHDRAWN, by=by, at=at)


# --- Steps ---


@step
def _end_left_behind(case: Case, order: JobOrder, *, at: datetime) -> None:
    """End a proposal whose track was closed with an earlier case or by hand: it went nowhere."""
    left = Proposal.objects.filter(case=case, order=order, state__in=LIVE, track__closed_at__isnull=False)
    left.update(state=ProposalState.STOPPED, ended_at=at)


def _listed(case: Case, order: JobOrder) -> Suggestion | None:
    """Return the newest row of a list that named the two, None when somebody just knew."""
    return Suggestion.objects.filter(case=case, order=order).order_by("-pk").first()


def _next_seat(order: JobOrder) -> int:
    return (order.proposals.aggregate(last=Max("seat"))["last"] or 0) + 1


def _codes(shares: Collection[str]) -> str:
    return " ".join(code for code in Share.values if code in shares)


def _when(changed_at: datetime, at: datetime) -> str:
    """Return since when, as it stands after "siden": the clock alone on the same day."""
    clock = formats.clock_time(changed_at)
    if day_of(changed_at) == day_of(at):
        return gettext("kl. %(clock)s") % {"clock": clock}
    return gettext("%(day)s kl. %(clock)s") % {"day": formats.weekday_and_day(day_of(changed_at)), "clock": clock}


def _title(order: JobOrder) -> str:
    """Return what the track is called; not where, for the title stands also where places are hidden."""
    return order.title[:_MOST_TITLE]
