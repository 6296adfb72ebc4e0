"""All names of concepts, whatever language they are in."""

from __future__ import annotations

from collections.abc import Iterable

from helevejen.taxonomy.enums import ConceptKind
from helevejen.taxonomy.models import ConceptLabel


def names_of_kinds(kinds: Iterable[ConceptKind]) -> dict[str, list[str]]:
    """Return the names of the current concepts of some kinds by URI, in all languages, in one order. One query."""
    found: dict[str, list[str]] = {}
    labels = ConceptLabel.objects.filter(concept__kind__in=list(kinds), concept__is_current=True)
    ordered = labels.order_by("concept__uri", "language", "pk").values_list("concept__uri", "text")
    for uri, text in ordered.iterator(chunk_size=20_000):
        found.setdefault(uri, []).append(text)
    return found
