"""The same deeds with nothing but a keyboard: Tab to go, Enter to do, the space bar and arrows to choose."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.cast import NOW, TODAY
from tests.factories.caseload import HandoverFactory
from tests.factories.cases import TrackFactory
from tests.journeys.looking import part, says

MOST_TABS = 60
_IS_FOCUSED = "element => element === document.activeElement"
#: What shows where the focus is: an outline or a shadow of its own, or, for what is drawn by its label, the label's.
_IS_SEEN = """() => {
    const shows = (element) => {
        if (!element) return false;
        const style = getComputedStyle(element);
        return (style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none";
    };
    const focused = document.activeElement;
    const label = focused.labels && focused.labels[0];
    if (focused === document.body) return true;
    return [focused, label, focused.parentElement].some((element) => shows(element))
        || (label && getComputedStyle(label, "::before").boxShadow !== "none");
}"""


@pytest.fixture
def at_keyboard(screens):
    """Return somebody's screen, where nothing is clicked."""

    def sit_down(user, path="/") -> Page:
        page = screens.of(user, path)
        page.evaluate("addEventListener('mousedown', () => { window.wasClicked = true; }, true)")
        return page

    return sit_down


def go_to(page: Page, target: Locator) -> None:
    """Press Tab until the focus is there; on the way it can always be seen where it is."""
    target.wait_for()
    for _ in range(MOST_TABS):
        if target.evaluate(_IS_FOCUSED):
            return
        page.keyboard.press("Tab")
        where = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert page.evaluate(_IS_SEEN), f"nobody sees that the focus is on {where}"
    raise AssertionError(f"{MOST_TABS} Tabs did not lead to {target}")


def do(page: Page, target: Locator) -> None:
    go_to(page, target)
    page.keyboard.press("Enter")


def test_min_dag_is_worked_with_the_keyboard(people, at_keyboard):
    TrackFactory(case=people.aminas_case, turn__step="we_follow_up", turn__due_on=TODAY)
    page = at_keyboard(people.jens)
    do(page, page.get_by_role("link", name="Gå til sidens indhold"))
    do(page, page.get_by_role("link", name="Gjort – send bolden videre – Amina Holm"))
    page.get_by_role("button", name="Send", exact=True).wait_for()
    expect(page.get_by_label("Gjort", exact=True)).to_be_focused()  # the form takes the focus to its first field
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    go_to(page, page.get_by_label("Notat"))
    page.keyboard.type("Talt i telefon")
    do(page, page.get_by_role("button", name="Send", exact=True))
    told = page.get_by_role("status").filter(has_text="Gjort.")
    expect(told).to_be_focused()  # and then to what came of it
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    says(page, "Fortrudt.")
    assert not page.evaluate("window.wasClicked")


def test_a_deed_is_left_with_the_keyboard(people, at_keyboard):
    page = at_keyboard(people.jens)
    opener = page.get_by_role("link", name="Gjort – Amina Holm")
    do(page, opener)
    do(page, page.get_by_role("link", name="Fortryd"))
    expect(opener).to_be_focused()


def test_a_wish_is_said_with_the_keyboard(people, at_keyboard):
    page = at_keyboard(people.amina.user)
    do(page, page.get_by_role("link", name="Skriv et ønske"))
    do(page, page.get_by_role("link", name="Skriv et nyt ønske"))
    go_to(page, page.get_by_label("Dit ønske med dine egne ord"))
    page.keyboard.type("Jeg vil gerne arbejde med heste.")
    go_to(page, page.get_by_label("Det skal stå i min plan"))
    page.keyboard.press("Space")
    expect(page.get_by_label("Det skal stå i min plan")).not_to_be_checked()
    page.keyboard.press("Space")
    do(page, page.get_by_role("button", name="Gem mit ønske"))
    says(page, "Tak. Dit ønske er gemt", "Jeg vil gerne arbejde med heste.")


def test_a_step_is_ticked_off_with_the_keyboard(people, at_keyboard):
    TrackFactory(case=people.aminas_case, turn__step="you_act", turn__holder="citizen", turn__holder_user=None)
    page = at_keyboard(people.amina.user)
    do(page, part(page, "Du").locator("summary", has_text="Jeg har gjort det"))
    do(page, page.get_by_role("button", name="Ja, det er gjort"))
    expect(part(page, "Du")).not_to_contain_text("Jeg har gjort det")


def test_a_hand_over_is_answered_with_the_keyboard(people, at_keyboard):
    HandoverFactory(
        case=people.aminas_case, to_user=people.mette, new_backup=people.jens, accepted=True, citizen_told_at=NOW
    )
    page = at_keyboard(people.amina.user)
    do(page, page.get_by_role("link", name="Læs mere, og svar"))
    go_to(page, page.get_by_label("Hvad tænker du om det?"))
    page.keyboard.type("Det er jeg ked af.")
    do(page, page.get_by_role("button", name="Send"))
    says(page, "Tak for dit svar.")


def test_a_request_is_accepted_with_the_keyboard(people, at_keyboard):
    HandoverFactory(case=people.aminas_case, to_user=people.mette)
    page = at_keyboard(people.mette)
    do(page, page.get_by_role("navigation").get_by_role("link", name="Overdragelser"))
    do(page, page.get_by_role("link", name="Svar – Amina Holm"))
    do(page, page.get_by_role("button", name="Ja, jeg overtager sagen"))
    says(page, "Du har sagt ja.")


def test_the_menu_of_a_phone_closes_on_escape_and_gives_the_focus_back(people, at_keyboard):
    page = at_keyboard(people.jens)
    page.set_viewport_size({"width": 390, "height": 844})
    menu = page.get_by_role("button", name="Menu")
    do(page, menu)
    first = page.get_by_role("navigation").get_by_role("link", name="Min dag")
    go_to(page, first)
    page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(first).to_be_visible()
