"""Ending a track, and ending a case."""

import pytest
from django.urls import reverse

from helevejen.caseload.models import Assignment
from helevejen.cases.models import Case, Note, Track
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import MeetingFactory, TrackFactory
from tests.factories.times import NOW
from tests.support.flat import assert_flat
from tests.web.desk.htmx import from_my_day
from tests.web.shared.drawing import words_of


@pytest.fixture
def track(aminas_case):
    return TrackFactory(case=aminas_case, turn__step="we_order_statement")


def track_page(track):
    return reverse("desk:track_close", args=[track.pk])


def ended(track, **changes):
    return {"turn": track.open_turn.pk, "outcome": "not_needed", "cap": "authority", "note": "Han er rask."} | changes


def case_page(case):
    return reverse("desk:case_close", args=[case.pk])


def closed(**changes):
    return {"reason": "lasting_job", "is_agreed": "on"} | changes


# --- A track ---


def test_a_track_ends_with_its_outcome_and_a_note(cast, sign_in, track):
    response = sign_in(cast.jens).post(track_page(track), ended(track), headers=from_my_day())
    assert "Sporet er lukket." in words_of(response.text)
    assert Track.objects.get(pk=track.pk).outcome == "not_needed"
    assert Note.objects.get().text == "Han er rask."


def test_a_track_with_open_parts_says_so(cast, sign_in, track):
    TrackFactory(case=track.case, parent=track)
    response = sign_in(cast.jens).post(track_page(track), ended(track))
    assert response.status_code == 422
    assert "Sporet har åbne delspor." in response.text


def test_how_it_ended_must_be_said(cast, sign_in, track):
    response = sign_in(cast.jens).post(track_page(track), ended(track, outcome=""))
    assert response.status_code == 422
    assert "Vælg, hvordan det endte." in response.text


# --- A case ---


def test_a_case_is_closed_on_purpose(cast, sign_in, track):
    client = sign_in(cast.jens)
    text = words_of(client.get(case_page(cast.aminas_case)).text)
    assert "Vil du lukke sagen om Amina Holm?" in text
    assert "Der er 2 åbne spor, som lukkes:" in text
    response = client.post(case_page(cast.aminas_case), closed(), follow=True)
    assert "Sagen om Amina Holm er lukket." in response.text
    case = Case.objects.get(pk=cast.aminas_case.pk)
    assert (case.closed_at, case.closing_reason, case.closed_by) == (NOW, "lasting_job", cast.jens)
    assert not Assignment.objects.filter(case=case, valid_until=None).exists()


def test_it_is_not_closed_without_being_sure(cast, sign_in):
    response = sign_in(cast.jens).post(case_page(cast.aminas_case), {"reason": "lasting_job"})
    assert response.status_code == 422
    assert "Sæt kryds, når du er sikker." in response.text
    assert Case.objects.get(pk=cast.aminas_case.pk).is_open


def test_a_rules_objection_to_closing_is_shown(cast, sign_in):
    MeetingFactory(case=cast.aminas_case)
    response = sign_in(cast.jens).post(case_page(cast.aminas_case), closed())
    assert response.status_code == 422
    assert "Der er en aftalt eller foreslået samtale." in response.text


# --- What they have in common ---


def test_the_substitute_may(cast, sign_in, track):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert sign_in(cast.mette).post(track_page(track), ended(track)).status_code == 302
    assert sign_in(cast.mette).post(case_page(cast.aminas_case), closed()).status_code == 302


@pytest.mark.parametrize(("name", "status"), [("mette", 404), ("omar", 404), ("lene", 403), ("karen", 403)])
def test_a_stranger_and_those_who_only_read_cannot(cast, sign_in, track, name, status):
    client = sign_in(getattr(cast, name))
    for url, values in [(track_page(track), ended(track)), (case_page(cast.aminas_case), closed())]:
        assert client.get(url).status_code == status
        assert client.post(url, values).status_code == status
    assert Case.objects.get(pk=cast.aminas_case.pk).is_open


def test_asking_changes_nothing(cast, sign_in, track):
    client = sign_in(cast.jens)
    client.get(track_page(track))
    client.get(case_page(cast.aminas_case))
    assert Track.objects.get(pk=track.pk).is_open


def test_the_queries_are_flat(cast, sign_in):
    client = sign_in(cast.jens)
    client.get(case_page(cast.aminas_case))
    assert_flat(lambda: client.get(case_page(cast.aminas_case)), lambda: TrackFactory(case=cast.aminas_case))
