"""Concepts by URI: their names and what they ask for."""

from __future__ import annotations

from collections.abc import Iterable

from helevejen.core import bulk
from helevejen.taxonomy.enums import SECOND_LANGUAGES
from helevejen.taxonomy.models import ConceptLabel, OccupationSkill


def labels_of(uris: Iterable[str], language: str = "da") -> dict[str, str]:
    """Return the preferred name of each URI, in Danish or English where the language has none. One query a 500."""
    order = {code: place for place, code in enumerate(dict.fromkeys((language, *SECOND_LANGUAGES)))}
    found: dict[str, tuple[int, str]] = {}
    for some in bulk.in_chunks(dict.fromkeys(uris)):
        names = ConceptLabel.objects.filter(concept__uri__in=some, language__in=order, is_preferred=True)
        for uri, code, text in names.order_by("pk").values_list("concept__uri", "language", "text"):
            found[uri] = min(found.get(uri, (len(order), "")), (order[code], text))
    return {uri: text for uri, (_place, text) in found.items()}


def skills_of(occupation: str) -> dict[str, bool]:
    """Return the URIs of the skills an occupation asks for, each with whether it is essential. One query."""
    links = OccupationSkill.objects.filter(occupation__uri=occupation, skill__is_current=True)
    return dict(links.order_by("-is_essential", "skill__uri").values_list("skill__uri", "is_essential"))


def essential_skills_of(occupation: str) -> list[str]:
    """Return the URIs of the skills an occupation cannot do without. One query."""
    return [uri for uri, is_essential in skills_of(occupation).items() if is_essential]
