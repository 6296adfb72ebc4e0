"""What a value in a file may be: one table from which both the reader and the JSON schema are made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from helevejen.engines.matching.market import UnusableMarket

Json = dict[str, Any]
#: Other ways to write a day, such as 20261122 or a week's, are refused: the schema knows this one.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

#: What matching never reads, in the languages a file may be written in.
FORBIDDEN = frozenset(
    [
        "name",
        "navn",
        "first_name",
        "last_name",
        "fornavn",
        "efternavn",
        "sex",
        "gender",
        "køn",
        "koen",
        "age",
        "alder",
        "born",
        "birth_date",
        "birthday",
        "født",
        "foedt",
        "fødselsdato",
        "origin",
        "oprindelse",
        "ethnicity",
        "nationality",
        "nationalitet",
        "citizenship",
        "religion",
        "benefit",
        "ydelse",
        "target_group",
        "målgruppe",
        "cpr",
        "cpr_number",
        "health",
        "helbred",
        "diagnosis",
        "diagnose",
        "diagnoses",
        "sygdom",
    ]
)


class Faulty(UnusableMarket):
    """A place in a file cannot be read; the text names the place, what is wrong and what to do."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where or 'the file'}: {what}")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of some length."""

    most: int = 300

    def read(self, value: Any, where: str) -> str:
        """Return the text."""
        if not isinstance(value, str) or not value.strip():
            raise Faulty(where, f"{_shown(value)} is not a text. Write one in quotation marks, or leave it out.")
        if len(value) > self.most:
            raise Faulty(where, f"longer than {self.most} characters")
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            raise Faulty(where, f"{_shown(value)} has half a character in it. Write the text again.")
        return value.strip()

    def schema(self) -> Json:
        """Return its JSON schema."""
        return {"type": "string", "pattern": r"\S", "maxLength": self.most}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words."""

    words: tuple[str, ...]

    def read(self, value: Any, where: str) -> str:
        """Return the word."""
        if value not in self.words:
            raise Faulty(where, f"{_shown(value)} is none of {', '.join(self.words)}.{_guess(value, self.words)}")
        return str(value)

    def schema(self) -> Json:
        """Return its JSON schema."""
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def read(self, value: Any, where: str) -> bool:
        """Return it."""
        if not isinstance(value, bool):
            raise Faulty(where, f"{_shown(value)} is neither true nor false. Leave it out where it is not known.")
        return value

    def schema(self) -> Json:
        """Return its JSON schema."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number between two, both allowed."""

    least: float
    most: float
    is_whole: bool = False

    def read(self, value: Any, where: str) -> float:
        """Return it."""
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and self.least <= value <= self.most
        if not is_number or (self.is_whole and value != int(value)):
            kind = "whole number" if self.is_whole else "number"
            raise Faulty(where, f"{_shown(value)} is no {kind} from {self.least:,.15g} to {self.most:,.15g}")
        return int(value) if self.is_whole else value

    def schema(self) -> Json:
        """Return its JSON schema."""
        return {"type": "integer" if self.is_whole else "number", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Day:
    """A day, as 2026-11-22."""

    def read(self, value: Any, where: str) -> date:
        """Return it."""
        try:
            if _DAY.fullmatch(value):
                return date.fromisoformat(value)
        except (TypeError, ValueError):
            pass
        raise Faulty(where, f"{_shown(value)} is no day. Write it as 2026-11-22.")

    def schema(self) -> Json:
        """Return its JSON schema."""
        return {"type": "string", "format": "date", "pattern": f"^{_DAY.pattern}$"}


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values of one kind."""

    of: Any
    least: int = 0

    def read(self, value: Any, where: str) -> list[Any]:
        """Return the values."""
        if not isinstance(value, list):
            raise Faulty(where, f"{_shown(value)} is not a list. Put it into brackets: [ … ].")
        if len(value) < self.least:
            raise Faulty(where, "an empty list says that there is none. Leave it out where it is not known.")
        return [self.of.read(one, f"{where}[{n}]") for n, one in enumerate(value)]

    def schema(self) -> Json:
        """Return its JSON schema."""
        return {"type": "array", "items": self.of.schema(), **({"minItems": self.least} if self.least else {})}


@dataclass(frozen=True, slots=True)
class Table:
    """Values by key; the keys are given or free."""

    of: Any
    keys: tuple[str, ...] = ()

    def read(self, value: Any, where: str) -> dict[str, Any]:
        """Return the values by key."""
        _must_be_object(value, where)
        read: dict[str, Any] = {}
        for name, one in value.items():
            key = Text().read(name, where)
            if self.keys and key not in self.keys:
                raise Faulty(f"{where}.{key}", f"is none of {', '.join(self.keys)}.{_guess(key, self.keys)}")
            if key in read:
                raise Faulty(f"{where}.{key}", "stands there twice. Keep one of them.")
            read[key] = self.of.read(one, f"{where}.{key}")
        return read

    def schema(self) -> Json:
        """Return its JSON schema."""
        names = {"enum": list(self.keys)} if self.keys else Text().schema()
        return {"type": "object", "additionalProperties": self.of.schema(), "propertyNames": names}


@dataclass(frozen=True, slots=True)
class Object:
    """Fields by name, each with what it may hold and what it means; no others."""

    fields: Mapping[str, tuple[Any, str]]
    required: tuple[str, ...] = ()
    title: str = field(default="", compare=False)

    def read(self, value: Any, where: str) -> Json:
        """Return the fields that are there; null is the same as left out."""
        _must_be_object(value, where)
        for key in value:
            self._refuse_unknown(key, f"{where}.{key}" if where else key)
        for key in self.required:
            if value.get(key) is None:
                raise Faulty(where, f"{key} is missing. {self.fields[key][1]}")
        return {
            key: self.fields[key][0].read(one, f"{where}.{key}" if where else key)
            for key, one in value.items()
            if one is not None
        }

    def _refuse_unknown(self, key: str, where: str) -> None:
        if key in self.fields:
            return
        if key.casefold() in FORBIDDEN:
            raise Faulty(where, "matching never reads this. Take it out of the file.")
        raise Faulty(where, f"is no field here.{_guess(key, tuple(self.fields))} Fields: {', '.join(self.fields)}")

    def schema(self) -> Json:
        """Return its JSON schema."""
        return {
            "type": "object",
            **({"title": self.title} if self.title else {}),
            "properties": {
                key: (kind.schema() if key in self.required else _or_null(kind.schema())) | {"description": means}
                for key, (kind, means) in self.fields.items()
            },
            "required": list(self.required),
            "additionalProperties": False,
        }


def _or_null(schema: Json) -> Json:
    """Return the schema of the same, or of null: what is not known."""
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], None]}
    return schema | {"type": [schema["type"], "null"]}


def _must_be_object(value: Any, where: str) -> None:
    if not isinstance(value, dict):
        raise Faulty(where, f"{_shown(value)} is not an object. Put it into braces: {{ … }}.")


def _shown(value: Any) -> str:
    said = repr(value)
    return said if len(said) <= 60 else f"{said[:57]}…"


def _guess(word: Any, known: tuple[str, ...]) -> str:
    near = get_close_matches(str(word), known, 1)
    return f" Did you mean {near[0]}?" if near else ""
