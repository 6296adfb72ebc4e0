"""A leader stops every list, with a reason, and lets them be made again."""

import pytest

from helevejen.suggestions.models import Stop

pytestmark = pytest.mark.django_db

PAGE, AGAIN = "/ledelse/forslag/", "/ledelse/forslag/igen/"


def test_a_leader_stops_and_resumes_with_a_reason_that_stays(cast, sign_in):
    client = sign_in(cast.lene)
    text = client.post(PAGE, {"reason": "Vi undersøger en fejl."}, follow=True).text
    assert "Forslag er stoppet." in text
    assert "Lene Krag stoppede forslag" in text
    late = client.post(PAGE, {"reason": "Igen."})
    assert (late.status_code, "allerede stoppet" in late.text) == (422, True)
    text = client.post(AGAIN, follow=True).text
    assert "Der laves igen forslag." in text
    assert "Vi undersøger en fejl." in text
    assert "Forslag er ikke stoppet." in client.post(AGAIN, follow=True).text
    assert Stop.objects.get().resumed_by == cast.lene


@pytest.mark.parametrize("reason", ["", "   ", "Fejl hos 170590-9996."])
def test_a_stop_without_a_reason_is_refused(cast, sign_in, reason):
    assert sign_in(cast.lene).post(PAGE, {"reason": reason}).status_code == 422
    assert not Stop.objects.exists()


@pytest.mark.parametrize("who", ["jens", "rikke", "anders", "bent"])
def test_nobody_else_stops_lists(cast, sign_in, who):
    client = sign_in(getattr(cast, who))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"reason": "Nej."}).status_code == 403
    assert client.post(AGAIN).status_code == 403
    assert not Stop.objects.exists()
