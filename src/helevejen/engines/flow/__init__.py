"""
How work flows: which step follows which, how long it waits in between, and through whose hands it goes.

The mining half reads a log of what happened. It knows no case of the house and no clock: a log is arrays.
"""

from helevejen.engines.flow.log import EventLog, UnusableLog
from helevejen.engines.flow.mine import (
    FlowMap,
    Handovers,
    Passage,
    Rework,
    Spread,
    Transitions,
    Variants,
    before_and_after,
    mine,
    sequence_of,
    transitions_of,
    work_in_progress,
)

__all__ = [
    "EventLog",
    "FlowMap",
    "Handovers",
    "Passage",
    "Rework",
    "Spread",
    "Transitions",
    "UnusableLog",
    "Variants",
    "before_and_after",
    "mine",
    "sequence_of",
    "transitions_of",
    "work_in_progress",
]
