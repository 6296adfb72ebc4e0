"""What was counted at night and kept under a name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from helevejen.caseload.models import NightlyCount


def find_count(name: str, *, since: datetime | None = None) -> tuple[Any, datetime] | None:
    """Return what was counted under a name and when; None where it never was, or before a moment. One query."""
    kept = NightlyCount.objects.filter(name=name).values_list("content", "made_at")
    return (kept if since is None else kept.filter(made_at__gte=since)).first()
