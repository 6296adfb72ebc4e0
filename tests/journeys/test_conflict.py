"""Two jobformidlere on one turn: the slower one is told who was faster, keeps the words, and nothing is done twice."""

import pytest
from playwright.sync_api import expect

from tests.factories.accounts import AbsenceFactory
from tests.journeys.looking import says


@pytest.fixture
def substitute(people):
    """Mette covers for Jens, who is in today all the same."""
    AbsenceFactory(user=people.jens, substitute=people.mette)
    return people.mette


def test_the_slower_one_is_told_who_was_faster(people, substitute, screens):
    slow, fast = screens.of(people.jens), screens.of(substitute)
    for page in (slow, fast):
        page.get_by_role("link", name="Gjort – Amina Holm").click()
        page.get_by_role("textbox", name="Notat").fill("Talt i telefon med Amina.")
    fast.get_by_role("button", name="Send", exact=True).click()
    says(fast, "Gjort.")

    with slow.expect_response("**/videre/") as answered:
        slow.get_by_role("button", name="Send", exact=True).click()
    assert answered.value.status == 409
    told = slow.get_by_role("alert").filter(has_text="Mette Dahl")
    says(told, "Mette Dahl sendte bolden videre lige nu.", "Talt i telefon med Amina.")
    expect(told).to_be_focused()
    told.get_by_role("link", name="Vis sagen, som den er nu").click()
    expect(slow.get_by_role("heading", level=1)).to_have_text("Amina Holm")
    assert people.aminas_case.tracks.get().turns.count() == 2
    assert people.aminas_case.notes.count() == 1


def test_it_is_told_without_javascript_too(people, substitute, screens):
    slow, fast = screens.of(people.jens, java_script_enabled=False), screens.of(substitute)
    for page in (slow, fast):
        page.get_by_role("link", name="Gjort – Amina Holm").click()
    fast.get_by_role("button", name="Send", exact=True).click()
    says(fast, "Gjort.")
    slow.get_by_role("button", name="Send", exact=True).click()
    expect(slow.get_by_role("heading", level=1)).to_have_text("Bolden er flyttet")
    says(slow, "Mette Dahl sendte bolden videre lige nu.", "Derfor er der ikke gemt noget.")
    assert people.aminas_case.tracks.get().turns.count() == 2
