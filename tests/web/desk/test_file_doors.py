"""
The same questions of every page of the file, in the same order.

It works for the jobformidler; the substitute may; a stranger gets 404, the almost-right one too; without the permission
403; whoever may only read gets 403 from a deed; GET changes nothing.
"""

import pytest
from django.urls import reverse

from helevejen.audit.models import Access, Event
from helevejen.cases import actions
from helevejen.cases.enums import NoteKind, TrackKind
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import (
    DecisionFactory,
    GoalFactory,
    JobFactory,
    MeetingFactory,
    MeetingSlotFactory,
    NoteFactory,
    PlanStepFactory,
    TrackFactory,
)
from tests.factories.citizens import RelationFactory, WishFactory
from tests.factories.times import NOW

pytestmark = pytest.mark.django_db

PAGES = ["case_detail", "case_meetings", "case_decisions", "case_jobs", "case_facts"]
DEEDS_ON_CASE = [
    "note_write",
    "message_write",
    "contact_log",
    "company_register",
    "goal_set",
    "step_agree",
    "meeting_propose",
    "meeting_invite",
    "decision_draft",
    "job_start",
    "citizen_change",
    "target_group_set",
    "contact_group_set",
    "benefit_set",
]
DEEDS_ON_ONE = {
    "note_correct": "note",
    "goal_end": "goal",
    "wish_answer": "wish",
    "meeting_book": "proposed",
    "meeting_move": "meeting",
    "meeting_cancel": "meeting",
    "meeting_hold": "meeting",
    "meeting_miss": "meeting",
    "meeting_explain": "missed",
    "decision_write": "draft",
    "decision_release": "draft",
    "decision_withdraw": "draft",
    "hearing_send": "draft",
    "hearing_answer": "draft",
    "job_check_in": "job",
    "job_end": "job",
    "follow_up_stop": "job",
}
POST_ONLY = {"step_finish": "step", "step_drop": "step", "note_attach": "draft"}


@pytest.fixture
def things(cast):
    """One of everything in Amina's case."""
    case = cast.aminas_case
    proposed = MeetingFactory(case=case, proposed=True)
    MeetingSlotFactory(meeting=proposed)
    return {
        "note": NoteFactory(case=case),
        "goal": GoalFactory(case=case),
        "step": PlanStepFactory(case=case),
        "wish": WishFactory(citizen=cast.amina),
        "proposed": proposed,
        "meeting": MeetingFactory(case=case),
        "missed": MeetingFactory(case=case, missed=True),
        "draft": DecisionFactory(case=case, kind="work_trial"),
        "released": DecisionFactory(case=case, kind="work_trial", released=True),
        "job": JobFactory(
            case=case, retention_track=TrackFactory(case=case, kind=TrackKind.RETENTION, turn__step="we_check_in")
        ),
    }


@pytest.fixture
def reading(cast, things):
    """The addresses of all that is only read."""
    ones = {"decision_detail": "released", "decision_text": "released", "meeting_calendar": "meeting"}
    of_case = [reverse(f"desk:{name}", args=[cast.aminas_case.pk]) for name in PAGES]
    return of_case + [reverse(f"desk:{name}", args=[things[one].pk]) for name, one in ones.items()]


@pytest.fixture
def deeds(cast, things):
    """The addresses of all that is done, but for what answers POST alone."""
    of_case = [reverse(f"desk:{name}", args=[cast.aminas_case.pk]) for name in DEEDS_ON_CASE]
    return of_case + [reverse(f"desk:{name}", args=[things[one].pk]) for name, one in DEEDS_ON_ONE.items()]


@pytest.fixture
def post_only(things):
    of_one = [reverse(f"desk:{name}", args=[things[one].pk]) for name, one in POST_ONLY.items()]
    return [*of_one, reverse("desk:note_detach", args=[things["draft"].pk, things["note"].pk])]


def statuses(client, addresses, *, post=False):
    answer = client.post if post else client.get
    return {address: answer(address).status_code for address in addresses}


def every(addresses, status):
    return dict.fromkeys(addresses, status)


def test_they_work_for_the_jobformidler(cast, sign_in, reading, deeds):
    assert statuses(sign_in(cast.jens), [*reading, *deeds]) == every([*reading, *deeds], 200)


def test_the_substitute_may(cast, sign_in, reading, deeds):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert statuses(sign_in(cast.mette), [*reading, *deeds]) == every([*reading, *deeds], 200)


def test_strangers_get_404_on_the_team_and_off_it(cast, sign_in, reading, deeds, post_only):
    for stranger in (cast.mette, cast.omar, cast.nina):
        client = sign_in(stranger)
        assert statuses(client, [*reading, *deeds]) == every([*reading, *deeds], 404)
        assert statuses(client, [*deeds, *post_only], post=True) == every([*deeds, *post_only], 404)


def test_without_the_permission_403(cast, sign_in, reading, deeds, post_only):
    for person in (cast.karen, cast.rikke, cast.amina.user, cast.poul.user):
        client = sign_in(person)
        assert statuses(client, [*reading, *deeds]) == every([*reading, *deeds], 403)
        assert statuses(client, post_only, post=True) == every(post_only, 403)


def test_whoever_may_only_read_gets_403_from_a_deed(cast, sign_in, reading, deeds, post_only, things):
    case = cast.aminas_case
    RelationFactory(user=cast.mette, citizen=cast.amina, broken_glass=True)
    for reader in (cast.lene, cast.mette):
        client = sign_in(reader)
        assert statuses(client, reading) == every(reading, 200)
        hidden = [
            reverse(f"desk:{name}", args=[things[one].pk]) for name, one in DEEDS_ON_ONE.items() if one == "draft"
        ]
        seen = [deed for deed in deeds if deed not in hidden]  # a leader does not even see a draft
        assert statuses(client, seen) == every(seen, 403)
        assert statuses(client, seen, post=True) == every(seen, 403)
        assert set(statuses(client, [*hidden, *post_only], post=True).values()) <= {403, 404}
        assert "Skriv i sagen" not in client.get(reverse("desk:case_detail", args=[case.pk])).text


def test_get_changes_nothing(cast, sign_in, reading, deeds):
    before = Event.objects.count()
    statuses(sign_in(cast.jens), [*reading, *deeds])
    assert Event.objects.count() == before


def test_what_only_changes_does_not_answer_get(cast, sign_in, post_only):
    assert statuses(sign_in(cast.jens), post_only) == every(post_only, 405)


def test_every_look_is_written_down_with_its_purpose(cast, sign_in, reading):
    before = Access.objects.count()
    statuses(sign_in(cast.jens), reading)
    looks = Access.objects.order_by("-pk")[: len(reading)]
    assert Access.objects.count() - before == len(reading)
    assert {look.purpose for look in looks} == {"own_caseload"}


def test_a_closed_case_is_read_and_not_written_in(cast, sign_in):
    case = cast.aminas_case
    actions.close_case(case=case, by=cast.jens, at=NOW, reason="wish")
    page = sign_in(cast.jens).get(reverse("desk:case_detail", args=[case.pk]))
    assert "Sagen blev lukket" in page.text
    assert "Skriv i sagen" not in page.text
    response = sign_in(cast.jens).post(
        reverse("desk:note_write", args=[case.pk]),
        {"cap": "mentor", "headline": "Hej", "text": "Hej", "kind": NoteKind.ORDINARY, "is_shared_with_citizen": "on"},
    )
    assert response.status_code == 422
    assert "Sagen er lukket" in response.text
