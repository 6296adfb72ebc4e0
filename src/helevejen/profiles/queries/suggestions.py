"""Skills and occupations suggested while somebody types."""

from __future__ import annotations

from dataclasses import dataclass

from helevejen.core.text import search_key
from helevejen.profiles.enums import FactKind
from helevejen.taxonomy import queries as taxonomy

MOST_SUGGESTED = 6


@dataclass(frozen=True, slots=True)
class Suggested:
    """A concept near to some words; `is_the_word` when the words are its name, `is_a_name` when they are another."""

    uri: str
    label: str
    is_the_word: bool
    is_a_name: bool


def suggested(kind: str, text: str, language: str) -> list[Suggested]:
    """Return the concepts nearest to some words, the nearest first; none for words too short."""
    if not text.strip():
        return []
    suggest = taxonomy.suggest_skills if kind == FactKind.SKILL else taxonomy.suggest_occupations
    typed = search_key(text)
    return [
        Suggested(one.uri, one.label, search_key(one.label) == typed, search_key(one.found_by) == typed)
        for one in suggest(text, language, MOST_SUGGESTED)
    ]
