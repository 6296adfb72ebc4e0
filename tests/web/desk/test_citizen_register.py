"""Receiving somebody new, with or without a CPR number, and giving them a jobformidler at once."""

from datetime import date

import pytest
from django.urls import reverse

from helevejen.caseload.models import Assignment
from helevejen.cases.models import Case, Turn
from helevejen.citizens.models import Citizen
from helevejen.core import cpr as cpr_numbers
from tests.factories.accounts import AbsenceFactory
from tests.factories.times import NOW

PAGE = reverse("desk:citizen_register")
NEW_CPR = cpr_numbers.made_up(date(1985, 2, 3), 790)


def somebody(cast, **changes):
    given = {
        "given_name": "Sofie",
        "family_name": "Ås",
        "cpr": cpr_numbers.written(NEW_CPR),
        "protection": "none",
        "language": "da",
        "jobformidler": cast.jens.pk,
        "backup": cast.mette.pk,
    }
    return given | changes


def test_i_am_proposed_and_somebody_else_stands_behind(cast, sign_in):
    html = sign_in(cast.jens).get(PAGE).text
    assert f'<option value="{cast.jens.pk}" selected>Jens Bro (mig)</option>' in html


def test_somebody_is_registered_with_a_case_a_jobformidler_and_a_ball(cast, sign_in):
    response = sign_in(cast.jens).post(PAGE, somebody(cast), follow=True)
    assert "Sofie Ås er oprettet. Jens Bro er jobformidler og har bolden." in response.text
    citizen = Citizen.objects.get(given_name="Sofie")
    assert (citizen.cpr, citizen.birth_date) == (NEW_CPR, date(1985, 2, 3))
    case = Case.objects.get(citizen=citizen)
    assert (case.jobformidler, case.backup, case.opened_at) == (cast.jens, cast.mette, NOW)
    assert Assignment.objects.get(case=case).reason == "first"
    assert Turn.objects.get(track__case=case).holder_user == cast.jens


def test_somebody_without_a_number_is_received_too(cast, sign_in):
    values = somebody(
        cast, cpr="", birth_date_0="3", birth_date_1="2", birth_date_2="1985", needs_interpreter="on", language="ti"
    )
    assert sign_in(cast.jens).post(PAGE, values).status_code == 302
    citizen = Citizen.objects.get(given_name="Sofie")
    assert (citizen.cpr, citizen.birth_date, citizen.needs_interpreter) == (None, date(1985, 2, 3), True)
    assert citizen.language == "ti"


def test_a_replacement_number_is_accepted(cast, sign_in):
    values = somebody(cast, cpr="630285-1234")
    assert sign_in(cast.jens).post(PAGE, values).status_code == 302


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"given_name": ""}, "Skriv fornavnet."),
        ({"cpr": "123"}, "Et CPR-nummer har ti cifre."),
        ({"postcode": "70"}, "Et postnummer har fire cifre."),
        ({"jobformidler": ""}, "Vælg en jobformidler."),
        ({"email": "nej"}, "Skriv mailadressen som"),
        (
            {"birth_date_0": "4", "birth_date_1": "2", "birth_date_2": "1985"},
            "Fødselsdagen passer ikke med CPR-nummeret.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(cast, sign_in, changes, words):
    response = sign_in(cast.jens).post(PAGE, somebody(cast, **changes))
    assert response.status_code == 422
    assert words in response.text
    assert not Citizen.objects.filter(given_name="Sofie").exists()


def test_a_known_number_is_not_registered_twice(cast, sign_in):
    response = sign_in(cast.jens).post(PAGE, somebody(cast, cpr=cast.freja.cpr))
    assert response.status_code == 422
    assert "Der er allerede en borger med det CPR-nummer." in response.text
    assert "Freja" not in response.text


def test_when_the_jobformidler_cannot_nobody_is_registered(cast, sign_in):
    AbsenceFactory(user=cast.mette, substitute=cast.jens)
    response = sign_in(cast.jens).post(PAGE, somebody(cast, jobformidler=cast.mette.pk, backup=cast.jens.pk))
    assert response.status_code == 422
    assert not Citizen.objects.filter(given_name="Sofie").exists()


def test_the_backup_is_another(cast, sign_in):
    response = sign_in(cast.jens).post(PAGE, somebody(cast, backup=cast.jens.pk))
    assert response.status_code == 422
    assert "Vikaren" in response.text


def test_the_leader_may(cast, sign_in):
    assert sign_in(cast.lene).post(PAGE, somebody(cast)).status_code == 302


@pytest.mark.parametrize("name", ["rikke", "vibeke", "karen", "anders"])
def test_it_needs_the_permission(cast, sign_in, name):
    client = sign_in(getattr(cast, name))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, somebody(cast)).status_code == 403
    assert not Citizen.objects.filter(given_name="Sofie").exists()
