"""The tables of how work flows and waits, one file per noun."""

from helevejen.waiting.models.flow import FlowDay, FlowPending, FlowSum
from helevejen.waiting.models.forecasts import Forecast, RecordSum, StepEstimate

__all__ = ["FlowDay", "FlowPending", "FlowSum", "Forecast", "RecordSum", "StepEstimate"]
