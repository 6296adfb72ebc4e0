"""The jobformidler writes a fact, the citizen reads who wrote it and why, and corrects it; both words stay."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.factories.taxonomy import ConceptLabelFactory
from tests.journeys.looking import part, says


def test_citizen_corrects_what_the_jobformidler_wrote(people, screens):
    ConceptLabelFactory(concept__skill=True, text="betjene gaffeltruck")
    profile = reverse("desk:case_profile", args=[people.aminas_case.pk])
    desk = screens.of(people.jens, profile)
    licences = part(desk, "Kørekort og certifikater")
    licences.get_by_role("link", name="Tilføj").click()
    licences.get_by_label("Hvilket?").select_option(label="Gaffeltruckcertifikat (B)")
    licences.get_by_label("Hvor kommer det fra?").select_option(label="Borgeren har fortalt det")
    licences.get_by_label("Hvorfor skriver du det?").fill("Vi talte om lageret.")
    licences.get_by_role("button", name="Gem").click()
    says(desk, "Det står nu i profilen, og borgeren bliver spurgt, om det passer.")

    page = screens.of(people.amina.user, reverse("citizen:my_profile"))
    says(page, "Vi har skrevet én ting om dig. Passer den?")
    says(part(page, "Kørekort og certifikater"), "Jens Bro skrev det", "Vi talte om lageret.")
    page.get_by_role("link", name="Ret – Gaffeltruckcertifikat (B)").click()
    page.get_by_label("Hvilket?").select_option(label="Gaffelstablercertifikat (A)")
    page.get_by_role("button", name="Gem").click()
    says(page, "Det er rettet.", "Gaffelstablercertifikat (A)")

    page.get_by_role("link", name="Tilføj – Det kan jeg").click()
    page.get_by_label("Hvad kan du?").press_sequentially("gaffeltruck")
    page.get_by_label("betjene gaffeltruck").check()
    page.get_by_role("button", name="Gem").click()
    says(part(page, "Det kan jeg"), "betjene gaffeltruck")

    desk.goto(desk.url.partition("?")[0])
    says(desk, "Før stod der: Gaffeltruckcertifikat (B), skrevet af Jens Bro")
    expect(part(desk, "Det kan borgeren")).to_contain_text("betjene gaffeltruck")
