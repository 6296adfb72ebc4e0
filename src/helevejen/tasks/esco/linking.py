"""Titles linked to the concepts of the database, or of zip files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from django.core.management.base import CommandError

from helevejen.core.text import search_key
from helevejen.engines.matching.linking import Answer, Encoder, Linker, Named, lexicon_of
from helevejen.tasks.esco.reading import Tell, read_zips
from helevejen.taxonomy import queries
from helevejen.taxonomy.enums import ConceptKind
from helevejen.taxonomy.rules import Classification, with_choices

_LINKED = (ConceptKind.OCCUPATION, ConceptKind.ISCO_GROUP)


@dataclass(frozen=True, slots=True)
class Words:
    """
    What titles are linked to: the linker, and the name each concept is shown by.

    Attributes:
        chosen_in: The language in which what people chose is asked of the database; empty where there is none.
    """

    linker: Linker
    labels: dict[str, str]
    chosen_in: str = ""


def words_of_database(language: str, shown_in: str, encoder: Encoder | None = None) -> Words:
    """
    Return the occupations and groups of the database.

    Raises:
        CommandError: it has none with names in the language, or in the one to show them in.
    """
    named = queries.concepts_named(_LINKED, language)
    words = _words(named, language, queries.labels_of_kinds(_LINKED, shown_in), shown_in, encoder)
    return replace(words, chosen_in=language)


def words_of_zips(
    paths: Iterable[Path], language: str, shown_in: str, encoder: Encoder | None = None, *, tell: Tell
) -> Words:
    """
    Return the occupations and groups of zip files, without a database.

    Raises:
        CommandError: a zip is not readable, or has no names in the language or in the one to show them in.
    """
    read = read_zips(paths, tell=tell)
    named = [
        queries.NamedConcept(uri, facts.code, facts.kind == ConceptKind.ISCO_GROUP, read.names[uri, language])
        for uri, facts in read.concepts.items()
        if facts.kind in _LINKED and (uri, language) in read.names
    ]
    return _words(named, language, _labels(read, language, shown_in), shown_in, encoder)


def _labels(read: Classification, language: str, shown_in: str) -> dict[str, str]:
    in_language, shown = (
        {uri: names[0] for (uri, code), names in read.names.items() if code == asked} for asked in (language, shown_in)
    )
    return in_language | shown if shown else {}


def _words(
    concepts: Iterable[queries.NamedConcept],
    language: str,
    labels: dict[str, str],
    shown_in: str,
    encoder: Encoder | None,
) -> Words:
    named = [Named(one.uri, tuple(one.names), one.code, one.is_group) for one in concepts]
    if missing := next((code for code, found in ((language, named), (shown_in, labels)) if not found), ""):
        raise CommandError(
            f"There are no occupations with names in the language {missing!r}. Import them first: "
            f"helevejen esco import ESCO-…-{missing}-csv.zip, or name the file with --zip."
        )
    return Words(Linker(lexicon_of(named, encoder)), labels)


def linked(words: Words, titles: list[str], *, top: int) -> Iterator[dict[str, object]]:
    """Yield what each title may mean, as it is written in JSON."""
    chosen = queries.choices_of(titles, words.chosen_in) if words.chosen_in else {}
    for title, ranked in zip(titles, words.linker.link(titles, top=top), strict=True):
        answers = _as_chosen(ranked, chosen.get(search_key(title), {}), words, title)[:top]
        concepts = [
            {"uri": one.uri, "label": words.labels.get(one.uri, one.name), "score": one.score, "found_by": one.name}
            for one in answers
        ]
        yield {"title": title, "concepts": concepts}


def _as_chosen(ranked: list[Answer], chosen: Mapping[str, int], words: Words, title: str) -> list[Answer]:
    """Lift what people chose for the very title among those that are linked to; without a choice leave all as it is."""
    of_all = {uri: times for uri, times in chosen.items() if uri in words.labels}
    if not of_all:
        return ranked
    known = {one.uri for one in ranked}
    every = [*ranked, *(Answer(uri, 0.0, words.labels[uri], title) for uri in of_all if uri not in known)]
    total = sum(of_all.values())
    lifted = [one._replace(score=with_choices(one.score, of_all.get(one.uri, 0), total)) for one in every]
    return sorted(lifted, key=lambda one: -one.score)
