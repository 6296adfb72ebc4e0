"""How often citizens have got another jobformidler."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from helevejen.caseload.enums import AssignmentReason
from helevejen.caseload.models import Assignment


def with_changes(rows: QuerySet[Any], *, citizen: str = "citizen") -> QuerySet[Any]:
    """
    Add to each row how many times its citizen has got another jobformidler, in all cases, as `changes_count`.

    Args:
        citizen: The way from a row to its citizen: cases have one, what hangs on a case has it through the case.
    """
    changes = Assignment.objects.exclude(reason=AssignmentReason.FIRST)
    of_citizen = changes.filter(case__citizen=OuterRef(citizen)).order_by().values("case__citizen")
    count = Coalesce(Subquery(of_citizen.annotate(n=Count("pk")).values("n")), 0)
    counted: QuerySet[Any] = rows.annotate(changes_count=count)
    return counted
