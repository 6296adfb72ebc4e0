"""How long it usually takes, in the citizen's words. It is an estimate, and never a promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from helevejen.core import clock
from helevejen.waiting.rules.telling import is_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from helevejen.cases.queries import TurnRow
    from helevejen.waiting.rules.forecasts import Forecast

#: Links of the chains whose end is an answer; the others end with something done.
ANSWERS = frozenset({
    "authority_answers", "authority_examines", "company_answers", "doctor_answers", "school_answers",
    "specialist_answers", "we_answer", "we_answer_wish", "we_decide",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Usual:
    """
    How long one wait usually takes.

    Attributes:
        is_answer: What is waited for is an answer.
        usual_days: Nine of ten waits of this kind are over within so many days from their beginning.
        waited_days: Until today.
        until: Nine of ten that have lasted as long are over by this day; None once the day has passed.
        is_longer: It has lasted longer than nine of ten do.
        href: Where it is told how we know.
    """

    is_answer: bool
    usual_days: int
    waited_days: int
    since: date
    until: date | None
    based_on: int
    is_of_group: bool
    is_longer: bool
    href: str


def told_turns(turns: Iterable[TurnRow]) -> list[TurnRow]:
    """Return the turns of which it is told how long they usually take."""
    return [turn for turn in turns if is_told(holder=turn.holder, step=turn.step, due_kind=turn.due_kind)]


def usual_of(turn: TurnRow, forecasts: Mapping[int, Forecast], today: date) -> Usual | None:
    """Return how long a turn usually takes; None where nothing is said of it."""
    said = forecasts.get(turn.pk)
    if said is None:
        return None
    waited_days = (today - said.begun_on).days
    return Usual(
        is_answer=turn.step in ANSWERS,
        usual_days=said.usual_days,
        waited_days=waited_days,
        since=said.begun_on,
        until=said.until if said.until >= today else None,
        based_on=said.based_on,
        is_of_group=bool(said.group),
        is_longer=waited_days > said.usual_days,
        href=how_long_address(turn),
    )


def how_long_address(turn: TurnRow) -> str:
    """Return where it is told how long a turn usually takes, and how we know."""
    return reverse("citizen:how_long", args=[turn.pk])


def is_too_few(turn: TurnRow, forecasts: Mapping[int, Forecast], today: date) -> bool:
    """Return whether there are too few to say: a turn that nothing was said of since yesterday or longer."""
    is_new = turn.since.astimezone(clock.COPENHAGEN).date() >= today
    return turn.pk not in forecasts and not is_new
