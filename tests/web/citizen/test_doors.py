"""The doors of Min vej: only citizens, only their own, and looking changes nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from helevejen.core.readonly import is_reading
from tests.cast import NOW
from tests.factories.caseload import HandoverFactory
from tests.factories.cases import (
    DecisionFactory,
    JobFactory,
    MeetingFactory,
    MeetingSlotFactory,
    PlanStepFactory,
    TrackFactory,
)
from tests.factories.citizens import WishFactory

pytestmark = pytest.mark.django_db

PAGES = [
    "my_path",
    "my_wishes",
    "wish_say",
    "my_meetings",
    "my_messages",
    "call_ask",
    "my_decisions",
    "my_notes",
    "about_me",
]
PAGES_OF_ONE = {
    "wish_versions": lambda case: WishFactory(citizen=case.citizen),
    "wish_change": lambda case: WishFactory(citizen=case.citizen),
    "wish_withdraw": lambda case: WishFactory(citizen=case.citizen),
    "meeting_choose": lambda case: MeetingSlotFactory(meeting__case=case, meeting__proposed=True).meeting,
    "meeting_move": lambda case: MeetingFactory(case=case),
    "meeting_cancel": lambda case: MeetingFactory(case=case),
    "meeting_explain": lambda case: MeetingFactory(case=case, missed=True),
    "meeting_calendar": lambda case: MeetingFactory(case=case),
    "handover_answer": lambda case: HandoverFactory(case=case, accepted=True, citizen_told_at=NOW),
    "decision_read": lambda case: DecisionFactory(case=case, released=True),
    "decision_text": lambda case: DecisionFactory(case=case, released=True),
    "hearing_answer": lambda case: DecisionFactory(case=case, hearing_sent_on=NOW.date(), facts="Det ved vi."),
    "follow_up_stop": lambda case: JobFactory(case=case),
}
DEEDS_OF_ONE = {
    "turn_done": lambda case: TrackFactory(case=case, turn__holder="citizen", turn__step="you_act"),
    "step_done": lambda case: PlanStepFactory(case=case, owner="you"),
}


def address(name, thing=None):
    return reverse(f"citizen:{name}", args=[thing.pk] if thing else [])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_works(cast, sign_in, name):
    assert sign_in(cast.amina.user).get(address(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES_OF_ONE)
def test_a_page_of_something_works(cast, sign_in, name):
    thing = PAGES_OF_ONE[name](cast.aminas_case)
    assert sign_in(cast.amina.user).get(address(name, thing)).status_code == 200


@pytest.mark.parametrize("name", [*PAGES_OF_ONE, *DEEDS_OF_ONE])
def test_another_citizens_number_is_404(cast, sign_in, name):
    thing = {**PAGES_OF_ONE, **DEEDS_OF_ONE}[name](cast.bos_case)
    client = sign_in(cast.amina.user)
    if name in PAGES_OF_ONE:
        assert client.get(address(name, thing)).status_code == 404
    if name not in {"wish_versions", "meeting_calendar", "decision_read", "decision_text"}:
        assert client.post(address(name, thing), {"text": "Det er mit"}).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_staff_and_companies_may_not(cast, sign_in, name):
    assert sign_in(cast.jens).get(address(name)).status_code == 403
    assert sign_in(cast.poul.user).get(address(name)).status_code == 403
    assert sign_in(None).get(address(name)).status_code == 302


@pytest.mark.parametrize("name", PAGES_OF_ONE)
def test_not_even_the_jobformidler_opens_a_citizens_page(cast, sign_in, name):
    thing = PAGES_OF_ONE[name](cast.aminas_case)
    assert sign_in(cast.jens).get(address(name, thing)).status_code == 403


@pytest.mark.parametrize("name", ["notices_read", *DEEDS_OF_ONE])
def test_a_deed_without_a_page_answers_no_get(cast, sign_in, name):
    thing = DEEDS_OF_ONE[name](cast.aminas_case) if name in DEEDS_OF_ONE else None
    assert sign_in(cast.amina.user).get(address(name, thing)).status_code == 405


@pytest.mark.parametrize("name", [*PAGES, *PAGES_OF_ONE])
def test_get_changes_nothing_but_the_log(cast, sign_in, name):
    thing = PAGES_OF_ONE[name](cast.aminas_case) if name in PAGES_OF_ONE else None
    client = sign_in(cast.amina.user)
    client.get(address("my_path"))
    with CaptureQueriesContext(connection) as queries:
        client.get(address(name, thing))
    writing = [one["sql"] for one in queries.captured_queries if not is_reading(one["sql"])]
    assert [sql for sql in writing if "audit_access" not in sql] == []
    assert len([one for one in queries if one["sql"].startswith("SELECT")]) <= 15


def test_staying_signed_in_while_writing_shows_nothing(cast, sign_in):
    response = sign_in(cast.amina.user).get(address("still_here"))
    assert (response.status_code, response.content) == (204, b"")
