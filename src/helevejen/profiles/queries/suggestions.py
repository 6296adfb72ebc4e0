"""Skills and occupations suggested while somebody types."""

from __future__ import annotations

from helevejen.profiles.enums import FactKind
from helevejen.taxonomy import queries as taxonomy

MOST_SUGGESTED = 6


def suggested(kind: str, text: str, language: str) -> list[tuple[str, str]]:
    """Return the concepts nearest to some words, as (URI, name), the nearest first; none for words too short."""
    suggest = taxonomy.suggest_skills if kind == FactKind.SKILL else taxonomy.suggest_occupations
    return [(one.uri, one.label) for one in suggest(text, language, MOST_SUGGESTED)] if text.strip() else []
