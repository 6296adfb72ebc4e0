"""
What every deed on a proposal does: take hold of it, move it with its turn, and write down what happened.

The order is locked first, then the proposal, then cases and tracks, so that nobody waits in a ring. A deed that comes
from a page names the number of the last event the page showed.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy

from helevejen.accounts.actions.notices import tell_staff
from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.actions import Use
from helevejen.audit.enums import AccessKind, Purpose, Verb
from helevejen.cases.actions import notices, tracks, turns
from helevejen.cases.enums import Cap, NoticeKind, TrackOutcome, TurnEvent
from helevejen.core.deeds import Refusal, refused_as, step
from helevejen.engines.calendar import day_of
from helevejen.proposals.enums import LIVE, Party, ProposalEventKind, ProposalState
from helevejen.proposals.models import Proposal, ProposalEvent
from helevejen.proposals.rules import clocks, steps
from helevejen.recruitment.actions import keeping as order_keeping

#: The deed in the log, by what happened; the rest are moves.
_VERBS = {
    ProposalEventKind.PROPOSED: Verb.PROPOSAL_MADE,
    ProposalEventKind.ACCEPTED: Verb.PROPOSAL_ANSWERED,
    ProposalEventKind.DECLINED: Verb.PROPOSAL_ANSWERED,
    ProposalEventKind.WITHDRAWN: Verb.PROPOSAL_ANSWERED,
    ProposalEventKind.PRESENTED: Verb.PROPOSAL_SHOWN,
    ProposalEventKind.NAMED: Verb.PROPOSAL_NAMED,
    ProposalEventKind.RELEASED: Verb.PROPOSAL_ENDED,
    ProposalEventKind.FILLED: Verb.PROPOSAL_ENDED,
    ProposalEventKind.STOPPED: Verb.PROPOSAL_ENDED,
}
_DISCLOSING = frozenset({ProposalEventKind.PRESENTED, ProposalEventKind.NAMED})
#: Ends that came of the company or of silence; the others were nobody's failing.
_CAME_TO_NOTHING = frozenset({ProposalState.REFUSED, ProposalState.RELEASED})
#: What a citizen is told has happened; what they did themselves they know.
_NEWS = frozenset({
    ProposalState.WANTED, ProposalState.INTERVIEW, ProposalState.REFUSED, ProposalState.RELEASED,
    ProposalState.FILLED, ProposalState.STOPPED,
})  # fmt: skip


class UnableToMoveProposal(Refusal):
    """A rule forbids it, or somebody else was there first; nothing has been changed."""


@step
def hold(proposal: Proposal, expected: int | None, *, at: datetime) -> Proposal:
    """
    Return a proposal with all it is about, its order and itself locked.

    Raises:
        UnableToMoveProposal: somebody was there since the page.
    """
    order_keeping.hold(proposal.order, None, at=at)
    Proposal.objects.select_for_update(of=("self",), no_key=True).values_list("pk").get(pk=proposal.pk)
    related = ("case__citizen", "case__jobformidler", "order__company", "order__owner", "track__open_turn")
    fresh = Proposal.objects.select_related(*related).get(pk=proposal.pk)
    if expected is not None and expected != fresh.number:
        _refuse(fresh)
    return fresh


@step
def move(proposal: Proposal, to: ProposalState, *, by: User, at: datetime, due_from: date | None = None) -> Proposal:
    """
    Move a held proposal to a state that goes on: its turn passes, it is written down, and the citizen is told.

    Args:
        due_from: The day the wait is counted from, when not today.

    Raises:
        UnableToMoveProposal: it cannot go there.
    """
    check(proposal, to, at=at)
    stage = steps.STAGES[to]
    company = proposal.order.company.name if stage.party == Party.COMPANY else ""
    due_on = clocks.due_on(stage.clock, max(due_from or day_of(at), day_of(at)))
    with refused_as(UnableToMoveProposal):
        turns.hand_turn(
            track=proposal.track, by=by, at=at, event=_event(by), step=stage.step, cap=_cap(by),
            holder_name=company, due_on=due_on,
        )  # fmt: skip
    proposal.state = to
    if to not in LIVE:
        proposal.ended_at = at
    proposal.save()
    record(proposal, ProposalEventKind(to.value), by=by, at=at)
    _tell_citizen(proposal, at=at)
    return proposal


@step
def end(proposal: Proposal, to: ProposalState, *, by: User, at: datetime) -> Proposal:
    """
    End a held proposal without a job: its track closes, and citizen and jobformidler are told when others ended it.

    Raises:
        UnableToMoveProposal: it is over already, or cannot end so.
    """
    check(proposal, to, at=at)
    outcome = TrackOutcome.GIVEN_UP if to in _CAME_TO_NOTHING else TrackOutcome.NOT_NEEDED
    with refused_as(UnableToMoveProposal):
        tracks.end_track(track=proposal.track, by=by, at=at, outcome=outcome, cap=_cap(by))
    proposal.state, proposal.ended_at = to, at
    proposal.save()
    record(proposal, ProposalEventKind(to.value), by=by, at=at)
    _tell_citizen(proposal, at=at)
    if proposal.case.jobformidler_id != by.pk:
        _tell(proposal, at=at)
    return proposal


@step
def record(proposal: Proposal, kind: ProposalEventKind, *, by: User, at: datetime) -> ProposalEvent:
    """Add an event, keep its number on the proposal, and write the deed down in the log."""
    proposal.number += 1
    Proposal.objects.filter(pk=proposal.pk).update(number=proposal.number)
    event = ProposalEvent.objects.create(proposal=proposal, number=proposal.number, kind=kind, at=at, by=by)
    use = Use(
        AccessKind.DISCLOSE if kind in _DISCLOSING else AccessKind.CHANGE,
        purpose=Purpose.PROPOSAL if by.kind == UserKind.COMPANY else None,
    )
    audit_actions.record_event(
        _VERBS.get(kind, Verb.PROPOSAL_MOVED), subject=proposal, by=by, at=at, citizen_id=proposal.case.citizen_id,
        cap=_cap(by), detail={"kind": str(kind), "order": proposal.order_id}, use=use,
    )  # fmt: skip
    return event


def check(proposal: Proposal, to: ProposalState, *, at: datetime) -> None:
    """
    Refuse a move that the rules forbid.

    Raises:
        UnableToMoveProposal: with the reason.
    """
    if objection := steps.objection_to_move(
        state=proposal.state,
        to=to,
        is_track_open=proposal.track.is_open,
        holds_until=proposal.holds_until,
        on=day_of(at),
    ):
        raise UnableToMoveProposal(objection)


def _event(by: User) -> TurnEvent:
    return TurnEvent.DONE if by.is_staff_member else TurnEvent.ANSWERED


def _cap(by: User) -> str:
    return Cap.COMPANY.value if by.is_staff_member else ""


def _tell_citizen(proposal: Proposal, *, at: datetime) -> None:
    """Tell the citizen on Min vej that there is news of the job, and which; the news itself stands on its page."""
    if proposal.state in _NEWS:
        notices.tell_citizen(
            case=proposal.case, kind=NoticeKind.PROPOSAL, at=at, proposal_id=proposal.pk, event=str(proposal.state)
        )


def _tell(proposal: Proposal, *, at: datetime) -> None:
    texts: dict[str, Any] = {
        ProposalState.DECLINED: gettext_lazy("En borger har sagt nej til et job. Det er i orden."),
        ProposalState.WITHDRAWN: gettext_lazy("En borger har taget sit ja til et job tilbage."),
        ProposalState.REFUSED: gettext_lazy("En virksomhed har sagt nej til en, du foreslog, og skrevet hvorfor."),
    }
    text = texts.get(ProposalState(proposal.state), gettext_lazy("Et forslag om et job er slut."))
    if proposal.state == ProposalState.WITHDRAWN and proposal.interview_at is not None and proposal.interview_at > at:
        text = gettext_lazy(
            "En borger har taget sit ja til et job tilbage. Sig til virksomheden, at samtalen er aflyst."
        )
    path = f"/arbejde/forslag/{proposal.pk}/"
    tell_staff([proposal.case.jobformidler], kind="proposal", text=text, at=at, path=path)


def _refuse(proposal: Proposal) -> None:
    last = proposal.events.select_related("by").order_by("-number").first()
    raise UnableToMoveProposal(
        gettext_lazy("Der er sket noget siden: %(what)s. Genindlæs siden, før du gør mere."),
        what=str(last.get_kind_display()).lower() if last else "",
    )
