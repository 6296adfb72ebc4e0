"""Every write of occupations and skills. Callers import this package."""

from helevejen.taxonomy.actions.classification import Laid, import_classification, lay_classification

__all__ = ["Laid", "import_classification", "lay_classification"]
