"""What is sent is sent once, however often it is pressed, and as it was written, whatever the calendar makes of it."""

import pytest
from playwright.sync_api import expect

from helevejen.cases.models import Message, Note
from helevejen.citizens.models import Wish
from helevejen.recruitment.models import JobOrder
from tests.journeys.looking import says
from tests.journeys.test_what_is_written_is_not_lost import choose, writing

__all__ = ["writing"]

WISH = "Jeg vil lave kaffe for folk."


def test_a_note_whose_button_is_pressed_twice_is_one_note(writing):
    writing.get_by_role("button", name="Gem notatet").dblclick()
    says(writing, "Notatet står nu i sagen.")
    writing.wait_for_load_state("networkidle")
    assert Note.objects.count() == 1


def test_enter_twice_sends_one_message(writing):
    choose(writing, "Besked")
    expect(writing.get_by_label("Besked", exact=True)).to_be_focused()
    writing.get_by_role("button", name="Send beskeden").focus()
    writing.keyboard.press("Enter")
    writing.keyboard.press("Enter")
    says(writing, "Beskeden er sendt")
    writing.wait_for_load_state("networkidle")
    assert Message.objects.count() == 1


def test_who_comes_back_to_what_was_received_finds_an_empty_form(people, screens):
    page = screens.of(people.amina.user, "/min-vej/oensker/nyt/")
    page.locator("main textarea").fill(WISH)
    page.get_by_role("button", name="Gem mit ønske").click()
    says(page, "Dit ønske er gemt")
    page.go_back()
    says(page, "Det, du sendte herfra, er modtaget.")
    expect(page.locator("main textarea")).to_have_value("")
    assert [one.text for one in Wish.objects.all()].count(WISH) == 1


@pytest.mark.parametrize("written", ["31/02/2027", "3. december", "abc"])
def test_a_date_that_cannot_be_read_is_told_and_kept(people, screens, written):
    page = screens.of(people.poul.user, "/virksomhed/ordre/ny/")
    page.get_by_label("Hvem søges?").fill("Lagermedarbejdere med truck")
    page.get_by_label("Hvad skal der laves?").fill("Læsse af og stille på hylder.")
    page.get_by_label("Hvor mange?").fill("2")
    page.get_by_label("Timer om ugen, mindst").fill("4")
    page.get_by_label("Timer om ugen, højst").fill("37")
    page.get_by_label("Praktik").check()
    day = page.get_by_role("textbox", name="Første dag")
    day.press_sequentially(written)
    page.get_by_role("button", name="Send ordren").click()
    says(page, "Skriv datoen som dag, måned og år")
    expect(day).to_have_value(written)
    assert not JobOrder.objects.exists()
