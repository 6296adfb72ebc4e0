"""What the clock does: remind, give to somebody who is there, keep up with the dialogues, make letters ready."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from helevejen.accounts.models import Employment, Notice, User
from helevejen.cases import actions as case_actions
from helevejen.cases.models import Message
from helevejen.citizens.models import Citizen
from helevejen.core import clock
from helevejen.inquiries import actions, queries
from helevejen.tasks.tending import tend
from tests.cast import NOW, TODAY
from tests.factories.accounts import AbsenceFactory
from tests.factories.citizens import CitizenFactory, ConflictOfInterestFactory, RelationFactory
from tests.factories.inquiries import DutyFactory, InquiryFactory

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def inquiry(cast):
    return InquiryFactory(owner=cast.jens, team=cast.ungdom)


def told(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


def test_the_owner_is_reminded_near_the_promise_and_the_leader_when_it_is_past(cast, inquiry):
    inquiry.due_at = NOW + 3 * DAY
    inquiry.save()
    assert tend(NOW)["reminded"] == 0
    near = NOW + 2 * DAY + 5 * HOUR
    assert (tend(near)["reminded"], tend(near)["reminded"]) == (1, 0)
    assert (told(cast.jens), told(cast.lene)) == (["En henvendelse skal snart besvares."], [])
    assert tend(NOW + 4 * DAY)["reminded"] == 1
    assert told(cast.lene) == ["En henvendelse er over den dag, vi lovede at svare."]
    assert list(inquiry.events.order_by("number").values_list("detail__level", flat=True)) == [75, 100]


def test_a_fault_in_one_inquiry_keeps_nobody_else_from_being_reminded(cast, inquiry, monkeypatch, capsys):
    other = InquiryFactory(owner=cast.jens, team=cast.ungdom)
    remind = actions.remind

    def failing(*, inquiry_id, at):
        if inquiry_id == inquiry.pk:
            raise IntegrityError
        return remind(inquiry_id=inquiry_id, at=at)

    monkeypatch.setattr("helevejen.inquiries.actions.remind", failing)
    with clock.frozen(NOW + 30 * DAY), pytest.raises(CommandError, match="1 could not be tended"):
        call_command("inquiries", "tend")
    assert "1 reminders, 1 could not be tended" in capsys.readouterr().out
    assert (inquiry.events.count(), other.events.count()) == (0, 1)


def test_nobody_is_reminded_of_what_waits_for_the_sender(cast, inquiry):
    actions.wait_for(inquiry=inquiry, on="sender", ground="Send kontrakten", by=cast.jens, at=NOW)
    assert tend(NOW + 30 * DAY)["reminded"] == 0


def test_four_office_hours_after_its_owner_left_somebody_else_has_it(cast, inquiry):
    DutyFactory(team=cast.ungdom, user=cast.mette)
    Employment.objects.filter(user=cast.jens).update(valid_until=TODAY)
    morning = datetime(2026, 3, 11, 9, tzinfo=UTC)
    inquiry.received_at = morning - DAY
    inquiry.save()
    assert queries.without_owner(NOW).get() == inquiry
    assert tend(morning)["given"] == 0
    due = inquiry.due_at
    assert tend(datetime(2026, 3, 11, 12, tzinfo=UTC))["given"] == 1
    inquiry.refresh_from_db()
    assert (inquiry.owner, inquiry.handover_count, inquiry.due_at) == (cast.mette, 1, due)
    assert inquiry.events.get(kind="handed_over").reason == "Jens Bro er ikke på arbejde."
    assert not queries.without_owner(NOW).exists()


def test_one_who_is_covered_keeps_theirs(cast, inquiry):
    AbsenceFactory(user=cast.jens, substitute=cast.nina)
    assert not queries.without_owner(NOW).exists()
    AbsenceFactory(user=cast.omar, substitute=cast.nina)
    assert not queries.without_owner(NOW).exists()
    Employment.objects.filter(user=cast.nina).update(valid_until=TODAY)
    assert queries.without_owner(NOW).get() == inquiry


@pytest.fixture
def dialogue(cast):
    asked = actions.Asked("portal", "Hvornår hører jeg fra jer?")
    return actions.write_as_citizen(citizen=cast.amina, case=cast.aminas_case, by=cast.amina.user, at=NOW, asked=asked)


def answered(cast, dialogue, at, **more):
    case_actions.answer_message(track=dialogue.track, by=cast.jens, at=at, cap="mentor", text="I morgen.", **more)


def test_one_whose_substitute_is_away_too_is_covered_by_nobody(cast, inquiry):
    DutyFactory(team=cast.ungdom, user=cast.lene)
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    ill = AbsenceFactory(user=cast.mette, substitute=cast.jens)
    assert queries.without_owner(NOW).get() == inquiry
    assert tend(NOW + DAY)["given"] == 1
    inquiry.refresh_from_db()
    assert inquiry.owner == cast.lene
    ill.cancelled_at = NOW
    ill.save()
    assert queries.without_owner(NOW).count() == 0


def test_one_whose_substitute_may_not_touch_the_citizen_is_covered_by_nobody(cast):
    own = InquiryFactory(owner=cast.jens, team=cast.ungdom, citizen=cast.amina)
    InquiryFactory(owner=cast.jens, team=cast.ungdom)
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert queries.without_owner(NOW).count() == 0
    ConflictOfInterestFactory(user=cast.mette, citizen=cast.amina)
    assert queries.without_owner(NOW).get() == own


def test_a_substitute_who_lives_with_the_citizen_or_is_the_citizen_covers_nobody(cast):
    own = InquiryFactory(owner=cast.jens, team=cast.ungdom, citizen=cast.amina)
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    Citizen.objects.filter(pk=cast.amina.pk).update(home_key="h" * 64)
    assert queries.without_owner(NOW).count() == 0
    User.objects.filter(pk=cast.mette.pk).update(home_key="h" * 64)
    assert queries.without_owner(NOW).get() == own
    User.objects.filter(pk=cast.mette.pk).update(home_key="")
    assert queries.without_owner(NOW).count() == 0
    Citizen.objects.filter(pk=cast.amina.pk).update(cpr_index="i" * 64)
    User.objects.filter(pk=cast.mette.pk).update(cpr_index="i" * 64)
    assert queries.without_owner(NOW).get() == own


def test_a_substitute_who_is_not_named_covers_nobody_who_is_specially_protected(cast):
    own = InquiryFactory(owner=cast.jens, team=cast.ungdom, citizen=CitizenFactory(protection="special"))
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert queries.without_owner(NOW).get() == own
    RelationFactory(user=cast.mette, citizen=own.citizen, named=True)
    assert queries.without_owner(NOW).count() == 0


def test_who_is_ill_and_says_so_a_day_at_a_time_is_gone_all_the_while(cast, inquiry):
    DutyFactory(team=cast.ungdom, user=cast.lene)
    AbsenceFactory(user=cast.mette, substitute=cast.nina)
    for day in (TODAY, TODAY + DAY):  # Wednesday and Thursday
        AbsenceFactory(user=cast.jens, substitute=cast.mette, valid_from=day, valid_until=day + DAY)
    inquiry.received_at = datetime(2026, 3, 11, 12, tzinfo=UTC)  # at 13, two hours before the office closes
    inquiry.save()
    assert tend(datetime(2026, 3, 12, 9, 59, tzinfo=UTC))["given"] == 0
    assert tend(datetime(2026, 3, 12, 10, 1, tzinfo=UTC))["given"] == 1  # at 11, two hours after it opened


def test_a_dialogue_answered_in_its_case_is_solved_in_the_inbox(cast, dialogue):
    answered(cast, dialogue, NOW + HOUR)
    assert (tend(NOW + 2 * HOUR)["settled"], tend(NOW + 2 * HOUR)["settled"]) == (1, 0)
    dialogue.refresh_from_db()
    assert (dialogue.answered_at, dialogue.solved_at, dialogue.is_in_time) == (NOW + HOUR, NOW + HOUR, True)
    assert dialogue.answer_minutes == dialogue.solve_minutes == 60


def test_a_dialogue_that_waits_for_the_citizen_stands_still_and_is_not_counted(cast, dialogue):
    answered(cast, dialogue, NOW + HOUR, wants_answer=True)
    tend(NOW + 2 * HOUR)
    dialogue.refresh_from_db()
    assert (dialogue.answered_at, dialogue.solved_at, dialogue.due_at) == (NOW + HOUR, None, None)
    asked = actions.Asked("portal", "Tak, det passer.")
    again = actions.write_as_citizen(
        citizen=cast.amina, case=cast.aminas_case, by=cast.amina.user, at=NOW + DAY, asked=asked
    )
    assert again == dialogue
    answered(cast, dialogue, NOW + DAY + HOUR)
    tend(NOW + DAY + 2 * HOUR)
    dialogue.refresh_from_db()
    assert (dialogue.answer_minutes, dialogue.solve_minutes) == (60, 120)
    assert Message.objects.count() == 4


def test_a_late_dialogue_is_late(cast, dialogue):
    answered(cast, dialogue, NOW + 9 * DAY)
    tend(NOW + 10 * DAY)
    dialogue.refresh_from_db()
    assert dialogue.is_in_time is False


def test_a_dialogue_whose_jobformidler_is_gone_is_counted_and_goes_to_the_backup(cast, dialogue):
    assert queries.without_owner(NOW).count() == 0
    Employment.objects.filter(user=cast.jens).update(valid_until=TODAY)
    assert queries.without_owner(NOW).get() == dialogue
    morning = datetime(2026, 3, 12, 12, tzinfo=UTC)
    due = dialogue.due_at
    assert tend(morning)["given"] == 1
    dialogue.refresh_from_db()
    turn = dialogue.track.turns.get(ended_at=None)
    assert dialogue.owner == turn.holder_user == cast.aminas_case.backup
    assert (dialogue.handover_count, dialogue.due_at, turn.event) == (1, due, "")
    assert not queries.without_owner(morning).exists()
    assert tend(morning + HOUR)["given"] == 0


def test_a_dialogue_goes_to_nobody_who_cannot_open_the_case(cast, dialogue):
    DutyFactory(team=cast.ungdom, user=cast.nina)
    Employment.objects.filter(user__in=[cast.jens, cast.aminas_case.backup]).update(valid_until=TODAY)
    assert tend(NOW + 2 * DAY)["given"] == 0
    assert queries.without_owner(NOW + 2 * DAY).get() == dialogue


def test_a_dialogue_is_reminded_of_anew_when_the_citizen_writes_again(cast, dialogue):
    tend(NOW + 9 * DAY)
    answered(cast, dialogue, NOW + 9 * DAY, wants_answer=True)
    tend(NOW + 9 * DAY)
    asked = actions.Asked("portal", "Og hvad så?")
    actions.write_as_citizen(
        citizen=cast.amina, case=cast.aminas_case, by=cast.amina.user, at=NOW + 10 * DAY, asked=asked
    )
    tend(NOW + 10 * DAY)
    assert tend(NOW + 20 * DAY)["reminded"] == 1


def test_an_answer_at_the_desk_settles_the_dialogue_at_once_and_says_whether_it_could_be_avoided(cast, dialogue):
    actions.answer_dialogue(
        track=dialogue.track, by=cast.jens, at=NOW + HOUR, cap="mentor", text="I morgen.", avoidable="nobody_answered"
    )
    dialogue.refresh_from_db()
    assert (dialogue.solved_at, dialogue.answer_minutes, dialogue.avoidable) == (NOW + HOUR, 60, "nobody_answered")
    assert tend(NOW + 2 * HOUR)["settled"] == 0
