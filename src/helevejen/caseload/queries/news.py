"""Whom somebody has begun to follow lately."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from helevejen.accounts.models import User
from helevejen.caseload.models import Assignment
from helevejen.citizens import perms as citizen_perms

#: So long somebody counts as new in a caseload.
NEW_LASTS: Final = timedelta(days=7)
_TOLD: Final = (
    "reason",
    "valid_from",
    *(f"case__citizen__{name}" for name in ("given_name", "family_name", "protection")),
)


@dataclass(frozen=True, slots=True)
class NewInCaseload:
    """Somebody one has begun to follow lately, and why."""

    case_id: int
    citizen_id: int
    citizen_name: str
    is_protected: bool
    since: datetime
    reason: str


def new_in_caseload(user: User, at: datetime, *, opened: Collection[int] | None = None) -> list[NewInCaseload]:
    """
    Return whom the user has begun to follow in the last seven days and may open, the newest first. One query.

    Args:
        opened: The citizens whose file is open to the user, where that has been asked for already.
    """
    begun = Assignment.objects.filter(
        jobformidler=user, valid_until__isnull=True, valid_from__gt=at - NEW_LASTS, case__closed_at__isnull=True
    )
    begun = begun.filter(case__citizen__in=citizen_perms.ids_visible_to(user, at) if opened is None else opened)
    return [
        NewInCaseload(
            case_id=one.case_id,
            citizen_id=one.case.citizen_id,
            citizen_name=one.case.citizen.name,
            is_protected=one.case.citizen.is_protected,
            since=one.valid_from,
            reason=str(one.get_reason_display()),
        )
        for one in begun.select_related("case__citizen").only(*_TOLD).order_by("-valid_from", "-pk")
    ]
