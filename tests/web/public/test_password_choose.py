"""Choosing a password by the link one has been handed."""

import pytest
from django.test import Client

from helevejen.accounts import actions
from helevejen.accounts.models import User
from tests.factories.times import NOW

pytestmark = pytest.mark.django_db

PAGE = "/log-ind/adgangskode/"
PASSWORD = "fire gule ællinger i regnvejr"


@pytest.fixture
def link(cast, sign_in):
    return actions.make_password_link(user=cast.jens, by=cast.bent, at=NOW, door=PAGE).address


@pytest.fixture
def client(link):
    client = Client()
    client.get(link)
    return client


def choose(client, password=PASSWORD, again=None):
    return client.post(PAGE, {"password": password, "again": password if again is None else again})


def test_the_link_leads_to_the_page_and_stands_in_no_address_after(link):
    client = Client()
    assert client.get(link)["Location"] == PAGE
    answer = client.get(PAGE)
    assert "Dit brugernavn er <strong>jens</strong>" in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert link.split("?n=")[1] not in answer.text


def test_a_password_is_chosen_and_the_link_is_used_up(cast, client, link):
    answer = choose(client)
    assert answer["Location"] == "/konto/log-ind/"
    assert User.objects.get(pk=cast.jens.pk).check_password(PASSWORD)
    other = Client()
    other.get(link)
    assert other.get(PAGE).status_code == 410
    assert "Linket virker ikke længere" in other.get(PAGE).text


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("kort", "16"),
        ("passwordpassword", "gentager sig selv"),
        ("1q2w3e4r5t6y7u8i", "almindelig"),
        ("", "Der er noget, der skal rettes"),
    ],
)
def test_a_weak_password_is_refused_with_why(cast, client, password, words):
    answer = choose(client, password)
    assert answer.status_code == 422
    assert words in answer.text
    assert not User.objects.get(pk=cast.jens.pk).has_usable_password()


def test_a_slip_of_the_fingers_is_caught(client):
    answer = choose(client, again=PASSWORD + "x")
    assert (answer.status_code, "ikke ens" in answer.text) == (422, True)


def test_a_password_may_be_long_and_have_any_signs_and_spaces_at_its_ends(cast, client):
    long = "  æøå 🦆 " + "x" * 120 + " "
    assert choose(client, long).status_code == 302
    assert User.objects.get(pk=cast.jens.pk).check_password(long)


@pytest.mark.parametrize("address", [PAGE, PAGE + "?n=snyd"])
def test_without_a_link_there_is_nothing_to_choose(address):
    answer = Client().get(address, follow=True)
    assert answer.status_code == 410


def test_chosen_meanwhile_in_another_window_it_is_too_late(client, link):
    other = Client()
    other.get(link)
    choose(other)
    assert choose(client, "en helt anden og længere en").status_code == 410
