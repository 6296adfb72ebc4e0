"""B04. Familieretshuset: 37 protected addresses given away, some by the name of a place."""

import re

import pytest

from helevejen.citizens.enums import Protection
from helevejen.citizens.models import Citizen
from tests.support.signing_in import signed_in
from tests.support.urls import addresses
from tests.walk.walker import canaries_in, path_of, words_of
from tests.walk.world import roles

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PLACES = {"C", "town", "workplace"}


@pytest.fixture(params=[Protection.PROTECTED, Protection.SPECIAL])
def protected_world(request, world):
    Citizen.objects.filter(pk=world.citizen.pk).update(protection=request.param)
    return world


def places_shown(world, role):
    client = signed_in(roles(world)[role])
    for address in addresses():
        path = path_of(address, world) if address.is_ours else None
        for method in ("get", "post") if path else ():
            answer = getattr(client, method)(path)
            assert answer.status_code < 500, address.name
            for word in canaries_in(world, answer):
                if world.canaries[word].secret in PLACES:
                    yield address.name, world.canaries[word].field


@pytest.mark.parametrize("role", ["leader", "colleague", "coordinator"])  # the walk asks the strangers
def test_nobody_but_the_jobformidler_learns_where_a_protected_citizen_is(protected_world, role):
    assert set(places_shown(protected_world, role)) == set()


def test_not_even_the_jobformidler_without_asking(protected_world):
    home = {field for _address, field in places_shown(protected_world, "jobformidler")}
    assert home & {"citizens.citizen.address", "citizens.citizen.city"} == set()


def test_no_title_holds_a_place_and_no_calendar_file_tells_whom_it_is_about(protected_world):
    for role in ("jobformidler", "leader", "citizen"):
        client = signed_in(roles(protected_world)[role])
        for address in addresses():
            path = path_of(address, protected_world) if address.is_ours else None
            answer = client.get(path) if path else None
            if answer is None or answer.status_code != 200:
                continue
            titles = " ".join(re.findall(r"<title>(.*?)</title>", words_of(answer.content), re.DOTALL))
            beside = " ".join([titles, *answer.headers.values()])
            shown = {protected_world.canaries[word] for word in canaries_in(protected_world, beside)}
            assert {one.field for one in shown if one.secret in PLACES} == set(), address.name
            if answer["Content-Type"].startswith("text/calendar"):
                assert canaries_in(protected_world, answer) == set(), address.name
