"""
The clocks of a job order: what is promised when it comes, what a pause does to it, and what is due next.

Source: docs/rules/job-orders.md; clauses/order_clocks.toml. The calendar is engines.calendar.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from helevejen.engines.calendar import (
    OFFICE,
    OfficeCalendar,
    add_office_hours,
    day_of,
    days_promised,
    extended,
    last_minute_of,
    office_time,
    share_gone,
)
from helevejen.recruitment.enums import Near, OrderClock, OrderState

CLOCKS_FILE: Final = Path(__file__).resolve().parent.parent / "clauses" / "order_clocks.toml"
NEAR_SHARE: Final = 0.75
_UNITS: Final = frozenset({"office_hour", "working_day"})


class FaultyOrderClocks(ValueError):
    """order_clocks.toml names something that does not exist, overlaps or lacks something; the text says what."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One dated service goal. `valid_until` is the day after the last; `verified_by` is empty when nobody has."""

    id: str
    clock: OrderClock
    amount: int
    unit: str
    valid_from: date
    valid_until: date | None
    source: str
    verified_by: str

    def holds_on(self, on: date) -> bool:
        """Return whether it is in force on a day."""
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised the moment an order comes, stored with it."""

    reply_by: datetime
    shortlist_by: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """What is due next, and until when."""

    clock: OrderClock
    at: datetime


def promise_for(
    ordered_at: datetime, *, calendar: OfficeCalendar = OFFICE, clauses: Sequence[Clause] | None = None
) -> Promise:
    """
    Return until when an order is answered, and until when a shortlist comes. The shortlist never before the answer.

    Source:
        docs/rules/job-orders.md (two clocks); clauses/order_clocks.toml.
    """
    known, on = clauses if clauses is not None else order_clocks(), day_of(ordered_at)
    reply = due_at(clause_for(OrderClock.REPLY, on, known), ordered_at, calendar)
    shortlist = due_at(clause_for(OrderClock.SHORTLIST, on, known), ordered_at, calendar)
    return Promise(reply, max(reply, shortlist))


def due_at(clause: Clause, ordered_at: datetime, calendar: OfficeCalendar = OFFICE) -> datetime:
    """
    Return the last minute in which a clock is kept.

    Source:
        docs/rules/job-orders.md (two clocks).
    """
    if clause.unit == "office_hour":
        return add_office_hours(ordered_at, timedelta(hours=clause.amount), calendar).due
    return days_promised(ordered_at, clause.amount, calendar)


def clause_for(clock: OrderClock, on: date, clauses: Sequence[Clause]) -> Clause:
    """
    Return the clause of a clock that holds on a day; before the first one, the oldest.

    Source:
        clauses/order_clocks.toml; docs/rules/job-orders.md.
    """
    of_clock = sorted((one for one in clauses if one.clock == clock), key=lambda one: one.valid_from)
    return next((one for one in reversed(of_clock) if one.holds_on(on)), of_clock[0])


def goal_on(clock: OrderClock, on: date) -> Clause:
    """
    Return the service goal of a clock for an order that comes on a day.

    Source:
        clauses/order_clocks.toml; docs/rules/job-orders.md (two clocks).
    """
    return clause_for(clock, on, order_clocks())


def after_pause(due: datetime, paused_at: datetime, at: datetime, calendar: OfficeCalendar = OFFICE) -> datetime:
    """
    Return a promise after a pause: as much office time later as it lasted. One that had passed already stays as it was.

    Source:
        docs/rules/job-orders.md (the states).
    """
    return due if due < paused_at else extended(due, office_time(paused_at, at, calendar), calendar)


def next_due(
    *,
    state: str,
    reply_due_at: datetime,
    answered_at: datetime | None,
    shortlist_due_at: datetime,
    shortlisted_at: datetime | None,
    promised_on: date | None,
) -> Due | None:
    """
    Return what is due next from us: the answer first, then whichever is sooner of the shortlist and what was promised.

    Nothing is due while the order is not open.

    Source:
        docs/rules/job-orders.md (two clocks).
    """
    if state != OrderState.OPEN:
        return None
    if answered_at is None:
        return Due(OrderClock.REPLY, reply_due_at)
    found = [Due(OrderClock.SHORTLIST, shortlist_due_at)] if shortlisted_at is None else []
    if promised_on is not None:
        found.append(Due(OrderClock.PROMISE, last_minute_of(promised_on)))
    return min(found, key=lambda one: one.at, default=None)


def near(since: datetime, due: datetime, at: datetime, calendar: OfficeCalendar = OFFICE) -> Near:
    """
    Return how far an order is towards a promise: past it, three quarters of the office time there, or neither.

    Source:
        docs/rules/job-orders.md (two clocks).
    """
    if at > due:
        return Near.PASSED
    return Near.SOON if share_gone(since, due, at, calendar) >= NEAR_SHARE else Near.NONE


@cache
def order_clocks() -> tuple[Clause, ...]:
    """
    Return the clauses of order_clocks.toml.

    Raises:
        FaultyOrderClocks: the file is not whole.

    Source:
        clauses/order_clocks.toml; docs/rules/job-orders.md.
    """
    return read_order_clocks(CLOCKS_FILE.read_text(encoding="utf-8"))


def read_order_clocks(text: str) -> tuple[Clause, ...]:
    """
    Read and check a text in the form of order_clocks.toml.

    Raises:
        FaultyOrderClocks: it names something unknown, lacks a clock, or two clauses of one hold at once.

    Source:
        clauses/order_clocks.toml; docs/rules/job-orders.md.
    """
    made = [_clause(raw) for raw in tomllib.loads(text).get("clause", [])]
    if missing := {OrderClock.REPLY, OrderClock.SHORTLIST} - {one.clock for one in made}:
        raise FaultyOrderClocks(f"no clause for {', '.join(sorted(missing))}")
    if len({one.id for one in made}) != len(made):
        raise FaultyOrderClocks("an id stands twice")
    ordered = sorted(made, key=lambda one: (one.clock, one.valid_from))
    for one, following in pairwise(ordered):
        if one.clock == following.clock and (one.valid_until or date.max) > following.valid_from:
            raise FaultyOrderClocks(f"{one.id} and {following.id} hold at once")
    return tuple(made)


def _clause(raw: dict[str, Any]) -> Clause:
    name = str(raw.get("id", "?"))
    try:
        clause = Clause(
            id=name,
            clock=OrderClock(raw["clock"]),
            amount=int(raw["amount"]),
            unit=str(raw["unit"]),
            valid_from=raw["valid_from"],
            valid_until=raw.get("valid_until"),
            source=str(raw["source"]),
            verified_by=str(raw.get("verified_by", "")),
        )
    except (KeyError, ValueError) as fault:
        raise FaultyOrderClocks(f"{name}: {fault}") from fault
    if clause.clock == OrderClock.PROMISE or clause.unit not in _UNITS or clause.amount <= 0 or not clause.source:
        raise FaultyOrderClocks(f"{name}: clock, unit, amount or source is wrong")
    return clause
