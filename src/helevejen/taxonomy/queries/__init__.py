"""Every read of occupations and skills. Callers import this package."""

from helevejen.taxonomy.queries.choices import choices_of
from helevejen.taxonomy.queries.concepts import (
    NamedConcept,
    concepts_named,
    essential_skills_of,
    isco_group_labels,
    isco_groups_of,
    kinds_of,
    label_in,
    labels_of,
    labels_of_kinds,
    name_to_show,
    names_by_language,
    names_to_show,
    skills_by_occupation,
    skills_of,
)
from helevejen.taxonomy.queries.nearness import Around, NearJob, around, is_nearness_known
from helevejen.taxonomy.queries.suggestions import Suggestion, suggest_occupations, suggest_skills

__all__ = [
    "Around",
    "NamedConcept",
    "NearJob",
    "Suggestion",
    "around",
    "choices_of",
    "concepts_named",
    "essential_skills_of",
    "is_nearness_known",
    "isco_group_labels",
    "isco_groups_of",
    "kinds_of",
    "label_in",
    "labels_of",
    "labels_of_kinds",
    "name_to_show",
    "names_by_language",
    "names_to_show",
    "skills_by_occupation",
    "skills_of",
    "suggest_occupations",
    "suggest_skills",
]
