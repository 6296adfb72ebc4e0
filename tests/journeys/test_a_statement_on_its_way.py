"""A statement is ordered, reminded of, received and used, and the citizen can tell at each moment who has the ball."""

from datetime import timedelta

import pytest

from helevejen.cases import actions
from helevejen.cases.models import Decision
from helevejen.ledger import queries as ledger
from tests.cast import NOW, TODAY
from tests.factories.citizens import BenefitPeriodFactory
from tests.factories.ledger import AccountFactory
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


def test_a_statement_is_ordered_reminded_received_and_used(people, clarified, screens, days):  # noqa: PLR0915 - one way
    case, desk = people.aminas_case, screens.of(people.jens, f"/arbejde/sag/{people.aminas_case.pk}/attester/")
    says(desk, "Vi venter ikke på nogen attest")
    desk.get_by_role("link", name="Bestil en attest").click()
    says(desk, "Der er 500,00 kr. af 500,00 kr. tilbage på “Lægeattester 2026”.")
    desk.get_by_label("Attest", exact=True).select_option("status")
    desk.get_by_label("Hvad skal lægen svare på?").fill("Hvor længe kan borgeren stå og gå?")
    desk.get_by_label("Hvem skriver den?").fill("Lægehuset Kongensgade")
    desk.get_by_role("button", name="Bestil attesten").click()
    says(desk, "Attesten er bestilt, og prisen er sat til side.", "397,00 kr. sat til side", "Lægehuset Kongensgade")
    says(desk, "Det koster kommunen ca. 2.200 kr. at vente en uge mere.")

    amina = screens.of(people.amina.user)
    says(part(amina, "Lige nu"), "Vi venter på svar fra din læge.")
    says(amina, "Lægehuset Kongensgade")

    # No money, no order: what is left does not pay for another.
    desk.get_by_role("link", name="Bestil en attest").click()
    desk.get_by_label("Attest", exact=True).select_option("status")
    desk.get_by_label("Hvad skal lægen svare på?").fill("Og hjertet?")
    desk.get_by_label("Hvem skriver den?").fill("Hjertelægen")
    desk.get_by_role("button", name="Bestil attesten").click()
    says(desk, "Der er ikke penge nok på “Lægeattester 2026”. Der er 103,00 kr. tilbage.")
    desk.get_by_role("link", name="Fortryd").click()

    days.at(TODAY + timedelta(days=16), 10)
    desk = screens.of(people.jens, f"/arbejde/sag/{case.pk}/attester/")
    says(desk, "har ventet 2 uger")
    desk.get_by_role("link", name="Ryk – LÆ 125 Statusattest").click()
    desk.get_by_label("Hvem har du talt med").fill("Sekretæren, den bliver sendt på mandag")
    desk.get_by_role("button", name="Jeg har rykket").click()
    says(desk, "Rykkeren er skrevet ned.", "rykket én gang")
    amina = screens.of(people.amina.user)
    says(part(amina, "Lige nu"), "Vi venter på svar fra din læge.", "Du har ventet i", "Vi rykkede for det")

    days.at(TODAY + timedelta(days=20), 9)
    desk = screens.of(people.jens, f"/arbejde/sag/{case.pk}/attester/")
    desk.get_by_role("link", name="Attesten er kommet – LÆ 125 Statusattest").click()
    desk.get_by_label("Hvad svarer lægen?").fill("En halv time ad gangen.")
    desk.get_by_role("button", name="Attesten er modtaget").click()
    says(desk, "Attesten er modtaget.", "betalt 397,00 kr.")
    amina = screens.of(people.amina.user)
    says(part(amina, "Lige nu"), "Vi har fået svar, og vi ringer til dig.")

    actions.draft_decision(case=case, by=people.jens, at=NOW + timedelta(days=20), kind="work_trial")
    desk.get_by_role("link", name="Brug i en afgørelse").click()
    desk.get_by_label("Hvilken afgørelse bygger på attesten?").select_option(str(Decision.objects.get().pk))
    desk.get_by_role("button", name="Brug attesten").click()
    says(desk, "Attesten er brugt i afgørelsen", "Brugt i:")
    amina = screens.of(people.amina.user)
    says(part(amina, "Lige nu"), "Vi har fået alle svar, og vi ringer til dig.")

    leader = screens.of(people.lene, "/ledelse/budget/")
    says(leader, "Der er brugt 397,00 kr. på attester i år, 0,00 kr. er bestilt, og 103,00 kr. er tilbage.")
    assert ledger.faults() == []
