"""
How a clarification usually goes, and whom its days belonged to.

Source: clauses/clarification.toml; docs/rules/statements.md. Every day of waiting belongs to one holder and one cause.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from helevejen.cases.enums import Holder, TrackKind
from helevejen.cases.rules import chains

CLAUSES: Final = Path(__file__).resolve().parent.parent / "clauses" / "clarification.toml"


@dataclass(frozen=True, slots=True)
class Template:
    """How a clarification usually goes for some target groups: the codes of its steps, in order."""

    id: str
    name_da: str
    name_en: str
    groups: frozenset[str]
    steps: tuple[str, ...]
    source: str
    is_retired: bool = False

    def name(self, language: str = "da") -> str:
        """Return the name in a language."""
        return self.name_en if language.startswith("en") else self.name_da


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    One turn as days: who held the ball on a track, on which step, from a day until another.

    Attributes:
        parent: The track that waits for this one; None for the uppermost.
        until: None while the turn is open.
    """

    track: int
    parent: int | None
    number: int
    holder: str
    step: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Share:
    """So many days of a clarification that belonged to one holder, for one cause: the step that was waited for."""

    holder: str
    step: str
    days: int


@cache
def templates() -> Mapping[str, Template]:
    """
    Return every template by its id.

    Raises:
        ValueError: an id or a group stands twice, or a step is not in the chain of clarification.

    Source:
        clauses/clarification.toml; docs/rules/statements.md (tracks of clarification).
    """
    return read_templates(tomllib.loads(CLAUSES.read_text(encoding="utf-8")))


def read_templates(raw: Mapping[str, Any]) -> Mapping[str, Template]:
    """
    Return the templates of a read file, checked.

    Raises:
        ValueError: as `templates`.

    Source:
        clauses/clarification.toml; docs/rules/statements.md (tracks of clarification).
    """
    made = [_template(one) for one in raw["templates"]]
    if len({one.id for one in made}) != len(made):
        raise ValueError("an id stands twice in clarification.toml")
    groups = Counter(group for one in made if not one.is_retired for group in one.groups)
    if twice := sorted(group for group, count in groups.items() if count > 1):
        raise ValueError(f"target group {', '.join(twice)} stands in two templates")
    return {one.id: one for one in made}


def template_for(group: str) -> Template:
    """
    Return the template of a target group; one without its own goes like a citizen who has none yet.

    Source:
        clauses/clarification.toml; docs/rules/statements.md (tracks of clarification).
    """
    used = [one for one in templates().values() if not one.is_retired]
    return next((one for one in used if group in one.groups), None) or next(one for one in used if "" in one.groups)


def next_in(template: str, steps_taken: Sequence[str]) -> str | None:
    """
    Return the step a template proposes after those taken, None when it is at its end or has been left.

    Source:
        docs/rules/statements.md (tracks of clarification).

    Examples:
        >>> next_in("by_trial", ["we_agree_questions"])
        'we_find_trial'
        >>> next_in("by_trial", ["we_agree_questions", "you_act"]) is None
        True
    """
    known = templates().get(template)
    if known is None or not steps_taken or steps_taken[-1] not in known.steps:
        return None
    # The same step may stand twice: take the place as far on as it has been taken.
    times = sum(step == steps_taken[-1] for step in steps_taken)
    places = [place for place, step in enumerate(known.steps) if step == steps_taken[-1]]
    after = places[min(times, len(places)) - 1] + 1
    return known.steps[after] if after < len(known.steps) else None


def shares_of(stretches: Iterable[Stretch], *, on: date) -> list[Share]:
    """
    Return whom the days of one clarification belonged to and for what, the most days first.

    A day belongs to whoever had the ball when it ended; the day of today has not ended. While a track waits for
    others, the day belongs to the holder of the one that has been open longest. The days sum to those between the
    first turn and the end, or today.

    Source:
        docs/rules/statements.md (every day has one holder and one cause).
    """
    all_of_them = sorted(stretches, key=lambda one: (one.track, one.number))
    tops = [one for one in all_of_them if one.parent is None]
    if not tops:
        return []
    subtracks = [one for one in all_of_them if one.parent is not None]
    last = on if tops[-1].until is None else min(tops[-1].until, on)
    counted: Counter[tuple[str, str]] = Counter()
    day = tops[0].since
    while day < last:
        top = _at_the_end_of(day, tops) or tops[-1]
        found = (_longest_open(day, subtracks) if top.holder == Holder.SUBTRACKS else None) or top
        counted[found.holder, found.step] += 1
        day += timedelta(days=1)
    return sorted(
        (Share(holder, step, days) for (holder, step), days in counted.items()),
        key=lambda one: (-one.days, one.holder, one.step),
    )


def _at_the_end_of(day: date, turns: Sequence[Stretch]) -> Stretch | None:
    """Return the turn of one track that was open when a day ended: the last of those begun by then."""
    begun = [one for one in turns if one.since <= day and (one.until is None or one.until > day)]
    return begun[-1] if begun else None


def _longest_open(day: date, turns: Sequence[Stretch]) -> Stretch | None:
    opened: dict[int, date] = {}
    for turn in turns:
        opened[turn.track] = min(opened.get(turn.track, turn.since), turn.since)
    held = [one for track in opened if (one := _at_the_end_of(day, [t for t in turns if t.track == track]))]
    held = [one for one in held if one.holder != Holder.SUBTRACKS]
    return min(held, key=lambda one: (opened[one.track], one.track), default=None)


def _template(raw: Mapping[str, Any]) -> Template:
    known = chains.chain_of(TrackKind.CLARIFICATION).steps
    if unknown := sorted(set(raw["steps"]) - set(known)):
        raise ValueError(f"{raw['id']}: the chain of clarification has no step {', '.join(unknown)}")
    return Template(
        id=raw["id"],
        name_da=raw["name_da"],
        name_en=raw["name_en"],
        groups=frozenset(raw["groups"]),
        steps=tuple(raw["steps"]),
        source=raw["source"],
        is_retired=raw.get("retired", False),
    )
