"""The accounts of staff as the administrator sees them: who is here, in which role, how they sign in, when last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from helevejen.accounts import rules
from helevejen.accounts.enums import Role, UserKind
from helevejen.accounts.models import Employment, Team, User
from helevejen.core.danish_order import danish_key

_SECOND = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


@dataclass(frozen=True, slots=True)
class StaffRow:
    """
    One account in the list.

    Attributes:
        role: The role that holds on the day, else the next, else the last; empty for none.
        begins_on: The first day, when it has not begun.
        ended_on: The first day without it, when it is over.
        is_here: The account is open and an employment holds.
        is_unseen: Open, and not used for so long that one should ask why.
    """

    pk: int
    name: str
    username: str
    role: str
    team: str
    begins_on: date | None
    ended_on: date | None
    is_here: bool
    is_open: bool
    has_second_factor: bool
    last_seen: datetime | None
    is_unseen: bool


@dataclass(frozen=True, slots=True)
class Factor:
    """One second factor of an account."""

    kind: str
    name: str
    made_at: datetime
    last_used_at: datetime | None


def staff_accounts(at: datetime, on: date) -> list[StaffRow]:
    """Return every account of staff, closed ones too, in Danish order of name. Two queries."""
    users = accounts_managed(on).prefetch_related(
        Prefetch("employments", Employment.objects.select_related("team").order_by("valid_from", "pk"))
    )
    rows = [_row(user, at, on) for user in users]
    return sorted(rows, key=lambda row: (danish_key(row.name), row.pk))


def accounts_managed(on: date) -> QuerySet[User]:
    """Return the accounts an administrator answers for: staff's, not those that stand for a machine. One query."""
    worked = Exists(Employment.objects.filter(user_id=OuterRef("pk")))
    has_factor = Exists(Authenticator.objects.filter(user_id=OuterRef("pk"), type__in=_SECOND))
    return (
        User.objects.filter(Q(is_active=True) | worked, kind=UserKind.STAFF)
        .annotate(has_second_factor=has_factor)
        .order_by("name", "pk")
    )


def employments_of(user: User) -> list[Employment]:
    """Return somebody's employments with their teams, newest first. One query."""
    return list(user.employments.select_related("team").order_by("-valid_from", "-pk"))


def employments_to_end(on: date) -> QuerySet[Employment]:
    """Return the employments that hold or are to come, with person and team. One query."""
    lasting = Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    return Employment.objects.filter(lasting).select_related("user", "team").order_by("pk")


def factors_of(user: User) -> list[Factor]:
    """Return somebody's second factors, oldest first. One query."""
    kept = Authenticator.objects.filter(user_id=user.pk, type__in=_SECOND).order_by("created_at", "pk")
    return [Factor(one.type, one.data.get("name", ""), one.created_at, one.last_used_at) for one in kept]


def team_names() -> list[str]:
    """Return the names of the teams in Danish order. One query."""
    return sorted(Team.objects.order_by("pk").values_list("name", flat=True), key=danish_key)


def _row(user: User, at: datetime, on: date) -> StaffRow:
    employment = _employment_to_show(list(user.employments.all()), on)
    is_begun = employment is not None and employment.valid_from <= on
    ended_on = employment.valid_until if employment and is_begun else None
    is_over = ended_on is not None and ended_on <= on
    is_here = user.is_active and is_begun and not is_over
    return StaffRow(
        pk=user.pk,
        name=user.name,
        username=user.username,
        role=str(Role(employment.role).label) if employment else "",
        team=employment.team.name if employment else "",
        begins_on=employment.valid_from if employment and not is_begun else None,
        ended_on=ended_on if is_over else None,
        is_here=is_here,
        is_open=user.is_active,
        has_second_factor=user.has_second_factor,  # type: ignore[attr-defined]
        last_seen=user.last_login,
        is_unseen=is_here and rules.is_unseen(user.last_login, user.date_joined, at),
    )


def _employment_to_show(employments: list[Employment], on: date) -> Employment | None:
    """Return the one that holds on the day, else the next, else the last; they come by first day."""
    lasting = [one for one in employments if one.valid_until is None or one.valid_until > on]
    return next(iter(lasting or employments[-1:]), None)
