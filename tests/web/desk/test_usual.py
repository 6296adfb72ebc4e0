"""In the file: how long a step usually takes, where the turn stands, for the jobformidler to tell."""

from datetime import timedelta

import pytest

from tests.cast import NOW
from tests.factories.cases import TrackFactory
from tests.factories.waiting import ForecastFactory
from tests.support.flat import assert_flat
from tests.web.shared.drawing import words_of


@pytest.fixture
def doctor(cast):
    return TrackFactory(
        case=cast.aminas_case, opened_at=NOW - timedelta(days=21), turn__holder="doctor", turn__holder_user=None,
        turn__step="doctor_answers",
    )  # fmt: skip


def file_of(cast, client):
    return words_of(client.get(f"/arbejde/sag/{cast.aminas_case.pk}/").text)


def test_it_stands_where_the_turn_stands(cast, doctor, sign_in):
    ForecastFactory(turn=doctor.open_turn, waited_days=21, usual_days=35, left_days=16, based_on=1_320)
    text = file_of(cast, sign_in(cast.jens))
    assert "Plejer at tage: 9 ud af 10 inden for 5 uger. Her er ventet i 3 uger." in text
    assert "Af dem, der har ventet så længe, er 9 ud af 10 videre senest fredag den 27. marts." in text
    assert "Et skøn ud fra 1.320 andre." in text


def test_of_what_nothing_can_be_said_nothing_is_said(cast, doctor, sign_in):
    own = TrackFactory(case=cast.aminas_case, turn__holder="citizen", turn__step="you_act")
    ForecastFactory(turn=own.open_turn)
    assert "Plejer at tage" not in file_of(cast, sign_in(cast.jens))


def test_it_is_not_on_the_other_parts_of_the_file_nor_on_the_day(cast, doctor, sign_in):
    ForecastFactory(turn=doctor.open_turn)
    client = sign_in(cast.jens)
    for path in (f"/arbejde/sag/{cast.aminas_case.pk}/samtaler/", "/arbejde/"):
        assert "Plejer at tage" not in client.get(path).text


def test_it_costs_no_more_for_more_turns(cast, doctor, sign_in):
    client = sign_in(cast.jens)
    path = f"/arbejde/sag/{cast.aminas_case.pk}/"

    def make_more():
        track = TrackFactory(case=cast.aminas_case, turn__holder="doctor", turn__step="doctor_answers")
        ForecastFactory(turn=track.open_turn, waited_days=30)

    make_more()
    client.get(path)
    assert_flat(lambda: client.get(path), make_more)
