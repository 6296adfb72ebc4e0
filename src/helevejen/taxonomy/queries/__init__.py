"""Every read of occupations and skills. Callers import this package."""

from helevejen.taxonomy.queries.choices import choices_of
from helevejen.taxonomy.queries.concepts import (
    NamedConcept,
    concepts_named,
    essential_skills_of,
    isco_group_labels,
    isco_groups_of,
    kinds_of,
    labels_of,
    labels_of_kinds,
    skills_by_occupation,
    skills_of,
)
from helevejen.taxonomy.queries.suggestions import Suggestion, suggest_occupations, suggest_skills

__all__ = [
    "NamedConcept",
    "Suggestion",
    "choices_of",
    "concepts_named",
    "essential_skills_of",
    "isco_group_labels",
    "isco_groups_of",
    "kinds_of",
    "labels_of",
    "labels_of_kinds",
    "skills_by_occupation",
    "skills_of",
    "suggest_occupations",
    "suggest_skills",
]
