"""A haulier orders two for the warehouse; the unit calls, says honestly there are none, and the company reads it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.looking import part, says

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_company_orders_and_hears_what_comes_of_it(people, screens):
    company = screens.of(people.poul.user, "/virksomhed/")
    company.get_by_role("link", name="Bestil medarbejdere").click()
    company.get_by_label("Hvem søges?").fill("Lagermedarbejdere med truck")
    company.get_by_label("Hvad skal der laves?").fill("Læsse af og stille på hylder.")
    company.get_by_label("Hvor mange?").fill("2")
    company.get_by_label("Timer om ugen, mindst").fill("4")
    company.get_by_label("Timer om ugen, højst").fill("37")
    company.get_by_label("Minifleksjob").check()
    company.get_by_label("Gaffeltruckcertifikat (B)").check()
    company.get_by_role("button", name="Send ordren").click()
    says(company, "Rikke Buhl har jeres ordre og ringer senest", "Gaffeltruckcertifikat (B)")

    unit = screens.of(people.rikke, "/arbejde/")
    unit.get_by_role("navigation").get_by_role("link", name="Jobordrer").click()
    says(unit, "På 1 ordre venter virksomheden på, at vi ringer.", "Havnens Transport A/S")
    unit.get_by_role("link", name="Lagermedarbejdere med truck").click()
    unit.get_by_label("Hvad aftalte I?").fill("Vi kommer forbi og ser lageret.")
    unit.get_by_role("button", name="Skriv det ned").click()
    says(unit, "Rikke Buhl har ordren fra Havnens Transport A/S.")

    unit.get_by_text("Giv forslag til kandidater, eller sig hvorfor ikke").click()
    given = part(unit, "Næste skridt")
    given.get_by_label("Nej, ingen lige nu").check()
    given.get_by_label("Det siger vi til virksomheden").fill("Ingen har truckcertifikat lige nu.")
    given.get_by_role("button", name="Gem").first.click()
    says(part(unit, "Hvad der er sket"), "Ingen kandidater lige nu")

    company.goto(company.url.split("/virksomhed/")[0] + "/virksomhed/")
    says(part(company, "Jeres ordrer"), "Vi har ingen kandidater lige nu.")
    company.get_by_role("link", name="Lagermedarbejdere med truck").click()
    says(company, "Ingen har truckcertifikat lige nu.")
    company.get_by_role("button", name="Bed os ringe").click()
    expect(company.get_by_text("Rikke Buhl har jeres besked.")).to_be_visible()
    expect(company.get_by_text("I har bedt os ringe. Rikke Buhl ringer senest")).to_have_count(1)
    says(company, "Se jeres besked, eller skriv mere")

    changed = part(company, "Er noget blevet anderledes?")
    changed.get_by_text("Vi har fundet en").click()
    changed.get_by_label("Hvor mange mangler I stadig?").fill("1")
    changed.get_by_role("button", name="Sig det til os").click()
    says(company, "Der mangler stadig 1.", "1 person")
