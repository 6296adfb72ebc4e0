"""The common deeds of a day take three clicks at most, each where it stands: no other page, no reload."""

from contextlib import contextmanager
from datetime import timedelta

from playwright.sync_api import Frame, Page, expect

from helevejen.cases.enums import Holder
from tests.cast import NOW, TODAY
from tests.factories.cases import MeetingFactory, TrackFactory
from tests.journeys.looking import part, says

MOST_CLICKS = 3
_COUNTING = """() => {
    window.clicks = 0;
    addEventListener("pointerdown", (event) => { if (event.isTrusted) window.clicks += 1; }, true);
}"""


@contextmanager
def in_three_clicks(page: Page):
    """Demand that what is done inside takes three clicks at most, and that the page stays the page it was."""
    address, went = page.url, []

    def note(frame: Frame) -> None:
        went.append(frame.url)

    page.on("framenavigated", note)
    page.evaluate(_COUNTING)
    yield
    assert 0 < page.evaluate("window.clicks") <= MOST_CLICKS
    assert (page.url, went) == (address, [])
    page.remove_listener("framenavigated", note)


def test_jobformidler_passes_a_turn(people, screens):
    TrackFactory(case=people.aminas_case, turn__step="we_follow_up", turn__due_on=TODAY - timedelta(days=1))
    page = screens.of(people.jens)
    says(page, "Bolden ligger hos dig i 1 sag – 1 er over tiden.")
    with in_three_clicks(page):
        page.get_by_role("link", name="Gjort – send bolden videre – Amina Holm").click()
        page.get_by_label("Borgeren gør det, I har aftalt").click()
        page.get_by_label("Notat").press_sequentially("Talt i telefon")  # a few Tabs away
        page.get_by_role("button", name="Send", exact=True).click()
        says(page, "Gjort. Bolden ligger hos Amina Holm: Borgeren gør det, I har aftalt, senest onsdag den 25. marts.")
        says(page, "Bolden ligger hos dig i 1 sag – ingen er over tiden.")
    assert people.aminas_case.notes.get().text == "Talt i telefon"


def test_jobformidler_takes_a_slip_back(people, screens):
    page = screens.of(people.jens)
    page.get_by_role("link", name="Gjort – Amina Holm").click()
    page.get_by_role("button", name="Send", exact=True).click()
    with in_three_clicks(page):
        page.get_by_role("button", name="Fortryd").click()
        says(page, "Fortrudt.", "Bolden ligger hos dig i 1 sag")
    expect(page.get_by_role("link", name="Gjort – Amina Holm")).to_be_visible()


def test_jobformidler_holds_a_meeting_and_passes_the_turn(people, screens):
    track = TrackFactory(case=people.aminas_case, turn__step="we_meet", turn__due_on=TODAY)
    MeetingFactory(case=people.aminas_case, track=track, starts_at=NOW - timedelta(minutes=50))
    page = screens.of(people.jens)
    with in_three_clicks(page):
        page.get_by_role("link", name="Holdt – Amina Holm").click()
        page.get_by_label("Notat").first.press_sequentially("Vi har set på kurser.")  # it has the focus already
        page.get_by_label("Borgeren gør det, I har aftalt").click()
        page.get_by_role("button", name="Gem").click()
        says(page, "Samtalen er skrevet ned.")
    assert track.open_turn.holder == Holder.CITIZEN


def test_jobformidler_notes_a_contact(people, screens):
    page = screens.of(people.jens)
    with in_three_clicks(page):
        page.get_by_role("link", name="Notér kontakt – Amina Holm").click()
        page.get_by_label("Hvad talte I om?").press_sequentially("Hun glæder sig til mandag.")  # a Tab away
        page.get_by_label("Virksomhed").click()
        page.get_by_role("button", name="Gem").click()
        says(page, "Kontakten er noteret.")
    assert people.aminas_case.notes.get().text == "Hun glæder sig til mandag."


def test_jobformidler_nudges_the_holder(people, screens):
    TrackFactory(
        case=people.aminas_case, opened_at=NOW - timedelta(days=60), turn__holder=Holder.DOCTOR,
        turn__holder_user=None, turn__step="doctor_writes", turn__due_on=TODAY - timedelta(days=9),
    )  # fmt: skip
    page = screens.of(people.jens)
    with in_three_clicks(page):
        part(page, "Venter på andre for længe").get_by_role("link", name="Ryk – Amina Holm").click()
        page.get_by_label("Hvordan rykkede du?").press_sequentially("Ringede til klinikken.")
        page.get_by_role("button", name="Ryk", exact=True).click()
        says(page, "Der er rykket.")
