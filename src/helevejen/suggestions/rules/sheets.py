"""
A citizen or an order of the matching engine as a text that is kept, and back: the same text for the same facts.

Source: docs/rules/suggestions.md (what is kept). What is not known is left out of the text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Final

from helevejen.engines.matching.judge import Outcome, Reason, Rule, Value, Verdict
from helevejen.engines.matching.market import (
    AskedLanguage,
    AskedLicence,
    AskedSkill,
    Citizen,
    Course,
    Form,
    Held,
    Mode,
    Order,
    Place,
    Weight,
)
from helevejen.engines.matching.scores import Ask, Part, Scores
from helevejen.engines.matching.views import Record

_SETS: Final = frozenset({
    "days", "shifts", "licences_in_doubt", "skills_lacking", "occupations", "wishes", "wants_to_learn",
    "refused_orders", "refused_companies", "refused_occupations", "cannot", "needs", "demands", "free_of", "offers",
    "cannot_offer",
})  # fmt: skip

_Reader = Callable[[Any], Any]

_EITHER: Final[Mapping[str, _Reader]] = {
    **dict.fromkeys(_SETS, frozenset),
    "place": lambda value: Place(*value),
    "forms": lambda value: frozenset(Form(one) for one in value),
}
_CITIZEN: Final[Mapping[str, _Reader]] = {
    **_EITHER,
    "skills": frozenset,
    "reach": lambda value: tuple((Mode(mode), metres) for mode, metres in value),
    "licences": lambda value: tuple(Held(code, _day(until)) for code, until in value),
    "languages": lambda value: tuple((language, level) for language, level in value),
}
_ORDER: Final[Mapping[str, _Reader]] = {
    **_EITHER,
    "starts_on": date.fromisoformat,
    "licences": lambda value: tuple(AskedLicence(code, Weight(weight)) for code, weight in value),
    "languages": lambda value: tuple(
        AskedLanguage(language, level, Weight(weight)) for language, level, weight in value
    ),
    "skills": lambda value: tuple(AskedSkill(skill, Weight(weight)) for skill, weight in value),
}


#: What nobody has told is as it is by default. Read once: a shortlist writes ten thousand of these.
_DEFAULTS: Final = {kind: tuple((field.name, field.default) for field in fields(kind)) for kind in (Citizen, Order)}
_written: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def text_of(facts: Citizen | Order) -> str:
    """
    Return the facts as a text, the same for the same facts.

    Source:
        docs/rules/suggestions.md (what is kept).
    """
    told = {}
    for name, default in _DEFAULTS[type(facts)]:
        value = getattr(facts, name)
        if value != default:
            told[name] = _plain(value)
    return _written(told)


def citizen_in(text: str) -> Citizen:
    """
    Return the citizen of a text.

    Source:
        docs/rules/suggestions.md (what is kept).
    """
    return Citizen(**_read(text, _CITIZEN))


def order_in(text: str) -> Order:
    """
    Return the order of a text.

    Source:
        docs/rules/suggestions.md (what is kept).
    """
    return Order(**_read(text, _ORDER))


def text_of_courses(courses: Sequence[Course], opened: Sequence[tuple[str, Sequence[str]]]) -> str:
    """
    Return the courses that were on offer, and the orders some of them would open, as a text.

    Source:
        docs/rules/suggestions.md (what would open more).
    """
    offered = [
        [one.key, sorted(one.skills), sorted(one.licences), sorted(one.requires)]
        for one in sorted(courses, key=lambda one: one.key)
    ]
    return _written({"offered": offered, "opened": [[key, list(orders)] for key, orders in opened]})


def courses_in(text: str) -> tuple[list[Course], list[tuple[str, list[str]]]]:
    """
    Return the courses that were on offer, and the orders some of them would open.

    Source:
        docs/rules/suggestions.md (what would open more).
    """
    told = {"offered": [], "opened": []} | (json.loads(text) if text else {})
    offered = [
        Course(key, skills=frozenset(skills), licences=frozenset(licences), requires=frozenset(requires))
        for key, skills, licences, requires in told["offered"]
    ]
    return offered, [(key, orders) for key, orders in told["opened"]]


def text_of_without(counts: Sequence[tuple[str, str, int]]) -> str:
    """
    Return what leaving each must out would give an order, as a text; empty where nothing is a must.

    Source:
        docs/rules/suggestions.md (what fewer requirements would open).
    """
    return _written({"without": [list(one) for one in counts]}) if counts else ""


def without_in(text: str) -> dict[tuple[str, str], int]:
    """
    Return what leaving each must out would give an order, by kind and code.

    Source:
        docs/rules/suggestions.md (what fewer requirements would open).
    """
    told = json.loads(text) if text else {}
    return {(kind, code): count for kind, code, count in told.get("without", [])}


def text_of_record(record: Record) -> str:
    """
    Return everything that was found of a pair as a text.

    Source:
        docs/rules/suggestions.md (what is kept).
    """
    scores = record.scores
    return _written({
        "citizen": record.citizen,
        "order": record.order,
        "rank": record.rank,
        "version": record.version,
        "outcomes": [
            [one.rule.value, int(one.verdict), [[r.code, _values(r.values), r.asks] for r in one.reasons]]
            for one in record.outcomes
        ],
        "terms": {name: getattr(scores, name) for name in _TERMS},
        "parts": [
            [*part.ask.thing, part.ask.importance, part.ask.is_must, part.ask.is_learnable, part.weight, part.pct]
            for part in scores.parts
        ],
    })  # fmt: skip


def record_in(text: str) -> Record:
    """
    Return the record of a text.

    Source:
        docs/rules/suggestions.md (what is kept).
    """
    told = json.loads(text)
    outcomes = tuple(
        Outcome(
            Rule(rule), Verdict(verdict), tuple(Reason(code, _read_values(values), asks) for code, values, asks in rs)
        )
        for rule, verdict, rs in told["outcomes"]
    )
    parts = tuple(
        Part(Ask((kind, thing), importance, is_must, is_learnable), weight, pct)
        for kind, thing, importance, is_must, is_learnable, weight, pct in told["parts"]
    )
    scores = Scores(parts=parts, **told["terms"])
    return Record(told["citizen"], told["order"], outcomes, scores, told["rank"], told["version"])


_TERMS: Final = ("company", "citizen", "wish", "travel", "hours", "learning")


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    return value


def _read(text: str, readers: Mapping[str, _Reader]) -> dict[str, Any]:
    return {name: readers[name](value) if name in readers else value for name, value in json.loads(text).items()}


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _values(values: tuple[tuple[str, Value], ...]) -> list[list[Any]]:
    """Return the values of a reason; a day is a list of its text, so that it is told from a word."""
    return [[name, [value.isoformat()] if isinstance(value, date) else value] for name, value in values]


def _read_values(values: list[list[Any]]) -> tuple[tuple[str, Value], ...]:
    return tuple((name, date.fromisoformat(value[0]) if isinstance(value, list) else value) for name, value in values)
