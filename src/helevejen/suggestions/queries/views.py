"""
What a row says to the citizen, to the desk and to the company, from the record that was kept.

What nobody can answer in the house today is asked of nobody: where things are on the map, and which forms of employment
a citizen says yes to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from helevejen.engines.matching import views as engine
from helevejen.engines.matching.judge import CITIZEN, PRIVATE, Outcome, Rule, Verdict
from helevejen.engines.matching.scores import TRAVEL, UNTOLD
from helevejen.engines.matching.views import CitizenView, CompanyView, DeskView, Record
from helevejen.engines.matching.wording import sentence
from helevejen.profiles.enums import Consideration, Day, RefusalKind, Shift, TravelMode
from helevejen.profiles.queries.words import language_in_words
from helevejen.suggestions.models import Suggestion
from helevejen.suggestions.queries.needs import needs_in_sentences
from helevejen.suggestions.rules import sheets
from helevejen.taxonomy import queries as taxonomy
from helevejen.taxonomy.licences import LICENCE_BY_CODE

#: Questions that no page can take an answer to.
UNASKED: Final = frozenset({"place_unknown", "workplace_unknown", "forms_unknown"})


@dataclass(frozen=True, slots=True)
class Told:
    """
    A row with its record read, and the names of what is in it in the reader's language.

    Attributes:
        record: Without the questions nobody can answer.
    """

    record: Record
    names: Mapping[str, str]
    language: str


def told(suggestions: Iterable[Suggestion], language: str) -> dict[int, Told]:
    """Return the rows read, by number, with the names of everything in them. Two queries for every 500 names."""
    records = {one.pk: _asked(sheets.record_in(one.record)) for one in suggestions}
    names = names_in(list(records.values()), language)
    return {pk: Told(record, names, language) for pk, record in records.items()}


def names_in(records: Sequence[Record], language: str) -> dict[str, str]:
    """Return the names of all that records speak of. Two queries for every 500 concepts."""
    spoken = {word for record in records for word in _words_in(record)}
    names = taxonomy.labels_of((word for word in spoken if word.startswith("http")), language) | own_names(language)
    names |= needs_in_sentences(language)
    with override(language):
        for word in spoken:
            code, _space, level = word.partition(" ")
            if len(code) == 2 and code.isalpha() and code.islower():
                names[word] = f"{language_in_words(code)} {level}".strip()
    return names


def own_names(language: str) -> dict[str, str]:
    """Return the codes of our own lists in words."""
    with override(language):
        names = {code: str(one.name) for code, one in LICENCE_BY_CODE.items()}
        return names | {one.value: str(one.label) for one in (*Consideration, *RefusalKind, *Day, *Shift, *TravelMode)}


def citizen_view(suggestion: Suggestion | Told, language: str = "da") -> CitizenView:
    """Return what the citizen is told: everything, what is private too."""
    one = _told(suggestion, language)
    return engine.for_citizen(one.record, one.language, one.names)


def desk_view(
    suggestion: Suggestion | Told, language: str = "da", *, with_health: bool = True, with_place: bool = True
) -> DeskView:
    """
    Return what the desk is told: the same whatever the citizen keeps private.

    Args:
        with_health: Whether the reader's level shows health; without, considerations are as if they were not there.
        with_place: Whether it shows where the citizen lives; without, travel is as if nobody knew.
    """
    one = _told(suggestion, language)
    record = one.record if with_health else _without(one.record, Rule.CONSIDERATIONS)
    record = record if with_place else _nowhere(record)
    return engine.for_desk(record, one.language, one.names)


def company_card(suggestion: Suggestion | Told, language: str = "da") -> CompanyView | None:
    """
    Return what a company may read of a citizen who said yes: the engine's allow-list and nothing else, with names.

    None where a rule that is told of forbids the pair. What is private has no part in it: the citizen said yes, and
    that there is no card must not tell the desk why. Neither has travel: cards for twin orders in many towns would
    tell where the citizen lives.
    """
    one = _told(suggestion, language)
    record = _nowhere(_without(one.record, *PRIVATE))
    if not record.scores.product or any(outcome.verdict is Verdict.FAIL for outcome in record.outcomes):
        return None
    card = engine.for_company(replace(record, rank=record.rank or 1))
    named = {field: tuple(_named(word, one.names) for word in getattr(card, field)) for field in _LISTS}
    return CompanyView(**named, score=card.score)


def citizen_questions(one: Told) -> tuple[str, ...]:
    """Return the questions that the citizen's own profile can answer, said to the citizen."""
    reasons = [
        reason
        for outcome in one.record.outcomes
        if outcome.verdict is Verdict.UNKNOWN
        for reason in outcome.reasons
        if reason.asks == CITIZEN
    ]
    said = (sentence(reason, one.language, to_citizen=True, names=one.names) for reason in reasons)
    return tuple(dict.fromkeys(said))


def asked_things(one: Told) -> list[tuple[str, int]]:
    """Return what an order asks that counts in the coverage, each with how much of it is there, in per cent."""
    parts = one.record.scores.parts
    return [(_named(part.ask.thing[1], one.names), part.pct) for part in parts if part.ask.thing[1]]


_LISTS: Final = ("covered", "near", "not_told")


def _told(suggestion: Suggestion | Told, language: str) -> Told:
    return suggestion if isinstance(suggestion, Told) else told([suggestion], language)[suggestion.pk]


def _asked(record: Record) -> Record:
    """Return a record without the questions that nobody can answer."""
    return replace(record, outcomes=tuple(_answerable(one) for one in record.outcomes))


def _answerable(outcome: Outcome) -> Outcome:
    kept = tuple(reason for reason in outcome.reasons if reason.code not in UNASKED)
    return Outcome(outcome.rule, outcome.verdict, kept)


def _without(record: Record, *rules: Rule) -> Record:
    return replace(record, outcomes=tuple(one for one in record.outcomes if one.rule not in rules))


def _nowhere(record: Record) -> Record:
    """Return a record as it is where nobody knows the distance: no word of it, and its term as if untold."""
    scores = record.scores
    whole = scores.citizen + TRAVEL * (UNTOLD - scores.travel)
    return _without(replace(record, scores=replace(scores, travel=UNTOLD, citizen=whole)), Rule.TRAVEL)


def _words_in(record: Record) -> Iterable[str]:
    for outcome in record.outcomes:
        for reason in outcome.reasons:
            yield from (value for _name, value in reason.values if isinstance(value, str))
    yield from (part.ask.thing[1] for part in record.scores.parts)


def _named(word: str, names: Mapping[str, str]) -> str:
    return names.get(word) or _("noget, der ikke har et navn her")
