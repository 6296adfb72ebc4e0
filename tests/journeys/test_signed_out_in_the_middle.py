"""Somebody is signed out in the middle of writing: the words stay, and can be sent after signing in elsewhere."""

import re
import time

from django.conf import settings
from playwright.sync_api import expect

from helevejen.cases.models import Note
from helevejen.recruitment.enums import OrderEventKind
from tests.factories.recruitment import JobOrderFactory
from tests.journeys.conftest import sign_in_browser
from tests.journeys.looking import says
from tests.journeys.test_what_is_written_is_not_lost import writing

SLOW = 1  # seconds for one answer

__all__ = ["writing"]


def test_the_words_wait_until_one_has_signed_in_again(writing, people, screens):
    writing.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    writing.get_by_role("button", name="Gem notatet").click()
    expect(writing.locator("#connection")).to_contain_text("Du er blevet logget ud, og det er ikke gemt.")
    expect(writing.get_by_label("Notat", exact=True)).to_have_value("Vi taler om\nkørekort C.")
    writing.context.clear_cookies()  # signing in also changes the token of every form
    sign_in_browser(writing.context, people.jens, screens.address)
    writing.get_by_role("button", name="Gem notatet").click()
    says(writing, "Notatet står nu i sagen.")
    assert Note.objects.get().text == "Vi taler om\nkørekort C."
    refused = [one for one in screens.complaints if "401" in one]
    assert refused
    assert len(refused) == len(screens.complaints)
    screens.complaints.clear()


def test_the_words_are_not_sent_as_those_of_whoever_signs_in_next(writing, people, screens):
    writing.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    writing.get_by_role("button", name="Gem notatet").click()
    expect(writing.get_by_text("Du er blevet logget ud, og det er ikke gemt.")).to_be_visible()
    writing.context.clear_cookies()
    sign_in_browser(writing.context, people.mette, screens.address)
    writing.get_by_role("button", name="Gem notatet").click()
    expect(writing.get_by_text("En anden er logget ind i browseren nu")).to_be_visible()
    expect(writing.get_by_label("Notat", exact=True)).to_have_value("Vi taler om\nkørekort C.")
    assert not Note.objects.exists()
    sign_in_browser(writing.context, people.jens, screens.address)
    writing.get_by_role("button", name="Gem notatet").click()
    says(writing, "Notatet står nu i sagen.")
    assert Note.objects.get().written_by == people.jens
    assert [one for one in screens.complaints if "401" in one] == screens.complaints
    screens.complaints.clear()


def test_a_form_sent_without_a_net_stays_on_the_page(people, screens):
    page = screens.of(people.amina.user, "/min-vej/oensker/nyt/")
    page.locator("main textarea").fill("Jeg vil gerne arbejde med heste.")
    page.context.set_offline(True)
    page.locator("main form").get_by_role("button", name="Gem mit ønske").click()
    expect(page.locator("#connection")).to_contain_text("uden internet")
    expect(page.locator("main textarea")).to_have_value("Jeg vil gerne arbejde med heste.")
    page.context.set_offline(False)
    expect(page.locator("#connection")).to_be_hidden()
    page.locator("main form").get_by_role("button", name="Gem mit ønske").click()
    says(page, "Dit ønske er gemt")


def test_a_whole_text_waits_on_its_page_too(people, screens):
    page = screens.of(people.amina.user, "/min-vej/oensker/nyt/")
    page.locator("main textarea").fill("Jeg vil gerne arbejde med heste.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Gem mit ønske").click()
    expect(page.locator("#connection")).to_contain_text("Du er blevet logget ud, og det er ikke gemt.")
    expect(page.locator("main textarea")).to_have_value("Jeg vil gerne arbejde med heste.")
    page.context.clear_cookies()
    sign_in_browser(page.context, people.amina.user, screens.address)
    page.get_by_role("button", name="Gem mit ønske").click()
    says(page, "Dit ønske er gemt")


def slowly(route):
    time.sleep(SLOW)
    route.continue_()


def test_nothing_else_is_pressed_while_the_page_asks_who_is_there(people, screens):
    order = JobOrderFactory(owner=people.rikke)
    page = screens.of(people.rikke, f"/arbejde/ordrer/{order.pk}/")
    page.route("**/tilgaengelighed/", slowly)
    page.get_by_label("Hvad aftalte I?").fill("Få timer om ugen er fint.")
    page.get_by_role("button", name="Skriv det ned").click()
    page.get_by_role("button", name="Find kandidater").click()
    expect(page).to_have_url(re.compile("/kandidater/$"))
    assert order.events.filter(kind=OrderEventKind.ANSWERED).exists()
