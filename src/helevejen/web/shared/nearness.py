"""What stands around the work in a profile: jobs that are like it, and what usually goes with it; added by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import get_language

from helevejen.profiles.enums import FactKind
from helevejen.profiles.queries import Profile
from helevejen.taxonomy import queries as taxonomy
from helevejen.taxonomy.enums import ConceptKind

#: So many of each stand under an occupation.
_MOST_JOBS, _MOST_SKILLS = 4, 6
_WORK = (FactKind.OCCUPATION_DONE, FactKind.OCCUPATION_WISHED)
_TAKEN_AS = {ConceptKind.OCCUPATION: FactKind.OCCUPATION_WISHED, ConceptKind.SKILL: FactKind.SKILL}


@dataclass(frozen=True, slots=True)
class AroundSeen:
    """
    What stands under one occupation of a profile.

    Attributes:
        jobs: Jobs that are like it and neither done nor wished, with the skills they share.
        skills: (URI, name) of what usually goes with it and does not stand in the profile; of work done alone.
        lack: Why there is nothing: "own_words", "not_loaded", "all_there" or "none"; empty where there is something.
    """

    jobs: tuple[taxonomy.NearJob, ...] = ()
    skills: tuple[tuple[str, str], ...] = ()
    lack: str = ""


def around_work(profile: Profile) -> dict[int, AroundSeen]:
    """Return by the number of the fact what stands around each occupation done or wished. Five queries at most."""
    facts = [one.fact for kind in profile.kinds if kind.kind in _WORK for one in kind.facts]
    known = {one.fact.subject for kind in profile.kinds for one in kind.facts}
    found = taxonomy.around((fact.subject for fact in facts), (get_language() or "da")[:2])
    has_concepts = any(fact.subject for fact in facts)
    is_loaded = bool(found) or not has_concepts or taxonomy.is_nearness_known()
    return {fact.pk: _seen(fact, found.get(fact.subject), known, is_loaded=is_loaded) for fact in facts}


def names_in_language(profile: Profile) -> dict[int, str]:
    """
    Return what a concept is called in the language of the page, by the number of the version that names it. One query.

    Only where it is kept by the concept's name in some language: own words stay as they were written.
    """
    kinds = [kind for kind in profile.kinds if kind.kind in (*_WORK, FactKind.SKILL)]
    standing = [one for kind in kinds for one in kind.facts]
    versions = [version for one in standing for version in (one.fact, *one.earlier)]
    versions += [version for kind in kinds for version in kind.disagreed]
    kept = {version.pk: (version.subject, version.label or "") for version in versions}
    shown = taxonomy.names_to_show(kept.values(), (get_language() or "da")[:2])
    return {pk: shown[named] for pk, named in kept.items() if named in shown}


def concept_offered(uri: str, kind: FactKind) -> str:
    """
    Return the name of a concept that can be added to a profile as a kind of fact, in the language of the page.

    Raises:
        Http404: there is no such concept, or it is another kind of thing.
    """
    if _TAKEN_AS.get(taxonomy.kinds_of([uri]).get(uri)) != kind:  # type: ignore[arg-type]
        raise Http404
    return taxonomy.labels_of([uri], (get_language() or "da")[:2]).get(uri) or uri


def _seen(fact: Any, found: taxonomy.Around | None, known: Iterable[str], *, is_loaded: bool) -> AroundSeen:
    if not fact.subject:
        return AroundSeen(lack="own_words")
    if found is None:
        return AroundSeen(lack="none" if is_loaded else "not_loaded")
    jobs = tuple(one for one in found.jobs if one.uri not in known)[:_MOST_JOBS]
    skills: tuple[tuple[str, str], ...] = ()
    if fact.kind == FactKind.OCCUPATION_DONE:
        skills = tuple(pair for pair in found.skills if pair[0] not in known)[:_MOST_SKILLS]
    return AroundSeen(jobs, skills, "" if jobs or skills else "all_there")
