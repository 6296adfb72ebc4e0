"""How long the turns of a file usually take, as the jobformidler may tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from helevejen.waiting import queries
from helevejen.waiting.rules.telling import is_told

if TYPE_CHECKING:
    from helevejen.cases.queries import TurnRow


@dataclass(frozen=True, slots=True)
class Usual:
    """
    How long one wait usually takes.

    Attributes:
        usual_days: Nine of ten waits of this kind are over within so many days from their beginning.
        waited_days: Until today.
        until: Nine of ten that have lasted as long are over by this day; None once the day has passed.
        based_on: How many ended waits it rests on; `is_of_group` those of the citizen's target group.
    """

    usual_days: int
    waited_days: int
    until: date | None
    based_on: int
    is_of_group: bool


def usual_by_turn(turns: Iterable[TurnRow], today: date) -> dict[int, Usual]:
    """Return how long turns usually take; those of which nothing is said are missing. One query."""
    told = [turn.pk for turn in turns if is_told(holder=turn.holder, step=turn.step, due_kind=turn.due_kind)]
    return {
        pk: Usual(
            usual_days=one.usual_days,
            waited_days=(today - one.begun_on).days,
            until=one.until if one.until >= today else None,
            based_on=one.based_on,
            is_of_group=bool(one.group),
        )
        for pk, one in queries.forecasts_of(told).items()
    }
