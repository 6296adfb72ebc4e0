from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helevejen.accounts.models import Notice as StaffNotice
from helevejen.audit.enums import Verb
from helevejen.audit.models import Event
from helevejen.caseload import actions
from helevejen.caseload.enums import AssignmentReason, HandoverState
from helevejen.caseload.models import Assignment
from helevejen.cases.actions import UnableToCloseCase
from helevejen.cases.enums import ClosingReason, NoticeKind
from helevejen.cases.models import Case
from helevejen.citizens.enums import RelationKind
from helevejen.citizens.models import Relation
from helevejen.core.deeds import Refusal
from tests.factories.accounts import AbsenceFactory
from tests.factories.caseload import HandoverFactory
from tests.factories.cases import CaseFactory, MeetingFactory
from tests.factories.citizens import ConflictOfInterestFactory
from tests.factories.times import NOW, TODAY


def assign(cast, **changes):
    given = {"citizen": cast.dorte, "jobformidler": cast.jens, "backup": cast.mette, "by": cast.lene, "at": NOW}
    return actions.assign_first(**given | changes)


def followers(citizen, at):
    """Return who follows a citizen, by each of the three places that say so."""
    relation = Relation.objects.filter(citizen=citizen, kind=RelationKind.CASELOAD, valid_until__isnull=True)
    assignment = Assignment.objects.filter(case__citizen=citizen, valid_until__isnull=True)
    case = Case.objects.open().filter(citizen=citizen)
    return (
        list(relation.values_list("user_id", flat=True)),
        list(assignment.values_list("jobformidler_id", flat=True)),
        list(case.values_list("jobformidler_id", flat=True)),
    )


def test_the_first_jobformidler_comes_with_case_assignment_relation_and_word_to_both(cast):
    case = assign(cast)
    assert (case.jobformidler, case.backup) == (cast.jens, cast.mette)
    assert followers(cast.dorte, NOW) == ([cast.jens.pk],) * 3
    assert case.assignments.get().reason == AssignmentReason.FIRST
    assert case.tracks.open().count() == 1
    notice = case.notices.get()
    assert (notice.kind, notice.values["jobformidler"]) == (NoticeKind.NEW_JOBFORMIDLER, "Jens Bro")
    assert StaffNotice.objects.get(user=cast.jens).path == f"/arbejde/sag/{case.pk}/"
    assert Event.objects.filter(verb=Verb.CASE_ASSIGNED, subject_id=cast.dorte.pk).count() == 1


def test_a_citizen_with_an_open_case_gets_no_second_jobformidler(cast):
    with pytest.raises(actions.UnableToAssign, match="allerede en åben sag"):
        assign(cast, citizen=cast.amina, jobformidler=cast.mette, backup=cast.jens)


def test_nobody_is_their_own_backup(cast):
    with pytest.raises(actions.UnableToAssign, match="en anden end jobformidleren"):
        assign(cast, backup=cast.jens)


def test_only_somebody_who_works_cases_follows_or_stands_behind(cast):
    with pytest.raises(actions.UnableToAssign, match="ikke ansat som jobformidler"):
        assign(cast, jobformidler=cast.rikke)
    with pytest.raises(actions.UnableToAssign, match="vikar er ikke ansat"):
        assign(cast, backup=cast.karen)
    assert not Case.objects.filter(citizen=cast.dorte).exists()


def test_somebody_away_today_is_not_given_a_new_citizen(cast):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    with pytest.raises(actions.UnableToAssign, match="væk den dag"):
        assign(cast)


def test_a_conflict_of_interest_keeps_somebody_from_following_and_standing_behind(cast):
    ConflictOfInterestFactory(user=cast.jens, citizen=cast.dorte)
    with pytest.raises(actions.UnableToAssign, match="inhabil"):
        assign(cast)
    with pytest.raises(actions.UnableToAssign, match="vikar er inhabil"):
        assign(cast, jobformidler=cast.mette, backup=cast.jens)


def test_a_new_backup_is_named_and_the_citizen_told(cast):
    actions.name_backup(case=cast.aminas_case, backup=cast.lene, by=cast.jens, at=NOW)
    cast.aminas_case.refresh_from_db()
    assert cast.aminas_case.backup == cast.lene
    assert cast.aminas_case.notices.get().values["backup"] == "Lene Krag"
    assert Event.objects.filter(verb=Verb.BACKUP_NAMED).count() == 1


def test_naming_the_same_backup_again_changes_nothing(cast):
    actions.name_backup(case=cast.aminas_case, backup=cast.mette, by=cast.jens, at=NOW)
    assert not Event.objects.filter(verb=Verb.BACKUP_NAMED).exists()


def test_a_backup_is_refused_with_words(cast):
    with pytest.raises(actions.UnableToNameBackup, match="en anden end jobformidleren"):
        actions.name_backup(case=cast.aminas_case, backup=cast.jens, by=cast.lene, at=NOW)
    with pytest.raises(actions.UnableToNameBackup, match="ikke ansat"):
        actions.name_backup(case=cast.aminas_case, backup=cast.rikke, by=cast.lene, at=NOW)
    ConflictOfInterestFactory(user=cast.lene, citizen=cast.amina)
    with pytest.raises(actions.UnableToNameBackup, match="inhabil"):
        actions.name_backup(case=cast.aminas_case, backup=cast.lene, by=cast.jens, at=NOW)
    closed = CaseFactory(closed=True)
    with pytest.raises(actions.UnableToNameBackup, match="lukket"):
        actions.name_backup(case=closed, backup=cast.lene, by=cast.jens, at=NOW)


def test_closing_a_case_ends_who_follows_it(cast):
    case = actions.close_case(case=cast.aminas_case, by=cast.jens, at=NOW, reason=ClosingReason.LASTING_JOB)
    assert not case.is_open
    assert followers(cast.amina, NOW) == ([], [], [])
    assert case.assignments.get().valid_until == NOW
    former = Relation.objects.get(citizen=cast.amina, kind=RelationKind.FORMER)
    assert (former.user, former.valid_until) == (cast.jens, NOW + timedelta(days=14))


def test_closing_a_case_withdraws_its_hand_over(cast):
    handover = HandoverFactory(case=cast.aminas_case, to_user=cast.mette, accepted=True)
    actions.close_case(case=cast.aminas_case, by=cast.jens, at=NOW, reason=ClosingReason.LASTING_JOB)
    handover.refresh_from_db()
    assert handover.state == HandoverState.WITHDRAWN


def test_a_case_that_cannot_be_closed_keeps_its_jobformidler(cast):
    MeetingFactory(case=cast.aminas_case)
    with pytest.raises(UnableToCloseCase):
        actions.close_case(case=cast.aminas_case, by=cast.jens, at=NOW, reason=ClosingReason.LASTING_JOB)
    assert followers(cast.amina, NOW) == ([cast.jens.pk],) * 3


def test_a_step_of_assignment_runs_inside_a_deed_only(cast):
    with pytest.raises(RuntimeError):
        actions.end_assignment(case=cast.aminas_case, at=NOW)
    with transaction.atomic():
        actions.end_assignment(case=cast.aminas_case, at=NOW)
    assert followers(cast.amina, NOW)[:2] == ([], [])


# --- the three places always agree ---

DEEDS = [
    "assign",
    "close",
    "backup",
    "request",
    "accept",
    "refuse",
    "withdraw",
    "tell",
    "skip",
    "sign",
    "complete",
    "wait",
]


@pytest.mark.slow
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 2)), min_size=8, max_size=30))
def test_relation_assignment_and_case_always_name_the_same_person(cast, deeds):
    with transaction.atomic():
        walk = Walk(cast)
        for deed, choice in deeds:
            walk.at += timedelta(minutes=1)
            walk.do(deed, choice)
            relations, assignments, cases = followers(cast.dorte, walk.at)
            assert relations == assignments == cases
            assert len(cases) <= 1
        transaction.set_rollback(True)


class Walk:
    """Deeds in any order on Dorte's case; what a rule forbids is refused and leaves no trace."""

    def __init__(self, cast):
        self.cast, self.at = cast, NOW
        self.people = [cast.jens, cast.mette, cast.lene]

    def do(self, deed, choice):
        one, other = self.people[choice], self.people[(choice + 1) % 3]
        try:
            getattr(self, deed)(one, other)
        except (Refusal, Case.DoesNotExist, AttributeError):
            return

    @property
    def case(self):
        return Case.objects.open().get(citizen=self.cast.dorte)

    @property
    def handover(self):
        return self.case.handovers.filter(state__in=["requested", "accepted"]).first()

    def assign(self, one, other):
        self._whole(actions.assign_first, citizen=self.cast.dorte, jobformidler=one, backup=other, by=one, at=self.at)

    def backup(self, one, other):
        self._whole(actions.name_backup, case=self.case, backup=one, by=other, at=self.at)

    def close(self, one, other):
        self._whole(actions.close_case, case=self.case, by=one, at=self.at, reason=ClosingReason.MOVED)

    def request(self, one, other):
        tomorrow = self.at.date() + timedelta(days=1)
        words = {"reason": AssignmentReason.LEAVE, "takes_effect_on": tomorrow, "by": other, "at": self.at}
        self._whole(actions.request_handover, case=self.case, to_user=one, new_backup=other, **words)

    def accept(self, one, other):
        self._whole(actions.accept_handover, handover=self.handover, by=self.handover.to_user, at=self.at)

    def refuse(self, one, other):
        self._whole(actions.refuse_handover, handover=self.handover, by=one, at=self.at, reason="Fuld")

    def withdraw(self, one, other):
        self._whole(actions.withdraw_handover, handover=self.handover, by=one, at=self.at)

    def tell(self, one, other):
        self._whole(actions.tell_citizen_of_handover, handover=self.handover, by=one, at=self.at)

    def skip(self, one, other):
        words = {"because": "Borgeren ønsker det ikke", "by": one, "at": self.at}
        self._whole(actions.skip_joint_meeting, handover=self.handover, **words)

    def sign(self, one, other):
        handover = self.handover
        for item in actions.handover.queries.items_of(handover, self.at):
            words = {"kind": item.kind, "reference": item.reference, "by": handover.to_user, "at": self.at}
            self._whole(actions.sign_item, handover=handover, **words)

    def complete(self, one, other):
        self._whole(actions.complete_handover, handover=self.handover, by=one, at=self.at)

    def wait(self, one, other):
        self.at += timedelta(days=1)

    @staticmethod
    def _whole(deed, **given):
        # The walk is one transaction that is thrown away; each deed is a savepoint in it, undone when it is refused.
        with transaction.atomic():
            deed.__wrapped__(**given)


def test_the_walk_gets_all_the_way_through_a_hand_over(cast):
    with transaction.atomic():
        walk = Walk(cast)
        for deed, choice in [("assign", 0), ("request", 1), ("accept", 0), ("tell", 0), ("skip", 0), ("sign", 0)]:
            walk.at += timedelta(minutes=1)
            walk.do(deed, choice)
        walk.do("wait", 0)
        walk.do("complete", 0)
        assert followers(cast.dorte, walk.at) == ([cast.mette.pk],) * 3
        assert walk.at.date() > TODAY
        transaction.set_rollback(True)
