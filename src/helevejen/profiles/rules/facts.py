"""
What each kind of fact must and may say.

Source: docs/rules/profile.md. The shapes are a table; what is said is weighed against its row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Final

from helevejen.profiles.enums import (
    NO_MORE,
    Consideration,
    Day,
    Evidence,
    FactKind,
    FactObjection,
    LanguageLevel,
    RefusalKind,
    Shift,
    SkillLevel,
    TravelMode,
)
from helevejen.profiles.rules import words
from helevejen.taxonomy.licences import LICENCE_BY_CODE

ESCO: Final = "http://data.europa.eu/esco/"
MOST_URI_LETTERS: Final = 120
MOST_WEEKLY_HOURS: Final = Decimal(60)
MOST_YEARS: Final = 60
MOST_MINUTES: Final = 480
MOST_KG: Final = 100
MOST_KM: Final = 500


@dataclass(frozen=True, slots=True)
class Said:
    """
    What one fact says.

    Attributes:
        subject: What it is about: the URI of a skill or an occupation, or a code of the kind's closed list.
        label: The words a person confirmed for the URI, or words of one's own.
        codes: Days or shifts, in the order of the list.
        hours: Attendance a week; `intensity` is how much of a full person's work is done in them, in percent.
        minutes: The most at a time, or the longest way to work.
    """

    kind: str
    subject: str = ""
    label: str = ""
    level: str = ""
    evidence: str = ""
    years: int | None = None
    expires_on: date | None = None
    hours: Decimal | None = None
    intensity: int | None = None
    codes: tuple[str, ...] = ()
    minutes: int | None = None
    km: int | None = None
    kg: int | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """
    What a kind of fact says.

    Attributes:
        subjects: Its closed list; None where the subject is a concept of ESCO or nothing.
        needs: The fields that must be there; `may` those that may.
        levels: The levels there are.
        codes: The codes there are, where more than one is chosen.
        is_single: There is one such fact at most.
    """

    needs: str = ""
    may: str = ""
    subjects: frozenset[str] | None = None
    levels: frozenset[str] = frozenset()
    codes: tuple[str, ...] = ()
    is_single: bool = False

    @property
    def is_concept(self) -> bool:
        return "label" in self.needs.split() and self.subjects is None


SHAPES: Final[Mapping[FactKind, Shape]] = {
    FactKind.OCCUPATION_WISHED: Shape(needs="label"),
    FactKind.SKILL: Shape(needs="label", may="level evidence", levels=frozenset(SkillLevel)),
    FactKind.OCCUPATION_DONE: Shape(needs="label", may="years"),
    FactKind.LICENCE: Shape(needs="subject", may="expires_on", subjects=frozenset(LICENCE_BY_CODE)),
    FactKind.LANGUAGE: Shape(needs="subject level", levels=frozenset(LanguageLevel)),
    FactKind.HOURS: Shape(needs="hours", may="intensity", is_single=True),
    FactKind.DAYS: Shape(needs="codes", codes=tuple(Day), is_single=True),
    FactKind.SHIFTS: Shape(needs="codes", codes=tuple(Shift), is_single=True),
    FactKind.TRAVEL: Shape(needs="subject", may="minutes km", subjects=frozenset(TravelMode)),
    FactKind.CONSIDERATION: Shape(needs="subject", may="label minutes kg", subjects=frozenset(Consideration)),
    FactKind.REFUSAL: Shape(needs="subject", may="label", subjects=frozenset(RefusalKind)),
}

#: What a subject of a closed list asks for beside itself; nothing else may stand there.
MEASURES: Final[Mapping[str, str]] = {
    Consideration.LIFT: "kg",
    Consideration.STAND: "minutes",
    Consideration.SIT: "minutes",
    Consideration.WALK: "minutes",
}
_NEED_WORDS: Final = frozenset({RefusalKind.COMPANY, RefusalKind.WORK})
_RANGES: Final[Mapping[str, tuple[Decimal | int, Decimal | int]]] = {
    "years": (0, MOST_YEARS),
    "hours": (Decimal("0.5"), MOST_WEEKLY_HOURS),
    "intensity": (1, 100),
    "minutes": (1, MOST_MINUTES),
    "km": (1, MOST_KM),
    "kg": (1, MOST_KG),
}


def tidied(said: Said) -> Said:
    """
    Return what is said with its words without needless spaces, and its codes each once in the order of the list.

    Source:
        docs/rules/profile.md (what a fact says).
    """
    codes = tuple(code for code in SHAPES[FactKind(said.kind)].codes if code in said.codes)
    known = codes if set(said.codes) <= set(codes) else said.codes
    return replace(said, label=" ".join(said.label.split()), subject=said.subject.strip(), codes=known)


def no_more_of(kind: str) -> Said:
    """
    Return the fact that there are no more of a kind than those that stand.

    Source:
        docs/rules/profile.md (unknown is a state).
    """
    return Said(kind=kind, subject=NO_MORE)


def objection_to_saying(said: Said) -> FactObjection | None:
    """
    Return why a fact cannot be said like that, or None.

    Source:
        docs/rules/profile.md (what a fact says).
    """
    shape = SHAPES[FactKind(said.kind)]
    if said.subject == NO_MORE:
        is_bare = not shape.is_single and said == no_more_of(said.kind)
        return None if is_bare else FactObjection.NOT_HERE
    there = {one.name for one in fields(said) if one.name != "kind" and getattr(said, one.name) not in (None, "", ())}
    allowed = {"subject", *shape.needs.split(), *shape.may.split()} - ({"subject"} if shape.is_single else set())
    if there - allowed:
        return FactObjection.NOT_HERE
    if missing := set(shape.needs.split()) - there:
        return FactObjection.NO_WORDS if missing == {"label"} else FactObjection.MISSING
    objection = (
        _objection_to_subject(said, shape) or _objection_to_measures(said, there) or objection_to_words(said.label)
    )
    # A concept is told by its own name: to have cared for the ill, or learned of illness, is work.
    is_name = shape.is_concept and bool(said.subject) and objection == FactObjection.ILLNESS
    return None if is_name else objection


def objection_to_words(text: str, most_letters: int = words.MOST_LETTERS) -> FactObjection | None:
    """
    Return why free words cannot stand in a profile, or None.

    Source:
        docs/rules/profile.md (free words).
    """
    if len(text) > most_letters:
        return FactObjection.TOO_LONG
    if words.holds_number(text):
        return FactObjection.NUMBER
    return FactObjection.ILLNESS if words.names_illness(text) else None


def effective_hours(hours: Decimal, intensity: int | None) -> Decimal:
    """
    Return how many hours of a full person's work a week of attendance is: what a company pays for in a fleksjob.

    Source:
        docs/rules/profile.md (hours and intensity); LAB § 123 (fleksjob: pay for the hours worked effectively).

    Examples:
        >>> effective_hours(Decimal(20), 50)
        Decimal('10.0')
    """
    return (hours * (100 if intensity is None else intensity) / 100).quantize(Decimal("0.1"))


def is_same_thing(one: Said, other: Said) -> bool:
    """
    Return whether two facts are about the same thing, so that they cannot both stand.

    Source:
        docs/rules/profile.md (one of a kind).
    """
    if one.kind != other.kind:
        return False
    if one.kind == FactKind.REFUSAL and one.subject in _NEED_WORDS:
        return (one.subject, one.label.casefold()) == (other.subject, other.label.casefold())
    if one.subject or other.subject:
        return one.subject == other.subject
    return SHAPES[FactKind(one.kind)].is_single or one.label.casefold() == other.label.casefold()


def _objection_to_subject(said: Said, shape: Shape) -> FactObjection | None:
    if shape.subjects is not None and said.subject not in shape.subjects:
        return FactObjection.NOT_ON_LIST
    if shape.is_concept and said.subject and not _is_concept(said.subject):
        return FactObjection.NOT_ON_LIST
    if said.kind == FactKind.LANGUAGE and not _is_language(said.subject):
        return FactObjection.NOT_ON_LIST
    is_level_wrong = bool(said.level) and said.level not in shape.levels
    is_evidence_wrong = bool(said.evidence) and said.evidence not in set(Evidence)
    is_code_wrong = not set(said.codes) <= set(shape.codes)
    return FactObjection.NOT_ON_LIST if is_level_wrong or is_evidence_wrong or is_code_wrong else None


def _objection_to_measures(said: Said, there: set[str]) -> FactObjection | None:
    if said.kind == FactKind.CONSIDERATION:
        wanted = MEASURES.get(said.subject)
        if wanted and wanted not in there:
            return FactObjection.MISSING
        if (there & {"kg", "minutes"}) - {wanted}:
            return FactObjection.NOT_HERE
    if said.subject in _NEED_WORDS and said.kind == FactKind.REFUSAL and not said.label:
        return FactObjection.NO_WORDS
    for name, (least, most) in _RANGES.items():
        value = getattr(said, name)
        if value is not None and not least <= value <= most:
            return FactObjection.OUT_OF_RANGE
    return None


def _is_concept(subject: str) -> bool:
    return subject.startswith(ESCO) and len(subject) <= MOST_URI_LETTERS


def _is_language(subject: str) -> bool:
    return 2 <= len(subject) <= 3 and subject.isascii() and subject.islower() and subject.isalpha()
