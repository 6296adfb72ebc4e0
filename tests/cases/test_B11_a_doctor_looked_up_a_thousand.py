"""B11. A doctor looked 1,230 people up over five years, and a citizen had to find it in the log."""

import random
from collections import Counter
from datetime import timedelta

import pytest

from helevejen.audit import queries
from helevejen.audit.models import Access, AccessSubject
from tests.cast import NOW, TODAY
from tests.factories.audit import AccessFactory, AccessSubjectFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STAFF, DAYS, SNOOPER, SLOW_SNOOPER = 200, 30, 901, 902


def an_ordinary_month(chance):
    """Everybody's day: the own citizens, found by name; now and then a wrong number, a colleague's, an emergency."""
    rows, subjects = [], []

    def look(actor, day, why, citizen, **values):
        rows.append(
            AccessFactory.build(at=NOW - timedelta(days=day, hours=chance.randint(1, 7)), actor_id=actor, **values)
        )
        subjects.append((rows[-1], why, citizen))

    for day in range(1, DAYS + 1):
        for actor in range(1, STAFF + 1):
            for _ in range(chance.randint(1, 4)):
                own = actor * 1_000 + chance.randint(1, 40)
                look(actor, day, "own_caseload", own, kind="search", purpose="search", criterion=f"navn {own}")
            if chance.random() < 0.15:
                look(actor, day, None, None, kind="search", purpose="search", criterion=f"tastefejl {chance.random()}")
            if chance.random() < 0.05:
                look(
                    actor,
                    day,
                    None,
                    None,
                    kind="refuse",
                    purpose="none",
                    outcome="refused",
                    object_id=str(chance.random()),
                )
            if chance.random() < 0.004:
                look(actor, day, "break_glass", chance.randint(1, 9_999), purpose="break_glass")
    store(rows, subjects)


def store(rows, subjects):
    Access.objects.bulk_create(rows, batch_size=500)
    AccessSubject.objects.bulk_create(
        [
            AccessSubject(access_id=row.pk, citizen_id=citizen, at=row.at, purpose=purpose)
            for row, purpose, citizen in subjects
            if purpose
        ],
        batch_size=500,
    )


def test_the_snooper_is_found_within_a_day_among_two_hundred(db):
    chance = random.Random(11)
    an_ordinary_month(chance)
    day = NOW - timedelta(days=12)
    for number in range(14):
        AccessFactory(at=day, actor_id=SNOOPER, kind="search", purpose="search", criterion=f"nabo {number}")
    for back in (9, 8, 7):
        AccessFactory(
            at=NOW - timedelta(days=back),
            actor_id=SLOW_SNOOPER,
            kind="search",
            purpose="search",
            criterion="Den kendte",
        )
    alarms = queries.alarms(from_=NOW - timedelta(days=DAYS + 1), until=NOW)
    found = {alarm.actor_id: alarm.on for alarm in alarms}
    assert found[SNOOPER] == TODAY - timedelta(days=12), "the same day"
    assert found[SLOW_SNOOPER] == TODAY - timedelta(days=7), "the third time"
    false_alarms = Counter(alarm.on for alarm in alarms if alarm.actor_id not in {SNOOPER, SLOW_SNOOPER})
    assert max(false_alarms.values(), default=0) <= 5


def test_the_citizen_sees_it_at_once(cast, sign_in):
    look = AccessFactory(at=NOW, actor_unit="Voksne", purpose="break_glass", reason="Jeg ville bare se")
    AccessSubjectFactory(access_id=look.pk, citizen_id=cast.amina.pk, purpose="break_glass")
    text = sign_in(cast.amina.user).get("/min-vej/hvem-har-set/").text
    assert "Jeg ville bare se" in text
    assert "Nødadgang med begrundelse" in text


def test_what_a_relation_explains_raises_no_alarm(db):
    for number in range(40):
        look = AccessFactory(at=NOW, actor_id=5, kind="search", purpose="search", criterion=f"navn {number}")
        AccessSubjectFactory(access_id=look.pk, citizen_id=number, purpose="substitute")
    assert queries.unexplained_looks(from_=NOW - timedelta(days=1), until=NOW + timedelta(days=1)) == []


@pytest.mark.parametrize("criterion", ["CPR-nummer", "170590-••••"])
def test_searching_by_number_hides_nobody_from_the_detector(db, criterion):
    for _ in range(10):
        AccessFactory(at=NOW - timedelta(hours=1), actor_id=5, kind="search", purpose="search", criterion=criterion)
    (alarm,) = queries.alarms(from_=NOW - timedelta(days=1), until=NOW)
    assert (alarm.actor_id, alarm.rule, alarm.count) == (5, "many_in_a_day", 10)
