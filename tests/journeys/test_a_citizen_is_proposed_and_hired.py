"""Two are asked about one order: one says no and one yes; a card, a name, an interview, hired; each screen as it is."""

import pytest
from playwright.sync_api import expect

from tests.factories.profiles import ProfileFactFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory
from tests.journeys.looking import part, says

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def order(people):
    made = JobOrderFactory(company=people.poul.company, owner=people.rikke, answered=True, positions=2)
    RequirementFactory(order=made, label="Truckcertifikat B")
    ProfileFactFactory(citizen=people.amina, licence=True)
    return made


def ask(desk, order, name):
    desk.goto(f"{origin(desk)}/arbejde/ordrer/{order.pk}/")
    desk.get_by_role("link", name="Spørg en borger").click()
    desk.get_by_label("Hvem vil du spørge?").select_option(label=name)
    desk.get_by_label("Telefonnummeret").check()
    desk.get_by_role("button", name="Spørg").click()
    says(desk, f"{name} er spurgt på Min vej.")


def origin(screen):
    return "/".join(screen.url.split("/")[:3])


def to_answer(screen):
    screen.get_by_role("link", name="Læs, og svar").first.click()


def meet_and_hire(company):
    company.get_by_role("link", name="Kandidat 1").click()
    says(part(company, "Hvem"), "Amina Holm")
    company.get_by_label("Dag").fill("20-3-2026")
    company.get_by_label("Klokken").fill("10")
    company.get_by_label("Hvor?").fill("Havnen 3")
    company.get_by_role("button", name="Gem dag og sted").click()
    says(company, "Kandidaten kan se dag og sted.")
    company.get_by_role("link", name="Amina Holm").click()
    says(part(company, "Hvem"), "Havnen 3")
    company.get_by_text("Ja, vi vil ansætte").click()
    company.get_by_role("button", name="Ja, ansat").click()
    says(company, "Tillykke. Vi laver aftalen med jer.")


def test_from_the_question_to_hired(people, screens, order):
    jens, mette = screens.of(people.jens, "/arbejde/"), screens.of(people.mette, "/arbejde/")
    ask(jens, order, "Amina Holm")
    ask(mette, order, "Bo Lund")
    says(part(jens, "Borgere til ordren"), "Amina Holm")
    company = screens.of(people.poul.user, f"/virksomhed/ordre/{order.pk}/")
    says(part(company, "Kandidater"), "Ingen kandidater lige nu")

    bo = screens.of(people.bo.user, "/min-vej/")
    to_answer(bo)
    bo.get_by_role("button", name="Nej tak").click()
    says(bo, "Du sagde nej tak. Det er helt i orden.")

    amina = screens.of(people.amina.user, "/min-vej/")
    to_answer(amina)
    says(amina, "Jens Bro spørger: Må vi foreslå dig til det her job?", "Truckcertifikat B (skal have)")
    amina.get_by_role("button", name="Ja tak, foreslå mig").click()
    says(amina, "Vi viser virksomheden et kort uden dit navn.", "Ingenting endnu.")

    jens.goto(f"{origin(jens)}/arbejde/")
    jens.get_by_role("link", name="Åbn forslaget").first.click()
    jens.get_by_role("button", name="Vis virksomheden kortet").click()
    says(jens, "Virksomheden kan se kortet på sin side nu.")

    company.reload()
    company.get_by_role("link", name="Kandidat 1").click()
    says(company, "Truckcertifikat B (skal have)")
    expect(company.get_by_text("Amina")).to_have_count(0)
    company.get_by_role("button", name="Vil gerne møde").click()
    says(company, "Vi giver jer navnet inden for to arbejdsdage.")

    amina.reload()
    says(amina, "Virksomheden vil gerne møde dig.", "Vist for Havnens Transport A/S af Jens Bro")
    jens.reload()
    jens.get_by_role("button", name="Giv virksomheden navnet").click()
    says(jens, "Virksomheden har fået navnet.")

    meet_and_hire(company)
    amina.reload()
    says(amina, "Virksomheden har sagt ja til dig.")
    jens.reload()
    says(jens, "Virksomheden har sagt ja: lav aftalen om jobbet")
