"""Courses and job orders from a file, many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from helevejen.accounts.models import User
from helevejen.core import bulk
from helevejen.core.deeds import step
from helevejen.recruitment.enums import OrderEventKind
from helevejen.recruitment.models import Course, JobOrder, OrderEvent, Requirement
from helevejen.recruitment.rules import clocks
from helevejen.recruitment.rules.courses import CourseFacts
from helevejen.recruitment.rules.orders import Demanded, Wanted

_OF_ORDER = (
    "company", "workplace", "external_id", "owner", "ordered_by", "ordered_at", "answered_at", "reply_due_at",
    "shortlist_due_at",
)  # fmt: skip
_OF_WANTED = tuple(Wanted.__dataclass_fields__)
_OF_DEMANDED = tuple(Demanded.__dataclass_fields__)
_OF_EVENT = ("order", "number", "kind", "at", "by", "owner")


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """An order as a file gives it; company, workplace and owner by number."""

    external_id: str
    company: int
    workplace: int | None
    owner: int
    ordered_at: datetime
    answered_at: datetime | None
    wanted: Wanted
    demands: tuple[Demanded, ...]


@step
def load_courses(new: Sequence[CourseFacts], changed: Mapping[int, CourseFacts]) -> None:
    """Write new courses and change known ones; one of the demo that a file tells of is no example any more."""
    columns = (*CourseFacts._fields, "is_example")
    bulk.update(Course, columns, ((*_plain(facts), False, pk) for pk, facts in changed.items()))
    bulk.insert(Course, columns, ((*_plain(facts), False) for facts in new))


def _plain(values: Iterable[Any]) -> list[Any]:
    return [list(value) if isinstance(value, tuple) else value for value in values]


@step
def load_orders(new: Sequence[OrderFacts], changed: Mapping[int, OrderFacts], *, by: User) -> None:
    """
    Write new orders with their first event, and change those nobody has worked on here. Nobody is told.

    The promises are those of the moment the order came, as if it had come here.
    """
    ids = bulk.reserve_ids(JobOrder, len(new))
    rows = list(zip(ids, new, strict=True))
    bulk.insert(
        JobOrder, ("id", "number", *_OF_ORDER, *_OF_WANTED), ((pk, 1, *_columns(facts, by)) for pk, facts in rows)
    )
    bulk.insert(
        OrderEvent, _OF_EVENT,
        ((pk, 1, OrderEventKind.ORDERED.value, facts.ordered_at, by.pk, facts.owner) for pk, facts in rows),
    )  # fmt: skip
    bulk.update(JobOrder, (*_OF_ORDER, *_OF_WANTED), ((*_columns(facts, by), pk) for pk, facts in changed.items()))
    Requirement.objects.filter(order__in=list(changed)).delete()
    asked = ((pk, one) for pk, facts in [*rows, *changed.items()] for one in facts.demands)
    bulk.insert(Requirement, ("order", *_OF_DEMANDED), ((pk, *asdict(one).values()) for pk, one in asked))


def _columns(facts: OrderFacts, by: User) -> list[Any]:
    promise = clocks.promise_for(facts.ordered_at)
    return [
        facts.company, facts.workplace, facts.external_id, facts.owner, by.pk, facts.ordered_at, facts.answered_at,
        promise.reply_by, promise.shortlist_by, *_plain(asdict(facts.wanted).values()),
    ]  # fmt: skip
