"""At how many places somebody is signed in, and leaving all but this one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from helevejen.accounts import actions
from helevejen.accounts.models import Notice, OpenSession
from helevejen.audit.models import Event
from tests.factories.accounts import UserFactory
from tests.factories.times import NOW
from tests.support import patience

pytestmark = pytest.mark.django_db

PASSWORD = "fire gule ællinger i regnvejr"
MOST = settings.SESSIONS_AT_ONCE


@pytest.fixture(autouse=True)
def jens(cast):
    cache.clear()
    cast.jens.set_password(PASSWORD)
    cast.jens.save()
    yield cast.jens
    cache.clear()


def come_in(name="jens"):
    client = Client()
    client.post("/konto/log-ind/", {"login": name, "password": PASSWORD})
    assert is_in(client)
    return client


def is_in(client):
    return SESSION_KEY in client.session


def test_the_oldest_place_is_left_when_there_are_too_many(jens, cast):
    cast.mette.set_password(PASSWORD)
    cast.mette.save()
    colleague = come_in("mette")
    places = [come_in() for _ in range(MOST)]
    assert all(map(is_in, places))
    assert not Notice.objects.exists()

    places.append(come_in())
    assert [is_in(place) for place in places] == [False] + [True] * MOST
    assert is_in(colleague)
    assert places[0].get("/arbejde/").status_code == 302
    assert Notice.objects.get().user == jens
    assert Event.objects.filter(verb="signed_in").order_by("-pk").first().detail["ended"] == 1


def test_a_place_that_was_left_or_is_over_takes_no_room(jens):
    places = [come_in() for _ in range(MOST)]
    places[1].post("/konto/log-ud/")
    Session.objects.filter(session_key=places[2].session.session_key).update(expire_date=NOW - timedelta(days=900))
    places += [come_in(), come_in()]
    assert is_in(places[0])
    assert OpenSession.objects.filter(user=jens).count() == MOST


def test_all_other_places_are_left_and_this_one_stays(jens, sign_in):
    places = [come_in() for _ in range(3)]
    here = sign_in(jens)
    answer = here.post(reverse("desk:sessions_end"), follow=True)
    assert "Du er logget ud 3 andre steder." in answer.text
    assert [is_in(place) for place in [*places, here]] == [False, False, False, True]
    assert Event.objects.get(verb="sessions_ended").detail == {"ended": 3}
    assert "Du er ikke logget ind andre steder." in here.post(reverse("desk:sessions_end"), follow=True).text


def test_get_leaves_no_place_and_a_citizen_has_none_to_leave(jens, cast, sign_in):
    place = come_in()
    assert sign_in(jens).get(reverse("desk:sessions_end")).status_code == 405
    assert is_in(place)
    assert sign_in(cast.amina.user).post(reverse("desk:sessions_end")).status_code == 403


@pytest.mark.both
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_many_who_come_in_at_once_no_more_stay_than_may():
    user, start, far = UserFactory(), Barrier(8), NOW + timedelta(days=9000)
    for number in range(8):
        Session.objects.create(session_key=f"key{number}", session_data="", expire_date=far)

    def one(number):
        try:
            start.wait(timeout=patience.SECONDS)
            actions.begin_session(user=user, key=f"key{number}", ways=["password"], at=NOW, most=MOST)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(8)))
    assert Session.objects.count() == OpenSession.objects.count() == MOST
