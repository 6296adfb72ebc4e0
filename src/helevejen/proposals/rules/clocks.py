"""
How long citizen and company have, when somebody silent can be reminded and released, and how long a yes holds.

Source: docs/rules/proposals.md; clauses/proposal_clocks.toml. The calendar is engines.calendar.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from helevejen.engines.calendar import OFFICE, OfficeCalendar, add_working_days
from helevejen.proposals.enums import Party, ProposalClock, ProposalObjection

CLOCKS_FILE: Final = Path(__file__).resolve().parent.parent / "clauses" / "proposal_clocks.toml"
_UNITS: Final = frozenset({"working_day", "day"})


class FaultyProposalClocks(ValueError):
    """proposal_clocks.toml names something that does not exist or lacks something; the text says what."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One dated service goal. `valid_until` is the day after the last; `verified_by` is empty when nobody has."""

    id: str
    clock: ProposalClock
    amount: int
    unit: str
    valid_from: date
    valid_until: date | None
    source: str
    verified_by: str

    def holds_on(self, on: date) -> bool:
        """Return whether it is in force on a day."""
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)


def due_on(clock: ProposalClock, on: date, *, calendar: OfficeCalendar = OFFICE) -> date:
    """
    Return the last day of a wait that begins on a day; the day itself is not counted.

    Source:
        docs/rules/proposals.md (a silent party); clauses/proposal_clocks.toml.
    """
    clause = clause_for(clock, on, proposal_clocks())
    if clause.unit == "day":
        return on + timedelta(days=clause.amount)
    return add_working_days(on, clause.amount, calendar).due


def holds_until(on: date) -> date:
    """
    Return the day after the last on which a yes asked for on a day holds.

    Source:
        docs/rules/proposals.md (the question); clauses/proposal_clocks.toml.
    """
    return due_on(ProposalClock.YES, on) + timedelta(days=1)


def may_remind_from(answer_due_on: date) -> date:
    """
    Return from when somebody who should have answered by a day can be reminded.

    Source:
        docs/rules/proposals.md (a silent party).
    """
    return answer_due_on + timedelta(days=1)


def may_release_from(reminded_on: date, answer_due_on: date, *, calendar: OfficeCalendar = OFFICE) -> date:
    """
    Return from when a proposal can be released after a reminder on a day; never before the answer was due.

    Source:
        docs/rules/proposals.md (a silent party).
    """
    waited = due_on(ProposalClock.REMINDED, reminded_on, calendar=calendar) + timedelta(days=1)
    return max(waited, may_remind_from(answer_due_on))


def objection_to_reminding(*, party: Party | None, answer_due_on: date | None, on: date) -> ProposalObjection | None:
    """
    Return why nobody can be reminded, or None.

    Source:
        docs/rules/proposals.md (a silent party).
    """
    if party not in {Party.CITIZEN, Party.COMPANY} or answer_due_on is None:
        return ProposalObjection.NO_SUCH_MOVE
    return ProposalObjection.NOT_SILENT if on < may_remind_from(answer_due_on) else None


def objection_to_releasing(
    *, party: Party | None, answer_due_on: date | None, reminded_on: date | None, on: date
) -> ProposalObjection | None:
    """
    Return why a proposal cannot be released, or None.

    Source:
        docs/rules/proposals.md (a silent party).
    """
    if party not in {Party.CITIZEN, Party.COMPANY} or answer_due_on is None:
        return ProposalObjection.NO_SUCH_MOVE
    if reminded_on is None:
        return ProposalObjection.NOT_REMINDED
    return ProposalObjection.NOT_SILENT if on < may_release_from(reminded_on, answer_due_on) else None


def clause_for(clock: ProposalClock, on: date, clauses: Sequence[Clause]) -> Clause:
    """
    Return the clause of a clock that holds on a day; before the first one, the oldest.

    Source:
        clauses/proposal_clocks.toml; docs/rules/proposals.md.
    """
    of_clock = sorted((one for one in clauses if one.clock == clock), key=lambda one: one.valid_from)
    return next((one for one in reversed(of_clock) if one.holds_on(on)), of_clock[0])


@cache
def proposal_clocks() -> tuple[Clause, ...]:
    """
    Return every clause of the file.

    Source:
        clauses/proposal_clocks.toml.
    """
    return read_clocks(CLOCKS_FILE.read_text(encoding="utf-8"))


def read_clocks(text: str) -> tuple[Clause, ...]:
    """
    Read and check a text in the form of proposal_clocks.toml.

    Raises:
        FaultyProposalClocks: it is not whole.

    Source:
        clauses/proposal_clocks.toml.
    """
    clauses = tuple(_clause(one) for one in tomllib.loads(text).get("clause", []))
    if missing := set(ProposalClock) - {one.clock for one in clauses}:
        raise FaultyProposalClocks(f"no clause for {', '.join(sorted(missing))}")
    return clauses


def _clause(raw: dict[str, Any]) -> Clause:
    try:
        clause = Clause(**raw | {"clock": ProposalClock(raw["clock"]), "valid_until": raw.get("valid_until")})
    except (TypeError, ValueError, KeyError) as fault:
        raise FaultyProposalClocks(f"{raw.get('id', '?')}: {fault}") from fault
    if clause.unit not in _UNITS or clause.amount < 1 or not clause.source:
        raise FaultyProposalClocks(f"{clause.id}: unit, amount and source are needed")
    return clause
