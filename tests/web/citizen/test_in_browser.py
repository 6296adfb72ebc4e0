"""Min vej in the browser: nothing for axe to find, nothing wider than a phone, every deed with the keyboard alone."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect

from helevejen.cases.models import Message
from tests.cast import NOW, TODAY
from tests.factories.caseload import HandoverFactory
from tests.factories.cases import (
    DecisionFactory,
    GoalFactory,
    JobFactory,
    MeetingFactory,
    MeetingSlotFactory,
    MessageFactory,
    NoteFactory,
    NoticeFactory,
    PlanStepFactory,
    TrackFactory,
)
from tests.factories.citizens import WishAnswerFactory, WishFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

#: What reaches beyond the screen, by its class and first words.
TOO_WIDE = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
  [...document.querySelectorAll("main *")].filter((one) => one.getBoundingClientRect().right > window.innerWidth)
    .map((one) => `${one.tagName}.${one.className} ${one.innerText?.slice(0, 30)}`)"""
LONG = "Praktikplads-og-uddannelsesafklaringssamtaleforløb " * 4


@pytest.fixture
def full_life(live_server, cast):
    """Amina's case with something of everything, and the addresses of its pages."""
    case, citizen = cast.aminas_case, cast.amina
    track = TrackFactory(case=case, turn__holder="citizen", turn__step="you_choose_time", turn__due_on=TODAY)
    meeting = MeetingFactory(case=case, proposed=True, track=track)
    for days in (3, 4):
        MeetingSlotFactory(meeting=meeting, starts_at=NOW + timedelta(days=days))
    booked = MeetingFactory(case=case, starts_at=NOW + timedelta(days=2), place=LONG[:90])
    missed = MeetingFactory(case=case, missed=True)
    wish = WishFactory(citizen=citizen, text="أريد أن أعمل مع الخيول")
    WishAnswerFactory(wish__citizen=citizen, answered_by=cast.jens)
    PlanStepFactory(case=case, owner="you", goal=GoalFactory(case=case, text=LONG[:150]), text=LONG[:150])
    PlanStepFactory(case=case, owner="we", due_on=TODAY - timedelta(days=1))
    MessageFactory(case=case, from_staff=True, sent_by=cast.jens, text=LONG)
    NoteFactory(case=case, mentor=True, text=LONG)
    NoticeFactory(case=case)
    heard = DecisionFactory(case=case, facts="Det ved vi.", hearing_sent_on=TODAY, hearing_due_on=TODAY)
    decided = DecisionFactory(case=case, released=True)
    job = JobFactory(case=case)
    change = HandoverFactory(case=case, to_user=cast.mette, accepted=True, citizen_told_at=NOW)
    return [
        *("", "oensker/", "oensker/nyt/", "aftaler/", "beskeder/", "bliv-ringet-op/", "afgoerelser/", "om-mig/"),
        *("skrevet-om-mig/", f"skift/{change.pk}/", f"job/{job.pk}/stop-opfoelgning/", f"oensker/{wish.pk}/"),
        *(f"oensker/{wish.pk}/ret/", f"oensker/{wish.pk}/tag-tilbage/", f"aftaler/{meeting.pk}/vaelg-tid/"),
        *(f"aftaler/{booked.pk}/flyt/", f"aftaler/{booked.pk}/aflys/", f"aftaler/{missed.pk}/hvad-skete-der/"),
        *(f"afgoerelser/{decided.pk}/", f"afgoerelser/{heard.pk}/svar/"),
    ]


@pytest.fixture
def at_home(page, live_server, sign_in):
    """Sit somebody down at a screen: `at_home(cast.amina.user, "oensker/")`."""
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.emulate_media(reduced_motion="reduce")

    def sit_down(user, path="", *, width=390, language="da"):
        page.set_viewport_size({"width": width, "height": 844})
        session = sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        cookies = {settings.SESSION_COOKIE_NAME: session, "django_language": language}
        page.context.add_cookies([{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items()])
        page.goto(f"{live_server.url}/min-vej/{path}")
        return page

    yield sit_down
    assert complaints == []


def tab_to(page, words, most=60):
    """Go on with the tabulator until what has the focus says these words."""
    for _ in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate(
            "() => { const e = document.activeElement;"
            " return `${e.innerText || ''} ${e.labels && e.labels[0] ? e.labels[0].innerText : ''}`; }"
        )
        if words in said:
            return
    raise AssertionError(f"the keyboard does not reach {words!r} on {page.url}")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_has_a_fault_or_scrolls_sideways(at_home, cast, full_life, width, language):
    page = at_home(cast.amina.user, width=width, language=language)
    start = page.url
    for path in full_life:
        page.goto(start + path)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        faults = [(one["id"], one["nodes"][0]["html"][:160]) for one in Axe().run(page).response["violations"]]
        assert (path, faults) == (path, [])
        assert page.evaluate(TOO_WIDE) == [], path


def test_nothing_scrolls_sideways_on_the_narrowest_screen(at_home, cast, full_life):
    page = at_home(cast.amina.user, width=320)
    start = page.url
    for path in full_life:
        page.goto(start + path)
        assert page.evaluate(TOO_WIDE) == [], path


def test_a_time_is_chosen_with_the_keyboard_alone(at_home, cast, full_life):
    page = at_home(cast.amina.user)
    tab_to(page, "Vælg tid")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vaelg-tid/")
    tab_to(page, "lørdag den 14. marts")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Vælg tiden")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("Så er det en aftale: søndag den 15. marts kl. 09.00")


def test_a_step_is_ticked_off_with_the_keyboard_alone(at_home, cast, full_life):
    page = at_home(cast.amina.user)
    tab_to(page, "Jeg har gjort det")
    page.keyboard.press("Enter")
    tab_to(page, "Ja, det er gjort", most=2)
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("Godt gået.")


def test_while_somebody_writes_the_session_goes_on_and_when_they_stop_they_are_told(at_home, cast, full_life, page):
    page.clock.install()
    at_home(cast.amina.user, "beskeder/")
    expect(page.locator("[data-writing]")).to_contain_text("Mens du skriver, bliver du ved med at være logget ind.")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "jeg-er-her" in request.url else None)
    page.locator("textarea").press_sequentially("Kære Jens")
    assert asked == [], "not at every letter"
    page.clock.fast_forward(4 * 60 * 1000)
    with page.expect_response(re.compile("jeg-er-her")):
        page.locator("textarea").press_sequentially(".")
    expect(page.locator("[data-writing-warning]")).to_be_empty()
    page.clock.fast_forward(12 * 60 * 1000)
    expect(page.locator("[data-writing-warning]")).to_contain_text("Er du her stadig?")
    page.locator("textarea").press_sequentially(" Hej")
    expect(page.locator("[data-writing-warning]")).to_be_empty()


@pytest.mark.parametrize("browser_context_args", [{"java_script_enabled": False, "locale": "da-DK"}], indirect=False)
def test_without_scripts_a_message_is_sent_and_a_step_ticked_off(at_home, cast, full_life, browser_context_args):
    page = at_home(cast.amina.user, "beskeder/")
    expect(page.locator("[data-writing]")).to_contain_text("Send inden for 15 minutter.")
    page.get_by_label("Din besked").fill("Hej Jens")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Din besked er sendt.")
    assert Message.objects.filter(case=cast.aminas_case, text__isnull=False, from_citizen=True).count() == 1
    page.get_by_role("link", name="Min vej").first.click()
    page.locator("summary", has_text="Jeg har gjort det").first.click()
    page.get_by_role("button", name="Ja, det er gjort").first.click()
    expect(page.locator("#messages")).to_contain_text("Godt gået.")


def test_on_paper_there_are_words_and_no_machinery(at_home, cast, full_life):
    page = at_home(cast.amina.user, width=1280)
    page.emulate_media(media="print")
    expect(page.get_by_text("Lige nu")).to_be_visible()
    expect(page.get_by_text("Dine ord, skrevet")).to_have_count(2)
    for machinery in ("Skriv", "Vælg tid", "Jeg har set det", "Log ud"):
        expect(page.get_by_text(machinery, exact=True).first).to_be_hidden()
