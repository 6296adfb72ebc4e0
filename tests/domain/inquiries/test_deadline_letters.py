"""The letter about a new date: made ready before a deadline is missed, for drafts and for what is only asked for."""

from datetime import timedelta

import pytest
from django.db import transaction

from helevejen.accounts.models import Notice
from helevejen.cases import actions as case_actions
from helevejen.cases.models import Message, Track
from helevejen.inquiries import actions, queries
from helevejen.inquiries.models import DeadlineNotice
from helevejen.tasks.tending import tend
from tests.cast import NOW, TODAY
from tests.factories.cases import DecisionFactory
from tests.factories.inquiries import DeadlineNoticeFactory, PublishedDeadlineFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def told(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


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


# --- Counted from the application ---


def test_a_draft_counts_from_the_day_of_application(cast, draft):
    type(draft).objects.filter(pk=draft.pk).update(applied_on=TODAY - 7 * DAY, applied_by="letter")
    assert tend(NOW + 2 * DAY)["letters"] == 1
    assert DeadlineNotice.objects.get().due_on == TODAY + 7 * DAY
    found = queries.deadline_of_draft(draft, TODAY)
    assert (found.due_on, found.begun_on, found.is_from_application) == (TODAY + 7 * DAY, TODAY - 7 * DAY, True)


def decide(track, cast, at, step="we_decide"):
    with transaction.atomic():
        case_actions.hand_turn(track=track, by=cast.jens, at=at, event="done", step=step, cap="authority")


def test_without_an_application_it_counts_from_the_first_turn_to_decide(cast):
    PublishedDeadlineFactory(kind="work_trial", published_by=cast.lene)
    track = asked_for(cast, at=NOW - 20 * DAY)
    decide(track, cast, NOW - 15 * DAY, "we_follow_up")
    decide(track, cast, NOW - 5 * DAY)
    draft = DecisionFactory(case=cast.aminas_case, track=track, kind="work_trial", drafted_at=NOW - DAY)
    found = queries.deadline_of_draft(draft, TODAY)
    assert (found.begun_on, found.is_from_application) == (TODAY - 20 * DAY, False)


def test_the_next_decision_of_a_track_counts_from_its_own_first_turn(cast):
    PublishedDeadlineFactory(kind="work_trial", published_by=cast.lene)
    track = asked_for(cast, at=NOW - 40 * DAY)
    DecisionFactory(
        case=cast.aminas_case, track=track, kind="work_trial", released=True, drafted_at=NOW - 35 * DAY,
        released_at=NOW - 30 * DAY,
    )  # fmt: skip
    decide(track, cast, NOW - 30 * DAY, "we_follow_up")
    decide(track, cast, NOW - 8 * DAY)
    draft = DecisionFactory(case=cast.aminas_case, track=track, kind="work_trial", drafted_at=NOW - DAY)
    assert queries.deadline_of_draft(draft, TODAY).begun_on == TODAY - 8 * DAY


# --- Asked for, and nobody has drafted ---


def asked_for(cast, at=NOW):
    return case_actions.start_track(
        case=cast.aminas_case, kind="clarification", by=cast.jens, at=at, step="we_decide", cap="authority"
    )


def letters_due(cast):
    """Return the track of a decision asked for, and the moment its letter is due."""
    track = asked_for(cast)
    return track, NOW + (track.turns.get().due_on - TODAY) - DAY


def test_a_decision_that_is_only_asked_for_gets_its_letter_before_the_day_of_its_turn(cast):
    track, at = letters_due(cast)
    assert tend(NOW + 3 * DAY)["letters"] == 0
    assert (tend(at)["letters"], tend(at)["letters"]) == (1, 0)
    notice = DeadlineNotice.objects.get()
    assert (notice.track, notice.decision, notice.due_on) == (track, None, track.turns.get().due_on)
    assert len(told(cast.jens)) == 1
    actions.send_notice(notice=notice, cause="svar fra lægen", new_due_on=notice.new_due_on, by=cast.jens, at=at)
    assert Message.objects.get().text.startswith("Du venter på en afgørelse. Vi skulle have truffet den senest")
    assert tend(at + 3 * DAY)["letters"] == 0  # the new day holds
    assert tend(at + 20 * DAY)["letters"] == 1


def test_the_letter_of_a_track_holds_for_the_draft_that_is_begun_on_it(cast):
    PublishedDeadlineFactory(kind="work_trial", published_by=cast.lene)
    track, at = letters_due(cast)
    tend(at)
    draft = DecisionFactory(case=cast.aminas_case, track=track, kind="work_trial", drafted_at=at)
    assert tend(at)["letters"] == 0  # one that waits is enough
    notice = DeadlineNotice.objects.get()
    actions.send_notice(notice=notice, cause="svar fra lægen", new_due_on=notice.new_due_on, by=cast.jens, at=at)
    found = queries.deadline_of_draft(draft, TODAY)
    assert (found.due_on, found.is_promised_anew) == (notice.new_due_on, True)
    assert tend(at)["letters"] == 0


def test_when_it_is_no_longer_asked_for_the_letter_is_put_away(cast):
    track, at = letters_due(cast)
    tend(at)
    decide(Track.objects.get(pk=track.pk), cast, at, "we_follow_up")
    assert tend(at)["dropped"] == 1
    with pytest.raises(actions.UnableToSendNotice, match="allerede sendt eller lagt væk"):
        actions.send_notice(
            notice=DeadlineNotice.objects.get(), cause="x", new_due_on=TODAY + 90 * DAY, by=cast.jens, at=at
        )


def test_a_draft_without_a_track_is_taken_for_the_one_asked_for(cast):
    _track, at = letters_due(cast)
    DecisionFactory(case=cast.aminas_case, kind="mentor", drafted_at=NOW)
    assert tend(at)["letters"] == 0


def test_looking_costs_the_same_for_many_drafts(cast):
    PublishedDeadlineFactory(kind="work_trial", published_by=cast.lene)

    def more():
        DecisionFactory(case=cast.aminas_case, kind="work_trial", drafted_at=NOW - 12 * DAY)

    more()
    assert_flat(lambda: queries.decisions_to_tell_of(NOW), more)


@pytest.fixture
def letters_read(monkeypatch):
    """The numbers of the letters that are read from the database."""
    read, from_db = [], DeadlineNotice.from_db

    def noting(*row):
        letter = from_db(*row)
        read.append(letter.pk)
        return letter

    monkeypatch.setattr(DeadlineNotice, "from_db", noting)
    return read


def letter(decision, new_due_on):
    return DeadlineNoticeFactory(
        decision=decision, due_on=TODAY, new_due_on=new_due_on, state="sent", closed_at=NOW
    ).pk  # fmt: skip


@pytest.mark.parametrize("ask", [queries.deadline_of_draft, lambda _draft, _on: queries.decisions_to_tell_of(NOW)])
def test_the_letters_of_decisions_that_are_made_are_not_read(cast, draft, letters_read, ask):
    made = DecisionFactory(case=cast.bos_case, kind="work_trial", released=True)
    old, own = letter(made, TODAY + 5 * DAY), letter(draft, TODAY + 9 * DAY)
    ask(draft, TODAY)
    assert own in letters_read
    assert old not in letters_read


def test_the_letters_of_other_drafts_are_not_read_for_one(cast, draft, letters_read):
    other = letter(DecisionFactory(case=cast.bos_case, kind="work_trial"), TODAY + 5 * DAY)
    assert not queries.deadline_of_draft(draft, TODAY).is_promised_anew
    assert other not in letters_read
