"""A jobformidler at work in a citizen's file: written, ticked off, held and decided where it stands."""

from datetime import timedelta

from django.urls import reverse
from playwright.sync_api import expect

from helevejen.cases.enums import Cap
from tests.cast import NOW
from tests.factories.cases import DecisionFactory, MeetingFactory, PlanStepFactory
from tests.journeys.looking import part, says
from tests.journeys.test_jobformidler_passes_a_turn_in_three_clicks import in_three_clicks


def file_of(case, name="case_detail"):
    return reverse(f"desk:{name}", args=[case.pk])


def test_a_note_is_written_under_a_cap(people, screens):
    page = screens.of(people.jens, file_of(people.aminas_case))
    with in_three_clicks(page):
        part(page, "Skriv i sagen").get_by_role("link", name="Mentor", exact=True).click()
        expect(page.get_by_label("Overskrift")).to_be_focused()
        page.keyboard.type("En svær uge")
        page.keyboard.press("Tab")
        page.keyboard.type("Vi gik en tur.")
        page.get_by_role("button", name="Gem notatet").click()
        expect(part(page, "Skriv i sagen").get_by_role("status")).to_be_focused()
        says(part(page, "Hvad der er sket"), "En svær uge", "Vi gik en tur.", "Mentor")
    assert people.aminas_case.notes.get().cap == Cap.MENTOR


def test_a_step_is_ticked_off_in_its_row(people, screens):
    PlanStepFactory(case=people.aminas_case, text="Ringe til rideskolen")
    page = screens.of(people.jens, file_of(people.aminas_case))
    with in_three_clicks(page):
        page.get_by_role("button", name="Gjort – Ringe til rideskolen").click()
        says(part(page, "Planen"), "Skridtet er gjort.", "gjort 11. marts af Jens Bro")


def test_a_meeting_is_held_under_two_caps(people, screens):
    MeetingFactory(case=people.aminas_case, starts_at=NOW - timedelta(hours=1), cap=Cap.AUTHORITY)
    page = screens.of(people.jens, file_of(people.aminas_case, "case_meetings"))
    with in_three_clicks(page):
        page.get_by_role("link", name="Holdt").click()
        page.get_by_label("Notat").first.press_sequentially("Om kurset.")
        page.get_by_text("Skriv også som Mentor").click()
        expect(page.get_by_role("textbox", name="Notat").nth(1)).to_be_focused()
        page.keyboard.type("Om at komme op.")
        page.get_by_role("button", name="Gem", exact=True).click()
        says(page, "Samtalen er skrevet ned.", "Holdt")
    assert {note.cap for note in people.aminas_case.notes.all()} == {Cap.AUTHORITY, Cap.MENTOR}


def test_what_is_missing_in_a_decision_shrinks_while_it_is_written(people, screens):
    draft = DecisionFactory(
        case=people.aminas_case, kind="work_trial", law_clause="LAB-61-2020", complaint_guidance="Klag."
    )
    page = screens.of(people.jens, reverse("desk:decision_write", args=[draft.pk]))
    says(page, "Der mangler 4 ting")
    page.get_by_label("Ja, borgeren skal høres").check()
    says(page, "Send høringen til borgeren.")
    says(part(page, "Høring"), "Borgeren skal høres. Skriv først oplysningerne")
    page.get_by_label("Det er ikke overvejet endnu").check()
    page.get_by_label("Ja", exact=True).check()
    says(page, "Der mangler 2 ting")
    says(part(page, "Høring"), "Ikke nødvendig, som udkastet er nu.")
    page.get_by_label("Oplysningerne i sagen").fill("Du har selv fundet et sted.")
    page.get_by_label("Det har vi lagt vægt på").fill("Det passer til dit mål.")
    page.keyboard.press("Tab")
    says(page, "Intet mangler")
    page.get_by_role("link", name="Læs igennem, og træf afgørelsen").click()
    page.get_by_role("button", name="Jeg har læst den – træf afgørelsen").click()
    says(page, "Afgørelsen er truffet, og borgeren har fået besked på Min vej.")


def test_on_paper_the_ball_lies_with_a_name(people, screens):
    MeetingFactory(case=people.aminas_case, starts_at=NOW - timedelta(hours=1), cap=Cap.AUTHORITY)
    page = screens.of(people.jens, file_of(people.aminas_case))
    mark = part(page, "Hos hvem ligger bolden?").locator(".turn-row__ball").first
    assert mark.inner_text().split() == ["J", "Dig"]
    page.emulate_media(media="print")
    assert mark.inner_text().split() == ["J", "Jens", "Bro"]
