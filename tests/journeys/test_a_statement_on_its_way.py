"""
A statement is ordered, reminded of, received and used; the citizen can tell at each moment who has the ball, since when
and how long it usually takes, and the leader's map and the forecasts' record move with it.
"""

from datetime import timedelta

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from helevejen.cases import actions, queries
from helevejen.cases.models import Decision
from helevejen.core import clock, formats
from helevejen.ledger import queries as ledger
from helevejen.waiting import queries as waiting
from helevejen.waiting.models import Forecast
from helevejen.web.shared.phrasing import weekday
from tests.cast import NOW, TODAY
from tests.factories.cases import TrackFactory, TurnFactory
from tests.factories.citizens import BenefitPeriodFactory, CitizenFactory
from tests.factories.ledger import AccountFactory
from tests.factories.waiting import ForecastFactory
from tests.factories.whole import whole_case
from tests.journeys.looking import part, says

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def clarified(people):
    """Amina is being clarified, and there is money for one statement of the kind, and a little more."""
    AccountFactory(name="Lægeattester 2026", series="statements", valid_from=TODAY - timedelta(days=69), grant=50_000)
    BenefitPeriodFactory(citizen=people.amina, benefit="kontanthjaelp", valid_from=TODAY - timedelta(weeks=59))
    case, jens = people.aminas_case, people.jens
    for track in case.tracks.all():
        actions.close_track(track=track, by=jens, at=NOW, outcome="reached")
    return actions.start_track(case=case, kind="clarification", by=jens, at=NOW)


#: What others waited for before, for how many days at least and at most, one after the other.
BEFORE = {"doctor_answers": (6, 40), "we_read_statement": (1, 9), "we_gather_answers": (1, 9)}
TIMES, CITIZENS, SAID_BEFORE = 96, 6, 9


@pytest.fixture
def others(people):
    """What is known of waits comes from others: six citizens of Jens' have been the same way, sixteen times each."""
    cases = [whole_case(CitizenFactory(), people.jens, people.mette) for _ in range(CITIZENS)]
    for time in range(TIMES):
        ended_at = NOW - timedelta(days=300 - 2 * time)
        track = TrackFactory(case=cases[time % CITIZENS], opened_at=ended_at, closed=True)
        for number, (step, (least, most)) in enumerate(BEFORE.items(), start=1):
            since, ended_at = ended_at, ended_at + timedelta(days=least + time * 7 % (most - least + 1))
            event = "closed" if number == len(BEFORE) else "answered"
            TurnFactory(track=track, number=number, step=step, since=since, ended_at=ended_at, event=event)
    turns = [TrackFactory(case=case).open_turn for case in cases]
    for number in range(SAID_BEFORE):
        issued_on = TODAY - timedelta(days=40 + number)
        it_held = {"judged": True, "is_inside": number > 0}
        ForecastFactory(turn=turns[number % CITIZENS], step="doctor_answers", issued_on=issued_on, **it_held)
    return turns


def said_to_others(turns, until):
    """Have said of each of the others that it is over by a day; whoever is alone in a month is not told of."""
    for turn in turns:
        days = {"issued_on": until - timedelta(days=20), "until": until, "judged_on": until + timedelta(days=1)}
        ForecastFactory(turn=turn, step="doctor_answers", judged=True, **days)


def night(days, on):
    """Let the night before a day do what it does, and be there at nine."""
    days.at(on, 3)
    for command in (("flow", "count"), ("forecast", "score"), ("forecast", "issue")):
        call_command(*command)
    days.at(on, 9)


def tells(page, case):
    """Say that the citizen's page tells since when and how long it usually takes, as it was said of the turn."""
    now = part(page, "Lige nu")
    today = clock.today()
    turn = next(row for row in queries.open_turns_of(case, today) if row.holder != "subtracks")
    said = waiting.forecasts_of([turn.pk])[turn.pk]
    waited = (today - said.begun_on).days
    says(now, f"Du har ventet i {formats.span(waited)}" if waited else "Det begyndte i dag.")
    says(now, f"inden for {formats.within(said.usual_days)}.", f"senest {weekday(said.until, today)}.")
    says(now, "Det er et skøn og ikke et løfte.")
    return said


def told_of(leader, *words):
    """Return the line of the leader's table that says all of this."""
    lines = leader.get_by_role("row")
    for some in words:
        lines = lines.filter(has_text=some)
    return lines


def map_has(leader, here):
    """Say that the leader's map knows the way from the doctor's answer on, and at which step one is now."""
    says(told_of(leader, "Lægen skriver attesten", "Læs svaret"), "9 dage")
    expect(leader.get_by_role("link", name=f"{here}: 1 her nu på dit team")).to_be_visible()


def test_a_statement_is_ordered_reminded_received_and_used(people, clarified, others, screens, days):  # noqa: PLR0915 - one way
    case, desk = people.aminas_case, screens.of(people.jens, f"/arbejde/sag/{people.aminas_case.pk}/attester/")
    says(desk, "Vi venter ikke på nogen attest")
    desk.get_by_role("link", name="Bestil en attest").click()
    says(desk, "Der er 500,00 kr. af 500,00 kr. tilbage på ”Lægeattester 2026”.")
    desk.get_by_label("Attest", exact=True).select_option("status")
    desk.get_by_label("Hvad skal lægen svare på?").fill("Hvor længe kan borgeren stå og gå?")
    desk.get_by_label("Hvem skriver den?").fill("Lægehuset Kongensgade")
    desk.get_by_role("button", name="Bestil attesten").click()
    says(desk, "Attesten er bestilt, og prisen er sat til side.", "397,00 kr. sat til side", "Lægehuset Kongensgade")
    says(desk, "Det koster kommunen ca. 2.200 kr. at vente en uge mere.")

    amina = screens.of(people.amina.user)
    says(part(amina, "Lige nu"), "Vi venter på svar fra din læge.")
    says(amina, "Lægehuset Kongensgade")
    night(days, TODAY + timedelta(days=1))
    amina = screens.of(people.amina.user)
    says(part(amina, "Lige nu"), "Lægehuset Kongensgade", "9 ud af 10 får svar inden for")
    said = tells(amina, case)
    amina.get_by_role("link", name="Hvordan ved vi det?").click()
    says(amina, "Vi har set på 96 gange, hvor andre ventede på det samme.")
    says(amina, "Vi har sagt 9 ud af 10 om det her 9 gange på et år. Det holdt i 89 %.")
    map_has(screens.of(people.lene, "/ledelse/proceskort/"), "Lægen skriver attesten")
    desk = screens.of(people.jens, f"/arbejde/sag/{case.pk}/")
    says(desk, "Plejer at tage: 9 ud af 10 inden for", "Et skøn ud fra 96 andre.")
    desk.goto(f"{screens.address}/arbejde/sag/{case.pk}/attester/")

    # No money, no order: what is left does not pay for another.
    desk.get_by_role("link", name="Bestil en attest").click()
    desk.get_by_label("Attest", exact=True).select_option("status")
    desk.get_by_label("Hvad skal lægen svare på?").fill("Og hjertet?")
    desk.get_by_label("Hvem skriver den?").fill("Hjertelægen")
    desk.get_by_role("button", name="Bestil attesten").click()
    says(desk, "Der er ikke penge nok på ”Lægeattester 2026”. Der er 103,00 kr. tilbage.")
    desk.get_by_role("link", name="Fortryd").click()

    night(days, TODAY + timedelta(days=16))
    desk = screens.of(people.jens, f"/arbejde/sag/{case.pk}/attester/")
    says(desk, "har ventet 2 uger")
    desk.get_by_role("link", name="Ryk – LÆ 125 Statusattest").click()
    desk.get_by_label("Hvem har du talt med").fill("Sekretæren, den bliver sendt på mandag")
    desk.get_by_role("button", name="Jeg har rykket").click()
    says(desk, "Rykkeren er skrevet ned.", "rykket én gang")
    amina = screens.of(people.amina.user)
    says(part(amina, "Lige nu"), "Vi venter på svar fra din læge.", "Du har ventet i", "Vi rykkede for det")
    assert tells(amina, case).until > said.until, "whoever has waited so long is likely to wait longer"

    night(days, TODAY + timedelta(days=20))
    desk = screens.of(people.jens, f"/arbejde/sag/{case.pk}/attester/")
    desk.get_by_role("link", name="Attesten er kommet – LÆ 125 Statusattest").click()
    desk.get_by_label("Hvad svarer lægen?").fill("En halv time ad gangen.")
    desk.get_by_role("button", name="Attesten er modtaget").click()
    says(desk, "Attesten er modtaget.", "betalt 397,00 kr.")
    amina = screens.of(people.amina.user)
    says(part(amina, "Lige nu"), "Vi har fået svar, og vi ringer til dig.")
    night(days, TODAY + timedelta(days=21))
    amina = screens.of(people.amina.user)
    says(part(amina, "Lige nu"), "Vi har fået svar, og vi ringer til dig.", "Hos 9 ud af 10 er det gjort inden for")
    tells(amina, case)
    map_has(screens.of(people.lene, "/ledelse/proceskort/"), "Læs svaret, og ring til borgeren")

    actions.draft_decision(case=case, by=people.jens, at=NOW + timedelta(days=21), kind="work_trial")
    desk = screens.of(people.jens, f"/arbejde/sag/{case.pk}/attester/")
    desk.get_by_role("link", name="Brug i en afgørelse").click()
    desk.get_by_label("Hvilken afgørelse bygger på attesten?").select_option(str(Decision.objects.get().pk))
    desk.get_by_role("button", name="Brug attesten").click()
    says(desk, "Attesten er brugt i afgørelsen", "Brugt i:")
    amina = screens.of(people.amina.user)
    says(part(amina, "Lige nu"), "Vi har fået alle svar, og vi ringer til dig.")
    night(days, TODAY + timedelta(days=22))
    amina = screens.of(people.amina.user)
    says(part(amina, "Lige nu"), "Vi har fået alle svar, og vi ringer til dig.")
    tells(amina, case)

    # When the last day that was said has passed, the record has it too.
    own = Forecast.objects.filter(step="doctor_answers", turn__track__case=case)
    night(days, max(own.values_list("until", flat=True)) + timedelta(days=1))
    assert own.count() >= 2
    assert set(own.values_list("is_inside", flat=True)) == {True}
    days_said = set(own.values_list("until", flat=True))
    for until in days_said:
        said_to_others(others, until)
    call_command("forecast", "score")  # the night after, the record is counted anew
    leader = screens.of(people.lene, "/ledelse/prognoser/")
    times = SAID_BEFORE + own.count() + CITIZENS * len(days_said)
    says(told_of(leader, "Lægen skriver attesten"), f"{times}")

    leader = screens.of(people.lene, "/ledelse/budget/")
    says(leader, "Der er brugt 397,00 kr. på attester i år, 0,00 kr. er bestilt, og 103,00 kr. er tilbage.")
    assert ledger.faults() == []
