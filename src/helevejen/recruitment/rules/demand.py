"""
What is asked for against what is there, in numbers that tell of nobody, and who nearly has what one order asks.

Source: docs/rules/demand.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from helevejen.profiles.rules.saying import has_licence
from helevejen.recruitment.enums import LanguageLevel, RequirementKind

#: Fewer citizens than this are told as "under 5", none at all too, as everywhere in the house.
LEAST_TOLD: Final = 5
#: So many things of an order may be missing for a call to be worth it.
MOST_MISSING: Final = 1
#: What was counted at night is told so long: one night may fail, and two do not go unseen.
OLDEST_TOLD: Final = timedelta(days=2)
_LEVELS: Final = list(LanguageLevel.values)
#: As a profile says that there are no more of a kind.
_NO_MORE: Final = "no_more"
#: What is needed, however orders word it: its kind, its code or URI, its level.
Thing = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Need:
    """One must of an order that a profile can answer: a licence by code, a language with its level, a skill by URI."""

    kind: str
    subject: str
    label: str
    level: str = ""

    @property
    def thing(self) -> Thing:
        return self.kind, self.subject, self.level


@dataclass(frozen=True, slots=True)
class Told:
    """
    How many citizens answer to what orders ask, as it may be told: None for a number that is not.

    Attributes:
        done, wished: Who have done the work of a group and who want it; a group that is not here has a number not told.
        can: Who have a skill that orders of a group named; each group that was asked about.
        needs: Who have what is needed, and of whom nobody has said; each thing that was asked about.
    """

    done: Mapping[str, int] = field(default_factory=dict)
    wished: Mapping[str, int] = field(default_factory=dict)
    can: Mapping[str, int | None] = field(default_factory=dict)
    needs: Mapping[Thing, tuple[int | None, int | None]] = field(default_factory=dict)


@dataclass(slots=True)
class Known:
    """
    What a citizen has said, by the subjects of the facts.

    Attributes:
        licences: Code to its last day, None where it is not told.
        languages: Code to level.
        no_more: Kinds of which it was said that there are no more.
    """

    licences: dict[str, date | None] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    skills: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    wished: set[str] = field(default_factory=set)
    no_more: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing some citizens have said alike: a subject with its level and its last day, and who they are."""

    subject: str
    level: str
    until: date | None
    who: frozenset[int]


@dataclass(frozen=True, slots=True)
class Supply:
    """
    What many citizens have said, thing by thing instead of person by person.

    Attributes:
        count: How many they are, those who have said nothing among them.
        said: By kind, as `Known` has them: what is said, `no_more` among the subjects.
    """

    count: int
    said: Mapping[str, Sequence[Said]]

    def of(self, kind: str, subjects: Collection[str]) -> frozenset[int]:
        """Return who has said one of some subjects."""
        found = (one.who for one in self.said.get(kind, ()) if one.subject in subjects)
        return frozenset[int]().union(*found)


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not known to be there; `is_unknown` where nobody has said."""

    need: Need
    is_unknown: bool


@dataclass(frozen=True, slots=True)
class Nearness:
    """What of an order somebody has, and what is missing."""

    has: tuple[Need, ...]
    missing: tuple[Missing, ...]
    has_done_the_work: bool

    @property
    def is_worth_a_call(self) -> bool:
        """Return whether at most one thing is missing and something is there."""
        return len(self.missing) <= MOST_MISSING and (bool(self.has) or self.has_done_the_work)


def is_met(need: Need, known: Known, on: date) -> bool | None:
    """
    Return whether somebody has what is needed: yes, no, or None where nobody has said.

    Source:
        docs/rules/demand.md (the call list); docs/rules/profile.md (unknown is a state).
    """
    is_said = need.kind in known.no_more
    if need.kind == RequirementKind.LICENCE:
        held = [*known.licences.items(), *([(_NO_MORE, None)] if is_said else [])]
        return has_licence(need.subject, held, on)
    if need.kind == RequirementKind.LANGUAGE:
        level = known.languages.get(need.subject)
        if level is None:
            return False if is_said else None
        return _LEVELS.index(level) >= _LEVELS.index(need.level) if level in _LEVELS else None
    if need.subject in known.skills:
        return True
    return False if is_said else None


def answers_of(need: Need, supply: Supply, on: date) -> dict[str, int]:
    """
    Return how many have what is needed, of how many nobody has said, and how many lack it: `is_met`, of all at once.

    Source:
        docs/rules/demand.md (the call list); docs/rules/profile.md (unknown is a state).
    """
    has, lacks = set[int](), set[int](supply.of(need.kind, {_NO_MORE}))
    for one in supply.said.get(need.kind, ()):
        if one.subject == _NO_MORE:
            continue
        if need.kind == RequirementKind.LICENCE:
            met = has_licence(need.subject, [(one.subject, one.until)], on)
        elif one.subject != need.subject:
            continue
        else:
            met = is_met(need, Known(languages={one.subject: one.level}, skills={one.subject}), on)
        if met is None:
            lacks -= one.who if need.kind == RequirementKind.LANGUAGE else frozenset()
        else:
            (has if met else lacks).update(one.who)
    lacks -= has
    return {"have": len(has), "unknown": supply.count - len(has) - len(lacks), "lack": len(lacks)}


def nearness(needs: Iterable[Need], known: Known, on: date, *, has_done_the_work: bool) -> Nearness:
    """
    Return what of an order's musts somebody has and what is missing.

    Source:
        docs/rules/demand.md (the call list).
    """
    has: list[Need] = []
    missing: list[Missing] = []
    for need in needs:
        met = is_met(need, known, on)
        if met:
            has.append(need)
        else:
            missing.append(Missing(need, is_unknown=met is None))
    return Nearness(tuple(has), tuple(missing), has_done_the_work)


def told(count: int) -> int | None:
    """
    Return a number of citizens as it may be told; None for fewer than five, and for none at all.

    Source:
        docs/rules/demand.md (small numbers).
    """
    return count if count >= LEAST_TOLD else None


def told_apart(counts: Mapping[str, int]) -> dict[str, int | None]:
    """
    Return the parts of a whole as they may be told where somebody may know the whole.

    When those too small to tell are fewer than five together, the last of the others is not told either: else they
    could be reckoned from the whole, and one of them alone where the other is known to be none.

    Args:
        counts: The parts, those that matter most first.

    Source:
        docs/rules/demand.md (small numbers).

    Examples:
        >>> told_apart({"have": 12, "unknown": 40, "lack": 3})
        {'have': 12, 'unknown': None, 'lack': None}
        >>> told_apart({"have": 3, "unknown": 40, "lack": 0})
        {'have': None, 'unknown': None, 'lack': None}
    """
    shown = {name: told(count) for name, count in counts.items()}
    left = [name for name, count in shown.items() if count is not None]
    small = sum(count for name, count in counts.items() if shown[name] is None)
    if left and len(left) < len(shown) and small < LEAST_TOLD:
        shown[left[-1]] = None
    return shown
