"""
The facts of a case read from JSON, with faults that say where and what to do, and the schema that says the same.

One table, `SHAPE`, makes both, and the page docs/obligations-facts.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

from helevejen.cases.rules.obligation_clauses import COUNTED, EVENTS, MARKS, OFFER_KINDS, Law
from helevejen.cases.rules.obligation_facts import (
    FAMILIES,
    FUND,
    MUNICIPALITY,
    CaseFacts,
    Course,
    Event,
    Exempted,
    Held,
    Meeting,
    Offer,
    Stopped,
)
from helevejen.citizens.enums import Benefit, TargetGroup

DAY, TEXT, YES_NO, CODES = "day", "text", "yes or no", "list of codes"


class UnreadableFacts(ValueError):
    """The facts cannot be read; the text names the place in the JSON and says what to do."""


@dataclass(frozen=True, slots=True)
class Field:
    """
    One field of a row.

    Attributes:
        name: As the JSON has it; `attribute` as the rules have it.
        kind: DAY, TEXT, YES_NO or CODES.
        choices: What it may be; empty means anything.
        default: Of a field that may be left out.
    """

    name: str
    attribute: str
    kind: str
    words: str
    is_required: bool = False
    choices: tuple[str, ...] = ()
    default: Any = None


_FROM = Field("from", "from_", DAY, "the first day", is_required=True)
_UNTIL = Field("until", "until", DAY, "the day after the last; null or left out while it goes on")
_SOURCE = Field("source", "source", TEXT, "where it came from", default="")
_REF = Field("ref", "ref", TEXT, "joins what starts a clock with what stops it, when there are several", default="")


def _of(name: str, choices: Iterable[str], words: str, attribute: str = "") -> Field:
    return Field(name, attribute or name, TEXT, words, is_required=True, choices=tuple(sorted(choices)))


SHAPE: Final[Mapping[str, tuple[Any, tuple[Field, ...]]]] = {
    "target_groups": (Held, (_of("group", TargetGroup.values, "LAB § 6, nr.", "value"), _FROM, _UNTIL, _SOURCE)),
    "contact_groups": (
        Held,
        (Field("group", "value", TEXT, "the contact group", is_required=True), _FROM, _UNTIL, _SOURCE),
    ),
    "benefits": (Held, (_of("benefit", Benefit.values, "what the citizen lives on", "value"), _FROM, _UNTIL, _SOURCE)),
    "courses": (
        Course,
        (
            _of("family", set(FAMILIES.values()), "which groups the course is for"),
            Field("regime", "regime", TEXT, "the regime it follows; left out: the one of its first day", default=""),
            _FROM,
            _UNTIL,
            _SOURCE,
        ),
    ),
    "events": (
        Event,
        (_of("kind", EVENTS, "what happened"), Field("on", "on", DAY, "when", is_required=True), _REF, _SOURCE),
    ),
    "meetings": (
        Meeting,
        (
            Field("on", "on", DAY, "the day it was held", is_required=True),
            Field("by", "by", TEXT, "who held it", choices=(FUND, MUNICIPALITY), default=MUNICIPALITY),
            Field("in_person", "is_in_person", YES_NO, "whether by attendance", default=True),
        ),
    ),
    "offers": (Offer, (_of("kind", OFFER_KINDS, "what was offered"), _FROM, _UNTIL, _REF, _SOURCE)),
    "exemptions": (
        Exempted,
        (
            Field("ground", "ground", TEXT, "the exemption of the clauses, such as KF-11", is_required=True),
            _FROM,
            _UNTIL,
            Field("reviewed_on", "reviewed_on", DAY, "the day somebody last looked at it again"),
            _REF,
        ),
    ),
    "pauses": (
        Stopped,
        (
            Field("ground", "ground", TEXT, "a ground of pauses.toml, or any text with clauses", is_required=True),
            _FROM,
            _UNTIL,
            Field("clauses", "clauses", CODES, "what it stops, when the ground is not of pauses.toml", default=()),
        ),
    ),
    "marks": (Held, (_of("mark", MARKS, "what holds of the citizen", "value"), _FROM, _UNTIL, _SOURCE)),
}  # fmt: skip


#: The years a day of a case can lie in: those whose working days are known, with room for what is counted from them.
YEARS, YEARS_OF_BIRTH = range(1950, 2091), range(1900, 2091)

#: Of these a citizen has one at a time, as in the database.
ONE_AT_A_TIME: Final = ("target_groups", "contact_groups", "benefits")


def read_facts(raw: Any, *, law: Law) -> CaseFacts:
    """
    Return the facts of a case as JSON gives them, checked.

    Raises:
        UnreadableFacts: the text names the place, such as $.meetings[2].on, and says what to do.

    Source:
        docs/obligations-facts.md.
    """
    if not isinstance(raw, dict):
        raise UnreadableFacts(f"$: wanted an object, not {_kind_of(raw)}. Write {{…}} with the facts of one case.")
    known = {"birth_date", "unknown", *SHAPE}
    for name in raw:
        if name not in known:
            raise UnreadableFacts(f"$.{name}: no such fact. Known are {', '.join(sorted(known))}.")
    rows = {name: _rows(_or_none(raw, name), name, law) for name in SHAPE}
    for name in ONE_AT_A_TIME:
        _demand_one_at_a_time(rows[name], f"$.{name}")
    born = raw.get("birth_date")
    return CaseFacts(
        birth_date=None if born is None else _day(born, "$.birth_date", YEARS_OF_BIRTH),
        unknown=frozenset(_codes(_or_none(raw, "unknown"), "$.unknown", tuple(sorted(COUNTED)))),
        **rows,
    )


def _or_none(raw: Mapping[str, Any], name: str) -> Any:
    """Return what stands there, an empty list for nothing or null."""
    return [] if raw.get(name) is None else raw[name]


def _rows(raw: Any, name: str, law: Law) -> tuple[Any, ...]:
    if not isinstance(raw, list):
        raise UnreadableFacts(f"$.{name}: wanted a list, not {_kind_of(raw)}. Write [ {{…}}, … ].")
    return tuple(_row(one, f"$.{name}[{number}]", name, law) for number, one in enumerate(raw))


def _row(raw: Any, where: str, name: str, law: Law) -> Any:
    kind, shape = SHAPE[name]
    if not isinstance(raw, dict):
        raise UnreadableFacts(f"{where}: wanted an object, not {_kind_of(raw)}.")
    names = [one.name for one in shape]
    if strange := [one for one in raw if one not in names]:
        raise UnreadableFacts(f"{where}.{strange[0]}: no such field. The fields are {', '.join(names)}.")
    values = {one.attribute: _value(raw, one, where) for one in shape}
    if values.get("until") is not None and values["until"] <= values["from_"]:
        raise UnreadableFacts(f"{where}.until: {values['until']} is not after {values['from_']}. It is the day after.")
    if name == "courses":
        values["regime"] = _regime(values, where, law)
    if name == "exemptions" and values["ground"] not in (grounds := sorted({one.id for one in law.exemptions})):
        raise UnreadableFacts(f"{where}.ground: {values['ground']!r} is no exemption. They are {', '.join(grounds)}.")
    if name == "exemptions" and values["reviewed_on"] is not None and values["reviewed_on"] < values["from_"]:
        raise UnreadableFacts(
            f"{where}.reviewed_on: {values['reviewed_on']} is before {values['from_']}, its first day."
        )
    if name == "exemptions" and None not in (values["reviewed_on"], values["until"]):
        _demand_review_within(values["reviewed_on"], values["until"], where)
    if name == "pauses":
        _demand_clauses(values["clauses"], f"{where}.clauses", law)
    if name == "pauses" and not values["clauses"] and values["ground"] not in law.pauses:
        raise UnreadableFacts(
            f"{where}.ground: {values['ground']!r} is unknown. Use one of {', '.join(sorted(law.pauses))}, "
            "or say in clauses what it stops."
        )
    return kind(**values)


def _demand_review_within(reviewed_on: date, until: date, where: str) -> None:
    if reviewed_on > until:  # to look at it on the day it ended is to have ended it
        raise UnreadableFacts(f"{where}.reviewed_on: {reviewed_on} is after {until}, when it was over. Put one right.")


def _demand_one_at_a_time(rows: Sequence[Held], place: str) -> None:
    """Refuse two rows that hold on the same day, as the database does; of which of them is true nothing is guessed."""
    by_day = sorted(enumerate(rows), key=lambda pair: (pair[1].from_, pair[0]))
    for (earlier, first), (later, second) in pairwise(by_day):
        if first.until is None or first.until > second.from_:
            raise UnreadableFacts(
                f"{place}[{later}].from: {second.from_} is within {place}[{earlier}], which holds from {first.from_} "
                f"{f'until {first.until}' if first.until else 'on'}. Only one holds at a time. "
                f"Write until in {place}[{earlier}], the day after its last, or take one of them out."
            )


def _demand_clauses(named: Iterable[str], place: str, law: Law) -> None:
    """Refuse what is neither a clause nor the beginning of one, as the grounds of pauses.toml name them."""
    for code in named:
        if not code or not any(one.id.startswith(code) for one in law.clauses):
            raise UnreadableFacts(f"{place}: {code!r} is no clause. Write an id such as KF-05, or how some begin: KF.")


def _regime(values: Mapping[str, Any], where: str, law: Law) -> str:
    given = str(values["regime"]) or law.regime_on(values["from_"]).id
    if law.find_regime(given) is None:
        raise UnreadableFacts(f"{where}.regime: no regime {given!r}. They are {', '.join(r.id for r in law.regimes)}.")
    return given


def _value(raw: Mapping[str, Any], field: Field, where: str) -> Any:
    place = f"{where}.{field.name}"
    value = raw.get(field.name)
    if value is None:
        if field.is_required:
            raise UnreadableFacts(f"{place}: missing. Write {field.words}.")
        return field.default
    if field.kind == DAY:
        return _day(value, place)
    if field.kind == YES_NO:
        if not isinstance(value, bool):
            raise UnreadableFacts(f"{place}: wanted true or false, not {value!r}.")
        return value
    if field.kind == CODES:
        return tuple(_codes(value, place, ()))
    if not isinstance(value, str):
        raise UnreadableFacts(f"{place}: wanted text, not {_kind_of(value)}.")
    if field.choices and value not in field.choices:
        raise UnreadableFacts(f"{place}: {value!r} is unknown. Use one of {', '.join(field.choices)}.")
    return value


def _codes(value: Any, place: str, allowed: tuple[str, ...]) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise UnreadableFacts(f"{place}: wanted a list of texts.")
    if allowed and (strange := [one for one in value if one not in allowed]):
        raise UnreadableFacts(f"{place}: {strange[0]!r} is unknown. Use one of {', '.join(allowed)}.")
    return value


def _day(value: Any, place: str, years: range = YEARS) -> date:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        day = None
    if day is None or day.isoformat() != value:  # 20260202 and 2026-W06-1 are days to Python, and not to this file
        raise UnreadableFacts(f"{place}: {value!r} is no day. Write it as 2026-02-02.")
    if day.year not in years:
        raise UnreadableFacts(
            f"{place}: the year {day.year} cannot be right. Write one from {years[0]} to {years[-1]}."
        )
    return day


def _kind_of(value: Any) -> str:
    return {list: "a list", dict: "an object", str: "a text", bool: "true or false", type(None): "null"}.get(
        type(value), "a number"
    )


def schema() -> dict[str, Any]:
    """
    Return the JSON Schema of the facts.

    Source:
        docs/obligations-facts.md.
    """
    properties: dict[str, Any] = {
        "birth_date": {"type": ["string", "null"], "format": "date"},
        "unknown": {
            "type": "array",
            "items": {"enum": sorted(COUNTED)},
            "description": "what cannot be seen from here, such as cv_approved; such clocks are followed elsewhere",
        },
    }
    for name, (_kind, shape) in SHAPE.items():
        row = {
            "type": "object",
            "additionalProperties": False,
            "required": [one.name for one in shape if one.is_required],
            "properties": {one.name: _schema_of(one) for one in shape},
        }
        properties[name] = {"type": "array", "items": row}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Facts of a case",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }


def _schema_of(field: Field) -> dict[str, Any]:
    kinds: dict[str, dict[str, Any]] = {
        DAY: {"type": "string" if field.is_required else ["string", "null"], "format": "date"},
        TEXT: {"type": "string"},
        YES_NO: {"type": "boolean"},
        CODES: {"type": "array", "items": {"type": "string"}},
    }
    chosen = {"enum": list(field.choices)} if field.choices else {}
    return {**kinds[field.kind], **chosen, "description": field.words}
