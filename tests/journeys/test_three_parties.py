"""
A haulier, the municipality and two citizens: from an order for the warehouse to a job whose hours grow.

Each step is done by whoever does it and seen at the screens of the others. What happens between the question and the
hiring, and within a place at work, is told closer by `test_a_citizen_is_proposed_and_hired` and `test_a_place_at_work`.
"""

import pytest
from playwright.sync_api import expect

from tests.factories.profiles import ProfileFactFactory
from tests.factories.recruitment import CourseFactory
from tests.journeys import test_a_place_at_work as place_at_work
from tests.journeys.looking import part, says

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ORDER = "Lagermedarbejdere med truck"


def goto(screen, path):
    screen.goto("/".join(screen.url.split("/")[:3]) + path)


@pytest.fixture
def profiles(people):
    """Amina has a forklift certificate; Bo has told that he has no licences."""
    ProfileFactFactory(citizen=people.amina, licence=True)
    ProfileFactFactory(citizen=people.bo, licence=True, subject="no_more")
    CourseFactory(title="Gaffeltruck B")


def the_haulier_orders(company):
    company.get_by_role("link", name="Bestil medarbejdere").click()
    company.get_by_label("Hvem søges?").fill(ORDER)
    company.get_by_label("Hvad skal der laves?").fill("Læsse af og stille på hylder.")
    company.get_by_label("Hvor mange?").fill("2")
    company.get_by_label("Timer om ugen, mindst").fill("4")
    company.get_by_label("Timer om ugen, højst").fill("37")
    company.get_by_label("Minifleksjob").check()
    company.get_by_label("Praktik").check()
    company.get_by_label("Gaffeltruckcertifikat (B)").check()
    company.get_by_role("button", name="Send ordren").click()
    says(company, "Rikke Buhl har jeres ordre og ringer senest")


def the_unit_answers_and_learns_whom_to_call(unit):
    unit.get_by_role("navigation").get_by_role("link", name="Jobordrer").click()
    unit.get_by_role("link", name=ORDER).click()
    unit.get_by_label("Hvad aftalte I?").fill("Få timer om ugen er fint.")
    unit.get_by_role("button", name="Skriv det ned").click()
    unit.get_by_role("button", name="Find kandidater").click()
    says(part(unit, "Tal med dem"), "Jens Bro")
    expect(unit.get_by_role("main")).not_to_contain_text("Amina")


def who_lacks_the_certificate_reads_why_and_what_would_change_it(bo):
    goto(bo, "/min-vej/job-til-mig/")
    bo.get_by_role("button", name="Find job").click()
    says(part(bo, "Tæt på"), ORDER, "De kræver Gaffeltruckcertifikat (B).")
    says(part(bo, "Kurser, der kan åbne flere job"), "Gaffeltruck B", "Ét job mere")


def with_the_certificate_the_list_is_another(bo):
    goto(bo, "/min-vej/profil/ny/licence/")
    bo.get_by_label("Hvilket?").select_option(label="Gaffeltruckcertifikat (B)")
    bo.get_by_role("button", name="Gem").click()
    goto(bo, "/min-vej/job-til-mig/")
    bo.get_by_role("button", name="Led igen").click()
    says(part(bo, ORDER), "Derfor kan det passe:", "Gaffeltruckcertifikat (B)")
    expect(part(bo, "Tæt på")).to_have_count(0)


def the_jobformidler_asks(jens):
    goto(jens, "/arbejde/ordrer/")
    jens.get_by_role("link", name=ORDER).click()
    jens.get_by_role("link", name="Se den seneste liste").click()
    says(part(jens, "Dine borgere"), "Amina Holm")
    jens.get_by_role("link", name="Spørg borgeren – Amina Holm").click()
    jens.get_by_label("Telefonnummeret").check()
    jens.get_by_role("button", name="Spørg", exact=True).click()
    says(jens, "Amina Holm er spurgt på Min vej.")


def she_says_yes_and_is_shown_without_a_name(amina, jens, company):
    amina.reload()
    amina.get_by_role("link", name="Læs, og svar").first.click()
    says(amina, "Må vi foreslå dig til det her job?")
    amina.get_by_role("button", name="Ja tak, foreslå mig").click()
    goto(jens, "/arbejde/")
    jens.get_by_role("link", name="Åbn forslaget").first.click()
    jens.get_by_role("button", name="Vis virksomheden kortet").click()
    goto(company, "/virksomhed/")
    company.get_by_role("link", name=ORDER).first.click()
    company.get_by_role("link", name="Kandidat 1").click()
    says(company, "Gaffeltruckcertifikat (B)")
    for private in ("Amina", "Holm"):
        expect(company.get_by_text(private)).to_have_count(0)
    company.get_by_role("button", name="Vil gerne møde").click()


def they_meet_and_she_is_hired(jens, company):
    jens.reload()
    jens.get_by_role("button", name="Giv virksomheden navnet").click()
    company.get_by_role("link", name="Kandidat 1").click()
    says(part(company, "Hvem"), "Amina Holm")
    company.get_by_label("Dag").fill("20-3-2026")
    company.get_by_label("Klokken").fill("10")
    company.get_by_label("Hvor?").fill("Havnen 3")
    company.get_by_role("button", name="Gem dag og sted").click()
    company.get_by_role("link", name="Amina Holm").click()
    company.get_by_text("Ja, vi vil ansætte").click()
    company.get_by_role("button", name="Ja, ansat").click()
    says(company, "Tillykke. Vi laver aftalen med jer.")


def the_agreement_begins_as_an_internship(jens):
    jens.reload()
    jens.get_by_role("link", name="Lav aftalen").click()
    jens.get_by_label("Slags forløb").select_option(label="Praktik")
    jens.get_by_label("Arbejdet", exact=True).fill("Lagermedarbejder")
    jens.get_by_label("Hvad skal det føre til?").fill("Et job på lageret.")
    jens.get_by_label("Sidste dag").fill("7-4-2026")
    jens.get_by_label("Timer om ugen", exact=True).fill("20")
    jens.get_by_label("Lønnede timer om ugen ved siden af").fill("4")
    jens.get_by_label("Ekstra pauser").check()
    jens.get_by_role("button", name="Gem aftalen").click()
    says(jens, "Aftalen er gemt, og borgeren har bolden.")


def test_three_parties_from_an_order_to_a_job_whose_hours_grow(people, screens, days, profiles):
    company = screens.of(people.poul.user, "/virksomhed/")
    bo = screens.of(people.bo.user, "/min-vej/")
    jens = screens.of(people.jens, "/arbejde/")
    the_haulier_orders(company)
    the_unit_answers_and_learns_whom_to_call(screens.of(people.rikke, "/arbejde/"))
    who_lacks_the_certificate_reads_why_and_what_would_change_it(bo)
    with_the_certificate_the_list_is_another(bo)
    the_jobformidler_asks(jens)
    she_says_yes_and_is_shown_without_a_name(screens.of(people.amina.user, "/min-vej/"), jens, company)
    they_meet_and_she_is_hired(jens, company)
    the_agreement_begins_as_an_internship(jens)
    place_at_work.both_say_yes(people, screens)
    place_at_work.it_begins_and_hours_are_told(people, screens, days)
    place_at_work.it_ends_in_a_job(people, screens, days)
    place_at_work.the_job_begins(people, screens)
    place_at_work.the_hours_grow(people, screens, days)
    place_at_work.both_know_how_it_goes(people, screens)
