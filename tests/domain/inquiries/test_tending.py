"""What the clock does: remind, give to somebody who is there, keep up with the dialogues, make letters ready."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from helevejen.accounts.models import Employment, Notice
from helevejen.cases import actions as case_actions
from helevejen.cases.models import Message
from helevejen.core import clock
from helevejen.inquiries import actions, queries
from helevejen.inquiries.models import DeadlineNotice
from helevejen.tasks.tending import tend
from tests.cast import NOW, TODAY
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import DecisionFactory
from tests.factories.inquiries import DutyFactory, InquiryFactory, PublishedDeadlineFactory

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
    AbsenceFactory(user=cast.nina, substitute=cast.omar)
    assert not queries.without_owner(NOW).exists()
    Employment.objects.filter(user=cast.nina).update(valid_until=TODAY)
    assert queries.without_owner(NOW).get() == inquiry


@pytest.fixture
def dialogue(cast):
    asked = actions.Asked("portal", "Hvornår hører jeg fra jer?")
    return actions.write_as_citizen(citizen=cast.amina, case=cast.aminas_case, by=cast.amina.user, at=NOW, asked=asked)


def answered(cast, dialogue, at, **more):
    case_actions.answer_message(track=dialogue.track, by=cast.jens, at=at, cap="mentor", text="I morgen.", **more)


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


# --- The letter before a deadline is missed ---


@pytest.fixture
def draft(cast):
    PublishedDeadlineFactory(kind="work_trial", published_by=cast.lene)  # two weeks
    return DecisionFactory(case=cast.aminas_case, kind="work_trial", drafted_at=NOW)


def test_three_working_days_before_the_deadline_a_letter_is_ready(cast, draft):
    assert tend(NOW + 7 * DAY)["letters"] == 0
    at = NOW + 9 * DAY  # Friday; the deadline is on the Wednesday after
    assert (tend(at)["letters"], tend(at)["letters"]) == (1, 0)
    notice = DeadlineNotice.objects.get()
    assert (notice.due_on.isoformat(), notice.new_due_on.isoformat()) == ("2026-03-25", "2026-04-13")
    assert "brev med en ny dato" in told(cast.jens)[0]


def test_the_citizen_reads_when_and_what_it_waits_for(cast, draft):
    tend(NOW + 9 * DAY)
    notice = DeadlineNotice.objects.get()
    actions.send_notice(
        notice=notice, cause="svar fra din læge", new_due_on=notice.new_due_on, by=cast.jens, at=NOW + 9 * DAY
    )
    assert Message.objects.get().text == (
        "Du venter på en afgørelse om virksomhedspraktik. Vi skulle have truffet den senest 25. marts 2026, men det "
        "når vi ikke. Du får afgørelsen senest 13. april 2026. Vi venter på: svar fra din læge"
    )
    assert tend(NOW + 15 * DAY)["letters"] == 0  # the new date holds now
    assert tend(NOW + 31 * DAY)["letters"] == 1


@pytest.mark.parametrize(
    ("cause", "days", "refusal"),
    [(" ", 40, "Skriv, hvad sagen venter på."), ("Lægen", 3, "Den nye dato skal ligge efter fristen")],
)
def test_a_letter_has_its_cause_and_a_later_date(cast, draft, cause, days, refusal):
    tend(NOW + 9 * DAY)
    with pytest.raises(actions.UnableToSendNotice, match=refusal):
        actions.send_notice(
            notice=DeadlineNotice.objects.get(), cause=cause, new_due_on=TODAY + days * DAY, by=cast.jens, at=NOW
        )
    assert not Message.objects.exists()


def test_when_the_decision_is_made_the_letter_is_put_away(cast, draft):
    tend(NOW + 9 * DAY)
    type(draft).objects.filter(pk=draft.pk).update(
        state="released", released_by=cast.jens, released_at=NOW, complaint_due_on=TODAY + 28 * DAY, outcome="yes",
        law_clause="LAB-61-2020", text="x", is_hearing_needed=False, complaint_guidance="x",
    )  # fmt: skip
    assert tend(NOW + 10 * DAY)["dropped"] == 1
    assert DeadlineNotice.objects.get().state == "dropped"
