"""What orders require, in the reader's own language where a code or a concept says what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from django.utils.translation import get_language

from helevejen.profiles.queries.words import subject_in_words
from helevejen.recruitment.enums import LanguageLevel, RequirementKind
from helevejen.recruitment.models import JobOrder, Requirement
from helevejen.recruitment.rules.demand import Need
from helevejen.taxonomy import queries as taxonomy

#: The names of concepts by their language, by URI.
Names = Mapping[str, Mapping[str, str]]

_CODED = frozenset({RequirementKind.LICENCE.value, RequirementKind.LANGUAGE.value})


class Required(Protocol):
    """What an order asks, as a row or as its columns."""

    @property
    def kind(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def uri(self) -> str: ...
    @property
    def level(self) -> str: ...


def need_of(one: Required | Requirement) -> Need:
    """Return one requirement by what it is about: a code, a concept's URI, or nothing but its label. No query."""
    return Need(one.kind, one.uri if one.kind == RequirementKind.SKILL else one.code, one.label, one.level)


def concepts_in(needs: Iterable[Need], occupation: str = "") -> Names:
    """Return the names of the skills that are required, and of an occupation. One query where there are any."""
    skills = {one.subject for one in needs if one.kind == RequirementKind.SKILL}
    uris = sorted((skills | {occupation}) - {""})
    return taxonomy.names_by_language(uris) if uris else {}


def names_of(needs: Iterable[Need], concepts: Names | None = None) -> dict[Need, str]:
    """
    Return the names without levels, the words of the order where nobody knows a code.

    One query with skills, none where the `concepts_in` them are at hand.
    """
    asked, language = list(needs), (get_language() or "da")[:2]
    known = concepts_in(asked) if concepts is None else concepts
    return {one: taxonomy.label_in(_of_skill(one, known), language) or _coded(one) or one.label for one in asked}


def with_level(name: str, level: str) -> str:
    """Return a name with the level of a language behind it, where there is one."""
    return f"{name}, {LanguageLevel(level).label}" if level in LanguageLevel.values else name


def occupation_of(order: JobOrder, concepts: Names) -> str:
    """
    Return an order's occupation in the reader's language, by the `concepts_in` it. No query.

    In Danish it stays as it was confirmed, also when ESCO has another name by now; a name in another language does not.
    """
    language, kept = (get_language() or "da")[:2], order.occupation_label
    names = concepts.get(order.occupation_uri, {})
    if language == "da":
        return taxonomy.name_to_show(names, kept, language) or kept
    return taxonomy.label_in(names, language) or kept


def _of_skill(need: Need, concepts: Names) -> Mapping[str, str]:
    return concepts.get(need.subject, {}) if need.kind == RequirementKind.SKILL else {}


def _coded(need: Need) -> str:
    words = subject_in_words(need.kind, need.subject) if need.kind in _CODED and need.subject else ""
    return "" if words.casefold() == need.subject.casefold() else words
