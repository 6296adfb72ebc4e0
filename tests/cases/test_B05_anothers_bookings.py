"""B05. Region Nordjylland: behind the national sign-in one could open, and cancel, the bookings of half a million."""

import pytest

from helevejen.cases.models import Meeting
from helevejen.privacy.queries import own_record
from tests.support.signing_in import signed_in
from tests.support.urls import addresses
from tests.walk.walker import is_hers, is_refused, path_of, questions_of
from tests.walk.world import roles

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("role", ["other citizen", "almost right", "company"])
@pytest.mark.parametrize("method", ["head", "post", "put", "patch", "options"])  # the walk asks GET and DELETE
def test_anothers_bookings_letters_and_case_are_refused_and_unchanged(world, role, method):
    client = signed_in(roles(world)[role])
    before = str(own_record(world.citizen.pk))
    through = []
    for address in addresses():
        if not (address.is_ours and is_hers(address)):
            continue
        names = questions_of(address.view)[1]
        values = dict.fromkeys(names, "1") if method == "post" else {}
        answer = getattr(client, method)(path_of(address, world), values)
        if not is_refused(answer):
            through.append(f"{address.name}: {answer.status_code}")
    assert through == []
    assert str(own_record(world.citizen.pk)) == before


def test_numbers_one_up_and_one_down_are_refused_too(world):
    client = signed_in(world.cast.bo.user)
    numbers = Meeting.objects.order_by("pk").values_list("pk", flat=True)
    own = set(Meeting.objects.filter(citizen=world.cast.bo).order_by("pk").values_list("pk", flat=True))
    for number in (*numbers, max(numbers) + 1, 0):
        answer = client.post(f"/min-vej/aftaler/{number}/aflys/")
        assert (answer.status_code == 404) == (number not in own), number
