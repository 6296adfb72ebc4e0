"""B05. Region Nordjylland: behind the national sign-in one could open, and cancel, the bookings of half a million."""

from collections import Counter

import pytest

from helevejen.cases.models import Meeting
from helevejen.privacy.queries import own_record
from tests.cast import TODAY
from tests.support.signing_in import signed_in
from tests.support.urls import addresses
from tests.walk.walker import is_hers, path_of, questions_of
from tests.walk.world import roles

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("role", ["other citizen", "almost right", "company"])
@pytest.mark.parametrize("method", ["head", "post", "put", "patch", "options"])  # the walk asks GET and DELETE
def test_anothers_bookings_letters_and_case_are_refused_and_unchanged(world, role, method):
    user = roles(world)[role]
    client, may = signed_in(user), user.permissions_on(TODAY)
    before = str(own_record(world.citizen.pk))
    wrong, asked = [], Counter()
    for address in addresses():
        if not (address.is_ours and is_hers(address)):
            continue
        names = questions_of(address.view)[1]
        values = dict.fromkeys(names, "1") if method == "post" else {}
        answer = getattr(client, method)(path_of(address, world), values)
        expected = status_of_the_door(address.view, method.upper(), may)
        asked[expected] += 1
        if answer.status_code != expected:
            wrong.append(f"{address.name}: {answer.status_code}, not {expected}")
    assert wrong == []
    assert asked[404] > 0
    assert asked[403] > 0
    assert str(own_record(world.citizen.pk)) == before


def status_of_the_door(view, method, may):
    """Return how a door must be shut: 403 to whom it is not for, 405 to a method it knows not, 404 to a stranger."""
    if view.permission not in may:
        return 403
    known = methods_of(view)
    return 404 if known is None or method in known else 405


def methods_of(view):
    """Return the methods a view's decorators let through, None when they say nothing of it."""
    while view is not None:
        for cell in getattr(view, "__closure__", None) or ():
            if isinstance(cell.cell_contents, list) and set(cell.cell_contents) <= {"GET", "HEAD", "POST"}:
                return set(cell.cell_contents)
        view = getattr(view, "__wrapped__", None)
    return None


def test_the_door_of_somebody_with_the_relation_is_open(world):
    """The control: what is refused above is not refused to everybody."""
    opened = Counter()
    for user in (world.citizen.user, world.cast.jens):
        client, may = signed_in(user), user.permissions_on(TODAY)
        for address in addresses():
            if address.is_ours and is_hers(address) and status_of_the_door(address.view, "GET", may) == 404:
                opened[client.get(path_of(address, world)).status_code in {200, 302}] += 1
    assert opened[True] > 40
    assert opened[True] > 3 * opened[False]


def test_numbers_one_up_and_one_down_are_refused_too(world):
    client = signed_in(world.cast.bo.user)
    numbers = Meeting.objects.order_by("pk").values_list("pk", flat=True)
    own = set(Meeting.objects.filter(citizen=world.cast.bo).order_by("pk").values_list("pk", flat=True))
    for number in (*numbers, max(numbers) + 1, 0):
        answer = client.post(f"/min-vej/aftaler/{number}/aflys/")
        assert (answer.status_code == 404) == (number not in own), number
