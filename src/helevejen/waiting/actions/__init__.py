"""Every write of how work flows and waits, one file per noun. Callers import this package."""

from helevejen.waiting.actions.flow import count_days, count_flow, count_views, forget_flow, keep_views
from helevejen.waiting.actions.forecasts import (
    estimate_steps,
    issue_forecasts,
    judge_some,
    keep_estimates,
    keep_forecasts,
    keep_record,
    keep_step_records,
    lay_forecasts,
    score_forecasts,
)

__all__ = [
    "count_days",
    "count_flow",
    "count_views",
    "estimate_steps",
    "forget_flow",
    "issue_forecasts",
    "judge_some",
    "keep_estimates",
    "keep_forecasts",
    "keep_record",
    "keep_step_records",
    "keep_views",
    "lay_forecasts",
    "score_forecasts",
]
