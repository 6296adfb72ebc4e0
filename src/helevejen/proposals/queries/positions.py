"""How many positions of an order are taken."""

from __future__ import annotations

from helevejen.proposals.enums import ProposalState
from helevejen.proposals.models import Proposal
from helevejen.recruitment.models import JobOrder


def hired_count(order: JobOrder) -> int:
    """Return how many are hired for an order through proposals. One query."""
    return Proposal.objects.filter(order=order, state=ProposalState.HIRED).count()
