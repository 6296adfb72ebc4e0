"""
Published deadlines for decisions: when one is due, when a letter must be made ready, what may be published.

Source: docs/rules/published-deadlines.md; retssikkerhedsloven § 3, stk. 2.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from helevejen.engines.calendar import OFFICE, OfficeCalendar, Unit, add_working_days, deadline
from helevejen.inquiries.enums import DeadlineObjection, DeadlineUnit, NoticeObjection

SUGGESTIONS_FILE: Final = Path(__file__).resolve().parent.parent / "clauses" / "decision_deadlines.toml"

#: So many working days before a deadline the letter with a new date is made ready.
READY_BEFORE: Final = 3
#: So many working days later the new date is, unless somebody chooses another.
LATER_BY: Final = 10
MOST_LAW_LETTERS: Final = 120
MOST_CAUSE_LETTERS: Final = 1_000

_UNITS: Final = {
    DeadlineUnit.WORKING_DAY: Unit.WORKING_DAY,
    DeadlineUnit.DAY: Unit.DAY,
    DeadlineUnit.WEEK: Unit.WEEK,
    DeadlineUnit.MONTH: Unit.MONTH,
}
_MOST: Final = {
    DeadlineUnit.WORKING_DAY: 250,
    DeadlineUnit.DAY: 366,
    DeadlineUnit.WEEK: 53,
    DeadlineUnit.MONTH: 12,
}


@dataclass(frozen=True, slots=True)
class Suggested:
    """A deadline to begin with: what some municipalities publish. No council has decided it here."""

    kind: str
    law: str
    amount: int
    unit: DeadlineUnit
    source: str


@lru_cache(maxsize=4_096)
def due_day(begun_on: date, amount: int, unit: str, calendar: OfficeCalendar = OFFICE) -> date:
    """
    Return the last day on which a decision is in time. The days of a year are asked for again and again.

    Source:
        docs/rules/published-deadlines.md (counting).
    """
    due = deadline(begun_on, amount, _UNITS[DeadlineUnit(unit)], calendar=calendar).due
    assert due is not None, "without pauses there is a day"
    return due


def is_notice_due(due_on: date, *, on: date, calendar: OfficeCalendar = OFFICE) -> bool:
    """
    Return whether the letter with a new date must be ready: three working days before the deadline, and after it.

    Source:
        retssikkerhedsloven § 3, stk. 2; docs/rules/published-deadlines.md (the letter).
    """
    return on >= add_working_days(due_on, -READY_BEFORE, calendar).due


def new_date(due_on: date, *, on: date, calendar: OfficeCalendar = OFFICE) -> date:
    """
    Return the new date that is suggested: ten working days after the deadline, or after today when it is past.

    Source:
        docs/rules/published-deadlines.md (the letter).
    """
    return add_working_days(max(due_on, on), LATER_BY, calendar).due


def kinds_without(kinds: Iterable[str], published: Collection[str]) -> list[str]:
    """
    Return the kinds of decision in use that have no deadline in force, in order. Any is a breach.

    Source:
        retssikkerhedsloven § 3, stk. 2; docs/rules/published-deadlines.md (completeness).
    """
    return sorted(set(kinds) - set(published))


def objection_to_deadline(
    *,
    is_known: bool,
    law: str,
    amount: int,
    unit: str,
    approved_on: date | None,
    valid_from: date,
    others_from: Collection[date] = (),
) -> DeadlineObjection | None:
    """
    Return why a deadline cannot be published so, or None.

    Source:
        docs/rules/published-deadlines.md (publishing).
    """
    if not is_known:
        return DeadlineObjection.UNKNOWN_KIND
    if not law.strip() or len(law) > MOST_LAW_LETTERS:
        return DeadlineObjection.NO_LAW
    if amount <= 0:
        return DeadlineObjection.NO_AMOUNT
    if amount > _MOST[DeadlineUnit(unit)]:
        return DeadlineObjection.TOO_LONG
    if approved_on is None:
        return DeadlineObjection.NO_APPROVAL
    if valid_from < approved_on:
        return DeadlineObjection.APPROVED_LATER
    return DeadlineObjection.STARTS_LATER if any(other >= valid_from for other in others_from) else None


def objection_to_notice(
    *, is_ready: bool, cause: str, new_due_on: date, due_on: date, on: date
) -> NoticeObjection | None:
    """
    Return why the letter with a new date cannot be sent, or None.

    Source:
        retssikkerhedsloven § 3, stk. 2; docs/rules/published-deadlines.md (the letter).
    """
    if not is_ready:
        return NoticeObjection.NOT_READY
    if not cause.strip():
        return NoticeObjection.NO_CAUSE
    if len(cause) > MOST_CAUSE_LETTERS:
        return NoticeObjection.TOO_LONG
    return NoticeObjection.NOT_LATER if new_due_on <= max(due_on, on) else None


@cache
def suggestions() -> dict[str, Suggested]:
    """
    Return the deadlines to begin with, by kind of decision.

    Source:
        clauses/decision_deadlines.toml; docs/rules/published-deadlines.md (publishing).
    """
    raw = tomllib.loads(SUGGESTIONS_FILE.read_text(encoding="utf-8"))
    return {
        one["kind"]: Suggested(one["kind"], one["law"], one["amount"], DeadlineUnit(one["unit"]), one["source"])
        for one in raw["deadline"]
    }
