"""Every read of persons, one file per noun. Callers import this package: `from helevejen.citizens import queries`."""

__all__: list[str] = []
