"""
Which statements can be ordered, what they cost, when they are promised, and what is refused.

Source: clauses/statements.toml; docs/rules/statements.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from helevejen.cases.enums import StatementObjection, StatementPurpose, StatementState, Supplier, TrackKind
from helevejen.cases.rules import chains
from helevejen.engines.calendar import Unit, deadline

CLAUSES: Final = Path(__file__).resolve().parent.parent / "clauses" / "statements.toml"

#: The account of a year is found in the ledger by this name.
SERIES: Final = "statements"
#: What the ledger knows a statement by: this and the number of its track.
REFERENCE: Final = "cases.track:"
#: The link of the chain the ball comes to when the answer is there.
READ: Final = "we_read_statement"
#: The link on which we are to order one; ordering below the track is the deed that moves the ball.
ORDER: Final = "we_order_statement"
MOST_LETTERS: Final = 4_000
MOST_NAME_LETTERS: Final = 150

_BY_REHABILITATION = frozenset({Supplier.GP, Supplier.CLINIC})


@dataclass(frozen=True, slots=True)
class Fee:
    """
    What a statement costs in a period, in øre.

    Attributes:
        interpreter_oere: The fee when an interpreter takes part; None when it is the same.
    """

    oere: int
    interpreter_oere: int | None
    valid_from: date
    valid_until: date | None
    source: str
    verified_by: str

    def of(self, *, has_interpreter: bool) -> int:
        """Return the fee for one statement."""
        return self.interpreter_oere if has_interpreter and self.interpreter_oere is not None else self.oere


@dataclass(frozen=True, slots=True)
class StatementKind:
    """
    One kind of statement.

    Attributes:
        reply_days: The usual calendar days to an answer; None where there is no fixed time.
        step: The link of the chain of clarification on which the ball lies with whoever writes it.
        fees: Dated; none when the supplier sets the price.
    """

    id: str
    code: str
    name_da: str
    name_en: str
    supplier: Supplier
    reply_days: int | None
    step: str
    fees: tuple[Fee, ...]

    def name(self, language: str = "da") -> str:
        """Return the name in a language."""
        return self.name_en if language.startswith("en") else self.name_da

    def fee_on(self, day: date) -> Fee | None:
        """Return the fee in force on a day, None when the supplier sets the price."""
        held = [
            fee for fee in self.fees if fee.valid_from <= day and (fee.valid_until is None or day < fee.valid_until)
        ]
        return max(held, key=lambda fee: fee.valid_from, default=None)


@cache
def kinds() -> Mapping[str, StatementKind]:
    """
    Return every kind of statement by its id, in the order of the file.

    Raises:
        ValueError: an id stands twice, a step is unknown, or fees overlap.

    Source:
        clauses/statements.toml; docs/rules/statements.md.
    """
    made = [_kind(raw) for raw in tomllib.loads(CLAUSES.read_text(encoding="utf-8"))["kinds"]]
    if len({one.id for one in made}) != len(made):
        raise ValueError("an id stands twice in statements.toml")
    return {one.id: one for one in made}


def usual_price(kind: StatementKind, *, on: date, has_interpreter: bool = False) -> int | None:
    """
    Return what a statement costs in øre on a day, None when the price is agreed with the supplier.

    Source:
        clauses/statements.toml; docs/rules/statements.md (the price).
    """
    fee = kind.fee_on(on)
    return fee.of(has_interpreter=has_interpreter) if fee else None


def promised_on(kind: StatementKind, *, on: date) -> date:
    """
    Return the day an answer is usually promised for when a statement is ordered on a day.

    Source:
        clauses/statements.toml; docs/rules/statements.md (the promised day).
    """
    if kind.reply_days is not None:
        return on + timedelta(days=kind.reply_days)
    step = chains.chain_of(TrackKind.CLARIFICATION).steps[kind.step]
    due = chains.due_day(step, on=on)
    assert due is not None, f"{kind.step} has a usual time"
    return due


def is_usual_day(kind: StatementKind | None, promised: date, *, ordered_on: date) -> bool:
    """
    Return whether the day of an answer is only the usual one, that nobody has promised.

    Source:
        docs/rules/statements.md (the promised day).
    """
    return kind is not None and promised == promised_on(kind, on=ordered_on)


def held_until(promised: date, *, on: date) -> date:
    """
    Return the day the money set aside for an order is free again when no bill has come.

    Args:
        promised: The day the answer was promised for when it was ordered on `on`.

    Raises:
        LookupError: no rule holds on that day.

    Source:
        clauses/statements.toml, commitments; docs/rules/statements.md (an order without a bill).
    """
    for raw in _commitments():
        if raw["valid_from"] <= on and ("valid_until" not in raw or on < raw["valid_until"]):
            due = deadline(promised, raw["amount"], Unit(raw["unit"])).due
            assert due is not None, "nothing pauses it"
            return due
    raise LookupError(f"no rule of how long money is held on {on}")


def objection_to_ordering(
    *, kind: StatementKind | None, purpose: str, price_oere: int | None, promised: date | None, on: date
) -> StatementObjection | None:
    """
    Return why a statement cannot be ordered so, None when it can.

    Source:
        docs/rules/statements.md (ordering); rehabilitation cases rest on the GP and the regional clinic alone.
    """
    if kind is None:
        return StatementObjection.UNKNOWN_KIND
    if purpose == StatementPurpose.REHABILITATION and kind.supplier not in _BY_REHABILITATION:
        return StatementObjection.NOT_FOR_REHABILITATION
    if price_oere is None:
        return StatementObjection.NO_PRICE
    if price_oere < 0:
        return StatementObjection.PRICE_BELOW_ZERO
    return StatementObjection.PROMISED_IN_PAST if promised is not None and promised < on else None


def objection_to_words(*, questions: str, supplier_name: str) -> StatementObjection | None:
    """
    Return what is missing in the words of an order, None when nothing is.

    Source:
        docs/rules/statements.md (ordering): whoever is asked must know what about.
    """
    if not questions.strip():
        return StatementObjection.NO_QUESTIONS
    if not supplier_name.strip():
        return StatementObjection.NO_SUPPLIER
    is_long = len(questions) > MOST_LETTERS or len(supplier_name) > MOST_NAME_LETTERS
    return StatementObjection.TOO_LONG if is_long else None


def objection_to_using(*, state: str, is_draft: bool, is_same_case: bool) -> StatementObjection | None:
    """
    Return why a decision cannot rest on a statement, None when it can.

    Source:
        docs/rules/statements.md (using): a decision rests on an answer that is there, while it is a draft.
    """
    if not is_same_case:
        return StatementObjection.OF_OTHER_CASE
    if state != StatementState.RECEIVED:
        return StatementObjection.NOT_RECEIVED
    return None if is_draft else StatementObjection.NOT_A_DRAFT


def _kind(raw: Mapping[str, Any]) -> StatementKind:
    if chains.step_of(TrackKind.CLARIFICATION, raw["step"]) is None:
        raise ValueError(f"{raw['id']}: the chain of clarification has no step {raw['step']}")
    fees = tuple(sorted((_fee(one) for one in raw.get("fees", ())), key=lambda fee: fee.valid_from))
    for earlier, later in pairwise(fees):
        if earlier.valid_until is None or earlier.valid_until > later.valid_from:
            raise ValueError(f"{raw['id']}: two fees overlap")
    return StatementKind(
        id=raw["id"],
        code=raw["code"],
        name_da=raw["name_da"],
        name_en=raw["name_en"],
        supplier=Supplier(raw["supplier"]),
        reply_days=raw.get("reply_days"),
        step=raw["step"],
        fees=fees,
    )


@cache
def _commitments() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(CLAUSES.read_text(encoding="utf-8"))["commitments"]
    return rows


def _fee(raw: Mapping[str, Any]) -> Fee:
    return Fee(
        oere=raw["oere"],
        interpreter_oere=raw.get("interpreter_oere"),
        valid_from=raw["valid_from"],
        valid_until=raw.get("valid_until"),
        source=raw["source"],
        verified_by=raw["verified_by"],
    )
