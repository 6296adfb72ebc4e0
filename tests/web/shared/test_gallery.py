"""The gallery in the browser: nothing for axe to find, no scrolling sideways, no word on the console."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.urls("tests.web.shared.gallery_urls"), pytest.mark.django_db]

PICTURES = Path(__file__).resolve().parents[3] / "test-results" / "gallery"
WIDTHS = [390, 1280]


@pytest.fixture
def look(page, live_server):
    """Open a page of the gallery at a width in a language, and gather what the browser complains of."""
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.emulate_media(reduced_motion="reduce")

    def open_at(path, *, width=1280, language="da"):
        page.set_viewport_size({"width": width, "height": 900})
        page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        page.goto(f"{live_server.url}{path}")
        return complaints

    return open_at


def faults(page):
    found = Axe().run(page).response["violations"]
    return [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("surface", ["desk", "citizen"])
def test_the_gallery_is_without_fault(look, page, surface, width, language):
    complaints = look(f"/galleri/{surface}/", width=width, language=language)
    page.wait_for_selector("table.is-titled", state="attached")

    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{surface}-{language}-{width}.png", full_page=True)

    assert faults(page) == []
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(
    "path",
    [
        "/galleri/company/",
        "/galleri/lead/",
        "/galleri/public/",
        "/galleri/spoerg-foerst/",
        "/tilgaengelighed/",
        "/dine-oplysninger/",
    ],
)
def test_the_other_surfaces_wear_the_same_clothes(look, page, path):
    complaints = look(path)
    assert faults(page) == []
    assert complaints == []


def test_nothing_scrolls_sideways_on_the_narrowest_screen(look, page):
    look("/galleri/desk/", width=320)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_opened_deeds_and_reasons_are_without_fault_too(look, page):
    look("/galleri/desk/")
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    assert faults(page) == []


def test_a_reason_closes_with_escape_and_gives_the_focus_back(look, page):
    look("/galleri/desk/")
    reason = page.locator("#rows .why").first
    reason.locator("summary").click()
    assert reason.get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert reason.get_attribute("open") is None
    expect(reason.locator("summary")).to_be_focused()


def test_a_deed_opens_in_its_row_with_the_focus_in_its_first_field(look, page):
    look("/galleri/desk/")
    page.get_by_text("Udsæt med grund").click()
    expect(page.get_by_label("Hvorfor udsætter du?")).to_be_focused()
    page.locator("#rows details.deed a", has_text="Fortryd").click()
    assert page.locator("#rows details.deed[open]").count() == 0


def test_a_fetched_deed_is_opened_done_and_confirmed_where_it_stands(look, page):
    complaints = look("/galleri/desk/")
    page.get_by_role("link", name="Gjort – send bolden videre").click()
    place = page.locator("#deed-1")
    expect(place.get_by_label("Myndighed")).to_be_focused()
    assert faults(page) == []

    place.get_by_role("button", name="Send").click()
    place.get_by_text("Der er noget, der skal rettes").wait_for()
    expect(place.locator(".error-summary")).to_be_focused()

    place.get_by_label("Mentor").check()
    place.get_by_label("Hvad skete der?").fill("Talte om heste")
    place.get_by_role("button", name="Send").click()
    place.get_by_text("Sendt til A. Holm").wait_for()
    expect(place.locator(".done")).to_be_focused()
    assert [said for said in complaints if "422" not in said] == []


def test_a_deed_that_is_given_up_leaves_the_focus_where_it_began(look, page):
    look("/galleri/desk/")
    link = page.get_by_role("link", name="Gjort – send bolden videre")
    link.click()
    page.locator("#deed-1").get_by_role("link", name="Fortryd").click()
    assert page.locator("#deed-1 form").count() == 0
    expect(link).to_be_focused()


@pytest.mark.parametrize(
    ("status", "words"),
    [(500, "Der gik noget galt hos os"), (404, "Siden findes ikke mere"), (403, "Du er blevet logget ud")],
)
def test_a_failed_request_says_so_and_keeps_what_was_written(look, page, status, words):
    look("/galleri/desk/")
    page.route("**/galleri/bold/", lambda route: route.fulfill(status=status, body=""))
    page.get_by_role("link", name="Gjort – send bolden videre").click()
    page.get_by_text(words).wait_for()


def test_being_offline_is_said_in_words(look, page):
    look("/galleri/desk/")
    page.route("**/galleri/bold/", lambda route: route.abort())
    page.get_by_role("link", name="Gjort – send bolden videre").click()
    page.get_by_text("du er uden internet").wait_for()
    assert faults(page) == []


def test_a_long_wait_is_announced_and_a_short_one_is_not(look, page):
    look("/galleri/desk/")
    held = []
    page.route("**/galleri/bold/", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks the handler
    page.get_by_role("link", name="Gjort – send bolden videre").click()
    assert page.locator("#page-waiting").text_content() == ""
    expect(page.locator("#page-waiting")).to_have_text("Henter …")
    held[0].fulfill(status=200, body="<p>Her</p>")
    page.locator("#deed-1").get_by_text("Her").wait_for()
    expect(page.locator("#page-waiting")).to_have_text("")


def test_the_menu_of_a_phone_opens_by_its_button(look, page):
    look("/galleri/desk/", width=390)
    menu = page.get_by_role("navigation", name="Hovedmenu")
    assert not menu.is_visible()
    page.get_by_role("button", name="Menu").click()
    assert menu.is_visible()


def test_the_calendar_speaks_the_language_of_the_page(look, page):
    look("/galleri/desk/", language="en")
    assert page.locator(".date-picker__button").first.get_attribute("aria-label") == "Open calendar"


def test_the_language_is_changed_by_a_form(look, page):
    look("/galleri/desk/")
    page.get_by_role("button", name="English").click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.endswith("/galleri/desk/")


def test_without_javascript_the_menu_stands_open_and_a_deed_still_opens(browser, page, live_server):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    plain = context.new_page()
    plain.goto(f"{live_server.url}/galleri/desk/")
    assert plain.get_by_role("navigation", name="Hovedmenu").is_visible()
    plain.get_by_text("Udsæt med grund").click()
    assert plain.get_by_label("Hvorfor udsætter du?").is_visible()
    context.close()
