"""A citizen picks, moves and calls off a meeting, and is told kindly when somebody was faster."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from helevejen.cases import actions
from helevejen.cases.enums import Cap, MeetingPurpose
from helevejen.citizens.enums import Channel
from helevejen.core.clock import COPENHAGEN
from tests.cast import NOW
from tests.factories.cases import MeetingFactory
from tests.journeys.looking import part, says

MONDAY = datetime(2026, 3, 16, 9, 0, tzinfo=COPENHAGEN)
TUESDAY = datetime(2026, 3, 17, 10, 30, tzinfo=COPENHAGEN)


@pytest.fixture
def proposed(people):
    """Amina's jobformidler has proposed two times for her first meeting."""
    case = people.aminas_case
    return actions.propose_meeting(
        case=case, by=people.jens, at=NOW, purpose=MeetingPurpose.FIRST, cap=Cap.MENTOR, channel=Channel.IN_PERSON,
        place="Rådhuset, lokale 2", minutes=45, slots=[MONDAY, TUESDAY], track=case.tracks.get(),
    )  # fmt: skip


def test_citizen_picks_moves_and_calls_off(people, proposed, screens):
    page = screens.of(people.amina.user)
    part(page, "Lige nu").get_by_role("link", name="Vælg tid").click()
    says(page, "45 minutter med Jens Bro", "Rådhuset, lokale 2")
    page.get_by_role("button", name="Vælg tiden").click()
    says(page, "Vælg en tid.")  # none was chosen
    page.get_by_label("mandag den 16. marts kl. 09.00").check()
    page.get_by_role("button", name="Vælg tiden").click()
    says(page, "Så er det en aftale: mandag den 16. marts kl. 09.00 med Jens Bro.", "Du har 1 aftale.")

    page.get_by_role("link", name="Flyt – mandag den 16. marts kl. 09.00").click()
    offered = page.get_by_role("radio")
    expect(offered).not_to_have_count(0)
    offered.last.check()
    page.get_by_role("button", name="Flyt til den tid").click()
    says(page, "Så er det en aftale:", "Du har 1 aftale.")
    expect(page.get_by_role("main")).not_to_contain_text("mandag den 16. marts kl. 09.00")

    page.get_by_role("link", name="Aflys").click()
    says(page, "Det er i orden.")
    page.get_by_label("Vil du skrive hvorfor?").fill("Min datter er syg.")
    page.get_by_role("button", name="Aflys samtalen").click()
    says(page, "Samtalen er aflyst. Vi finder en ny tid sammen med dig.", "Du har ingen aftaler lige nu")
    page.get_by_role("navigation").get_by_role("link", name="Min vej").click()
    says(part(page, "Lige nu"), "Vi finder en ny tid til din samtale.")
    says(screens.of(people.jens), "Find en ny tid til samtalen")


def test_citizen_puts_the_meeting_in_the_calendar(people, screens):
    MeetingFactory(case=people.aminas_case)
    page = screens.of(people.amina.user)
    with page.expect_download() as coming:
        part(page, "Aftaler").get_by_role("link", name="Læg i kalender").click()
    text = coming.value.path().read_text(encoding="utf-8")
    assert "BEGIN:VEVENT" in text
    assert "Amina" not in text


def test_somebody_was_faster(people, proposed, screens):
    page = screens.of(people.amina.user)
    part(page, "Lige nu").get_by_role("link", name="Vælg tid").click()
    page.get_by_label("mandag den 16. marts kl. 09.00").check()
    MeetingFactory(case=people.bos_case, host=people.jens, starts_at=MONDAY + timedelta(minutes=15))
    page.get_by_role("button", name="Vælg tiden").click()
    says(page, "Tiden er ikke længere ledig. Vælg en af de andre.")
    expect(page.get_by_role("radio")).to_have_count(1)
    page.get_by_label("tirsdag den 17. marts kl. 10.30").check()
    page.get_by_role("button", name="Vælg tiden").click()
    says(page, "Så er det en aftale: tirsdag den 17. marts kl. 10.30 med Jens Bro.")
