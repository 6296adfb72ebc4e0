"""An internship with paid hours becomes a minifleksjob of four hours, then of eight, and both tell how it goes."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.journeys.looking import part, says

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def agree_on_an_internship(people, screens):
    page = screens.of(people.jens, _tab(people))
    page.get_by_role("link", name="Ny aftale om et forløb").click()
    page.get_by_label("Find virksomhed").fill("Havnens")
    page.get_by_role("button", name="Søg").click()
    page.get_by_label("Havnens Transport A/S").check()
    page.get_by_role("button", name="Videre").click()
    page.get_by_label("Slags forløb").select_option(label="Praktik")
    page.get_by_label("Arbejdet", exact=True).fill("Lagermedarbejder")
    page.get_by_label("Hvad skal det føre til?").fill("Et job på lageret.")
    page.get_by_label("Sidste dag").fill("7-4-2026")
    page.get_by_label("Timer om ugen", exact=True).fill("20")
    page.get_by_label("Lønnede timer om ugen ved siden af").fill("4")
    page.get_by_label("Ekstra pauser").check()
    page.get_by_role("button", name="Gem aftalen").click()
    says(page, "Aftalen er gemt, og borgeren har bolden.")


def both_say_yes(people, screens):
    page = screens.of(people.amina.user, "/min-vej/")
    page.get_by_role("link", name="Læs, og svar").first.click()
    page.get_by_role("link", name="Læs aftalen, og svar").click()
    says(page, "Et job på lageret.", "og 4 lønnede timer ved siden af", "Ekstra pauser")
    page.get_by_label("Ja, den passer").check()
    page.get_by_role("button", name="Send svar").click()
    says(page, "Du har sagt ja til aftalen.")

    page = screens.of(people.poul.user, "/virksomhed/")
    page.get_by_role("link", name="Læs, og svar – Amina Holm").click()
    page.get_by_label("Ja, den passer").check()
    page.get_by_role("button", name="Send svar").click()
    says(page, "I har sagt ja til aftalen.")


def it_begins_and_hours_are_told(people, screens, days):
    page = screens.of(people.jens, _tab(people))
    page.get_by_role("link", name="Praktik: Lagermedarbejder").click()
    page.get_by_role("link", name="Det er begyndt").click()
    page.get_by_role("button", name="Gem").click()
    says(page, "Det er skrevet ned, at forløbet er begyndt.")

    days.at(date(2026, 3, 25), 10)
    page = screens.of(people.poul.user, "/virksomhed/")
    page.get_by_role("link", name="Skriv timer – Amina Holm").click()
    page.get_by_label(re.compile(r"^Uge 12 \(16/3–22/3\)(?!:)")).fill("18,5")
    page.get_by_label("Uge 12 (16/3–22/3): lønnede timer ved siden af").fill("4")
    page.get_by_role("button", name="Gem timerne").click()
    says(part(page, "Timer"), "18,5")


def it_ends_in_a_job(people, screens, days):
    days.at(date(2026, 4, 7), 10)
    page = screens.of(people.jens, _tab(people))
    page.get_by_role("link", name="Praktik: Lagermedarbejder").click()
    page.get_by_role("link", name="Forløbet er slut").click()
    page.get_by_label("Endte i job i samme virksomhed").check()
    page.get_by_role("button", name="Forløbet er slut").click()
    expect(page.get_by_label("Arbejdet", exact=True)).to_have_value("Lagermedarbejder")
    page.get_by_label("Slags forløb").select_option(label="Minifleksjob")
    page.get_by_label("Hvad skal det føre til?").fill("Flere timer med tiden.")
    page.get_by_label("Timer om ugen", exact=True).fill("4")
    page.get_by_label("Arbejdsintensitet i procent").fill("50")
    page.get_by_role("button", name="Gem aftalen").click()
    says(page, "Aftalen er gemt, og borgeren har bolden.", "Endte i job i samme virksomhed")


def the_job_begins(people, screens):
    page = screens.of(people.jens, _tab(people))
    page.get_by_role("link", name="Minifleksjob: Lagermedarbejder").click()
    for somebody in ("Borgeren", "Virksomheden"):
        page.get_by_role("link", name="Skriv ned, hvad de har sagt").click()
        page.get_by_label(somebody, exact=True).check()
        page.get_by_label("Ja, den passer").check()
        page.get_by_role("button", name="Gem").click()
        says(page, f"{somebody}: har sagt ja")
    page.get_by_role("link", name="Det er begyndt").click()
    page.get_by_label("Timerne ses efter den").fill("5-6-2026")
    page.get_by_role("button", name="Gem").click()
    says(page, "Det er skrevet ned, at forløbet er begyndt.", "Begyndte på 4 timer om ugen, nu 4.")


def the_hours_grow(people, screens, days):
    days.at(date(2026, 6, 5), 10)
    page = screens.of(people.jens, _tab(people))
    says(part(page, "Job"), "Næste opfølgning")
    page.get_by_role("link", name="Minifleksjob: Lagermedarbejder").click()
    page.get_by_role("link", name="Se på timerne").click()
    page.get_by_label("Timer om ugen fra nu af").fill("8")
    page.get_by_label("Hvorfor?", exact=True).select_option(label="Klar til flere timer")
    page.get_by_role("button", name="Gem").click()
    says(part(page, "Timetrappen"), "Begyndte på 4 timer om ugen, nu 8.", "Klar til flere timer")


def both_know_how_it_goes(people, screens):
    page = screens.of(people.poul.user, "/virksomhed/")
    page.get_by_role("link", name="Minifleksjob: Amina Holm").click()
    page.get_by_role("link", name="Fortæl, hvordan det går").click()
    for question in ("Passer opgaverne", "Får I den hjælp", "Vil I gerne blive ved"):
        page.get_by_role("group", name=question).get_by_label("Ja", exact=True).check()
    page.get_by_label("Vil I fortælle mere?").fill("Vi er glade for hende.")
    page.get_by_role("button", name="Send").click()
    says(page, "Tak, fordi I fortalte, hvordan det går.")

    page = screens.of(people.amina.user, "/min-vej/forloeb/")
    page.get_by_role("link", name="Minifleksjob hos Havnens Transport A/S").click()
    says(page, "Begyndte på 4 timer om ugen, nu 8.")
    expect(page.get_by_role("main")).not_to_contain_text("Vi er glade for hende.")


def _tab(people):
    return f"/arbejde/sag/{people.aminas_case.pk}/job/"


def test_an_internship_becomes_a_job_whose_hours_grow(people, screens, days):
    agree_on_an_internship(people, screens)
    both_say_yes(people, screens)
    it_begins_and_hours_are_told(people, screens, days)
    it_ends_in_a_job(people, screens, days)
    the_job_begins(people, screens)
    the_hours_grow(people, screens, days)
    both_know_how_it_goes(people, screens)
