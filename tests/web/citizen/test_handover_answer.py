"""The citizen's side of a hand-over."""

from datetime import timedelta

import pytest

from helevejen.accounts.models import Notice
from tests.cast import NOW
from tests.factories.caseload import HandoverFactory
from tests.factories.cases import MeetingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(cast):
    meeting = MeetingFactory(case=cast.aminas_case, purpose="handover", starts_at=NOW + timedelta(days=7))
    return HandoverFactory(
        case=cast.aminas_case,
        to_user=cast.mette,
        new_backup=cast.lene,
        accepted=True,
        citizen_told_at=NOW,
        joint_meeting=meeting,
    )


def page(handover):
    return f"/min-vej/skift/{handover.pk}/"


def test_it_says_who_why_when_and_that_we_meet_first(cast, sign_in, told):
    text = sign_in(cast.amina.user).get(page(told)).text
    assert "Mette Dahl tager over den 1. april" in text
    assert "Jens Bro skal på orlov. Mette Dahl bliver din nye jobformidler." in text
    assert "Vi taler sammen alle tre onsdag den 18. marts kl. 09.00." in text
    assert "Vikaren bliver Lene Krag." in text


def test_an_answer_reaches_both_and_can_be_changed(cast, sign_in, told):
    client = sign_in(cast.amina.user)
    assert "Tak for dit svar." in client.post(page(told), {"text": "Det er jeg ked af."}, follow=True).text
    assert "Det er jeg ked af." in client.get(page(told)).text
    client.post(page(told), {"text": "Det er i orden nu."})
    told.refresh_from_db()
    assert told.citizen_answer == "Det er i orden nu."
    assert set(Notice.objects.values_list("user", flat=True)) == {cast.jens.pk, cast.mette.pk}


def test_an_empty_answer_is_asked_for_again(cast, sign_in, told):
    response = sign_in(cast.amina.user).post(page(told), {"text": " "})
    assert response.status_code == 422
    assert "Skriv dit svar." in response.text


@pytest.mark.parametrize("change", [{"citizen_told_at": None}, {"state": "withdrawn"}, {"state": "requested"}])
def test_a_change_one_has_not_been_told_of_is_not_there(cast, sign_in, told, change):
    for name, value in change.items():
        setattr(told, name, value)
    told.save()
    assert sign_in(cast.amina.user).get(page(told)).status_code == 404


@pytest.mark.parametrize("reason", ["citizens_wish", "resignation", "conflict", "illness"])
def test_a_reason_between_others_is_not_told(cast, sign_in, told, reason):
    told.reason = reason
    told.save()
    text = sign_in(cast.amina.user).get(page(told)).text
    assert "Mette Dahl bliver din nye jobformidler" in text
    assert "nhabil" not in text
    assert "ygdom" not in text
