"""What the company is shown, after the citizen's yes: the card without a name, and then the name. Stored as shown."""

from __future__ import annotations

from datetime import datetime

from helevejen.accounts.models import User
from helevejen.core.deeds import action, step
from helevejen.engines.calendar import day_of
from helevejen.proposals.actions import keeping
from helevejen.proposals.actions.keeping import UnableToMoveProposal
from helevejen.proposals.enums import DisclosureKind, ProposalObjection, ProposalState
from helevejen.proposals.models import Disclosure, Proposal
from helevejen.proposals.queries.cards import card_of, has_changed_since_the_yes, person_of
from helevejen.proposals.rules import cards


@action
def present(*, proposal: Proposal, by: User, at: datetime, expected: int | None = None) -> Proposal:
    """
    Show the company the anonymous card of an order that is as it was when the citizen said yes.

    The ball is the company's.

    Raises:
        UnableToMoveProposal: nothing has been shown.
    """
    proposal = keeping.hold(proposal, expected, at=at)
    keeping.check(proposal, ProposalState.PRESENTED, at=at)
    if has_changed_since_the_yes(proposal):
        raise UnableToMoveProposal(ProposalObjection.ORDER_CHANGED)
    keeping.move(proposal, ProposalState.PRESENTED, by=by, at=at)
    _disclose(proposal, DisclosureKind.CARD, card_of(proposal, on=day_of(at)), by=by, at=at)
    return proposal


@action
def give_name(*, proposal: Proposal, by: User, at: datetime, expected: int | None = None) -> Proposal:
    """
    Give the company the name, and what else the citizen agreed to. The ball is the company's.

    Raises:
        UnableToMoveProposal: nothing has been shown.
    """
    proposal = keeping.hold(proposal, expected, at=at)
    keeping.move(proposal, ProposalState.NAMED, by=by, at=at)
    _disclose(proposal, DisclosureKind.NAME, person_of(proposal), by=by, at=at)
    return proposal


# --- Steps ---


@step
def _disclose(
    proposal: Proposal, kind: DisclosureKind, shown: cards.Card | cards.Person, *, by: User, at: datetime
) -> None:
    Disclosure.objects.create(
        proposal=proposal, kind=kind, company_id=proposal.order.company_id, shown=cards.written(shown), shown_at=at,
        by=by, holds_until=proposal.holds_until,
    )  # fmt: skip
