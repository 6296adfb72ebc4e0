"""The front page, and where each person's work begins."""

import pytest
from django.test import Client

from helevejen.audit.models import Event
from tests.factories.accounts import InstallationFactory

pytestmark = pytest.mark.django_db

PEOPLE = [
    {"username": "jens", "name": "Jens Bro", "role": "Jobformidler", "line": "Har en fuld dag."},
    {"username": "amina", "name": "Amina Holm", "role": "Borger", "line": "Drømmer om heste."},
]

HOMES = {
    "jens": "/arbejde/",
    "lene": "/ledelse/",
    "vibeke": "/arbejde/veteraner/",
    "rikke": "/arbejde/ordrer/",
    "anders": "/ledelse/tal/",
    "karen": "/ledelse/log/",
    "bent": "/arbejde/medarbejdere/",
    "amina": "/min-vej/",
    "poul": "/virksomhed/",
}


def user_of(cast, name):
    person = getattr(cast, name)
    return person if hasattr(person, "username") else person.user


@pytest.mark.parametrize("name", HOMES)
def test_everybody_begins_at_a_page_of_their_own(cast, sign_in, name):
    client = sign_in(user_of(cast, name))
    assert client.get("/")["Location"] == HOMES[name]
    assert client.get(HOMES[name]).status_code == 200


@pytest.mark.parametrize(
    ("name", "words", "page"),
    [
        ("vibeke", "Du koordinerer for de veteraner", "/arbejde/veteraner/"),
        ("bent", "Du passer på, at de rigtige kan komme ind", "/arbejde/medarbejdere/"),
        ("karen", "Du kontrollerer, hvem der har set hvad", "/ledelse/log/"),
        ("rikke", "Du finder de rette til virksomhedernes jobordrer.", "/arbejde/ordrer/"),
        ("anders", "Du følger, hvordan det går", "/ledelse/tal/"),
    ],
)
def test_min_dag_without_cases_leads_to_one_s_own_page(cast, sign_in, name, words, page):
    text = sign_in(getattr(cast, name)).get("/arbejde/").text
    assert words in text
    assert f'href="{page}"' in text


@pytest.mark.parametrize("name", ["jens", "lene", "vibeke", "rikke", "anders", "karen", "bent"])
def test_the_menu_leads_nowhere_one_may_not_go(cast, sign_in, name):
    client = sign_in(getattr(cast, name))
    for home in ("/arbejde/", HOMES[name]):
        menu = client.get(home).text.split('id="site-nav"')[1].split("</nav>")[0]
        links = [part.split('"')[0] for part in menu.replace('<use href="', "").split('href="')[1:]]
        assert links
        assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_anybody_sees_the_three_doors(db):
    text = Client().get("/").text
    assert "Log ind som medarbejder" in text
    assert "Prøv som" not in text


def test_in_the_demo_its_people_can_be_chosen(cast, settings):
    settings.DEMO = True
    InstallationFactory(people=PEOPLE)
    client = Client()
    text = client.get("/").text
    assert "Jens Bro" in text
    assert "Drømmer om heste." in text
    assert client.post("/log-ind/demo/jens/")["Location"] == "/arbejde/"
    assert Event.objects.get().detail == {"ways": ["demo"]}
