"""Computing a kept list again. It writes nothing."""

from __future__ import annotations

from helevejen.suggestions.models import MatchList
from helevejen.suggestions.run.recomputing import Recomputed, recomputed


def recompute(match_list: MatchList) -> Recomputed:
    """Return what comes of a list computed again from the sheets it was made of, beside what was kept."""
    return recomputed(match_list)
