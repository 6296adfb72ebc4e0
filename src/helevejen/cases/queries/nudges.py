"""When the holder of a turn was reminded."""

from __future__ import annotations

from datetime import date

from helevejen.cases.models import Turn
from helevejen.cases.rules.turns import day_of


def nudged_on(turn: Turn) -> date | None:
    """Return the last day somebody reminded the holder of a turn, None when nobody has. One query."""
    last = turn.nudges.order_by("-at", "-pk").first()
    return day_of(last.at) if last else None
