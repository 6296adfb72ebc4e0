"""Uses of emergency access: those a leader must review, and how often somebody has needed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from helevejen.accounts import perms as staff
from helevejen.accounts.models import User
from helevejen.citizens import perms
from helevejen.citizens.enums import RelationKind
from helevejen.citizens.models import BreakGlass, ConflictOfInterest, Relation
from helevejen.citizens.rules import access as rules

_MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Glass:
    """
    One use of emergency access, as its reviewer sees it.

    Attributes:
        in_a_month: How often the same person has used it in the 30 days up to then.
    """

    pk: int
    citizen_id: int
    user: User
    opened_at: datetime
    reason_kind: str
    reason: str
    review_due_on: date
    reviewed_at: datetime | None
    was_justified: bool | None
    in_a_month: int

    @property
    def is_frequent(self) -> bool:
        return rules.is_frequent(self.in_a_month)


def glasses_reviewed_by(user: User, at: datetime) -> QuerySet[BreakGlass]:
    """Return the uses a leader reviews: by the own staff, or of a citizen of theirs; never the leader's own."""
    led = staff.led_by(user, perms.day_of(at)).values("pk")
    theirs = Relation.objects.filter(perms.holding_at(at), kind=RelationKind.CASELOAD, user__in=led)
    glasses = BreakGlass.objects.filter(
        Q(relation__user__in=led) | Q(relation__citizen__in=theirs.values("citizen_id"))
    )
    return glasses.exclude(relation__user=user).exclude(relation__citizen__in=_barred(user))


def glasses_to_show(user: User, at: datetime, *, most: int = 100) -> list[Glass]:
    """Return the uses a leader reviews, those not reviewed first, newest first. Two queries."""
    rows = list(
        glasses_reviewed_by(user, at)
        .select_related("relation__user")
        .order_by("reviewed_at", "-opened_at", "-pk")
        .distinct()[:most]
    )
    rows.sort(key=lambda row: (row.reviewed_at is not None, -row.opened_at.timestamp(), row.pk))
    often = dict(
        BreakGlass.objects.filter(relation__user__in={row.relation.user_id for row in rows}, opened_at__gt=at - _MONTH)
        .values_list("relation__user")
        .annotate(Count("pk"))
        .order_by("relation__user")
    )
    return [
        Glass(
            pk=row.pk,
            citizen_id=row.relation.citizen_id,
            user=row.relation.user,
            opened_at=row.opened_at,
            reason_kind=row.get_reason_kind_display(),
            reason=row.reason,
            review_due_on=row.review_due_on,
            reviewed_at=row.reviewed_at,
            was_justified=row.was_justified,
            in_a_month=often.get(row.relation.user_id, 0),
        )
        for row in rows
    ]


def conflicts_of_team(user: User, at: datetime) -> QuerySet[ConflictOfInterest]:
    """Return the open conflicts of interest of the staff a leader leads, with both names, newest first."""
    led = staff.led_by(user, perms.day_of(at)).values("pk")
    open_ones = ConflictOfInterest.objects.filter(ended_at__isnull=True, user__in=led)
    return open_ones.select_related("user", "citizen").order_by("-declared_at", "-pk")


def _barred(user: User) -> QuerySet[ConflictOfInterest, Any]:
    return ConflictOfInterest.objects.filter(user=user, ended_at__isnull=True).values("citizen_id")
