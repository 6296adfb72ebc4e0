"""The number of the case a citizen is found by."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F

from helevejen.cases.models import Case


def case_numbers_of(citizen_ids: Iterable[int]) -> dict[int, int]:
    """
    Return the case of each of some citizens: the open one, else the last; who has none is left out. One query.

    Whether the asker may open it is asked by the page it leads to.
    """
    cases = Case.objects.filter(citizen_id__in=list(citizen_ids))
    # The open one comes last, so that it stands.
    return dict(cases.order_by(F("closed_at").asc(nulls_last=True), "pk").values_list("citizen_id", "pk"))
