"""One order with what it requires and what has happened to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from helevejen.accounts.models import User
from helevejen.recruitment import perms
from helevejen.recruitment.enums import WORDS_OF_NUMBER, OrderEventKind, RequirementKind, Weight
from helevejen.recruitment.models import JobOrder, OrderEvent, Requirement
from helevejen.recruitment.queries import wording
from helevejen.recruitment.rules.demand import Need

#: The order in which what is required is told: what one must have first.
_WEIGHTS: Final = list(Weight.values)
_WITH_OWNER: Final = frozenset({OrderEventKind.TAKEN, OrderEventKind.HANDED_OVER})


@dataclass(frozen=True, slots=True)
class RequirementSeen:
    """One thing required, in words."""

    pk: int
    kind: str
    weight: str
    text: str


@dataclass(frozen=True, slots=True)
class OrderInWords:
    """An order's occupation and what it requires in the reader's language, the musts first."""

    occupation: str
    requirements: list[RequirementSeen]


@dataclass(frozen=True, slots=True)
class OrderEventSeen:
    """One thing that happened, in words; `reason` is ours and not for the company."""

    kind: str
    label: str
    at: datetime
    by: str
    words: str
    reason: str
    owner: str
    is_transfer: bool


def orders_visible_to(user: User, at: datetime) -> QuerySet[JobOrder]:
    """Return the orders the user may open, with company, workplace, contact and owner, the newest first. One query."""
    loaded = perms.visible_to(user, at).select_related("company", "workplace", "contact", "owner", "ordered_by")
    return loaded.order_by("-ordered_at", "-pk")


def requirements_of(order: JobOrder) -> list[RequirementSeen]:
    """Return what an order requires in the reader's language, the musts first. Two queries at most."""
    needs = _needs_of(order)
    return _seen(needs, wording.concepts_in(needs.values()))


def in_words(order: JobOrder) -> OrderInWords:
    """Return the occupation of an order with its `requirements_of`, all names in one question. Two queries at most."""
    needs = _needs_of(order)
    concepts = wording.concepts_in(needs.values(), order.occupation_uri)
    return OrderInWords(wording.occupation_of(order, concepts), _seen(needs, concepts))


def events_of(order: JobOrder) -> list[OrderEventSeen]:
    """Return what has happened to an order, the newest first. One query."""
    return [
        OrderEventSeen(
            kind=event.kind,
            label=str(OrderEventKind(event.kind).label),
            at=event.at,
            by=event.by.name,
            words=_words(event),
            reason=event.reason,
            owner=event.owner.name if event.kind in _WITH_OWNER else "",
            is_transfer=event.is_transfer,
        )
        for event in order.events.select_related("by", "owner").order_by("-number")
    ]


def _words(event: OrderEvent) -> str:
    said = WORDS_OF_NUMBER.get(event.kind)
    return event.words if said is None else str(said) % {"n": event.words}


def _needs_of(order: JobOrder) -> dict[Requirement, Need]:
    found = sorted(order.requirements.order_by("pk"), key=lambda one: (_WEIGHTS.index(one.weight), one.pk))
    return {one: wording.need_of(one) for one in found}


def _seen(needs: Mapping[Requirement, Need], concepts: wording.Names) -> list[RequirementSeen]:
    names = wording.names_of(needs.values(), concepts)
    return [
        RequirementSeen(
            one.pk,
            str(RequirementKind(one.kind).label),
            str(Weight(one.weight).label),
            wording.with_level(names[need], one.level),
        )
        for one, need in needs.items()
    ]
