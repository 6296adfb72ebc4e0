"""Receiving somebody new, with or without a CPR number, and giving them a jobformidler at once."""

from datetime import date

import pytest
from django.urls import reverse

from helevejen.audit.models import Access
from helevejen.caseload.models import Assignment
from helevejen.cases.models import Case, Turn
from helevejen.citizens.models import Citizen
from helevejen.core import cpr as cpr_numbers
from helevejen.web.shared.languages import SPOKEN
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import CaseFactory
from tests.factories.citizens import CitizenFactory, ConflictOfInterestFactory
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
            "Fødselsdatoen passer ikke med CPR-nummeret.",
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


# --- Somebody who comes back ---

AGAIN = reverse("desk:case_open")


@pytest.fixture
def returning(cast):
    """Dorte had a case, and has none now."""
    CaseFactory(citizen=cast.dorte, jobformidler=cast.omar, backup=cast.nina, closed=True)
    return cast.dorte


def come_back(client, cast, citizen):
    return client.post(PAGE, somebody(cast, cpr=citizen.cpr))


def test_whoever_comes_back_gets_a_new_case(cast, sign_in, returning):
    client = sign_in(cast.jens)
    assert "Borgeren har været her før" in come_back(client, cast, returning).text
    assert "Åbn en ny sag for Dorte Vang" in client.get(AGAIN).text
    response = client.post(AGAIN, {"jobformidler": cast.jens.pk, "backup": cast.mette.pk}, follow=True)
    assert "Dorte Vang har en sag igen. Jens Bro er jobformidler og har bolden." in response.text
    assert Case.objects.open().get(citizen=returning).jobformidler == cast.jens
    assert client.get(AGAIN).status_code == 404


def test_a_look_at_whoever_comes_back_is_written_down(cast, sign_in, returning):
    client = sign_in(cast.jens)
    come_back(client, cast, returning)
    client.get(AGAIN)
    look = Access.objects.get(page="case_open")
    assert (look.purpose, look.data_classes, look.object_id) == ("administration", "A", str(returning.pk))


def test_without_the_number_nobody_gets_there(cast, sign_in, returning):
    assert sign_in(cast.jens).get(AGAIN).status_code == 404
    assert sign_in(cast.karen).get(AGAIN).status_code == 403


def test_a_case_that_is_open_is_no_return(cast, sign_in):
    assert "været her før" not in come_back(sign_in(cast.jens), cast, cast.amina).text


def test_whom_one_may_not_touch_does_not_come_back_to_one(cast, sign_in, returning):
    ConflictOfInterestFactory(user=cast.jens, citizen=returning)
    assert "været her før" not in come_back(sign_in(cast.jens), cast, returning).text


def test_the_specially_protected_come_back_to_a_leader_alone(cast, sign_in):
    hidden = CitizenFactory(special=True)
    CaseFactory(citizen=hidden, jobformidler=cast.omar, backup=cast.nina, closed=True)
    assert "været her før" not in come_back(sign_in(cast.jens), cast, hidden).text


# --- Who may, and what is refused ---


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


def test_what_is_wrong_is_told_from_the_top_of_the_page(cast, sign_in):
    html = sign_in(cast.jens).post(PAGE, {"given_name": "", "protection": "none"}).text
    summary = html[html.index("Der er noget, der skal rettes") :]
    places = [summary.index(words) for words in ("Skriv fornavnet.", "Skriv efternavnet.", "Vælg en vikar.")]
    assert places == sorted(places)


def test_the_same_languages_are_asked_about_here_and_on_min_vej(cast, sign_in):
    asked = [reverse("desk:citizen_register"), reverse("desk:citizen_change", args=[cast.aminas_case.pk])]
    pages = [sign_in(cast.jens).get(address).text for address in asked]
    pages.append(sign_in(cast.amina.user).get(reverse("citizen:about_me")).text)
    for html in pages:
        assert [
            code for code in SPOKEN if f'<option value="{code}"' not in html and f'value="{code}"' not in html
        ] == []
