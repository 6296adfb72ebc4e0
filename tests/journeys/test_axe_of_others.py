"""Every page, as everybody but the jobformidler: nothing for axe, nothing in the console, no scrolling sideways."""

import pytest

from tests.journeys.inspecting import faults_seen_by
from tests.journeys.pages import make_place

LEADERS = ["leader", "leader of nobody"]
CITIZENS = ["citizen", "citizen with a change", "citizen before", "citizen after"]
OTHERS = [
    "colleague", "substitute", "away", "newcomer", "coordinator", "recruiter", "analyst", "log controller",
    "administrator", "company", "halfway in", "anybody",
]  # fmt: skip


@pytest.fixture
def place(people, days):
    return make_place(people)


def test_everybody_goes_round(place):
    assert set(place.people) == {"jobformidler", *LEADERS, *CITIZENS, *OTHERS}


@pytest.mark.parametrize("roles", [LEADERS, CITIZENS, OTHERS], ids=["leaders", "citizens", "others"])
def test_their_pages_are_without_fault(place, browser, live_server, browser_context_args, roles):
    assert faults_seen_by(roles, place, browser, live_server.url, browser_context_args) == []
