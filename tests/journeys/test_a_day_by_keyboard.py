"""
The jobformidler's morning without a mouse: sends a ball on, takes it back, nudges, answers, finds somebody by number.

No page is loaded anew while deeds are done, each takes at most three choices, and axe finds nothing at either width.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from helevejen.cases.enums import Holder, TrackKind
from helevejen.cases.models import Track, Turn
from tests.factories.cases import MeetingFactory, MessageFactory, TrackFactory
from tests.factories.times import NOW, TODAY

pytestmark = pytest.mark.django_db(transaction=True)

NARROW = {"width": 390, "height": 844}


@pytest.fixture
def morning(people):
    """Amina waits for us in one track and we for a doctor in another; she has written, and comes at ten."""
    case = people.aminas_case
    late = TODAY - timedelta(days=1)
    message = TrackFactory(case=case, kind=TrackKind.DIALOGUE, turn__step="we_answer", turn__due_on=TODAY)
    MessageFactory(case=case, track=message, text="Hvornår hører jeg fra jer?")
    MeetingFactory(case=case, starts_at=NOW + timedelta(hours=1))
    return {
        "ours": TrackFactory(case=case, turn__step="we_order_statement", turn__due_on=late),
        "doctors": TrackFactory(
            case=case, title="Attest", turn__step="doctor_answers", turn__holder=Holder.DOCTOR, turn__due_on=late
        ),
        "message": message,
    }


@pytest.fixture
def page(screen_of, people, morning):
    page = screen_of(people.jens, "/arbejde/")
    page.evaluate("window.loadedOnce = true")
    return page


def faults(page: Page):
    found = Axe().run(page).response["violations"]
    return [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found]


def reach(page: Page, track: Track, word: str) -> None:
    """Move with Tab to a deed of a row, as somebody without a mouse does, and choose it."""
    row = page.locator(f"#bold-{track.pk}")
    link = row.get_by_role("link", name=word)
    for _ in range(120):
        if link.evaluate("link => link === document.activeElement"):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {word}")


def tab_to(page: Page, name: str, role: str = "button") -> None:
    for _ in range(30):
        if page.get_by_role(role, name=name, exact=True).first.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {name}")


def was_never_loaded_anew(page: Page) -> bool:
    return page.evaluate("window.loadedOnce === true") and page.url.endswith("/arbejde/")


def test_a_ball_is_sent_on_and_taken_back(page, morning):
    track = morning["ours"]
    row = page.locator(f"#bold-{track.pk}")
    expect(page.locator("#min-bold")).to_contain_text("1 er over tiden")

    reach(page, track, "Gjort")
    expect(row.get_by_label("Gjort", exact=True)).to_be_focused()
    tab_to(page, "Send")
    page.keyboard.press("Enter")
    expect(row.locator(".done")).to_be_focused()
    expect(row).to_contain_text("Bolden ligger hos lægen")
    expect(page.locator("#min-bold")).to_contain_text("ingen er over tiden")
    assert Turn.objects.get(track=track, ended_at=None).step == "doctor_answers"

    tab_to(page, "Fortryd")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("Fortrudt.")
    expect(page.locator("#min-bold")).to_contain_text("1 er over tiden")
    assert was_never_loaded_anew(page)


def test_a_deed_that_is_given_up_gives_the_focus_back(page, morning):
    reach(page, morning["ours"], "Udsæt med grund")
    expect(page.get_by_label("Ny frist")).to_be_focused()
    tab_to(page, "Fortryd", "link")
    page.keyboard.press("Enter")
    expect(page.locator(f"#bold-{morning['ours'].pk}").get_by_role("link", name="Udsæt")).to_be_focused()


def test_a_reason_that_is_missing_is_asked_for_where_it_is_missing(page, morning):
    reach(page, morning["ours"], "Udsæt med grund")
    expect(page.get_by_label("Ny frist")).to_be_focused()
    tab_to(page, "Udsæt")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    assert faults(page) == []


def test_whoever_keeps_us_waiting_is_reminded_and_the_row_stays(page, morning):
    reach(page, morning["doctors"], "Ryk")
    expect(page.get_by_label("Hvordan rykkede du?")).to_be_focused()
    page.keyboard.type("Ringede til klinikken")
    page.keyboard.press("Enter")
    row = page.locator(f"#bold-{morning['doctors'].pk}")
    expect(row.locator(".done")).to_be_focused()
    expect(row.get_by_role("link", name="Svaret er her")).to_be_visible()
    assert was_never_loaded_anew(page)


def test_a_message_is_answered_where_it_stands(page, morning):
    reach(page, morning["message"], "Svar")
    expect(page.get_by_label("Dit svar")).to_be_focused()
    page.keyboard.type("Jeg ringer i eftermiddag.")
    tab_to(page, "Send svar")
    page.keyboard.press("Enter")
    expect(page.locator(f"#bold-{morning['message'].pk}")).to_contain_text("Svaret er sendt")
    assert was_never_loaded_anew(page)


def test_why_opens_and_closes_from_the_keyboard(page, morning):
    reason = page.locator(f"#bold-{morning['ours'].pk} .why")
    reason.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(reason.get_by_text("Vores løfte")).to_be_visible()
    page.keyboard.press("Escape")
    expect(reason.get_by_text("Vores løfte")).to_be_hidden()


def test_somebody_is_found_by_number_and_the_number_is_in_no_address(page, people):
    page.get_by_role("link", name="Find borger").first.click()
    page.get_by_label("Navn eller CPR-nummer").focus()
    page.keyboard.type(people.amina.cpr)
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_contain_text("Amina Holm")
    assert page.url.endswith("/arbejde/find/")
    expect(page.get_by_label("Navn eller CPR-nummer")).to_have_value("")


@pytest.mark.parametrize("size", [NARROW, {"width": 1280, "height": 900}], ids=["narrow", "wide"])
def test_axe_finds_nothing_on_the_pages(page, people, morning, size):
    page.set_viewport_size(size)
    base, track = page.url.removesuffix("/arbejde/"), morning["ours"].pk
    case, citizen = people.aminas_case.pk, people.amina.pk
    paths = [
        "/arbejde/",
        "/arbejde/sagsstamme/",
        "/arbejde/find/",
        f"/arbejde/borger/{citizen}/kort/",
        "/arbejde/borger/ny/",
        f"/arbejde/bold/{track}/videre/",
        f"/arbejde/bold/{track}/udsaet/",
        f"/arbejde/bold/{track}/ret/",
        f"/arbejde/bold/{morning['message'].pk}/svar/",
        f"/arbejde/spor/{track}/luk/",
        f"/arbejde/sag/{case}/spor/",
        f"/arbejde/sag/{case}/talt/",
        f"/arbejde/sag/{case}/luk/",
    ]
    for path in paths:
        page.goto(base + path)
        page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        assert (path, faults(page)) == (path, [])
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_a_form_opened_in_its_row_is_without_fault(page, morning):
    reach(page, morning["ours"], "Gjort")
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_visible()
    assert faults(page) == []
