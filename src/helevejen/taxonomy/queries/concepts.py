"""Concepts by URI: their names and what they ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from helevejen.core import bulk
from helevejen.taxonomy.enums import SECOND_LANGUAGES, ConceptKind
from helevejen.taxonomy.models import Concept, ConceptLabel, OccupationSkill

_DIGITS_OF_A_UNIT_GROUP: Final = 4


def labels_of(uris: Iterable[str], language: str = "da") -> dict[str, str]:
    """Return the preferred name of each URI, in Danish or English where the language has none. One query a 500."""
    return {uri: text for uri, names in names_by_language(uris).items() if (text := label_in(names, language))}


def names_by_language(uris: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the preferred names of each URI by their language. One query a 500."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for some in bulk.in_chunks(dict.fromkeys(uris)):
        # Not by language too: SQLite would else read every name of the language.
        names = ConceptLabel.objects.filter(concept__uri__in=some, is_preferred=True).order_by(
            "concept__uri", "language"
        )
        for uri, code, text in names.values_list("concept__uri", "language", "text"):
            found[uri][code] = text
    return dict(found)


def label_in(names: Mapping[str, str], language: str) -> str:
    """Return which of a concept's `names_by_language` to read in a language; empty where it has none. No query."""
    return next((names[code] for code in (language, *SECOND_LANGUAGES) if code in names), "")


def name_to_show(names: Mapping[str, str], kept: str, language: str) -> str | None:
    """Return what `names_to_show` tells of one concept by its `names_by_language`, or None. No query."""
    return names.get(language) if kept in names.values() else None


def names_to_show(kept: Iterable[tuple[str, str]], language: str) -> dict[tuple[str, str], str]:
    """
    Return what concepts that were kept by a name are called in a language, by their URI and that name. One query a 500.

    Only where the name is the concept's preferred one in some language: own words stay as they were written.
    """
    asked = {(uri, name) for uri, name in kept if uri and name}
    names = names_by_language(uri for uri, _name in sorted(asked))
    return {(uri, name): shown for uri, name in asked if (shown := name_to_show(names.get(uri, {}), name, language))}


def kinds_of(uris: Iterable[str]) -> dict[str, ConceptKind]:
    """Return what kind of concept each known URI is. One query a 500."""
    found: dict[str, ConceptKind] = {}
    for some in bulk.in_chunks(dict.fromkeys(uris)):
        rows = Concept.objects.filter(uri__in=some).order_by("pk").values_list("uri", "kind")
        found.update({uri: ConceptKind(kind) for uri, kind in rows})
    return found


def isco_groups_of(occupations: Iterable[str]) -> dict[str, str]:
    """Return the ISCO unit group, by its four digits, of each known occupation or group. One query a 500."""
    found: dict[str, str] = {}
    for some in bulk.in_chunks(dict.fromkeys(uri for uri in occupations if uri)):
        kinds = (ConceptKind.OCCUPATION, ConceptKind.ISCO_GROUP)
        rows = Concept.objects.filter(uri__in=some, kind__in=kinds).order_by("pk").values_list("uri", "code")
        found.update({uri: code.split(".")[0][:_DIGITS_OF_A_UNIT_GROUP] for uri, code in rows if code})
    return found


def isco_group_labels(codes: Iterable[str], language: str = "da") -> dict[str, str]:
    """Return the names of some ISCO groups by their digits, in Danish or English where the language has none."""
    groups = Concept.objects.filter(kind=ConceptKind.ISCO_GROUP, code__in=list(codes)).order_by("pk")
    by_uri = dict(groups.values_list("uri", "code"))
    return {by_uri[uri]: text for uri, text in labels_of(by_uri, language).items()}


def skills_of(occupation: str) -> dict[str, bool]:
    """Return the URIs of the skills an occupation asks for, each with whether it is essential. One query."""
    links = OccupationSkill.objects.filter(occupation__uri=occupation, skill__is_current=True)
    return dict(links.order_by("-is_essential", "skill__uri").values_list("skill__uri", "is_essential"))


def essential_skills_of(occupation: str) -> list[str]:
    """Return the URIs of the skills an occupation cannot do without. One query."""
    return [uri for uri, is_essential in skills_of(occupation).items() if is_essential]


@dataclass(slots=True)
class NamedConcept:
    """A concept with its names in one language, the preferred first."""

    uri: str
    code: str
    is_group: bool
    names: list[str]


def concepts_named(kinds: Iterable[ConceptKind], language: str) -> list[NamedConcept]:
    """Return the current concepts of some kinds that have a name in a language, with their names. One query."""
    columns = ("concept__uri", "concept__code", "concept__kind", "text")
    found: dict[str, NamedConcept] = {}
    for uri, code, kind, text in _current(kinds, language).order_by("-is_preferred", "pk").values_list(*columns):
        concept = found.setdefault(uri, NamedConcept(uri, code, kind == ConceptKind.ISCO_GROUP, []))
        concept.names.append(text)
    return list(found.values())


def labels_of_kinds(kinds: Iterable[ConceptKind], language: str) -> dict[str, str]:
    """Return the preferred names in a language of all concepts of some kinds, by URI. One query."""
    names = _current(kinds, language).filter(is_preferred=True).order_by("pk")
    return dict(names.values_list("concept__uri", "text"))


def skills_by_occupation() -> dict[str, list[str]]:
    """Return the URIs of the skills of every current occupation. One query, of all there are."""
    found: dict[str, list[str]] = {}
    links = OccupationSkill.objects.filter(occupation__is_current=True, skill__is_current=True).order_by("pk")
    for occupation, skill in links.values_list("occupation__uri", "skill__uri").iterator(chunk_size=20_000):
        found.setdefault(occupation, []).append(skill)
    return found


def _current(kinds: Iterable[ConceptKind], language: str) -> QuerySet[ConceptLabel]:
    return ConceptLabel.objects.filter(language=language, concept__kind__in=list(kinds), concept__is_current=True)
