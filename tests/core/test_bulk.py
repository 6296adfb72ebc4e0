from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from helevejen.accounts.models import Employment, Installation, User
from helevejen.cases.models import Meeting
from helevejen.citizens.models import Citizen
from helevejen.core import bulk
from tests.factories.accounts import TeamFactory, UserFactory
from tests.factories.cases import CaseFactory
from tests.factories.citizens import CitizenFactory

pytestmark = [pytest.mark.both, pytest.mark.django_db]
AT = datetime(2026, 7, 1, 12, 30, 15, 250, tzinfo=UTC)
NAMES = (
    "given_name",
    "family_name",
    "search_key",
    "cpr",
    "cpr_index",
    "birth_date",
    "needs_interpreter",
    "registered_at",
)


def row(number: int) -> tuple[object, ...]:
    return ("Åse\t\\", f"Ø\n{number}", "aase", f"14059000{number:02}", f"index{number}", date(1990, 5, 14), True, AT)


def test_rows_are_read_back_as_they_were_given() -> None:
    assert bulk.insert(Citizen, NAMES, map(row, range(3))) == 3
    citizens = Citizen.objects.order_by("pk")
    assert [(one.given_name, one.family_name, one.cpr) for one in citizens] == [
        ("Åse\t\\", f"Ø\n{n}", f"14059000{n:02}") for n in range(3)
    ]
    first = citizens[0]
    assert (first.birth_date, first.needs_interpreter, first.registered_at) == (date(1990, 5, 14), True, AT)


def test_what_is_not_given_has_its_default() -> None:
    bulk.insert(Citizen, NAMES, [row(1)])
    citizen = Citizen.objects.get()
    assert (citizen.language, citizen.protection, citizen.phone, citizen.address) == ("da", "none", "", None)


def test_every_kind_of_field_goes_through() -> None:
    user, team, case = UserFactory(), TeamFactory(), CaseFactory()
    bulk.insert(
        Employment, ("user", "team", "role", "weekly_hours", "valid_from"),
        [(user.pk, team.pk, "jobformidler", Decimal("32.50"), date(2020, 1, 1))],
    )  # fmt: skip
    assert Employment.objects.get(user=user).weekly_hours == Decimal("32.50")
    bulk.insert(Installation, ("id", "made_by", "made_at", "settings"), [(1, "demo", AT, {"æ": [1, None]})])
    assert Installation.objects.get().settings == {"æ": [1, None]}
    uid, local = uuid4(), AT.astimezone(timezone(timedelta(hours=5)))
    bulk.insert(
        Meeting,
        (
            "case",
            "citizen",
            "host",
            "purpose",
            "cap",
            "state",
            "channel",
            "proposed_by",
            "proposed_at",
            "uid",
            "closing_note",
        ),
        [(case.pk, case.citizen_id, user.pk, "plan", "mentor", "cancelled", "phone", user.pk, local, uid, "Sagt.")],
    )
    meeting = Meeting.objects.get(uid=uid)
    assert (meeting.proposed_at, meeting.closing_note, meeting.starts_at) == (AT, "Sagt.", None)


def test_rows_are_changed_by_their_number() -> None:
    one, other = CitizenFactory(address="Her 1"), CitizenFactory(address="Her 2")
    assert bulk.update(Citizen, ("address", "birth_date"), [("Der 3", date(2000, 2, 29), one.pk)]) == 1
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.address, one.birth_date, other.address) == ("Der 3", date(2000, 2, 29), "Her 2")


def test_reserved_numbers_are_given_to_nobody_else() -> None:
    before = UserFactory()
    with transaction.atomic():
        reserved = bulk.reserve_ids(User, 3)
        assert len(set(reserved)) == 3
        assert min(reserved) > before.pk
        names = ("id", "username", "kind", "name", "password")
        bulk.insert(User, names, [(pk, f"u{pk}", "staff", "U", "!") for pk in reserved])
    assert UserFactory().pk > max(reserved)
    assert bulk.last_id(User) > max(reserved)


def test_numbers_of_ones_own_choice_are_caught_up_with() -> None:
    bulk.insert(User, ("id", "username", "kind", "name", "password"), [(5_000, "far", "staff", "U", "!")])
    bulk.catch_up(User)
    assert UserFactory().pk > 5_000


def test_the_database_refuses_what_it_always_refuses() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(Citizen, NAMES, [row(1), row(1)])
    assert not Citizen.objects.exists()


def test_the_room_given_to_sqlite_is_taken_back() -> None:
    def size() -> object:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size" if connection.vendor == "sqlite" else "SELECT 0")
            return cursor.fetchone()[0]

    before = size()
    with bulk.with_room():
        assert size() != before or connection.vendor != "sqlite"
    assert size() == before
