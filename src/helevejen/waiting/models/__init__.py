"""The tables of how work flows and waits, one file per noun."""

from helevejen.waiting.models.flow import FlowDay, FlowSum

__all__ = ["FlowDay", "FlowSum"]
