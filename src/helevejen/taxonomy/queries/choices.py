"""How often people have chosen which concept for some words."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count

from helevejen.core import bulk
from helevejen.core.text import search_key
from helevejen.taxonomy.models import ConceptChoice, NameWord


def choices_of(texts: Iterable[str], language: str) -> dict[str, dict[str, int]]:
    """Return by the search key of each text how often each URI was chosen for it. One query a 500."""
    found: dict[str, dict[str, int]] = {}
    for some in bulk.in_chunks(dict.fromkeys(search_key(text) for text in texts)):
        kept = ConceptChoice.objects.filter(words__in=some, language=language)
        counted = kept.values("words", "uri").annotate(times=Count("pk")).order_by("words", "uri")
        for words, uri, times in counted.values_list("words", "uri", "times"):
            found.setdefault(words, {})[uri] = times
    return found


def are_words_of_names(text: str) -> bool:
    """Return whether every word of a text is a word of some concept's name, in any language. One query."""
    words = set(search_key(text).split())
    return bool(words) and NameWord.objects.filter(word__in=words).count() == len(words)
