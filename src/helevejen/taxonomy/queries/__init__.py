"""Every read of occupations and skills. Callers import this package."""

from helevejen.taxonomy.queries.concepts import essential_skills_of, labels_of, skills_of
from helevejen.taxonomy.queries.suggestions import Suggestion, suggest_occupations, suggest_skills

__all__ = [
    "Suggestion",
    "essential_skills_of",
    "labels_of",
    "skills_of",
    "suggest_occupations",
    "suggest_skills",
]
