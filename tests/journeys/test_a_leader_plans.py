"""A leader plans for forty-five cases: the button is near the choices on a phone, by thumb and by keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from helevejen.caseload.models import Handover
from tests.factories.accounts import EmploymentFactory
from tests.factories.citizens import CitizenFactory
from tests.factories.whole import whole_case
from tests.journeys.inspecting import Inspector
from tests.journeys.pages import Answer, Place
from tests.support.signing_in import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHONE = {"width": 390, "height": 844}
DAYS = "?first_day=16-03-2026&last_day=20-03-2026"


@pytest.fixture
def leader(people):
    """Lene, whose Jens follows forty-five: two of three of them know Mette, the others Olga."""
    olga = EmploymentFactory(role="jobformidler", team=people.ungdom, user__name="Olga Rask").user
    for number in range(44):
        whole_case(CitizenFactory(), people.jens, people.mette if number % 3 else olga)
    return people.lene


@pytest.fixture
def absence(people):
    return reverse("lead:absence_plan", args=[people.jens.pk]) + DAYS


@pytest.fixture
def departure(people):
    return reverse("lead:departure_plan", args=[people.jens.pk])


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name")


def test_the_button_of_an_absence_is_near_the_choices_and_next_by_keyboard(leader, screens, absence):
    page = screens.of(leader, absence, viewport=PHONE)
    chooser, button = page.get_by_label("Vikar for alle sager"), page.get_by_role("button", name="Planlæg fraværet")
    assert button.bounding_box()["y"] - chooser.bounding_box()["y"] < PHONE["height"] / 2
    chooser.focus()
    page.keyboard.press("Tab")
    assert focused(page) == "Vis de 45 sager, og hvem der dækker"
    page.keyboard.press("Tab")
    assert focused(page) == "Planlæg fraværet"
    page.get_by_text("Vis de 45 sager").click()
    expect(page.get_by_role("row", name="Amina Holm")).to_be_visible()
    button.click()
    expect(page.get_by_text("Fraværet er planlagt.")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_departure_is_one_choice_for_all_and_one_exception(people, leader, screens, departure, scripts):
    page = screens.of(leader, departure, viewport=PHONE, java_script_enabled=scripts)
    chooser, button = page.get_by_label("Ny jobformidler for alle"), page.get_by_role("button", name="Bed om")
    assert button.bounding_box()["y"] - chooser.bounding_box()["y"] < PHONE["height"] / 2
    chooser.select_option(label="Olga Rask")
    page.get_by_label("Ny vikar for alle").select_option(label="Mette Dahl")
    page.get_by_text("Vis de 45 sager, og vælg anderledes i nogle").click()
    page.get_by_label("Ny jobformidler: Amina Holm").select_option(label="Ikke nu")
    button.click()
    expect(page.get_by_text("Du har bedt om 44 overdragelser.")).to_be_visible()
    asked = Handover.objects.values_list("to_user__name", "new_backup__name").order_by().distinct()
    assert list(asked) == [("Olga Rask", "Mette Dahl")]


def test_the_plans_are_without_fault(people, leader, absence, departure, browser, live_server, browser_context_args):
    place = Place({"leader": leader}, {}, {"leader": signed_in(leader)})
    inspector = Inspector(browser, live_server.url, browser_context_args, place, "leader")
    faults = []
    for name, path in (("absence_plan", absence), ("departure_plan", departure)):
        answer = Answer(name, "leader", path, 200, "")
        faults += [*inspector.faults_of(answer), *inspector.faults_when_all_is_open(answer)]
    inspector.close()
    assert faults == []
