"""Staff from a file: accounts without a password, their teams and employments, many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import Employment, Team, User
from helevejen.core import bulk
from helevejen.core.deeds import step

IMPORTER = "import"


class StaffAccount(NamedTuple):
    """The account of a member of staff as a file gives it; of the CPR number and the address their blind indexes."""

    external_id: str
    username: str
    name: str
    email: str
    phone: str
    cpr_index: str
    home_key: str


class StaffEmployment(NamedTuple):
    """An employment as a file gives it; the user by number, the team by number."""

    user: int
    team: int
    role: str
    title: str
    weekly_hours: Decimal
    valid_from: date
    valid_until: date | None


@step
def get_importer(*, at: datetime) -> User:
    """Return the account that stands for the import where a person must be named. Nobody can sign in as it."""
    user, _is_new = User.objects.get_or_create(
        username=IMPORTER,
        defaults={
            "kind": UserKind.STAFF,
            "name": "Indlæsning af data",
            "is_active": False,
            "password": UNUSABLE_PASSWORD_PREFIX,
            "date_joined": at,
        },
    )
    return user


@step
def load_teams(names: Iterable[str]) -> dict[str, int]:
    """Make the teams that are missing and return every one by name."""
    there = dict(Team.objects.order_by("pk").values_list("name", "pk"))
    for name in dict.fromkeys(names):
        if name not in there:
            there[name] = Team.objects.create(name=name).pk
    return there


@step
def load_accounts(new: Sequence[StaffAccount], changed: Mapping[int, StaffAccount], *, at: datetime) -> list[int]:
    """Make new accounts and change known ones; return the numbers of the new, in order."""
    ids = bulk.reserve_ids(User, len(new))
    bulk.insert(
        User,
        ("id", *StaffAccount._fields, "kind", "password", "is_active", "date_joined"),
        ((pk, *row, str(UserKind.STAFF), UNUSABLE_PASSWORD_PREFIX, True, at) for pk, row in zip(ids, new, strict=True)),
    )
    bulk.update(User, StaffAccount._fields, ((*row, pk) for pk, row in changed.items()))
    return list(ids)


@step
def load_employments(new: Sequence[StaffEmployment], changed: Mapping[int, StaffEmployment]) -> None:
    """Write new employments and change known ones. The changed go first, so that one may end where a new one begins."""
    bulk.update(Employment, StaffEmployment._fields, ((*row, pk) for pk, row in changed.items()))
    bulk.insert(Employment, StaffEmployment._fields, new)
