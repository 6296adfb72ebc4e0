"""Every write about a person, one file per noun. Callers import this package: `from helevejen.citizens import actions`."""

__all__: list[str] = []
