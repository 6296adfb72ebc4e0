"""
A member of staff signs in, with a real browser, a real passkey and real codes.

The passkey lives in the browser's own virtual authenticator; the codes are computed here, from the key on the screen,
as an app would (RFC 6238). Time is the real one: codes are about now.
"""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from hashlib import sha1

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from helevejen.accounts.models import Notice
from helevejen.audit.enums import Verb
from helevejen.audit.models import Event
from tests.support import patience

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "fire gule ællinger i regnvejr"
GLASS = "/arbejde/noedadgang/"


def code_from(secret: str, at: float) -> str:
    """Return the six digits an app shows for a secret at a moment."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(at) // 30), sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def fresh_code(secret: str, *, used: str = "") -> str:
    """Return a code that is not about to run out, and not the one that was used: each works once."""
    while time.time() % 30 > 25 or code_from(secret, time.time()) == used:
        time.sleep(0.5)
    return code_from(secret, time.time())


@pytest.fixture
def omar(live_server, cast):
    cast.omar.set_password(PASSWORD)
    cast.omar.save()
    return cast.omar


@pytest.fixture
def desk(page, live_server, omar):
    """A browser on the machine itself: keys ask for a name, not a number."""
    desk = Desk(page, live_server.url.replace("127.0.0.1", "localhost"))
    yield desk
    assert desk.complaints == []


class Desk:
    """What a person does at the screen."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.set_default_timeout(patience.SECONDS * 1000)

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def sign_in(self, username: str = "omar", password: str = PASSWORD) -> None:
        self.go("/konto/log-ind/")
        self.page.get_by_label("Brugernavn").fill(username)
        self.page.get_by_label("Adgangskode").fill(password)
        self.press("Log ind med adgangskode")

    def sign_out(self) -> None:
        self.press("Log ud")
        expect(self.page.get_by_role("link", name="Log ind som medarbejder")).to_be_visible()

    def add_app(self) -> str:
        """Add an app, and return its secret."""
        self.follow("Tilføj en kodeapp")
        secret = self.page.locator("code").first.inner_text()
        self.page.get_by_label("Kode fra din kodeapp").fill(fresh_code(secret))
        self.press("Tilføj")
        return secret

    def add_key(self) -> None:
        self.follow("Tilføj en adgangsnøgle")
        self.page.get_by_label("Hvad skal nøglen hedde?").fill("Min telefon")
        self.press("Tilføj")

    def plug_in_a_key(self) -> None:
        """Give the browser an authenticator that always says yes, as a finger would."""
        tools = self.page.context.new_cdp_session(self.page)
        tools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    def is_at_work(self) -> None:
        expect(self.page).to_have_url(re.compile(r"/arbejde/$"))


def ways_in() -> list[list[str]]:
    return [event.detail["ways"] for event in Event.objects.filter(verb=Verb.SIGNED_IN).order_by("pk")]


def test_the_first_time_a_second_factor_is_chosen_and_from_then_on_a_code_is_asked_for(desk, omar):
    desk.sign_in()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Vælg en ekstra sikring")
    desk.go("/arbejde/")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Vælg en ekstra sikring")

    secret = desk.add_app()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Dine nødkoder")
    recovery = desk.page.locator(".recovery-codes code").all_inner_texts()
    assert len(recovery) == 10
    desk.follow("Jeg har gemt dem. Videre")
    desk.is_at_work()
    desk.sign_out()

    desk.sign_in()
    box = desk.page.get_by_label("Kode fra din kodeapp")
    box.fill("000000")
    desk.press("Log ind")
    expect(desk.page.get_by_role("main")).to_contain_text("Koden passer ikke")
    used = code_from(secret, time.time())
    box.fill(fresh_code(secret, used=used))
    desk.press("Log ind")
    desk.is_at_work()
    desk.sign_out()

    desk.sign_in()
    desk.page.get_by_label("Kode fra din kodeapp").fill(recovery[3])
    desk.press("Log ind")
    desk.is_at_work()
    desk.sign_out()

    desk.sign_in()
    desk.page.get_by_label("Kode fra din kodeapp").fill(recovery[3])
    desk.press("Log ind")
    expect(desk.page.get_by_role("main")).to_contain_text("Koden passer ikke")

    assert ways_in() == [["password"], ["password", "totp"], ["password", "recovery_codes"]]
    refused = Event.objects.filter(verb=Verb.SIGN_IN_FAILED)
    assert {event.object_id for event in refused} == {str(omar.pk)}
    assert refused.count() == 2


def test_after_a_passkey_is_added_it_signs_in_alone_and_lets_into_emergency_access(desk, cast, omar):
    desk.plug_in_a_key()
    desk.sign_in()
    desk.add_key()
    desk.follow("Jeg har gemt dem. Videre")
    desk.is_at_work()
    desk.sign_out()

    desk.go("/konto/log-ind/")
    desk.press("Log ind med adgangsnøgle")
    desk.is_at_work()
    assert ways_in()[-1] == ["webauthn"]

    # A while later: the same session, but nobody has shown who they are for six minutes.
    session = Session.objects.get()
    words = session.get_decoded()
    for record in words["account_authentication_methods"]:
        record["at"] -= 360
    session.session_data = Session.objects.encode(words)
    session.save()
    desk.go(GLASS)
    expect(desk.page.get_by_role("main")).to_contain_text("Log ind igen først")
    desk.follow("Log ind igen")
    desk.press("Brug din adgangsnøgle")
    expect(desk.page).to_have_url(desk.address + GLASS)
    desk.page.get_by_label("CPR-nummer").fill(cast.amina.cpr)
    desk.page.get_by_label("Borgeren står her og har brug for hjælp nu").check()
    desk.page.get_by_label("Skriv hvorfor").fill("Borgeren står i skranken uden medicin, og ingen kan nås.")
    desk.press("Åbn borgerens sag")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Amina Holm")


def test_a_password_or_a_code_shows_anew_who_one_is(desk, omar):
    desk.sign_in()
    secret = desk.add_app()
    used = code_from(secret, time.time())
    desk.go("/konto/igen/?next=" + GLASS)
    desk.page.get_by_label("Din adgangskode").fill(PASSWORD)
    desk.press("Fortsæt")
    expect(desk.page).to_have_url(desk.address + GLASS)
    desk.go("/konto/igen/kode/?next=" + GLASS)
    desk.page.get_by_label("Kode fra din kodeapp").fill(fresh_code(secret, used=used))
    desk.press("Fortsæt")
    expect(desk.page).to_have_url(desk.address + GLASS)


def test_a_key_that_is_not_there_is_said_in_words(desk):
    desk.plug_in_a_key()  # an authenticator that holds nothing of ours
    desk.go("/konto/log-ind/")
    trouble = desk.page.locator("[data-key-trouble]")
    expect(trouble).to_be_hidden()
    desk.press("Log ind med adgangsnøgle")
    expect(trouble).to_be_visible()


def test_the_last_factor_taken_away_must_be_replaced_at_once_and_its_owner_is_told(desk, omar):
    desk.sign_in()
    desk.add_app()
    desk.go("/konto/sikring/")
    desk.follow("Fjern kodeappen")
    desk.press("Fjern")
    desk.go("/arbejde/")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Vælg en ekstra sikring")
    assert list(Notice.objects.filter(user=omar).order_by("pk").values_list("text", flat=True)) == [
        "Der er tilføjet en kodeapp til din konto.",
        "Kodeappen er fjernet fra din konto.",
    ]


def test_who_signs_out_is_out_on_the_server_too(desk, omar):
    desk.plug_in_a_key()
    desk.sign_in()
    desk.add_key()
    desk.follow("Jeg har gemt dem. Videre")
    cookies = [one for one in desk.page.context.cookies() if one["name"] == settings.SESSION_COOKIE_NAME]
    with desk.page.expect_response("**/konto/log-ud/") as answer:
        desk.press("Log ud")
    assert answer.value.header_value("clear-site-data") == '"cache", "storage"'
    desk.page.wait_for_load_state()
    desk.page.context.add_cookies(cookies)  # somebody kept the cookie
    desk.go("/arbejde/")
    expect(desk.page.get_by_role("link", name="Log ind som medarbejder")).to_be_visible()
    assert not any("_auth_user_id" in one.get_decoded() for one in Session.objects.all())
