"""
The chains of chains.toml, read once and checked: which step comes, who has the ball, until when and in whose words.

A chain proposes and never decides. What is wrong with the file is found when it is read, not when a citizen waits.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from helevejen.cases.enums import Cap, DueKind, Holder, TrackKind
from helevejen.engines.calendar import OFFICE, OfficeCalendar, add_working_days

CHAINS_FILE: Final = Path(__file__).resolve().parent.parent / "chains.toml"

AWAIT_SUBTRACKS: Final = "await_subtracks"
SUBTRACKS_ENDED: Final = "we_gather_answers"
ANSWER: Final = "we_answer"
CALL_BACK: Final = "we_call_back"
ANSWER_WISH: Final = "we_answer_wish"
CITIZEN_ANSWERS: Final = "you_answer"

_LANGUAGES: Final = ("da", "en")
_AUDIENCES: Final = ("staff", "citizen", "company")
_FIELDS: Final = frozenset(
    {"code", "holder", "working_days", "due_kind", "law", "cap", "next", "retired", "by_deed"}
) | {f"{text}_{language}" for text in (*_AUDIENCES, "why") for language in _LANGUAGES}


class FaultyChains(ValueError):
    """chains.toml names something that does not exist or lacks something; the text says where and what."""


@dataclass(frozen=True, slots=True)
class Step:
    """
    One link of a chain.

    Attributes:
        working_days: The usual time, None when only the people themselves can set a date.
        due_kind: Where that time comes from, None for a step that only waits for sub-tracks.
        law: The act and paragraph, where `due_kind` is a rule.
        cap: The cap under which it is usually done.
        next: The codes of what usually follows, the likeliest first.
        words: (audience, language) → text. Audiences are staff, citizen, company (where it has a part) and why.
        is_retired: Only old turns name it.
        is_by_deed: A deed of its own begins and ends it; nobody chooses it or passes it by hand.
    """

    code: str
    holder: Holder
    working_days: int | None
    due_kind: DueKind | None
    law: str
    cap: Cap
    next: tuple[str, ...]
    words: Mapping[tuple[str, str], str]
    is_retired: bool = False
    is_by_deed: bool = False

    def says(self, audience: str, language: str = "da") -> str:
        """Return the step in the words for an audience; empty when it has no part in the step."""
        return self.words.get((audience, _known(language)), "")


@dataclass(frozen=True, slots=True)
class Chain:
    """What usually happens on one kind of track. `steps` holds the common steps too, the kind's own first."""

    kind: TrackKind
    first: str
    steps: Mapping[str, Step]


def chain_of(kind: str) -> Chain:
    """
    Return the chain of a kind of track.

    Source:
        docs/rules/turns.md (the chains).
    """
    return chains()[TrackKind(kind)]


def step_of(kind: str, code: str) -> Step | None:
    """
    Return the step a turn on a kind of track names, or None when the chain has no such step.

    Source:
        docs/rules/turns.md (the chains).
    """
    return chain_of(kind).steps.get(code)


def likely_next(kind: str, code: str) -> tuple[Step, ...]:
    """
    Return the steps that usually follow, the likeliest first, and then the chain's other steps, none of them retired.

    Source:
        docs/rules/turns.md (what comes next).
    """
    steps = chain_of(kind).steps
    usual = steps[code].next if code in steps else ()
    others = [one for one in steps if one not in usual and one != code]
    return tuple(steps[one] for one in (*usual, *others) if _is_offered(steps[one]))


def is_by_deed(kind: str, code: str) -> bool:
    """
    Return whether a deed of its own begins and ends a step.

    Source:
        docs/rules/turns.md (the chains).
    """
    step = step_of(kind, code)
    return step is not None and step.is_by_deed


def due_day(step: Step, *, on: date, calendar: OfficeCalendar = OFFICE) -> date | None:
    """
    Return the day a step is due when its turn begins on a day; None when the people themselves must set it.

    Source:
        docs/rules/turns.md (when a turn is due).
    """
    return add_working_days(on, step.working_days, calendar).due if step.working_days else None


def wording(kind: str, code: str, audience: str, language: str = "da") -> str:
    """
    Return a step's words for staff, citizen, company or why; empty when the chain has none.

    Source:
        docs/rules/turns.md (one turn, three tongues).

    Examples:
        >>> wording("dialogue", "we_answer", "citizen")
        'Du har skrevet til os, og vi svarer dig.'
    """
    step = step_of(kind, code)
    return step.says(audience, language) if step else ""


@cache
def chains() -> Mapping[TrackKind, Chain]:
    """
    Return every chain by its kind of track.

    Raises:
        FaultyChains: the file is not whole.

    Source:
        cases/chains.toml; docs/rules/turns.md.
    """
    return read_chains(CHAINS_FILE.read_text(encoding="utf-8"))


def read_chains(text: str) -> Mapping[TrackKind, Chain]:
    """
    Read and check a text in the form of chains.toml.

    Raises:
        FaultyChains: it names an unknown kind, step, holder, cap or due kind, or lacks a word or a chain.

    Source:
        cases/chains.toml; docs/rules/turns.md.
    """
    raw = tomllib.loads(text)
    common = [_step(one, "common") for one in raw.get("common", [])]
    made = [_chain(one, common) for one in raw.get("chains", [])]
    by_kind = {chain.kind: chain for chain in made}
    if missing := set(TrackKind) - set(by_kind):
        raise FaultyChains(f"no chain for {', '.join(sorted(missing))}")
    if len(by_kind) != len(made):
        raise FaultyChains("a kind of track has two chains")
    return by_kind


def _chain(raw: Mapping[str, Any], common: list[Step]) -> Chain:
    kind = _member(TrackKind, raw.get("kind"), "chains")
    listed = [*(_step(one, kind) for one in raw.get("steps", [])), *common]
    steps = {step.code: step for step in listed}
    if len(steps) != len(listed):
        raise FaultyChains(f"{kind}: a step stands twice")
    chain = Chain(kind, str(raw.get("first", "")), steps)
    named = [chain.first, AWAIT_SUBTRACKS, SUBTRACKS_ENDED, *(code for step in listed for code in step.next)]
    if unknown := sorted({code for code in named if code not in steps}):
        raise FaultyChains(f"{kind}: no step is called {', '.join(unknown)}")
    return chain


def _step(raw: Mapping[str, Any], place: str) -> Step:
    where = f"{place}, step {raw.get('code', '?')}"
    if unknown := sorted(set(raw) - _FIELDS):
        raise FaultyChains(f"{where}: {', '.join(unknown)} means nothing here")
    holder = _member(Holder, raw.get("holder"), where)
    step = Step(
        code=str(raw.get("code", "")),
        holder=holder,
        working_days=raw.get("working_days"),
        due_kind=_member(DueKind, raw["due_kind"], where) if "due_kind" in raw else None,
        law=raw.get("law", ""),
        cap=_member(Cap, raw.get("cap"), where),
        next=tuple(raw.get("next", ())),
        words=_words(raw),
        is_retired=raw.get("retired", False),
        is_by_deed=raw.get("by_deed", False),
    )
    if lacks := _lacks(step):
        raise FaultyChains(f"{where}: {', '.join(lacks)}")
    return step


def _words(raw: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    return {
        (audience, language): raw[f"{audience}_{language}"].strip()
        for audience in (*_AUDIENCES, "why")
        for language in _LANGUAGES
        if f"{audience}_{language}" in raw
    }


def _lacks(step: Step) -> list[str]:
    """Return what is missing in a step, in words."""
    audiences = ["staff", "citizen", "why", *(["company"] if step.holder == Holder.COMPANY else [])]
    given = {audience for audience, _language in step.words}
    lacks = [
        f"{audience}_{language} is missing"
        for audience in dict.fromkeys([*audiences, *sorted(given)])
        for language in _LANGUAGES
        if not step.words.get((audience, language))
    ]
    lacks += [] if step.code else ["code is missing"]
    lacks += [] if step.next else ["next is missing"]
    if step.due_kind is None and step.holder != Holder.SUBTRACKS:
        lacks.append("due_kind is missing")
    if not _is_count(step.working_days):
        lacks.append("working_days must be a whole number above 0")
    if (step.due_kind == DueKind.RULE) != bool(step.law):
        lacks.append("a rule names its law, and nothing else does")
    return lacks


def _is_count(days: object) -> bool:
    return days is None or (isinstance(days, int) and days > 0)


def _is_offered(step: Step) -> bool:
    return not (step.is_retired or step.is_by_deed) and step.holder != Holder.SUBTRACKS and step.code != SUBTRACKS_ENDED


def _member(kind: Any, value: object, where: str) -> Any:
    try:
        return kind(value)
    except ValueError:
        raise FaultyChains(f"{where}: {value!r} is no {kind.__name__}") from None


def _known(language: str) -> str:
    short = language[:2]
    return short if short in _LANGUAGES else "da"
