import pytest
import requests
from django.contrib.auth import SESSION_KEY
from django.test import Client

from helevejen.accounts.models import User
from helevejen.core import clock
from tests.factories.citizens import CitizenFactory
from tests.factories.companies import ContactFactory
from tests.factories.times import NOW
from tests.support import patience
from tests.support.provider import LOW, SUBSTANTIAL

pytestmark = [pytest.mark.django_db, pytest.mark.both]

CITIZENS_DOOR = "/log-ind/borger/"
COMPANIES_DOOR = "/log-ind/virksomhed/"


@pytest.fixture(autouse=True)
def cache_table(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


def is_signed_in(client):
    return SESSION_KEY in client.session


def citizen_at(provider, sub, citizen, acr=SUBSTANTIAL):
    return provider.person(sub, **{"dk.cpr": citizen.cpr, "acr": acr, "nsis": acr, "name": citizen.name})


def test_a_citizen_comes_in_with_mitid_and_lands_on_min_vej(provider):
    citizen, client = CitizenFactory(), Client()
    answer = provider.sign_in(client, CITIZENS_DOOR, citizen_at(provider, "anna", citizen))
    citizen.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, "/min-vej/")
    assert client.session[SESSION_KEY] == str(citizen.user.pk)
    assert citizen.user.subject == f"{provider.address} anna"


def test_the_second_time_it_is_the_same_account(provider):
    citizen = CitizenFactory()
    citizen_at(provider, "beate", citizen)
    provider.sign_in(Client(), CITIZENS_DOOR, "beate")
    provider.sign_in(Client(), CITIZENS_DOOR, "beate")
    assert User.objects.filter(subject=f"{provider.address} beate").count() == 1


def test_a_low_level_of_assurance_is_turned_away(provider):
    citizen, client = CitizenFactory(), Client()
    answer = provider.sign_in(client, CITIZENS_DOOR, citizen_at(provider, "carla", citizen, acr=LOW))
    citizen.refresh_from_db()
    assert answer.status_code == 403
    assert "Betydelig" in answer.content.decode()
    assert not is_signed_in(client)
    assert citizen.user is None


def test_a_provider_that_says_nothing_of_the_level_is_turned_away(provider):
    citizen, client = CitizenFactory(), Client()
    provider.person("dagny", **{"dk.cpr": citizen.cpr})
    assert provider.sign_in(client, CITIZENS_DOOR, "dagny").status_code == 403
    assert not is_signed_in(client)


def test_somebody_the_municipality_does_not_know_is_told_what_to_do(provider):
    client = Client()
    provider.person("eva", **{"dk.cpr": "610190-0001", "acr": SUBSTANTIAL})
    answer = provider.sign_in(client, CITIZENS_DOOR, "eva")
    assert answer.status_code == 403
    assert "Vi kender dig ikke endnu" in answer.content.decode()
    assert not User.objects.filter(subject__endswith=" eva").exists()


def test_an_answer_cannot_be_used_twice(provider):
    citizen, client = CitizenFactory(), Client()
    citizen_at(provider, "frida", citizen)
    sent = client.get(CITIZENS_DOOR)
    answer = requests.post(sent["Location"], data={"sub": "frida"}, allow_redirects=False, timeout=patience.SECONDS)
    back = answer.headers["Location"]
    client.get(back)
    again = Client().get(back)
    assert again.status_code == 400


def test_an_answer_to_somebody_elses_question_is_turned_away(provider):
    victim, attacker, citizen = Client(), Client(), CitizenFactory()
    citizen_at(provider, "gerda", citizen)
    sent = attacker.get(CITIZENS_DOOR)
    answer = requests.post(sent["Location"], data={"sub": "gerda"}, allow_redirects=False, timeout=patience.SECONDS)
    back = answer.headers["Location"]
    assert victim.get(back).status_code == 400
    assert not is_signed_in(victim)


def test_state_nonce_and_proof_key_are_sent(provider):
    sent = Client().get(CITIZENS_DOOR)["Location"]
    asked = ("state=", "nonce=", "code_challenge=", "code_challenge_method=S256", "acr_values=")
    assert all(word in sent for word in asked)


def test_the_session_before_is_not_the_session_after(provider):
    citizen, client = CitizenFactory(), Client()
    citizen_at(provider, "helga", citizen)
    client.get(CITIZENS_DOOR)
    before = client.session.session_key
    provider.sign_in(client, CITIZENS_DOOR, "helga")
    assert client.session.session_key != before


def test_the_number_is_kept_nowhere_in_the_session(provider):
    citizen, client = CitizenFactory(), Client()
    citizen_at(provider, "inga", citizen)
    provider.sign_in(client, CITIZENS_DOOR, "inga")
    assert citizen.cpr not in str(dict(client.session))


def test_a_contact_of_a_company_comes_in_by_company_and_address(provider):
    contact, client = ContactFactory(email="ida@havnens.example"), Client()
    provider.person("ida", **{"dk.cvr": contact.company.cvr, "email": "Ida@havnens.example", "acr": SUBSTANTIAL})
    answer = provider.sign_in(client, COMPANIES_DOOR, "ida")
    contact.refresh_from_db()
    assert answer["Location"] == "/virksomhed/"
    assert client.session[SESSION_KEY] == str(contact.user.pk)


def test_a_contact_of_another_company_is_turned_away(provider):
    contact, other = ContactFactory(email="jo@havnens.example"), ContactFactory()
    provider.person("jo", **{"dk.cvr": other.company.cvr, "email": contact.email, "acr": SUBSTANTIAL})
    client = Client()
    assert provider.sign_in(client, COMPANIES_DOOR, "jo").status_code == 403
    assert not is_signed_in(client)


def test_a_contact_taken_off_the_list_is_turned_away(provider):
    contact = ContactFactory(email="kim@havnens.example", is_active=False)
    provider.person("kim", **{"dk.cvr": contact.company.cvr, "email": contact.email, "acr": SUBSTANTIAL})
    assert provider.sign_in(Client(), COMPANIES_DOOR, "kim").status_code == 403


def test_a_provider_that_is_down_gives_a_plain_word(settings):
    settings.IDENTITY_PROVIDERS = {
        "citizens": {
            "metadata_url": "http://127.0.0.1:9/.well-known/openid-configuration",
            "client_id": "helevejen",
            "client_secret": "x",
        }
    }
    answer = Client().get(CITIZENS_DOOR)
    assert answer.status_code == 503
    assert "Prøv igen om lidt" in answer.content.decode()


def test_a_door_that_is_not_set_up_is_no_door():
    assert Client().get(CITIZENS_DOOR).status_code == 404


def test_a_citizens_session_ends_after_a_quarter_of_an_hour_of_stillness(cast, sign_in):
    client = sign_in(cast.amina.user)
    assert client.get("/").status_code == 302
    with clock.frozen(NOW.replace(minute=NOW.minute + 16)):
        client.get("/")
    assert not is_signed_in(client)


def test_staff_without_a_second_factor_must_choose_one_first(cast):
    client = Client()
    client.force_login(cast.jens, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/arbejde/")["Location"] == "/konto/sikring/"


@pytest.mark.parametrize("username", ["jens", "ingen"])
def test_outside_the_demo_nobody_enters_by_the_picker(cast, username):
    assert Client().post(f"/log-ind/demo/{username}/").status_code == 404


def test_in_demo_mode_a_database_the_demo_did_not_make_has_no_picker(cast, settings):
    settings.DEMO = True
    client = Client()
    assert client.post(f"/log-ind/demo/{cast.jens.username}/").status_code == 404
    assert not is_signed_in(client)
