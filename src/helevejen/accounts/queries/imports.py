"""What is known of staff already, for an import that changes only what differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from helevejen.accounts.models import Employment, User
from helevejen.core import bulk

#: Fields of an account and of an employment that an import gives, in the order of the values below.
ACCOUNT_FIELDS = ("username", "name", "email", "phone", "cpr_index", "home_key")
EMPLOYMENT_FIELDS = ("team", "role", "title", "weekly_hours", "valid_until")


@dataclass(slots=True)
class KnownEmployment:
    """One employment as it stands; `values` as `EMPLOYMENT_FIELDS`, the team by its name."""

    pk: int
    valid_from: date
    values: tuple[str, str, str, Decimal, date | None]

    @property
    def valid_until(self) -> date | None:
        return self.values[4]


@dataclass(slots=True)
class KnownStaff:
    """One member of staff as known; `values` as `ACCOUNT_FIELDS`."""

    pk: int
    values: tuple[str, ...]
    is_active: bool
    employments: list[KnownEmployment] = field(default_factory=list)

    @property
    def ties(self) -> tuple[str, str]:
        """The blind indexes that find conflicts of interest: of the CPR number and of the address."""
        cpr_index, home_key = self.values[-2:]
        return cpr_index, home_key


def known_staff(external_ids: Iterable[str]) -> dict[str, KnownStaff]:
    """Return the staff of some external ids with their employments; two queries for each 500."""
    found: dict[str, KnownStaff] = {}
    by_pk: dict[int, KnownStaff] = {}
    for some in bulk.in_chunks(external_ids):
        users = User.objects.filter(external_id__in=some).order_by("pk")
        for pk, external_id, is_active, *values in users.values_list("pk", "external_id", "is_active", *ACCOUNT_FIELDS):
            found[external_id or ""] = by_pk[pk] = KnownStaff(pk, tuple(values), is_active)
    for keys in bulk.in_chunks(by_pk):
        employments = Employment.objects.filter(user_id__in=keys).select_related("team").order_by("valid_from", "pk")
        for one in employments:
            values = (one.team.name, one.role, one.title, one.weekly_hours, one.valid_until)
            by_pk[one.user_id].employments.append(KnownEmployment(one.pk, one.valid_from, values))
    return found


def usernames_taken(usernames: Iterable[str]) -> dict[str, str | None]:
    """Return the sign-in names that exist, with the external id of whoever has it; a query for each 500."""
    found: dict[str, str | None] = {}
    for some in bulk.in_chunks(usernames):
        rows = User.objects.filter(username__in=some).order_by("pk").values_list("username", "external_id")
        found.update(rows)
    return found
