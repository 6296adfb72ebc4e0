"""In which order the leader's list of cases can stand."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Case as SqlCase
from django.db.models import Count, F, IntegerField, Min, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Collate

from helevejen.caseload.enums import AssignmentReason
from helevejen.caseload.models import Assignment
from helevejen.cases.enums import Holder
from helevejen.cases.models import Case, Track
from helevejen.citizens.enums import TargetGroup
from helevejen.core.danish_order import danish_key
from helevejen.core.db import DANISH

#: What `cases_in_order` can sort by.
CASE_ORDERS: Final = ("navn", "maalgruppe", "jobformidler", "skift", "frist")


def cases_in_order(cases: QuerySet[Case], by: str, *, is_falling: bool = False) -> QuerySet[Case]:
    """
    Return cases of `cases_of_team` sorted by one of `CASE_ORDERS`, then by the citizen's name. No more queries.

    Names come in Danish order on both databases; a case that lacks what is sorted by stands last in either direction.
    """
    name, family = (Collate(F(f"citizen__{part}_name"), DANISH) for part in ("given", "family"))
    if by == "navn":
        return cases.order_by(*((one.desc() if is_falling else one.asc()) for one in (name, family)), "pk")
    told = _told(by)
    first = told.desc(nulls_last=True) if is_falling else told.asc(nulls_last=True)
    return cases.order_by(first, name, family, "pk")


def _told(by: str) -> Any:
    if by == "maalgruppe":  # by its words, not by its number in the law
        groups = sorted(TargetGroup, key=lambda one: danish_key(str(one.label)))
        ranks = [When(target_group=group, then=Value(rank)) for rank, group in enumerate(groups)]
        return SqlCase(*ranks, default=None, output_field=IntegerField())
    if by == "jobformidler":
        return Collate(F("jobformidler__name"), DANISH)
    if by == "skift":
        changes = Assignment.objects.filter(case=OuterRef("pk")).exclude(reason=AssignmentReason.FIRST).order_by()
        return Coalesce(Subquery(changes.values("case").annotate(n=Count("pk")).values("n")), 0)
    ours = Track.objects.open().filter(case=OuterRef("pk"), open_turn__holder=Holder.JOBFORMIDLER).order_by()
    return Subquery(ours.values("case").annotate(first=Min("open_turn__due_on")).values("first"))
