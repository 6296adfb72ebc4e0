"""What a change of law does to the obligations of a case, before it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from helevejen.cases.enums import LawEffect, ObligationState
from helevejen.cases.rules.obligation_clauses import Law
from helevejen.cases.rules.obligation_facts import CaseFacts
from helevejen.cases.rules.obligations import Obligation, obligations

#: So far ahead a change of law is told of.
FURTHEST: Final = timedelta(days=3 * 365)

_OPEN: Final = frozenset(
    {ObligationState.OPEN, ObligationState.OVERDUE, ObligationState.NOT_YET, ObligationState.PAUSED}
)


@dataclass(frozen=True, slots=True)
class Change:
    """
    What happens to one obligation.

    Attributes:
        before, after: The obligation with today's law, and with the law of the chosen day; None when it is not there.
    """

    effect: LawEffect
    before: Obligation | None
    after: Obligation | None

    @property
    def shown(self) -> Obligation:
        """The one of the two that says most."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change has a side")
        return found

    @property
    def before_on(self) -> date | None:
        """The due day with today's law."""
        return self.before.due_on if self.before else None

    @property
    def after_on(self) -> date | None:
        """The due day with the law of the chosen day; None for what vanishes."""
        return self.after.due_on if self.after and self.effect != LawEffect.VANISHES else None


def changes(facts: CaseFacts, *, on: date, today: date, law: Law, known: Law) -> tuple[Change, ...]:
    """
    Return the open obligations that appear, move or vanish on a day because the law changes between today and it.

    Both sides are seen from the chosen day, so that what time alone does is no part of the answer.

    Args:
        known: The law as known today, `law.as_known_on(today)`; an argument so that many cases share it.

    Source:
        docs/rules/obligations.md (preview of a change of law).
    """
    if on <= today:
        return ()
    before = {one.id: one for one in obligations(facts, on=on, law=known)}
    after = {one.id: one for one in obligations(facts, on=on, law=law)}
    found = []
    for key in sorted(before.keys() | after.keys()):
        effect = _effect(before.get(key), after.get(key), on)
        if effect is not None:
            found.append(Change(effect, before.get(key), after.get(key)))
    return tuple(found)


def _effect(before: Obligation | None, after: Obligation | None, on: date) -> LawEffect | None:
    was_open, is_open = _is_open(before, on), _is_open(after, on)
    if was_open and is_open and before is not None and after is not None:
        same = (before.due_on, before.needed, before.opens_on) == (after.due_on, after.needed, after.opens_on)
        return None if same else LawEffect.MOVES
    if is_open:
        return LawEffect.APPEARS
    return LawEffect.VANISHES if was_open else None


def _is_open(one: Obligation | None, on: date) -> bool:
    return one is not None and one.state_on(on) in _OPEN
