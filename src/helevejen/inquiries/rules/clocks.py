"""
The clocks of an inquiry: what we promise when it comes, what a pause does to it, and how far it has come.

Source: docs/rules/inquiries.md; clauses/clocks.toml. The calendar is engines.calendar.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from helevejen.engines.calendar import (
    OFFICE,
    OfficeCalendar,
    add_office_hours,
    day_of,
    days_promised,
    office_time,
    share_gone,
)
from helevejen.inquiries.enums import Clock, Level, Sender, Topic

CLOCKS_FILE: Final = Path(__file__).resolve().parent.parent / "clauses" / "clocks.toml"

WORKING_DAY: Final = "working_day"
OFFICE_HOUR: Final = "office_hour"
NEAR_SHARE: Final = 0.75

_UNITS: Final = frozenset({WORKING_DAY, OFFICE_HOUR})


class FaultyClocks(ValueError):
    """clocks.toml names something that does not exist, overlaps or lacks something; the text says what."""


@dataclass(frozen=True, slots=True)
class Clause:
    """
    One dated service goal.

    Attributes:
        sender: Whose inquiries; empty is everybody's.
        topic: About what; empty is anything.
        valid_until: The day after the last, None when not known.
        verified_by: The lawyer who has checked it; empty when none has.
    """

    id: str
    clock: Clock
    sender: str
    topic: str
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
class Stretch:
    """A time during which our clocks stood still; `until` is None while they do."""

    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised the moment an inquiry comes. Stored with it: a calendar changed later rewrites nothing."""

    receipt_by: datetime
    answer_by: datetime
    solution_by: datetime


def promise_for(
    *, sender: str, topic: str, received_at: datetime, calendar: OfficeCalendar = OFFICE, clauses: Any = None
) -> Promise:
    """
    Return until when an inquiry is acknowledged, answered and solved.

    Source:
        docs/rules/inquiries.md (the three clocks); clauses/clocks.toml.
    """
    due = {
        clock: due_at(clause_for(clock, sender=sender, topic=topic, on=day_of(received_at), clauses=clauses),
                      received_at, calendar)
        for clock in Clock
    }  # fmt: skip
    # A solution is never promised before the answer that begins it.
    return Promise(due[Clock.RECEIPT], due[Clock.ANSWER], max(due[Clock.SOLUTION], due[Clock.ANSWER]))


def due_at(clause: Clause, received_at: datetime, calendar: OfficeCalendar = OFFICE) -> datetime:
    """
    Return the last minute in which a clock is kept.

    Working days end with the day, on Danish clocks; office hours run only while the office is open.

    Source:
        docs/rules/inquiries.md (the three clocks).
    """
    if clause.unit == OFFICE_HOUR:
        return add_office_hours(received_at, timedelta(hours=clause.amount), calendar).due
    return days_promised(received_at, clause.amount, calendar)


def clause_for(clock: Clock, *, sender: str, topic: str, on: date, clauses: Sequence[Clause] | None = None) -> Clause:
    """
    Return the clause that holds: the one that names the sender, then the one that names the topic, else the general.

    Raises:
        FaultyClocks: none holds on the day.

    Source:
        docs/rules/inquiries.md (the three clocks); clauses/clocks.toml.
    """
    known = clauses if clauses is not None else clocks()
    fitting = [
        one
        for one in known
        if one.clock == clock and one.sender in {"", sender} and one.topic in {"", topic} and one.holds_on(on)
    ]
    if not fitting:
        # Before the first clause the oldest counts: a letter of last year must have some promise.
        fitting = [one for one in known if one.clock == clock and not one.sender and not one.topic]
        fitting = sorted(fitting, key=lambda one: one.valid_from)[:1]
    if not fitting:
        raise FaultyClocks(f"no clause for {clock} holds on {on}")
    return max(fitting, key=lambda one: (bool(one.topic), bool(one.sender), one.valid_from))


def minutes_spent(
    received_at: datetime, until: datetime, pauses: Iterable[Stretch], calendar: OfficeCalendar = OFFICE
) -> int:
    """
    Return the office minutes from receipt until a moment, without those in which we waited for the sender.

    Source:
        docs/rules/inquiries.md (what stops the clocks).
    """
    whole = office_time(received_at, until, calendar)
    stood = sum(
        (office_time(max(one.since, received_at), min(one.until or until, until), calendar) for one in joined(pauses)),
        timedelta(0),
    )
    return max(round((whole - stood) / timedelta(minutes=1)), 0)


def joined(pauses: Iterable[Stretch]) -> list[Stretch]:
    """
    Return pauses in order with what overlaps made one, so that no minute is taken away twice.

    Source:
        docs/rules/inquiries.md (what stops the clocks).
    """
    whole: list[Stretch] = []
    for one in sorted(pauses, key=lambda pause: pause.since):
        last = whole[-1] if whole else None
        if last is None or (last.until is not None and one.since > last.until):
            whole.append(one)
        elif last.until is not None and (one.until is None or one.until > last.until):
            whole[-1] = Stretch(last.since, one.until)
    return whole


def level_reached(received_at: datetime, due: datetime, at: datetime, calendar: OfficeCalendar = OFFICE) -> Level:
    """
    Return how far an inquiry is: past its promise, three quarters of the way there, or neither.

    At the last office minute before a promise at midnight the share is 1; it is past only when the day is over.

    Source:
        docs/rules/inquiries.md (who is reminded).
    """
    if at > due:
        return Level.PASSED
    return Level.NEAR if share_gone(received_at, due, at, calendar) >= NEAR_SHARE else Level.NONE


def next_due(
    *,
    is_paused: bool,
    answered_at: datetime | None,
    answer_due_at: datetime,
    solve_due_at: datetime,
    call_at: datetime | None,
) -> datetime | None:
    """
    Return when the next thing is due from us; None while we wait for the sender.

    Source:
        docs/rules/inquiries.md (the order of the inbox).
    """
    if is_paused:
        return None
    if answered_at is not None:
        return solve_due_at
    return min(answer_due_at, call_at) if call_at else answer_due_at


@cache
def clocks() -> tuple[Clause, ...]:
    """
    Return the clauses of clocks.toml.

    Raises:
        FaultyClocks: the file is not whole.

    Source:
        clauses/clocks.toml; docs/rules/inquiries.md.
    """
    return read_clocks(CLOCKS_FILE.read_text(encoding="utf-8"))


def read_clocks(text: str) -> tuple[Clause, ...]:
    """
    Read and check a text in the form of clocks.toml.

    Raises:
        FaultyClocks: it names something unknown, lacks a clock, or two clauses hold at once.

    Source:
        clauses/clocks.toml; docs/rules/inquiries.md.
    """
    made = tuple(_clause(raw) for raw in tomllib.loads(text).get("clause", []))
    if missing := set(Clock) - {one.clock for one in made if not one.sender and not one.topic}:
        raise FaultyClocks(f"no general clause for {', '.join(sorted(missing))}")
    ids = [one.id for one in made]
    if len(set(ids)) != len(ids):
        raise FaultyClocks("an id stands twice")
    for one in made:
        for other in made:
            if one.id < other.id and _same_ground(one, other) and _overlap(one, other):
                raise FaultyClocks(f"{one.id} and {other.id} hold at once")
    return made


def _clause(raw: dict[str, Any]) -> Clause:
    name = str(raw.get("id", "?"))
    try:
        clause = Clause(
            id=name,
            clock=Clock(raw["clock"]),
            sender=str(raw["sender"]),
            topic=str(raw["topic"]),
            amount=int(raw["amount"]),
            unit=str(raw["unit"]),
            valid_from=raw["valid_from"],
            valid_until=raw.get("valid_until"),
            source=str(raw["source"]),
            verified_by=str(raw.get("verified_by", "")),
        )
    except (KeyError, ValueError) as fault:
        raise FaultyClocks(f"{name}: {fault}") from fault
    is_known = clause.sender in {"", *Sender.values} and clause.topic in {"", *Topic.values} and clause.unit in _UNITS
    if not is_known or clause.amount <= 0 or not clause.source:
        raise FaultyClocks(f"{name}: sender, topic, unit, amount or source is wrong")
    return clause


def _same_ground(one: Clause, other: Clause) -> bool:
    return (one.clock, one.sender, one.topic) == (other.clock, other.sender, other.topic)


def _overlap(one: Clause, other: Clause) -> bool:
    ends = [each.valid_until or date.max for each in (one, other)]
    return one.valid_from < ends[1] and other.valid_from < ends[0]
