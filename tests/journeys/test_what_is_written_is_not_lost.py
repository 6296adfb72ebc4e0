"""What somebody has begun to write stays when another kind or cap is chosen, and is not thrown away by a slip."""

import pytest
from playwright.sync_api import expect

from helevejen.cases.models import Message, Note
from tests.journeys.looking import part, says
from tests.journeys.test_jobformidler_works_in_the_file import file_of


@pytest.fixture
def writing(people, screens):
    """Jens' screen, where he has begun a note as authority."""
    page = screens.of(people.jens, file_of(people.aminas_case))
    choose(page, "Myndighed")
    page.get_by_label("Overskrift").fill("Et kursus")
    page.get_by_label("Notat", exact=True).fill("Vi taler om\nkørekort C.")
    page.get_by_label("Borgeren kan læse notatet på Min vej").uncheck()
    return page


def choose(page, word):
    part(page, "Skriv i sagen").get_by_role("link", name=word, exact=True).click()


def test_another_kind_takes_the_words_over_and_gives_them_back(writing):
    choose(writing, "Besked")
    expect(writing.get_by_label("Besked", exact=True)).to_have_value("Vi taler om\nkørekort C.")
    choose(writing, "Udkast til afgørelse")
    expect(writing.get_by_text("Hvad skal der træffes afgørelse om?")).to_be_visible()
    choose(writing, "Notat")
    expect(writing.get_by_label("Overskrift")).to_have_value("Et kursus")
    expect(writing.get_by_label("Notat", exact=True)).to_have_value("Vi taler om\nkørekort C.")
    expect(writing.get_by_label("Borgeren kan læse notatet på Min vej")).not_to_be_checked()


def test_what_is_written_anew_in_another_kind_is_what_goes_on(writing):
    choose(writing, "Besked")
    writing.get_by_label("Besked", exact=True).fill("Hej Amina.")
    choose(writing, "Notat")
    expect(writing.get_by_label("Notat", exact=True)).to_have_value("Hej Amina.")
    expect(writing.get_by_label("Overskrift")).to_have_value("Et kursus")


def test_another_cap_keeps_the_words(writing):
    choose(writing, "Virksomhed")
    expect(writing.get_by_label("Hvad talte I om?")).to_have_value("Vi taler om\nkørekort C.")
    choose(writing, "Mentor")
    expect(writing.get_by_label("Overskrift")).to_have_value("Et kursus")
    expect(writing.get_by_role("paragraph").filter(has_text="Du skriver som")).to_contain_text("Mentor")


def test_a_form_with_errors_keeps_its_words_for_the_next_kind(writing):
    writing.get_by_label("Overskrift").fill("")
    writing.get_by_role("button", name="Gem notatet").click()
    expect(part(writing, "Skriv i sagen").get_by_text("Skriv en overskrift.").first).to_be_visible()
    choose(writing, "Besked")
    expect(writing.get_by_label("Besked", exact=True)).to_have_value("Vi taler om\nkørekort C.")
    assert not Note.objects.exists()


def test_what_is_saved_does_not_come_again(writing):
    choose(writing, "Besked")
    writing.get_by_role("button", name="Send beskeden").click()
    says(part(writing, "Skriv i sagen"), "Beskeden er sendt")
    assert Message.objects.get().text.splitlines() == ["Vi taler om", "kørekort C."]
    choose(writing, "Myndighed")
    expect(writing.get_by_label("Overskrift")).to_have_value("")
    expect(writing.get_by_label("Notat", exact=True)).to_have_value("")


def test_escape_throws_nothing_away_and_fortryd_asks_first(writing):
    writing.get_by_label("Notat", exact=True).press("Escape")
    expect(writing.get_by_label("Notat", exact=True)).to_have_value("Vi taler om\nkørekort C.")
    asked = []
    writing.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    choose(writing, "Fortryd")
    expect(writing.get_by_label("Notat", exact=True)).to_have_value("Vi taler om\nkørekort C.")
    assert asked == ["Det, du har skrevet, er ikke gemt. Vil du lukke og slette det?"]
    writing.once("dialog", lambda dialog: dialog.accept())
    choose(writing, "Fortryd")
    expect(writing.get_by_label("Notat", exact=True)).to_have_count(0)
    choose(writing, "Myndighed")
    expect(writing.get_by_label("Notat", exact=True)).to_have_value("")


def test_an_empty_form_is_closed_without_a_question(people, screens):
    page = screens.of(people.jens, file_of(people.aminas_case))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    choose(page, "Mentor")
    choose(page, "Fortryd")
    expect(page.get_by_label("Overskrift")).to_have_count(0)
