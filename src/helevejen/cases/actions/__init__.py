"""
Every write to a case, one file per noun. Callers import this package: `from helevejen.cases import actions`.

Each file names its own deeds below; add yours to the list when you add the file.
"""

__all__: list[str] = []
