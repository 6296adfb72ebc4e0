"""B07. mit.dk: when many signed in at once, some saw the post of others."""

import http.client
import random
import threading
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.urls import path

from helevejen.accounts.enums import Permission
from helevejen.citizens import queries
from helevejen.config.urls import urlpatterns as site
from helevejen.core import clock
from helevejen.web.shared.access import fetch, requires
from tests.cast import NOW
from tests.factories.citizens import CitizenFactory
from tests.support import patience
from tests.support.signing_in import signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.both]

PEOPLE, THREADS, REQUESTS_EACH = 60, 12, 50
PAGES = ("/min-vej/hvem-har-set/?mine", "/min-vej/mine-oplysninger.json", "/min-vej/samtykke/")

_last_one: dict[str, object] = {}
_both_are_in = threading.Barrier(2, timeout=patience.SECONDS)


def forgetful(request):
    """The bug of mit.dk in small: what belongs to a request is kept in the module."""
    _last_one["user"] = request.user
    _both_are_in.wait()  # so that the bug shows for certain: nobody is answered before another has come in
    return _answer(request)


forgetful.permission = Permission.OWN_PATH_VIEW


@requires(Permission.OWN_PATH_VIEW)
def _answer(request):
    citizen = fetch(request, queries.citizens_visible_to(request.user, clock.now()))
    return HttpResponse(f"{_last_one['user'].name} {citizen.given_name}")


urlpatterns = [*site, path("forgetful/", forgetful)]


@pytest.fixture
def people(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    made = []
    with clock.frozen(NOW, in_every_thread=True):
        for number in range(PEOPLE):
            word = f"zq{number:04d}q"
            citizen = CitizenFactory(given_name=word, family_name="Person", with_account=True)
            made.append((word, signed_in(citizen.user).cookies[settings.SESSION_COOKIE_NAME].value))
        # PostgreSQL may have counted the tables when they were empty, and joins what it believes empty in any order.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield made


def wrong_answers(live_server, people, pages, *, threads=THREADS):
    """Ask as everybody at once and return how many answers held somebody else, and how many were asked."""
    wrong, counts = Counter(), Counter()
    host = urlsplit(live_server.url).netloc

    def ask(seed):
        chance = random.Random(seed)
        for _ in range(REQUESTS_EACH):
            word, session = chance.choice(people)
            line = http.client.HTTPConnection(host, timeout=patience.SECONDS)
            line.request("GET", chance.choice(pages), headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}"})
            answer = line.getresponse()
            text = answer.read().decode()
            line.close()
            counts[answer.status] += 1
            if answer.status == 200 and (
                word not in text or any(other in text for other, _s in people if other != word)
            ):
                wrong[word] += 1

    asking = [threading.Thread(target=ask, args=(seed,)) for seed in range(threads)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    return sum(wrong.values()), counts


def test_everybody_sees_only_themselves_however_many_ask_at_once(live_server, people):
    wrong, counts = wrong_answers(live_server, people, PAGES)
    assert wrong == 0
    assert counts == {200: THREADS * REQUESTS_EACH}


@pytest.mark.urls("tests.cases.test_B07_identities_mixed_up")
def test_the_bug_would_have_been_found(live_server, people):
    wrong, counts = wrong_answers(live_server, people, ("/forgetful/",), threads=2)
    assert wrong > 0
    assert counts == {200: 2 * REQUESTS_EACH}
