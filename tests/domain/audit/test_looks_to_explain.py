"""What the control of the log begins with is what a row-by-row reading of it finds, on random rows."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helevejen.audit import queries
from helevejen.audit.enums import EXPLAINED, AccessKind, Purpose
from helevejen.audit.models import Access, AccessSubject
from helevejen.audit.queries import looks
from tests.factories.audit import AccessFactory, AccessSubjectFactory
from tests.factories.times import NOW

MONTH_AGO = NOW - timedelta(days=30)
PURPOSES = [Purpose.OWN_CASELOAD, Purpose.SEARCH, Purpose.BREAK_GLASS]


def one_by_one():
    """Return the rows to explain, each judged by itself."""
    found = []
    for access in Access.objects.order_by("at", "pk"):
        subjects = AccessSubject.objects.filter(access_id=access.pk)
        is_explained = any(subject.purpose in EXPLAINED for subject in subjects)
        is_odd = (
            access.kind == AccessKind.REFUSE
            or (access.kind == AccessKind.SEARCH and not is_explained)
            or access.purpose == Purpose.BREAK_GLASS
        )
        if is_odd and access.actor_id is not None and MONTH_AGO <= access.at < NOW:
            subject = subjects.order_by("pk").first()
            opened = {access.pk: subject.citizen_id} if subject else {}
            found.append(looks._unexplained(access, opened))
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "index"),
    [
        (lambda: queries.unexplained_looks(from_=MONTH_AGO, until=NOW), "access_to_explain"),
        (lambda: queries.drawn_sample(b"key", from_=MONTH_AGO, until=NOW), "accesssubject_unexplained"),
    ],
    ids=["to_explain", "drawn"],
)
def test_the_few_are_found_by_their_own_index(asked, index):
    if connection.vendor != "sqlite":
        pytest.skip("an empty PostgreSQL reads the whole table whatever the index")
    with CaptureQueriesContext(connection) as captured:
        asked()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {captured[0]['sql']}")
        assert index in str(cursor.fetchall())


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(5))
def test_the_looks_to_explain_are_those_found_one_by_one(seed):
    chance = random.Random(seed)
    for number in range(60):
        access = AccessFactory(
            at=NOW - timedelta(days=chance.randrange(-1, 33), minutes=number),
            actor_id=chance.choice([None, 7, 8]),
            kind=chance.choice([AccessKind.READ, AccessKind.LIST, AccessKind.SEARCH, AccessKind.REFUSE]),
            purpose=chance.choice(PURPOSES),
            criterion=chance.choice(["amina", "", "cpr ••••••-••••"]),
        )
        if chance.random() < 0.6:
            AccessSubjectFactory(
                access_id=access.pk, citizen_id=number + 1, at=access.at, purpose=chance.choice(PURPOSES)
            )
    expected = one_by_one()
    assert len(expected) > 5
    assert queries.unexplained_looks(from_=MONTH_AGO, until=NOW) == expected
