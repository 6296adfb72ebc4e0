"""A page shows a link only to those who may follow it: every link from everybody's first page leads somewhere."""

import re
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from helevejen.core import clock
from tests.cast import NOW
from tests.factories.citizens import ConsentFactory, RelationFactory
from tests.support.signing_in import signed_in
from tests.walk.world import make_world, roles

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

_LINK = re.compile(r'(?:href|hx-get)="([^"]+)"')
#: So many pages are opened for one person, those nearest the first page first.
MOST_PAGES = 120


@pytest.fixture
def world(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    with clock.frozen(NOW, in_every_thread=True):
        whole = make_world()
        RelationFactory(user=whole.cast.vibeke, citizen=whole.cast.bo, coordinator=True)
        ConsentFactory(citizen=whole.cast.bo, partner_user=whole.cast.vibeke)
        yield whole


def links_on(page: str, html: str) -> list[str]:
    """Return where a page leads within the site, without what is only another view of the same page."""
    found = []
    for link in _LINK.findall(html):
        parts = urlsplit(urljoin(page, unescape(link)))
        if not parts.netloc and parts.path.startswith("/") and not parts.path.startswith("/static/"):
            found.append(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    return list(dict.fromkeys(found))


def dead_ends(client: Client, start: str) -> list[str]:
    """Return the links that lead nowhere, each with the page it stands on."""
    waiting, seen, dead = [("", start)], {start}, []
    opened = 0
    while waiting and opened < MOST_PAGES:
        stands_on, path = waiting.pop(0)
        answer = client.get(path)
        opened += 1
        if answer.status_code >= 400:
            dead.append(f"{path} on {stands_on}: {answer.status_code}")
        for link in _leads_on(path, answer):
            plain = link.split("?")[0]
            if plain not in seen:
                seen.add(plain)
                waiting.append((path, link))
    return dead


def _leads_on(path: str, answer: Any) -> list[str]:
    if answer.status_code in {301, 302}:
        link = urlsplit(answer.headers["Location"])
        # Nobody here has a second factor to show anew; test_staff_sign_in does.
        return (
            [] if link.path.startswith("/konto/igen/") else [f"{link.path}?{link.query}" if link.query else link.path]
        )
    is_page = answer.status_code == 200 and "text/html" in answer.headers.get("Content-Type", "")
    return links_on(path, answer.text) if is_page else []


@pytest.mark.parametrize(
    "role",
    [
        "jobformidler", "leader", "colleague", "other team", "coordinator", "recruiter", "analyst", "log controller",
        "administrator", "citizen", "company", "anybody",
    ],
)  # fmt: skip
def test_every_link_leads_somewhere(world, role):
    user = roles(world)[role]
    client = signed_in(user) if user else Client()
    assert dead_ends(client, "/") == []


def test_a_link_that_leads_nowhere_is_found(world, monkeypatch):
    from helevejen.web.desk import frame

    monkeypatch.setattr(frame, "sees_who_has_looked", lambda level: True)
    found = dead_ends(signed_in(world.cast.vibeke), "/")
    assert [line.split(" on ")[0] for line in found] == [f"/arbejde/borger/{world.cast.bo.pk}/adgang/"]
