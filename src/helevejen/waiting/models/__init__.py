"""The tables of how work flows and waits, one file per noun."""

from helevejen.waiting.models.flow import FlowDay, FlowPending, FlowSum, FlowView
from helevejen.waiting.models.forecasts import Forecast, RecordSum, StepEstimate, StepRecord

__all__ = ["FlowDay", "FlowPending", "FlowSum", "FlowView", "Forecast", "RecordSum", "StepEstimate", "StepRecord"]
