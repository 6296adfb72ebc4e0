"""A message half written stays in the tab until it is sent or its writer signs out; nobody else finds it there."""

import pytest
from playwright.sync_api import expect

from helevejen.cases.models import Message
from tests.journeys.conftest import sign_in_browser

MESSAGES = "/min-vej/beskeder/"


@pytest.fixture
def writing(people, screens):
    """Amina's screen with a message begun."""
    page = screens.of(people.amina.user, MESSAGES)
    page.get_by_label("Din besked").fill("Hej Jens. Jeg vil")
    return page


def kept(page):
    """Return what lies in the tab."""
    return page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('words:')).length")


def test_it_is_there_again_after_another_page_and_is_gone_when_sent(writing, screens):
    writing.goto(f"{screens.address}/min-vej/")
    writing.goto(f"{screens.address}{MESSAGES}")
    box = writing.get_by_label("Din besked")
    expect(box).to_have_value("Hej Jens. Jeg vil")
    expect(writing.get_by_text("Det, du begyndte på, står her stadig.")).to_be_visible()
    box.fill("Hej Jens. Jeg vil gerne tale med dig.")
    writing.get_by_role("button", name="Send", exact=True).click()
    expect(writing.get_by_text("Hej Jens. Jeg vil gerne tale med dig.")).to_be_visible()
    expect(writing.get_by_label("Din besked")).to_have_value("")
    assert kept(writing) == 0
    assert Message.objects.count() == 1


def test_what_could_not_be_taken_is_still_there(writing, screens, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    writing.get_by_role("button", name="Send", exact=True).click()
    expect(writing.get_by_role("heading", name="Det er for meget på én gang")).to_be_visible()
    del settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    writing.goto(f"{screens.address}/min-vej/")
    writing.goto(f"{screens.address}{MESSAGES}")
    expect(writing.get_by_label("Din besked")).to_have_value("Hej Jens. Jeg vil")
    assert [one for one in screens.complaints if "413" in one] == screens.complaints
    screens.complaints.clear()


def test_it_can_be_thrown_away(writing, screens):
    writing.goto(f"{screens.address}{MESSAGES}")
    writing.get_by_role("button", name="Slet det").click()
    expect(writing.get_by_label("Din besked")).to_have_value("")
    assert kept(writing) == 0


def test_after_signing_out_nothing_lies_in_the_tab(writing):
    writing.get_by_role("button", name="Log ud").click()
    expect(writing.get_by_role("button", name="Log ud")).to_have_count(0)
    assert kept(writing) == 0


def test_whoever_signs_in_next_in_the_same_tab_finds_nothing(writing, people, screens):
    assert kept(writing) == 1
    sign_in_browser(writing.context, people.bo.user, screens.address)
    writing.goto(f"{screens.address}{MESSAGES}")
    expect(writing.get_by_label("Din besked")).to_have_value("")
    assert kept(writing) == 0
