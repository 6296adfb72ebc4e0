"""Every write of occupations and skills. Callers import this package."""

from helevejen.taxonomy.actions.choices import Typed, keep_choice, keep_choice_of_person
from helevejen.taxonomy.actions.classification import Laid, import_classification, lay_classification
from helevejen.taxonomy.actions.nearness import keep_nearness, lay_nearness

__all__ = [
    "Laid",
    "Typed",
    "import_classification",
    "keep_choice",
    "keep_choice_of_person",
    "keep_nearness",
    "lay_classification",
    "lay_nearness",
]
