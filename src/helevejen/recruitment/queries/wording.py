"""What orders require, in the reader's own language where a code or a concept says what it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import get_language

from helevejen.profiles.queries.words import subject_in_words
from helevejen.recruitment.enums import LanguageLevel, RequirementKind
from helevejen.recruitment.models import JobOrder, Requirement
from helevejen.recruitment.rules.demand import Need
from helevejen.taxonomy import queries as taxonomy

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


def names_of(needs: Iterable[Need]) -> dict[Need, str]:
    """Return the names without levels, the words of the order where nobody knows a code. Two queries with skills."""
    asked = list(needs)
    uris = {one.subject for one in asked if one.kind == RequirementKind.SKILL and one.subject}
    skills = taxonomy.labels_of(uris, (get_language() or "da")[:2]) if uris else {}
    return {one: skills.get(one.subject) or _coded(one) or one.label for one in asked}


def with_level(name: str, level: str) -> str:
    """Return a name with the level of a language behind it, where there is one."""
    return f"{name}, {LanguageLevel(level).label}" if level in LanguageLevel.values else name


def occupation_of(order: JobOrder) -> str:
    """
    Return an order's occupation in the reader's language. One query where it has one.

    In Danish it stays as it was confirmed, also when ESCO has another name by now; a name in another language does not.
    """
    language, uri, kept = (get_language() or "da")[:2], order.occupation_uri, order.occupation_label
    if not uri:
        return kept
    if language == "da":
        return taxonomy.names_to_show([(uri, kept)], language).get((uri, kept), kept)
    return taxonomy.labels_of([uri], language).get(uri, kept)


def _coded(need: Need) -> str:
    words = subject_in_words(need.kind, need.subject) if need.kind in _CODED and need.subject else ""
    return "" if words.casefold() == need.subject.casefold() else words
