"""What is known of assignments already, for an import that adds only what is new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from helevejen.accounts.models import Employment
from helevejen.caseload import perms
from helevejen.caseload.models import Assignment
from helevejen.core import bulk


@dataclass(frozen=True, slots=True)
class KnownAssignment:
    """An assignment as known."""

    citizen_id: int
    jobformidler_id: int
    valid_from: datetime
    valid_until: datetime | None


def known_assignments(external_ids: Iterable[str]) -> dict[str, KnownAssignment]:
    """Return the assignments of some external ids; a query for each 500."""
    found = {}
    for some in bulk.in_chunks(external_ids):
        rows = Assignment.objects.filter(external_id__in=some).order_by("pk")
        for external_id, citizen_id, jobformidler_id, valid_from, valid_until in rows.values_list(
            "external_id", "case__citizen_id", "jobformidler_id", "valid_from", "valid_until"
        ):
            found[external_id or ""] = KnownAssignment(citizen_id, jobformidler_id, valid_from, valid_until)
    return found


def case_workers_on(day: date) -> set[int]:
    """Return everybody who is employed to work cases on a day; one query."""
    employed = Employment.objects.on(day).filter(role__in=perms.CASE_ROLES, user__is_active=True)
    return set(employed.order_by("user_id").values_list("user_id", flat=True))


def is_case_role(role: str) -> bool:
    """Return whether a role works cases."""
    return role in perms.CASE_ROLES
