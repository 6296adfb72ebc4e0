"""What is near the occupations somebody has had or wishes for, and which skills usually go with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from helevejen.core import bulk
from helevejen.taxonomy.models import NearOccupation, UsualSkill
from helevejen.taxonomy.queries.concepts import labels_of


@dataclass(frozen=True, slots=True)
class NearJob:
    """An occupation near another, with the names of the skills that make it so."""

    uri: str
    label: str
    shared: tuple[str, ...]


@dataclass(slots=True)
class Around:
    """What stands around an occupation: near ones, the nearest first, and (URI, name) of its skills, usual first."""

    jobs: list[NearJob] = field(default_factory=list)
    skills: list[tuple[str, str]] = field(default_factory=list)


def is_nearness_known() -> bool:
    """Return whether a classification has been laid, so that something is near something. One query."""
    return NearOccupation.objects.exists()


def around(occupations: Iterable[str], language: str = "da") -> dict[str, Around]:
    """Return by URI what stands around some occupations; what has no name is left out. Four queries a 500."""
    found: dict[str, Around] = {}
    for some in bulk.in_chunks(dict.fromkeys(uri for uri in occupations if uri)):
        found |= _around(some, language)
    return found


def _around(occupations: list[str], language: str) -> dict[str, Around]:
    near = NearOccupation.objects.filter(occupation__uri__in=occupations, near__is_current=True)
    jobs = list(near.order_by("occupation", "place").values_list("occupation__uri", "near__uri", "shared"))
    usual = UsualSkill.objects.filter(occupation__uri__in=occupations, skill__is_current=True)
    skills = list(usual.order_by("occupation", "place").values_list("occupation__uri", "skill__uri"))
    named = [uri for _one, uri, shared in jobs for uri in (uri, *shared)]
    labels = labels_of([*named, *(uri for _one, uri in skills)], language)
    found: dict[str, Around] = {}
    for one, uri, shared in jobs:
        if uri in labels:
            job = NearJob(uri, labels[uri], tuple(labels[skill] for skill in shared if skill in labels))
            found.setdefault(one, Around()).jobs.append(job)
    for one, uri in skills:
        if uri in labels:
            found.setdefault(one, Around()).skills.append((uri, labels[uri]))
    return found
