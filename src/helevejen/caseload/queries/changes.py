"""How often citizens have got another jobformidler."""

from __future__ import annotations

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from helevejen.caseload.enums import AssignmentReason
from helevejen.caseload.models import Assignment
from helevejen.cases.models import Case


def with_changes(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Add to each case how many times its citizen has got another jobformidler, in all cases, as `changes_count`."""
    changes = Assignment.objects.exclude(reason=AssignmentReason.FIRST)
    of_citizen = changes.filter(case__citizen=OuterRef("citizen")).order_by().values("case__citizen")
    return cases.annotate(changes_count=Coalesce(Subquery(of_citizen.annotate(n=Count("pk")).values("n")), 0))
