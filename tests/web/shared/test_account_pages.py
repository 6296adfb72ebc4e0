"""The sign-in library's pages wear the house's clothes, and never invite anybody to sign up."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse

from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db

PICTURES = Path(__file__).resolve().parents[3] / "test-results" / "account"
PAGES = ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_change_password", "account_reauthenticate"]


@pytest.fixture
def signed_in(client, jens):
    jens.set_password("a password for the test")
    jens.save()
    client.post(reverse("account_login"), {"login": jens.username, "password": "a password for the test"})
    client.post(reverse("account_reauthenticate"), {"password": "a password for the test"})
    return client


def test_signing_in_offers_the_passkey_first_and_no_account_to_make(client):
    html = client.get(reverse("account_login")).content.decode()
    assert html.index("Log ind med adgangsnøgle") < html.index("Log ind med adgangskode")
    assert "signup" not in html
    assert 'class="form-input"' in html


def test_a_wrong_password_is_answered_in_the_house_s_way(client):
    html = client.post(reverse("account_login"), {"login": "nobody", "password": "wrong"}).content.decode()
    assert "Der er noget, der skal rettes" in words_of(html)


def test_leaving_asks_first(signed_in):
    assert "Vil du logge ud?" in signed_in.get(reverse("account_logout")).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_an_account_can_be_drawn(signed_in, name):
    answer = signed_in.get(reverse(name))
    assert answer.status_code == 200
    assert 'class="surface surface--public"' in answer.content.decode()


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_door_is_without_fault(page, live_server, language):
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    look_at(page, f"{live_server.url}{reverse('account_login')}", f"login-{language}")


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_an_account_are_without_fault(signed_in, page, live_server, name):
    session = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    look_at(page, f"{live_server.url}{reverse(name)}", name)


def look_at(page, address, name):
    said = []
    page.on("console", lambda line: said.append(line.text) if line.type in {"error", "warning"} else None)
    page.goto(address)
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
    assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []
    assert said == []
