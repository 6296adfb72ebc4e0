"""Noting a talk in a moment."""

import pytest
from django.urls import reverse

from helevejen.cases.models import Note, Turn
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import CaseFactory
from tests.factories.citizens import RelationFactory
from tests.web.desk.htmx import from_my_day


def page(case):
    return reverse("desk:talk_log", args=[case.pk])


def talk(**changes):
    return {"way": "phone", "cap": "mentor", "text": "Hun glæder sig.", "kind": "ordinary"} | changes


def test_a_talk_is_noted_in_one_form_already_filled_in(cast, sign_in):
    client = sign_in(cast.jens)
    html = client.get(page(cast.aminas_case)).text
    assert html.count(" checked") == 2
    response = client.post(page(cast.aminas_case), talk(), headers=from_my_day())
    assert "Kontakten er noteret." in response.text
    note = Note.objects.get()
    assert (note.headline, note.text, note.cap, note.minutes) == ("Talte i telefon", "Hun glæder sig.", "mentor", 10)


def test_the_ball_stays_where_it_is(cast, sign_in):
    sign_in(cast.jens).post(page(cast.aminas_case), talk())
    assert Turn.objects.filter(track__case=cast.aminas_case).count() == 1


def test_a_call_nobody_took_is_no_contact(cast, sign_in):
    sign_in(cast.jens).post(page(cast.aminas_case), talk(way="tried"))
    assert Note.objects.get().minutes == 0


def test_the_substitute_may(cast, sign_in):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert sign_in(cast.mette).post(page(cast.aminas_case), talk()).status_code == 302


@pytest.mark.parametrize(("name", "status"), [("mette", 404), ("omar", 404), ("lene", 403), ("karen", 403)])
def test_a_stranger_and_those_who_only_read_cannot(cast, sign_in, name, status):
    client = sign_in(getattr(cast, name))
    assert client.get(page(cast.aminas_case)).status_code == status
    assert client.post(page(cast.aminas_case), talk()).status_code == status


def test_what_is_missing_is_said(cast, sign_in):
    response = sign_in(cast.jens).post(page(cast.aminas_case), talk(text="", cap=""))
    assert response.status_code == 422
    assert "Skriv kort, hvad I talte om." in response.text


def test_in_a_closed_case_nothing_is_noted(cast, sign_in):
    case = CaseFactory(citizen=cast.dorte, jobformidler=cast.jens, backup=cast.mette, closed=True)
    RelationFactory(user=cast.jens, citizen=cast.dorte, handover=True)
    response = sign_in(cast.jens).post(page(case), talk())
    assert response.status_code == 422
    assert "Sagen er lukket" in response.text
