"""Whom a jobformidler can ask about an order, and the card as it would be shown now."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from helevejen.accounts.models import User
from helevejen.cases import perms as case_perms
from helevejen.cases.models import Case
from helevejen.core.danish_order import danish_key
from helevejen.proposals.enums import DisclosureKind, ProposalState
from helevejen.proposals.models import Proposal
from helevejen.proposals.queries.cards import card_of
from helevejen.proposals.queries.words import Lines, shown_in_words
from helevejen.proposals.rules import cards
from helevejen.recruitment.enums import OrderState
from helevejen.recruitment.models import JobOrder
from helevejen.suggestions.models import DeclinedOrder

#: How a proposal ended when neither of the two has said no.
_LEFT_OPEN = (ProposalState.RELEASED, ProposalState.FILLED, ProposalState.STOPPED)


def cases_to_ask(order: JobOrder, user: User, at: datetime, *, also: int | None = None) -> list[Case]:
    """
    Return the user's own open cases whose citizen is not proposed for the order already, in Danish order of name.

    Args:
        also: A case the user works on without following it, which the page was opened with.

    One query.
    """
    asked = Proposal.objects.live().filter(case=OuterRef("pk"), order=order)
    workable: QuerySet[Case] = case_perms.workable_by(user, at).filter(~Exists(asked), closed_at__isnull=True)
    own = workable.filter(jobformidler=user) | workable.filter(pk=also or 0)
    found = own.select_related("citizen").defer("citizen__cpr", "citizen__address")
    return sorted(found, key=lambda case: (danish_key(case.citizen.name), case.pk))


def settled_between(user: User, at: datetime) -> set[tuple[int, int]]:
    """
    Return citizen and open order that need no call: proposed already, or one of them has said no. Two queries.

    Of the cases the user may open, as a leader too: whoever reads the call list is told of nobody in vain.
    """
    cases = case_perms.visible_to(user, at)
    about = Proposal.objects.filter(case__in=cases.values("pk"), order__state=OrderState.OPEN)
    asked = about.exclude(state__in=_LEFT_OPEN).values_list("case__citizen", "order")
    declined = DeclinedOrder.objects.filter(citizen__in=cases.values("citizen"), taken_back_at__isnull=True)
    return set(asked.order_by()) | set(declined.order_by().values_list("citizen", "order"))


def preview_of(proposal: Proposal, on: date, *, shows_needs: bool = True) -> Lines:
    """Return the card as the company would see it today. Two queries."""
    card = cards.written(card_of(proposal, on=on))
    return shown_in_words(DisclosureKind.CARD, card, shows_needs=shows_needs)
