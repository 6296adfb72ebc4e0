"""What a person chose for some words, kept so that it comes first the next time the same words are typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from helevejen.core.deeds import step
from helevejen.core.text import search_key
from helevejen.taxonomy.models import ConceptChoice
from helevejen.taxonomy.queries.choices import are_words_of_names
from helevejen.taxonomy.rules import may_keep_words


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed, and in which language the page was."""

    words: str
    language: str = "da"


@step
def keep_choice(typed: Typed, uri: str, *, on: date) -> None:
    """Keep that a concept was chosen for some words; words that may tell of a person are not kept."""
    key = search_key(typed.words)
    if uri and may_keep_words(key):
        ConceptChoice.objects.create(words=key, language=typed.language[:5], uri=uri, chosen_on=on)


@step
def keep_choice_of_person(typed: Typed, uri: str, *, on: date) -> None:
    """Keep what was chosen for words about a person: only words that names of concepts use, and the month alone."""
    if are_words_of_names(typed.words):
        keep_choice(typed, uri, on=on.replace(day=1))
