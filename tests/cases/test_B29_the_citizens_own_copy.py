"""B29. Datatilsynet 2024: a citizen may not be refused to see the log of who has looked."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.audit import AccessFactory, AccessSubjectFactory
from tests.support.signing_in import signed_in
from tests.walk.walker import canaries_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HELD_BACK = {"unshared", "draft"}


@pytest.mark.parametrize("page", ["/min-vej/mine-oplysninger/", "/min-vej/mine-oplysninger.json"])
def test_one_click_gives_every_word_there_is_but_what_must_be_read_first(world, page):
    answer = signed_in(world.citizen.user).get(page)
    given = canaries_in(world, answer)
    wanted = {word for word, one in world.canaries.items() if one.secret not in HELD_BACK and not word.isdigit()}
    assert {world.canaries[word].field for word in wanted - given} == set()
    assert {world.canaries[word].field for word in given if world.canaries[word].secret in HELD_BACK} == set()


def test_the_log_is_in_it_with_time_unit_role_and_purpose(world):
    look = AccessFactory(actor_unit="Ungdom", data_classes="AE")
    AccessSubjectFactory(access_id=look.pk, citizen_id=world.citizen.pk)
    content = json.loads(signed_in(world.citizen.user).get("/min-vej/mine-oplysninger.json").content)
    (row,) = [row for row in content["looks"] if "Ungdom" in row["who"]]
    assert row["why"] == "Din jobformidler arbejder med din sag"
    assert row["shown"] == "navn og kontakt og sag og notater"
    assert row["at"].startswith("2026-03-11T08:00")


def test_ten_years_of_looks_take_no_more_queries_than_one(world):
    from helevejen.audit.models import Access, AccessSubject

    client = signed_in(world.citizen.user)
    client.get("/min-vej/mine-oplysninger.json")  # the session writes down when it began
    with CaptureQueriesContext(connection) as of_few:
        client.get("/min-vej/mine-oplysninger.json")

    rows = Access.objects.bulk_create(AccessFactory.build_batch(5_000), batch_size=500)
    AccessSubject.objects.bulk_create(
        [AccessSubject(access_id=row.pk, citizen_id=world.citizen.pk, at=row.at, purpose=row.purpose) for row in rows],
        batch_size=500,
    )
    with CaptureQueriesContext(connection) as of_many:
        answer = client.get("/min-vej/mine-oplysninger.json")
    assert len(json.loads(answer.content)["looks"]) >= 5_000
    assert len(of_many) <= len(of_few) + 10  # numbers in an IN (…) are asked for some hundred at a time
