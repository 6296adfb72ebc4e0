"""Every write about companies, one file per noun. Callers import this package."""

__all__: list[str] = []
