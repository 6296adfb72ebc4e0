"""The frame of every page."""

import json
import re
from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from helevejen.web.shared import way_back
from helevejen.web.shared.context import NAV_PARTS, surface_of
from tests.house.tree import SOURCE

pytestmark = pytest.mark.django_db

BASE = (SOURCE / "web/shared/templates/shared/base.html").read_text()


@pytest.fixture
def html(client):
    return client.get("/tilgaengelighed/").content.decode()


def test_blocks_come_in_their_fixed_order():
    assert re.findall(r"{% block (\w+)", BASE) == ["title", "nav", "main"]


def test_the_page_names_itself_its_language_and_its_municipality(html):
    assert '<html lang="da">' in html
    assert "<title>Tilgængelighed – Hele Vejen</title>" in re.sub(r"\s+", " ", html)
    assert "Fredericia Kommune" in html


def test_the_first_thing_in_the_page_leads_past_the_header(html):
    assert re.search(r"<body[^>]*>\s*<a class=\"skipnav\" href=\"#main\"", html)
    assert 'id="main"' in html


def test_htmx_runs_nothing_of_its_own_and_remembers_no_page(html):
    settings = json.loads(re.search(r"name=\"htmx-config\" content='([^']+)'", html).group(1))
    assert settings["allowEval"] is False
    assert settings["includeIndicatorStyles"] is False
    assert settings["historyCacheSize"] == 0


def test_the_language_of_a_form_with_faults_comes_back_to_the_page_it_was_sent_from():
    came_from = {"Host": "testserver", "Referer": "http://testserver/side/?vis=alle"}
    sent = RequestFactory().post("/gem/", headers=came_from)
    assert way_back.page_of(sent) == "/side/?vis=alle"
    assert way_back.page_of(RequestFactory().get("/side/?vis=mine")) == "/side/?vis=mine"


def test_the_language_changes_by_a_form_and_comes_back_to_the_page(client, html):
    assert 'name="language" value="en"' in html
    client.post("/sprog/", {"language": "en", "next": "/tilgaengelighed/"})
    assert '<html lang="en">' in client.get("/tilgaengelighed/").content.decode()


def test_a_stranger_is_not_asked_to_log_out_and_a_user_is(client, jens):
    assert "Log ud" not in client.get("/tilgaengelighed/").content.decode()
    client.force_login(jens)
    answer = client.get("/tilgaengelighed/", follow=True).content.decode()
    assert "Log ud" in answer
    assert "Jens" in answer
    assert "Jobformidler" in answer


@pytest.mark.parametrize(
    ("namespaces", "surface"), [(["desk"], "desk"), (["citizen"], "citizen"), (["x"], "public"), ([], "public")]
)
def test_the_surface_is_read_from_the_address(namespaces, surface):
    request = RequestFactory().get("/")
    request.resolver_match = SimpleNamespace(namespaces=namespaces)
    assert surface_of(request) == surface


def test_an_address_that_leads_nowhere_looks_public():
    request = RequestFactory().get("/")
    request.resolver_match = None
    assert surface_of(request) == "public"


def test_every_surface_has_a_place_for_its_links():
    assert all(part == f"{surface}/_nav.html" for surface, part in NAV_PARTS.items())


@pytest.mark.parametrize("path", ["/tilgaengelighed/", "/dine-oplysninger/"])
def test_the_statements_are_for_anyone_and_only_to_read(client, path):
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 405


def test_the_gallery_is_closed_where_there_are_real_citizens(client):
    assert client.get("/galleri/").status_code == 404


def person_mark_of(client, path="/tilgaengelighed/"):
    return re.search(r'name="person-mark" content="([^"]*)"', client.get(path, follow=True).text).group(1)


def test_a_page_knows_whose_it_is_after_another_sign_in_too_without_telling(client, cast):
    assert person_mark_of(client) == ""
    marks = []
    for user in (cast.jens, cast.mette, cast.jens):
        client.force_login(user)
        marks.append(person_mark_of(client))
    assert marks[0] == marks[2] != marks[1]
    assert str(cast.jens.pk) != marks[0]
    assert len(marks[0]) == 20
