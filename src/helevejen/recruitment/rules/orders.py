"""
What an order must hold, who may have it, and where it may go from where it stands.

Source: docs/rules/job-orders.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from helevejen.companies.rules import has_cpr
from helevejen.recruitment.enums import (
    MOVES,
    ClosingReason,
    Consideration,
    EmploymentForm,
    LanguageLevel,
    OrderObjection,
    OrderState,
    RequirementKind,
    Shift,
    Weekday,
    Weight,
)

MOST_TITLE_LETTERS: Final = 150
MOST_TASK_LETTERS: Final = 4_000
MOST_WORDS: Final = 2_000
MOST_LABEL_LETTERS: Final = 200
MOST_POSITIONS: Final = 200
LEAST_HOURS: Final = Decimal(1)
MOST_HOURS: Final = Decimal(60)


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    What a company needs done. An empty choice is not known, never no.

    Attributes:
        hours_least: A week, and at most `hours_most`.
        starts_on: None is as soon as it can be.
        occupation_uri: The address of the ESCO occupation, with the label a person confirmed; both or neither.
    """

    title: str
    tasks: str
    positions: int = 1
    hours_least: Decimal = Decimal(37)
    hours_most: Decimal = Decimal(37)
    days: tuple[str, ...] = ()
    shifts: tuple[str, ...] = ()
    starts_on: date | None = None
    forms: tuple[str, ...] = (EmploymentForm.ORDINARY.value,)
    considerations: tuple[str, ...] = ()
    demands_clean_record: bool = False
    may_be_split: bool = False
    occupation_uri: str = ""
    occupation_label: str = ""


@dataclass(frozen=True, slots=True)
class Demanded:
    """
    One thing that is required.

    Attributes:
        code: Of a licence or a language.
        uri: The address of an ESCO skill, when the label is one.
        level: Of a language, by CEFR.
    """

    kind: str
    label: str
    weight: str = Weight.MUST.value
    code: str = ""
    uri: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could own an order; the lowest rank is asked first."""

    user_id: int
    open_orders: int = 0
    is_there: bool = True
    rank: int = 0


def objection_to_wanted(wanted: Wanted, *, on: date, known_start: date | None = None) -> OrderObjection | None:
    """
    Return why an order cannot be written so, or None.

    Args:
        known_start: The first day it has already, which may be past when nothing else of it is changed.

    Source:
        docs/rules/job-orders.md (the order).
    """
    if not wanted.title.strip():
        return OrderObjection.NO_TITLE
    if not wanted.tasks.strip():
        return OrderObjection.NO_TASKS
    if len(wanted.title) > MOST_TITLE_LETTERS or len(wanted.tasks) > MOST_TASK_LETTERS:
        return OrderObjection.TOO_LONG
    if has_cpr(wanted.title) or has_cpr(wanted.tasks):
        return OrderObjection.HAS_CPR
    if not 1 <= wanted.positions <= MOST_POSITIONS:
        return OrderObjection.NO_POSITIONS
    if not LEAST_HOURS <= wanted.hours_least <= wanted.hours_most <= MOST_HOURS:
        return OrderObjection.HOURS
    if wanted.starts_on is not None and wanted.starts_on < on and wanted.starts_on != known_start:
        return OrderObjection.STARTED
    return _objection_to_choices(wanted)


def _objection_to_choices(wanted: Wanted) -> OrderObjection | None:
    if not wanted.forms:
        return OrderObjection.NO_FORM
    chosen = (
        (wanted.days, Weekday.values),
        (wanted.shifts, Shift.values),
        (wanted.forms, EmploymentForm.values),
        (wanted.considerations, Consideration.values),
    )
    if any(set(some) - set(known) for some, known in chosen):
        return OrderObjection.UNKNOWN_CHOICE
    return OrderObjection.HALF_OCCUPATION if bool(wanted.occupation_uri) != bool(wanted.occupation_label) else None


def objection_to_requirement(demanded: Demanded, known: Iterable[tuple[str, str]] = ()) -> OrderObjection | None:
    """
    Return why something cannot be required so, or None.

    Args:
        known: Kind and label of what is required already.

    Source:
        docs/rules/job-orders.md (what is required).
    """
    if demanded.kind not in RequirementKind.values or demanded.weight not in Weight.values:
        return OrderObjection.UNKNOWN_CHOICE
    if not demanded.label.strip():
        return OrderObjection.NO_REQUIREMENT
    if len(demanded.label) > MOST_LABEL_LETTERS:
        return OrderObjection.TOO_LONG
    if demanded.kind == RequirementKind.LANGUAGE and demanded.level not in LanguageLevel.values:
        return OrderObjection.NO_LEVEL
    if has_cpr(demanded.label):
        return OrderObjection.HAS_CPR
    same = (demanded.kind, demanded.label.strip().casefold())
    is_known = same in {(kind, label.casefold()) for kind, label in known}
    return OrderObjection.REQUIRED_ALREADY if is_known else None


def objection_to_words(words: str) -> OrderObjection | None:
    """
    Return why what was said to the company cannot be written so, or None.

    Source:
        docs/rules/job-orders.md (access): the company reads it.
    """
    if not words.strip():
        return OrderObjection.NO_WORDS
    if len(words) > MOST_WORDS:
        return OrderObjection.TOO_LONG
    return OrderObjection.HAS_CPR if has_cpr(words) else None


def objection_to_reason(reason: str) -> OrderObjection | None:
    """
    Return why a reason cannot be written so, or None.

    Source:
        docs/rules/job-orders.md (whoever answers owns).
    """
    if not reason.strip():
        return OrderObjection.NO_REASON
    if len(reason) > MOST_WORDS:
        return OrderObjection.TOO_LONG
    return OrderObjection.HAS_CPR if has_cpr(reason) else None


def objection_to_promise(*, step: str, due_on: date | None, on: date) -> OrderObjection | None:
    """
    Return why a next step cannot be promised so, or None: it has both words and a day, or neither.

    Source:
        docs/rules/job-orders.md (two clocks).
    """
    if bool(step.strip()) != (due_on is not None):
        return OrderObjection.PROMISE_WITHOUT_DAY
    if due_on is not None and due_on < on:
        return OrderObjection.PROMISE_PAST
    if len(step) > MOST_WORDS:
        return OrderObjection.TOO_LONG
    return OrderObjection.HAS_CPR if has_cpr(step) else None


def objection_to_shortlist(*, is_answered: bool, count: int | None, words: str) -> OrderObjection | None:
    """
    Return why a shortlist cannot be given so, or None. None found is as good an answer, with its why.

    Source:
        docs/rules/job-orders.md (two clocks).
    """
    if not is_answered:
        return OrderObjection.NOT_ANSWERED
    if count is None or count < 0:
        return OrderObjection.NO_COUNT
    if count == 0 and not words.strip():
        return OrderObjection.NO_WHY_NONE
    if len(words) > MOST_WORDS:
        return OrderObjection.TOO_LONG
    return OrderObjection.HAS_CPR if has_cpr(words) else None


def objection_to_move(
    *, state: OrderState, to: OrderState, reason: str = "", closing: str = ""
) -> OrderObjection | None:
    """
    Return why an order cannot go to another state, or None.

    Source:
        docs/rules/job-orders.md (the states).
    """
    if to not in MOVES[state]:
        return OrderObjection.NO_SUCH_MOVE
    if to == OrderState.CLOSED:
        return None if closing in ClosingReason.values else OrderObjection.NO_REASON
    if to == OrderState.PAUSED or state in {OrderState.FILLED, OrderState.CLOSED}:
        return objection_to_reason(reason)
    return None


def objection_to_left(*, left: int, positions: int) -> OrderObjection | None:
    """
    Return why so many cannot still be wanted once the company has found somebody itself, or None.

    Source:
        docs/rules/job-orders.md (the company's own word).
    """
    return None if 1 <= left < positions else OrderObjection.LEFT


def objection_to_owner(*, user_id: int, owner_id: int, is_there: bool) -> OrderObjection | None:
    """
    Return why somebody cannot own an order, or None.

    Source:
        docs/rules/job-orders.md (one owner).
    """
    if user_id == owner_id:
        return OrderObjection.SAME_OWNER
    return None if is_there else OrderObjection.OWNER_AWAY


def is_transfer(*, is_answered: bool) -> bool:
    """
    Return whether a change of owner counts: only when the company has talked with the one who had it.

    Source:
        docs/rules/job-orders.md (whoever answers owns).
    """
    return is_answered


def choose_owner(candidates: Collection[Candidate]) -> Candidate | None:
    """
    Return who gets an order: by rank, of those who are there the one with fewest open orders; None when nobody is.

    Source:
        docs/rules/job-orders.md (one owner).
    """
    there = [one for one in candidates if one.is_there]
    return min(there, key=lambda one: (one.rank, one.open_orders, one.user_id), default=None)
