"""Every write of occupations and skills. Callers import this package."""

from helevejen.taxonomy.actions.choices import Typed, keep_choice
from helevejen.taxonomy.actions.classification import Laid, import_classification, lay_classification

__all__ = ["Laid", "Typed", "import_classification", "keep_choice", "lay_classification"]
