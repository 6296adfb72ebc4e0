"""B12. Min Log: for twenty months some looks never reached the citizens' log, and nobody noticed."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from helevejen.audit import queries
from helevejen.core import tally
from helevejen.core.db import erasing
from helevejen.tasks import sealing
from tests.cast import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture(autouse=True)
def a_days_work(cast, sign_in, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    for user in (cast.jens, cast.lene, cast.omar, cast.amina.user):
        client = sign_in(user)
        for path in (
            f"/arbejde/borger/{cast.amina.pk}/adgang/",
            f"/arbejde/borger/{cast.carl.pk}/adgang/",
            f"/arbejde/borger/{cast.amina.pk}/inhabil/",
            "/arbejde/mine-opslag/",
            "/min-vej/hvem-har-set/",
            "/min-vej/mine-oplysninger.json",
        ):
            client.get(path)
    sign_in(cast.mette).post(f"/arbejde/borger/{cast.amina.pk}/inhabil/", {"kind": "friend"})


def erase(sql):
    with transaction.atomic(), erasing(), connection.cursor() as cursor:
        cursor.execute(sql)
        assert cursor.rowcount > 0


def test_served_equals_logged_equals_seen_by_citizens(cast):
    found, counted = sealing.check(TODAY)
    assert counted is not None
    assert counted > 5
    assert found.is_whole(counted)
    assert found.served == counted
    seen = sum(len(queries.all_looks_at(citizen.pk)) for citizen in (cast.amina, cast.bo, cast.carl, cast.freja))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_accesssubject")
        assert seen == cursor.fetchone()[0]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM audit_access WHERE kind = 'read'",
        "DELETE FROM audit_accesssubject",
        "DELETE FROM audit_event",
        "DELETE FROM audit_access WHERE kind = 'change'",
        "UPDATE audit_access SET at = '2026-03-09 08:00:00+00:00' WHERE kind = 'export'",
    ],
)
def test_a_row_that_goes_missing_raises_the_alarm(sql):
    erase(sql)
    with pytest.raises(CommandError, match="2026-03-11"):
        call_command("log", "check", "--on", "2026-03-11", "--days", "1")


def test_a_page_served_without_a_row_raises_the_alarm():
    tally.count("served", TODAY)
    with pytest.raises(CommandError):
        call_command("log", "check", "--on", "2026-03-11", "--days", "1")
