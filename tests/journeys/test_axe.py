"""Every page, as the jobformidler: nothing for axe, no word in the console, nothing too wide, in both languages."""

import pytest

from tests.journeys.inspecting import Inspector, faults_seen_by
from tests.journeys.pages import MORE, NO_PAGES, Answer, answers, answers_at, make_place, unknown_parameters
from tests.support.urls import addresses

#: Pages with deeds that open in their place.
WITH_DEEDS = {
    "desk:my_day", "desk:case_detail", "desk:case_meetings", "desk:case_jobs", "desk:case_decisions",
    "desk:case_facts", "desk:case_profile", "desk:decision_write", "citizen:my_path",
}  # fmt: skip


@pytest.fixture
def place(people, days):
    return make_place(people)


# --- That no page is left out ---


def test_every_address_has_a_page_or_a_reason_not_to(place):
    assert unknown_parameters(place) == []
    found = {address.name: answers_at(address, place) for address in addresses()}
    assert {name for name, answer in found.items() if answer is None} == set(NO_PAGES)


def test_every_other_state_of_a_page_can_be_seen(place):
    missing = [
        f"{address.name}: {other}"
        for address in addresses()
        for other in MORE.get(address.name, [])
        if answers_at(address, place, other) is None
    ]
    assert missing == []
    assert set(MORE) <= {address.name for address in addresses()}


@pytest.mark.urls("tests.journeys.faulty_urls")
def test_planted_faults_are_found(place, browser, live_server, browser_context_args):
    inspector = Inspector(browser, live_server.url, browser_context_args, place, "anybody")
    told = "\n".join(inspector.faults_of(Answer("faulty", "anybody", "/fejl/", 200, "")))
    inspector.close()
    for fault in (
        "has 2 first headings", "says it is in 'sv'", "has no title", "1280 px: image-alt", "390 px: label",
        "pixels too wide", "the browser says: Applying inline style violates",
    ):  # fmt: skip
        assert fault in told


# --- The pages ---


@pytest.mark.parametrize("part", [slice(0, None, 2), slice(1, None, 2)], ids=["one-half", "the-other"])
def test_the_jobformidlers_pages_are_without_fault(place, browser, live_server, browser_context_args, part):
    assert faults_seen_by(["jobformidler"], place, browser, live_server.url, browser_context_args, part=part) == []


def test_deeds_that_are_opened_in_their_place_are_without_fault(place, browser, live_server, browser_context_args):
    faults, left = [], set(WITH_DEEDS)
    for role in ("jobformidler", "citizen"):
        inspector = Inspector(browser, live_server.url, browser_context_args, place, role)
        for answer in answers(place, role):
            if answer.is_page and answer.name in left:
                left.remove(answer.name)
                faults += inspector.faults_when_all_is_open(answer)
        inspector.close()
    assert faults == []
    assert left == set()
