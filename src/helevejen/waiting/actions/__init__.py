"""Every write of how work flows and waits, one file per noun. Callers import this package."""

from helevejen.waiting.actions.flow import count_days, count_flow

__all__ = ["count_days", "count_flow"]
