"""Suggestions while somebody types."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from helevejen.core.text import search_key
from helevejen.taxonomy.enums import SECOND_LANGUAGES, ConceptKind
from helevejen.taxonomy.models import ConceptLabel
from helevejen.taxonomy.queries.choices import choices_of
from helevejen.taxonomy.queries.concepts import kinds_of, labels_of
from helevejen.taxonomy.rules import closeness_of_name, closeness_of_words, telling_words, with_choices

LEAST_LETTERS = 2
_MOST_WORDS = 6
_MOST_LOOKED_AT = 400


@dataclass(frozen=True, slots=True)
class Suggestion:
    """
    A concept that answers to a text.

    Attributes:
        label: Its preferred name in the language asked for, else in Danish or English.
        score: From 0 to 1, for the order only.
        found_by: The name that answered, which may be another than the preferred one.
    """

    uri: str
    label: str
    score: float
    found_by: str = ""


def suggest_occupations(text: str, language: str = "da", limit: int = 10) -> list[Suggestion]:
    """
    Return the occupations with a name that answers to what is typed, best first. A query a language, and four.

    When no name answers to the whole, those that answer to some of its words are found, for a query more a language.
    What people chose before for the same words is lifted.
    """
    return _suggest(ConceptKind.OCCUPATION, text, language, limit)


def suggest_skills(text: str, language: str = "da", limit: int = 10) -> list[Suggestion]:
    """
    Return the skills with a name that answers to what is typed, best first. A query a language, and four.

    What people chose before for the same words is lifted.
    """
    return _suggest(ConceptKind.SKILL, text, language, limit)


def _suggest(kind: ConceptKind, text: str, language: str, limit: int) -> list[Suggestion]:
    typed = search_key(text)
    if len(typed.replace(" ", "")) < LEAST_LETTERS:
        return []
    found = _found(_found_in, kind, typed, language, limit) or _found(_found_by_word, kind, typed, language, limit)
    return _with_labels(_as_chosen(kind, typed, language, list(found.values()))[:limit], language)


def _found(
    find: Callable[[ConceptKind, str, str], list[Suggestion]], kind: ConceptKind, typed: str, language: str, limit: int
) -> dict[str, Suggestion]:
    found: dict[str, Suggestion] = {}
    for asked in _languages(language):
        for one in find(kind, typed, asked):
            found.setdefault(one.uri, one)  # what is found in the language itself comes first
        if len(found) >= limit:
            break
    return found


def _as_chosen(kind: ConceptKind, typed: str, language: str, found: list[Suggestion]) -> list[Suggestion]:
    """Lift what people chose for the very words, also what no name would have found; else leave all as it is."""
    chosen = choices_of([typed], language).get(typed, {})
    of_kind = {uri: chosen[uri] for uri, known in kinds_of(chosen).items() if known == kind}
    if not of_kind:
        return found
    total = sum(of_kind.values())
    every = {one.uri: one for one in found}
    every |= {uri: Suggestion(uri, uri, 0.0, typed) for uri in of_kind if uri not in every}
    lifted = [replace(one, score=with_choices(one.score, of_kind.get(uri, 0), total)) for uri, one in every.items()]
    return sorted(lifted, key=lambda one: -one.score)


def _languages(language: str) -> list[str]:
    return list(dict.fromkeys((language, *SECOND_LANGUAGES)))


def _found_in(kind: ConceptKind, typed: str, language: str) -> list[Suggestion]:
    return _best(
        (-closeness_of_name(typed, key, is_preferred=is_preferred), len(text), text, uri)
        for uri, text, key, is_preferred in _names(kind, typed, language)
    )


def _found_by_word(kind: ConceptKind, typed: str, language: str) -> list[Suggestion]:
    """Find what answers to some of the words: `To lagermedarbejdere med truck` is the name of nothing."""
    words = telling_words(typed)
    if not words:
        return []
    holds = reduce(or_, (Q(search_key__contains=min(forms, key=len)) for forms in words))
    names = _looked_at(_of_kind(kind, language).filter(holds))
    return _best(
        (-closeness_of_words(words, key, is_preferred=is_preferred), len(text), text, uri)
        for uri, text, key, is_preferred in names
    )


def _best(ranked: Iterable[tuple[float, int, str, str]]) -> list[Suggestion]:
    best: dict[str, Suggestion] = {}
    for score, _length, text, uri in sorted(ranked):
        best.setdefault(uri, Suggestion(uri, text, -score, text))
    return list(best.values())


def _names(kind: ConceptKind, typed: str, language: str) -> list[tuple[str, str, str, bool]]:
    names = _of_kind(kind, language)
    for word in typed.split()[:_MOST_WORDS]:
        names = names.filter(search_key__contains=word)
    return _looked_at(names)


def _looked_at(names: QuerySet[ConceptLabel]) -> list[tuple[str, str, str, bool]]:
    # The shortest: of so many that they are not all looked at, they are the likeliest.
    shortest = names.order_by(Length("search_key"), "pk")[:_MOST_LOOKED_AT]
    return list(shortest.values_list("concept__uri", "text", "search_key", "is_preferred"))


def _of_kind(kind: ConceptKind, language: str) -> QuerySet[ConceptLabel]:
    return ConceptLabel.objects.filter(language=language, concept__kind=kind, concept__is_current=True)


def _with_labels(found: list[Suggestion], language: str) -> list[Suggestion]:
    labels = labels_of([one.uri for one in found], language)
    return [Suggestion(one.uri, labels.get(one.uri, one.label), one.score, one.found_by) for one in found]
