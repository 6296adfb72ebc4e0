"""What a company calls its candidates by, told by what it was shown and by nothing before."""

from __future__ import annotations

from django.db.models import Count, OuterRef, QuerySet, Subquery

from helevejen.proposals.enums import DisclosureKind, ProposalEventKind
from helevejen.proposals.models import Disclosure, Proposal, ProposalEvent


def numbered(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """
    Return proposals with `nth`, their number among the cards shown for the order, as first shown.

    None when no card was shown: those asked and those who said no are not counted. No query.
    """
    cards = Disclosure.objects.filter(kind=DisclosureKind.CARD).order_by()
    own = cards.filter(proposal=OuterRef(OuterRef("pk"))).values("pk")
    until_own = cards.filter(proposal__order=OuterRef("order"), pk__lte=Subquery(own))
    nth = Subquery(until_own.values("kind").annotate(n=Count("pk")).values("n"))
    return proposals.annotate(nth=nth).order_by("order_id", "nth", "pk")


def counted_from_card(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Return proposals with `before_card`: the number of the event that showed the card, None without. No query."""
    shown = ProposalEvent.objects.filter(proposal=OuterRef("pk"), kind=ProposalEventKind.PRESENTED)
    return proposals.annotate(before_card=Subquery(shown.order_by("number").values("number")[:1]))


def number_of(proposal: Proposal) -> int:
    """Return what the company calls somebody of `numbered` by; 0 when no card was shown. No query."""
    return getattr(proposal, "nth", None) or 0


def events_before_card(proposal: Proposal) -> int:
    """Return how many events one of `counted_from_card` had until its card was shown, it included. No query."""
    return getattr(proposal, "before_card", None) or 0
