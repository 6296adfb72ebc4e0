"""Lists whose time is over are erased, and the facts that no list points at any more."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from helevejen.core import bulk
from helevejen.core.db import erasing
from helevejen.core.deeds import action
from helevejen.suggestions.models import FactSheet, MatchList, SheetSet, Suggestion
from helevejen.suggestions.queries import lists

#: How long a list can be computed again: it is asked for a year later, and somebody may complain after that.
KEPT: Final = timedelta(days=731)


def lists_kept_for() -> timedelta:
    """Return how long a list can be computed again."""
    return KEPT


@action
def forget_old_lists(*, at: datetime) -> int:
    """Erase the lists that are older than two years with what only they were made of, and return how many."""
    old = list(lists.lists_older_than(at - KEPT).order_by("pk").values_list("pk", flat=True))
    if not old:
        return 0
    with erasing():
        for some in bulk.in_chunks(old):
            Suggestion.objects.filter(match_list__in=some).delete()
            MatchList.objects.filter(pk__in=some).delete()
        used = {pk for pair in MatchList.objects.order_by("pk").values_list("orders", "citizens") for pk in pair}
        SheetSet.objects.exclude(pk__in=used).delete()
        kept = {pk for one in SheetSet.objects.order_by("pk") for pk in one.sheets}
        loose = [pk for pk in FactSheet.objects.order_by("pk").values_list("pk", flat=True) if pk not in kept]
        for some in bulk.in_chunks(loose):
            FactSheet.objects.filter(pk__in=some).delete()
    return len(old)
