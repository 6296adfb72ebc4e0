"""A classification laid into the database: only what differs is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from helevejen.core import bulk
from helevejen.core.deeds import action, step
from helevejen.core.text import search_key
from helevejen.taxonomy.models import BroaderConcept, Concept, ConceptLabel, NameWord, OccupationSkill
from helevejen.taxonomy.rules import Classification, ConceptFacts

Tell = Callable[[str], None]
_FACTS = ("kind", "code", "is_knowledge", "is_current")
_LABEL = ("concept", "language", "text", "search_key", "is_preferred", "is_own")


@dataclass(slots=True)
class Laid:
    """How many rows were written, changed and taken away."""

    concepts: int = 0
    changed: int = 0
    names: int = 0
    names_gone: int = 0
    skills: int = 0
    skills_gone: int = 0
    broader: int = 0
    broader_gone: int = 0

    @property
    def is_nothing(self) -> bool:
        """Return whether everything was there already."""
        return not any((self.concepts, self.changed, self.names, self.names_gone, self.skills, self.skills_gone,
                        self.broader, self.broader_gone))  # fmt: skip


@action
def import_classification(new: Classification, *, tell: Tell = lambda _what: None) -> Laid:
    """Lay a classification into the database, whole or not at all; see `lay_classification`."""
    with bulk.with_room():
        return lay_classification(new, tell=tell)


@step
def lay_classification(new: Classification, *, tell: Tell = lambda _what: None) -> Laid:
    """
    Lay a classification beside what is there, and return what it came to. Twice is once.

    The names of a concept in a language are replaced by those given; official ones take the place of our own, and our
    own never that of official ones. Relations of an occupation, and the place of a concept in the hierarchy, are
    replaced where they are given. A sample only adds what is missing. Concepts are never removed.
    """
    laid = Laid()
    tell("concepts")
    numbers = _lay_concepts(new, laid)
    tell("names")
    _lay_names(new, numbers, laid)
    tell("skills of occupations")
    laid.skills, laid.skills_gone = _lay_skills(new, numbers)
    tell("hierarchy")
    laid.broader, laid.broader_gone = _lay_broader(new, numbers)
    if laid.names or laid.names_gone:
        tell("words of names")
        lay_words()
    return laid


@step
def lay_words() -> None:
    """Lay the words of all names in place of those that were there; only what differs is written."""
    keys = ConceptLabel.objects.order_by("pk").values_list("search_key", flat=True).iterator(chunk_size=20_000)
    words = {word for key in keys for word in key.split()}
    there = dict(NameWord.objects.order_by("pk").values_list("word", "pk"))
    _remove(NameWord, [pk for word, pk in there.items() if word not in words])
    bulk.insert(NameWord, ("word",), ((word,) for word in sorted(words - there.keys())))


def _lay_concepts(new: Classification, laid: Laid) -> dict[str, int]:
    known = {uri: (pk, facts) for pk, uri, facts in _concept_rows()}
    missing = [uri for uri in new.concepts if uri not in known]
    ids = bulk.reserve_ids(Concept, len(missing))
    rows = ((pk, uri, *_facts(new.concepts[uri])) for pk, uri in zip(ids, missing, strict=True))
    laid.concepts = bulk.insert(Concept, ("id", "uri", *_FACTS), rows)
    changed = [
        (*_facts(facts), known[uri][0])
        for uri, facts in new.concepts.items()
        if uri in known and not new.is_partial and _says_more(facts, known[uri][1])
    ]
    laid.changed = bulk.update(Concept, _FACTS, changed)
    return {uri: pk for uri, (pk, _facts_) in known.items()} | dict(zip(missing, ids, strict=True))


def _concept_rows() -> Iterator[tuple[int, str, ConceptFacts]]:
    rows = Concept.objects.order_by("pk").values_list("pk", "uri", "kind", "code", "is_knowledge", "is_current")
    for pk, uri, kind, code, is_knowledge, is_current in rows.iterator(chunk_size=20_000):
        yield pk, uri, ConceptFacts(kind, code, is_knowledge, is_current)


def _facts(facts: ConceptFacts) -> tuple[str, str, bool, bool]:
    return facts.kind, facts.code, facts.is_knowledge, facts.is_current


def _says_more(new: ConceptFacts, old: ConceptFacts) -> bool:
    """Return whether the new facts are others. One that is only pointed at says nothing of a concept that is known."""
    return new != old and new != ConceptFacts(new.kind)


def _lay_names(new: Classification, numbers: dict[str, int], laid: Laid) -> None:
    wanted = _wanted_names(new, numbers)
    kept: set[tuple[int, str, str]] = set()
    gone: list[int] = []
    for pk, number, language, text, is_preferred, is_own in _name_rows({language for _number, language in wanted}):
        names = wanted.get((number, language))
        if names is None:
            continue
        if new.is_partial:
            del wanted[number, language]
            continue
        texts, is_ours = names
        if text in texts and is_preferred == (text == texts[0]) and is_own == is_ours:
            kept.add((number, language, text))
        else:
            gone.append(pk)
    laid.names_gone = _remove(ConceptLabel, gone)
    laid.names = bulk.insert(ConceptLabel, _LABEL, _name_values(wanted, kept))


def _wanted_names(new: Classification, numbers: dict[str, int]) -> dict[tuple[int, str], tuple[list[str], bool]]:
    """Return the names to be there afterwards, and whether they are ours; ours only where nothing official is."""
    wanted = {(numbers[uri], language): (texts, False) for (uri, language), texts in new.names.items()}
    official = _with_official_names({language for _uri, language in new.own_names}) if new.own_names else set()
    for (uri, language), texts in new.own_names.items():
        place = (numbers[uri], language)
        if place not in wanted and place not in official:
            wanted[place] = (texts, True)
    return wanted


def _with_official_names(languages: set[str]) -> set[tuple[int, str]]:
    names = ConceptLabel.objects.filter(language__in=languages, is_own=False, is_preferred=True)
    return set(names.order_by("pk").values_list("concept_id", "language"))


def _name_rows(languages: set[str]) -> Iterator[tuple[int, int, str, str, bool, bool]]:
    columns = ("pk", "concept_id", "language", "text", "is_preferred", "is_own")
    rows = ConceptLabel.objects.filter(language__in=languages).order_by("pk").values_list(*columns)
    return rows.iterator(chunk_size=20_000)


def _name_values(
    wanted: dict[tuple[int, str], tuple[list[str], bool]], kept: set[tuple[int, str, str]]
) -> Iterator[tuple[object, ...]]:
    for (number, language), (texts, is_ours) in wanted.items():
        for text in texts:
            if (number, language, text) not in kept:
                yield number, language, text, search_key(text), text == texts[0], is_ours


def _lay_skills(new: Classification, numbers: dict[str, int]) -> tuple[int, int]:
    wanted = {(numbers[one], numbers[skill]): is_essential for (one, skill), is_essential in new.skills.items()}
    occupations = {occupation for occupation, _skill in wanted}
    kept: set[tuple[int, int]] = set()
    gone: list[int] = []
    rows = OccupationSkill.objects.order_by("pk").values_list("pk", "occupation_id", "skill_id", "is_essential")
    for pk, occupation, skill, is_essential in rows.iterator(chunk_size=20_000) if wanted else ():
        if wanted.get((occupation, skill)) is is_essential or (new.is_partial and (occupation, skill) in wanted):
            kept.add((occupation, skill))
        elif occupation in occupations and not new.is_partial:
            gone.append(pk)
    removed = _remove(OccupationSkill, gone)
    added = ((*pair, is_essential) for pair, is_essential in wanted.items() if pair not in kept)
    return bulk.insert(OccupationSkill, ("occupation", "skill", "is_essential"), added), removed


def _lay_broader(new: Classification, numbers: dict[str, int]) -> tuple[int, int]:
    wanted = {(numbers[narrower], numbers[broader]) for narrower, broader in new.broader}
    placed = {narrower for narrower, _broader in wanted}
    kept: set[tuple[int, int]] = set()
    gone: list[int] = []
    rows = BroaderConcept.objects.order_by("pk").values_list("pk", "narrower_id", "broader_id")
    for pk, narrower, broader in rows.iterator(chunk_size=20_000) if wanted else ():
        if (narrower, broader) in wanted:
            kept.add((narrower, broader))
        elif narrower in placed and new.is_partial:
            placed.discard(narrower)
        elif narrower in placed:
            gone.append(pk)
    wanted = {pair for pair in wanted if pair[0] in placed}
    removed = _remove(BroaderConcept, gone)
    return bulk.insert(BroaderConcept, ("narrower", "broader"), sorted(wanted - kept)), removed


def _remove(model: type[ConceptLabel | NameWord | OccupationSkill | BroaderConcept], ids: Iterable[int]) -> int:
    return sum(model.objects.filter(pk__in=some).delete()[0] for some in bulk.in_chunks(ids))
