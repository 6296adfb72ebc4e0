"""Every write about who follows whom, one file per noun. Callers import this package."""

__all__: list[str] = []
