"""
Every read of cases, one file per noun. Callers import this package: `from helevejen.cases import queries`.

Each query loads all that its page shows, so that the number of queries does not grow with the rows.
"""

__all__: list[str] = []
