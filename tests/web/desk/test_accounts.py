"""The administrator's pages: staff, what they do here, how they get in. No citizen anywhere."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.accounts.models import Notice, User
from helevejen.audit.models import AccessSubject, Event
from helevejen.citizens import actions as citizen_actions
from helevejen.citizens.perms import has_conflict
from helevejen.core import cpr
from tests.cast import NOW, TODAY
from tests.factories.accounts import EmploymentFactory
from tests.support.flat import assert_flat, count_queries

pytestmark = pytest.mark.django_db

PAGE = "/arbejde/medarbejdere/"
IDA = {
    "name": "Ida Nor",
    "username": "ida.nor",
    "email": "ida@example.dk",
    "role": "jobformidler",
    "team": "Ungdom",
    "weekly_hours": "37",
    "valid_from": "11-03-2026",
}


def page_of(user, name="account_detail"):
    return reverse(f"desk:{name}", args=[user.pk])


@pytest.fixture
def bent(cast, sign_in):
    return sign_in(cast.bent, reauthenticated_at=NOW)


# --- accounts ---


def test_the_list_says_who_is_here_and_what_to_look_after(cast, bent):
    text = bent.get(PAGE).text
    assert "10 medarbejdere er her." in text
    assert "10 mangler ekstra sikring" in text
    assert "10 er ikke set i 90 dage" not in text
    assert "Jens Bro" in text
    assert "Veterankoordinator" in text
    for citizen in (cast.amina, cast.bo, cast.carl, cast.freja, cast.dorte):
        assert citizen.name not in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("?q=åge", []),
        ("?q=JENS", ["Jens Bro"]),
        ("?q=dahl", ["Mette Dahl"]),
        ("?vis=uden-sikring&q=jens", ["Jens Bro"]),
        ("?vis=ikke-set", ["Omar Aziz"]),
        ("?vis=ikke-her", ["Nina Skov"]),
    ],
)
def test_the_list_is_narrowed(cast, bent, asked, found):
    User.objects.filter(pk=cast.omar.pk).update(last_login=NOW - timedelta(days=91))
    cast.nina.employments.update(valid_until=TODAY)
    text = bent.get(PAGE + asked).text.split("<main")[1]
    names = {one.name for one in User.objects.filter(kind="staff") if f">{one.name}</a>" in text}
    assert sorted(names) == found


def test_the_list_is_sorted_and_paged(cast, bent):
    for n in range(20):
        EmploymentFactory(user__name=f"Aage Nr{n:02}", team=cast.ungdom)
    first, second = bent.get(PAGE).text, bent.get(PAGE + "?side=2").text
    assert "Vibeke Thorsen" in first
    assert "Aage Nr19" in second  # Aa is Å, the last letter
    assert "Vibeke Thorsen" in bent.get(PAGE + "?sort=-rolle").text


def test_the_list_costs_the_same_whatever_its_length(cast, bent):
    bent.get(PAGE)  # the first request begins the session
    assert_flat(lambda: bent.get(PAGE), EmploymentFactory)
    assert count_queries(lambda: bent.get(PAGE)) <= 8


@pytest.mark.parametrize("name", ["jens", "lene", "vibeke", "rikke", "anders", "karen"])
def test_accounts_are_for_the_administrator(cast, sign_in, name):
    client = sign_in(getattr(cast, name))
    addresses = [PAGE, PAGE + "ny/", page_of(cast.mette), page_of(cast.mette, "factor_reset")]
    assert {client.get(address).status_code for address in addresses} == {403}


@pytest.mark.parametrize("who", ["amina", "poul"])
def test_citizens_and_companies_are_no_accounts_of_staff(cast, bent, who):
    assert bent.get(page_of(getattr(cast, who).user)).status_code == 404
    assert bent.post(page_of(getattr(cast, who).user, "factor_reset")).status_code == 404


# --- account_add ---


def test_somebody_is_made_and_the_link_is_shown_once(cast, bent):
    answer = bent.post(PAGE + "ny/", IDA)
    ida = User.objects.get(username="ida.nor")
    assert answer["Location"] == page_of(ida)
    first, second = bent.get(page_of(ida)).text, bent.get(page_of(ida)).text
    (link,) = re.findall(r"http://testserver/log-ind/adgangskode/\?n=[\w%.:-]+", first)
    assert "Det virker indtil torsdag den 12. marts kl. 09.00." in first
    assert "Vi har også sendt det til ida@example.dk." in first
    assert "log-ind/adgangskode" not in second
    assert bent.get(link).status_code == 302


def test_a_new_team_is_made_by_its_name(cast, bent):
    assert bent.post(PAGE + "ny/", IDA | {"team": "+"}).status_code == 422
    bent.post(PAGE + "ny/", IDA | {"team": "+", "new_team": "Erhverv"})
    assert User.objects.get(username="ida.nor").employment_on(TODAY).team.name == "Erhverv"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"username": "jens"}, "Brugernavnet er taget"),
        ({"username": "ida nor"}, "Brugernavnet må kun have"),
        ({"name": ""}, "Der er noget, der skal rettes"),
        ({"role": ""}, "Der er noget, der skal rettes"),
        ({"last_day": "10-03-2026"}, "Sidste arbejdsdag ligger før første"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(cast, bent, change, words):
    answer = bent.post(PAGE + "ny/", IDA | change)
    assert answer.status_code == 422
    assert words in answer.text
    assert not User.objects.filter(username="ida.nor").exists()


# --- account_detail, account_change ---


def test_an_account_shows_its_employments_and_how_many_citizens_follow(cast, bent):
    text = bent.get(page_of(cast.jens)).text
    assert "Følger 1 borger" in text
    assert "Ungdom" in text
    assert "Amina" not in text
    assert not AccessSubject.objects.exists()
    assert "Følger" not in bent.get(page_of(cast.rikke)).text


def test_one_s_own_account_is_for_another_to_change(cast, bent):
    text = bent.get(page_of(cast.bent)).text
    assert "Det er din egen konto." in text
    assert "Nulstil" not in text
    answer = bent.post(page_of(cast.bent, "account_close"), follow=True)
    assert "Du kan ikke ændre din egen adgang." in answer.text


def test_a_name_is_corrected(cast, bent):
    page = page_of(cast.jens, "account_change")
    assert 'value="Jens Bro"' in bent.get(page).text
    assert bent.post(page, {"name": ""}).status_code == 422
    assert bent.post(page, {"name": "Jens Holm"}).status_code == 302
    assert User.objects.get(pk=cast.jens.pk).name == "Jens Holm"


# --- What finds conflicts of interest ---


@pytest.fixture
def ties_of_amina(cast):
    """The number and the home of a citizen, as her jobformidler's colleague would write them."""
    citizen_actions.change_citizen(
        citizen=cast.amina, by=cast.jens, at=NOW, address="Lærkeengen 12, 1. tv.", postcode="7000"
    )
    return {
        "number": {"name": "Jens Bro", "cpr": cpr.written(cast.amina.cpr)},
        "home": {"name": "Jens Bro", "address": "lærkeengen 12 1 tv", "postcode": "7000"},
    }


@pytest.mark.parametrize("tie", ["number", "home"])
def test_whoever_is_a_citizen_or_lives_with_one_is_kept_from_the_file(cast, bent, sign_in, ties_of_amina, tie):
    file = reverse("desk:citizen_access", args=[cast.amina.pk])
    assert sign_in(cast.jens).get(file).status_code == 200
    page = page_of(cast.jens, "account_change")
    assert bent.post(page, ties_of_amina[tie]).status_code == 302
    assert sign_in(cast.jens).get(file).status_code == 404

    assert bent.post(page, {"name": "Jens Holm"}).status_code == 302  # what is left empty stays
    assert sign_in(cast.jens).get(file).status_code == 404
    assert bent.post(page, {"name": "Jens Holm", "forgets": "on"}).status_code == 302
    assert sign_in(cast.jens).get(file).status_code == 200


def test_number_and_address_are_never_shown_again_and_are_not_in_the_log(cast, bent, ties_of_amina):
    page = page_of(cast.jens, "account_change")
    bent.post(page, ties_of_amina["number"] | ties_of_amina["home"])
    for text in (bent.get(page).text, bent.get(page_of(cast.jens)).text):
        assert cast.amina.cpr[6:] not in text
        assert "eengen" not in text
    event = Event.objects.get(verb="account_changed")
    assert event.detail == {"fields": ["email", "cpr_index", "home_key"]}


def test_somebody_new_is_known_from_the_first_day(cast, bent, ties_of_amina):
    assert bent.post(PAGE + "ny/", IDA | ties_of_amina["number"] | {"name": "Ida Nor"}).status_code == 302
    assert has_conflict(User.objects.get(username="ida.nor"), cast.amina)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"cpr": "310290-0003"}, "ikke en dato"),
        ({"cpr": "12"}, "ti cifre"),
        ({"address": "Birkevej 4"}, "Skriv også postnummeret."),
        ({"address": "Birkevej 4", "postcode": "70"}, "Et postnummer har fire cifre."),
    ],
)
def test_a_number_or_an_address_that_cannot_be_is_refused(cast, bent, words, said):
    answer = bent.post(page_of(cast.jens, "account_change"), {"name": "Jens Bro"} | words)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert User.objects.filter(cpr_index="", home_key="", pk=cast.jens.pk).exists()


# --- employment_change, employment_end ---


def test_another_role_from_a_day_on(cast, bent):
    page = page_of(cast.jens, "employment_change")
    assert "Er Jobformidler på Ungdom i dag." in bent.get(page).text
    values = {"role": "team_leader", "team": "Voksne", "weekly_hours": "30", "valid_from": "18-03-2026"}
    assert bent.post(page, values).status_code == 302
    assert cast.jens.employment_on(TODAY).role == "jobformidler"
    assert cast.jens.employment_on(TODAY + timedelta(days=7)).role == "team_leader"
    answer = bent.post(page, values | {"valid_from": "17-03-2026"})
    assert (answer.status_code, "begynder senere" in answer.text) == (422, True)


def test_a_role_without_cases_asks_the_leader_for_a_plan(cast, bent):
    page = page_of(cast.jens, "employment_change")
    values = {"role": "analyst", "team": "Ungdom", "weekly_hours": "37", "valid_from": "18-03-2026"}
    assert bent.post(page, values).status_code == 302
    told = Notice.objects.get(user=cast.lene, kind="departure")
    assert told.path == reverse("lead:departure_plan", args=[cast.jens.pk])


def test_the_end_of_a_job_asks_the_leader_for_a_plan(cast, bent, sign_in):
    page = reverse("desk:employment_end", args=[cast.jens.employments.get().pk])
    text = bent.get(page).text
    assert "Følger stadig 1 borger" in text
    assert "Lene Krag får besked" in text
    client = sign_in(cast.jens)
    assert client.get("/arbejde/").status_code == 200
    assert bent.post(page, {"last_day": "10-03-2026"}).status_code == 302
    assert client.get("/arbejde/").status_code == 302
    assert Notice.objects.get(user=cast.lene).path == reverse("lead:departure_plan", args=[cast.jens.pk])
    assert bent.get(page).status_code == 404


def test_a_team_without_a_leader_is_told_of(cast, bent):
    page = reverse("desk:employment_end", args=[cast.omar.employments.get().pk])
    assert "teamet har ingen teamleder" in bent.get(page).text


def test_a_day_before_the_beginning_is_refused(cast, bent):
    page = reverse("desk:employment_end", args=[cast.jens.employments.get().pk])
    answer = bent.post(page, {"last_day": "1-1-2020"})
    assert (answer.status_code, "ikke begyndt" in answer.text) == (422, True)


# --- account_close, account_reopen, password_renew, factor_reset ---


def test_an_account_is_closed_and_opened_again(cast, bent, sign_in):
    client = sign_in(cast.jens)
    assert "Vil du lukke kontoen? Jens Bro" in bent.get(page_of(cast.jens, "account_close")).text
    bent.post(page_of(cast.jens, "account_close"))
    assert client.get("/arbejde/").status_code == 302
    assert "Kontoen er lukket." in bent.get(page_of(cast.jens)).text
    assert "Åbn kontoen" in bent.get(page_of(cast.jens, "account_reopen")).text
    bent.post(page_of(cast.jens, "account_reopen"))
    assert User.objects.get(pk=cast.jens.pk).is_active


@pytest.mark.parametrize("name", ["password_renew", "factor_reset"])
def test_a_new_way_in_is_handed_over_as_a_link(cast, bent, name):
    page = page_of(cast.jens, name)
    assert "Jens Bro" in bent.get(page).text
    answer = bent.post(page, follow=True)
    assert "log-ind/adgangskode/?n=" in answer.text


@pytest.mark.parametrize("name", ["password_renew", "factor_reset"])
def test_taking_a_way_in_away_asks_to_sign_in_anew(cast, sign_in, name):
    client = sign_in(cast.bent, reauthenticated_at=NOW - timedelta(minutes=6))
    for answer in (client.get(page_of(cast.jens, name)), client.post(page_of(cast.jens, name))):
        assert answer["Location"].startswith("/konto/igen/")
    assert "handed-link" not in client.get(page_of(cast.jens)).text


def test_asking_changes_nothing(cast, bent):
    before = User.objects.get(pk=cast.jens.pk).password
    for name in ("account_close", "account_reopen", "password_renew", "factor_reset"):
        assert bent.get(page_of(cast.jens, name)).status_code == 200
    jens = User.objects.get(pk=cast.jens.pk)
    assert (jens.is_active, jens.password) == (True, before)
