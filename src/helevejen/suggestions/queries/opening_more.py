"""What an order would gain by asking for less, as its newest list counted it and as it may be told."""

from __future__ import annotations

from dataclasses import dataclass

from helevejen.recruitment.enums import OrderEventKind, Weight
from helevejen.recruitment.models import JobOrder
from helevejen.recruitment.queries import wording
from helevejen.suggestions.models import MatchList
from helevejen.suggestions.rules import saying
from helevejen.suggestions.rules import sheets as texts


@dataclass(frozen=True, slots=True)
class WithoutSeen:
    """One must, and at least how many more the order would suit without it, by fives; None for fewer than five."""

    name: str
    at_least: int | None


def opened_without(match_list: MatchList | None, order: JobOrder) -> list[WithoutSeen]:
    """
    Return the musts of an order with what leaving each out would give, the most first.

    Nothing of an order that was corrected after the list: the numbers were of another one. Four queries at most.
    """
    counts = texts.without_in(match_list.more) if match_list is not None else {}
    if match_list is None or not counts or _has_changed_since(match_list, order):
        return []
    needs = [wording.need_of(one) for one in order.requirements.filter(weight=Weight.MUST).order_by("pk")]
    names = wording.names_of(needs)
    found = [
        WithoutSeen(wording.with_level(names[need], need.level), saying.told_of(counts[need.kind, need.subject]))
        for need in needs
        if (need.kind, need.subject) in counts
    ]
    return sorted(found, key=lambda one: -(one.at_least or 0))


def _has_changed_since(match_list: MatchList, order: JobOrder) -> bool:
    changes = order.events.filter(kind=OrderEventKind.CHANGED)
    number = match_list.rules.get("order_number")
    # Lists made before the number was kept have their moment alone.
    since = changes.filter(at__gte=match_list.made_at) if number is None else changes.filter(number__gt=number)
    return since.exists()
