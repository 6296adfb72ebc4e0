"""Ticking off what is mine: a turn, a step of the plan."""

import pytest

from tests.factories.cases import PlanStepFactory, TrackFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_turn(cast):
    return TrackFactory(case=cast.aminas_case, turn__holder="citizen", turn__step="you_act")


def tick(client, track, turn=""):
    return client.post(f"/min-vej/tur/{track.pk}/gjort/", {"turn": turn}, follow=True)


def test_my_turn_is_ticked_off_and_the_ball_is_theirs(cast, sign_in, own_turn):
    response = tick(sign_in(cast.amina.user), own_turn, own_turn.open_turn.pk)
    assert "Godt gået. Nu er det vores tur." in response.text
    now = own_turn.turns.get(ended_at=None)
    assert (now.step, now.holder_user, now.cap) == ("we_follow_up", cast.jens, "")
    assert own_turn.turns.get(number=1).ended_by == cast.amina.user


def test_a_tick_on_an_old_page_moves_nothing(cast, sign_in, own_turn):
    client = sign_in(cast.amina.user)
    tick(client, own_turn, own_turn.open_turn.pk)
    assert "sendte bolden videre" in tick(client, own_turn, own_turn.open_turn.pk).text
    assert own_turn.turns.count() == 2


@pytest.mark.parametrize("values", [{"turn__step": "you_choose_time"}, {"turn__holder": "jobformidler"}])
def test_what_is_not_ticked_off_is_refused(cast, sign_in, values):
    track = TrackFactory(case=cast.aminas_case, **({"turn__holder": "citizen", "turn__step": "you_act"} | values))
    assert "Bolden er allerede sendt videre." in tick(sign_in(cast.amina.user), track).text
    assert track.turns.count() == 1


def test_my_step_is_ticked_off(cast, sign_in):
    step = PlanStepFactory(case=cast.aminas_case, owner="you")
    client = sign_in(cast.amina.user)
    assert "Det er krydset af." in client.post(f"/min-vej/skridt/{step.pk}/gjort/", follow=True).text
    step.refresh_from_db()
    assert step.done_by == cast.amina.user
    again = client.post(f"/min-vej/skridt/{step.pk}/gjort/", follow=True)
    assert "Skridtet er allerede gjort" in again.text


def test_the_municipalitys_step_is_not_mine_to_tick(cast, sign_in):
    step = PlanStepFactory(case=cast.aminas_case, owner="we")
    assert sign_in(cast.amina.user).post(f"/min-vej/skridt/{step.pk}/gjort/").status_code == 404
