"""What the citizen writes is a dialogue with a day; answering it ends the wait."""

from datetime import date, timedelta

import pytest

from helevejen.cases import actions
from helevejen.cases.enums import Holder, TrackKind, TrackOutcome, TurnEvent
from helevejen.cases.models import Message, Notice, Track
from tests.cast import Cast
from tests.factories.cases import TrackFactory
from tests.factories.times import NOW


def sent(cast: Cast, text: str = "Hvornår hører jeg fra jer?", **more: object) -> Message:
    return actions.send_message(**({"case": cast.aminas_case, "by": cast.amina.user, "at": NOW, "text": text} | more))


def answered(cast: Cast, track: Track, **more: object) -> Message:
    words = {"track": track, "by": cast.jens, "at": NOW, "cap": "mentor", "text": "I morgen."}
    return actions.answer_message(**(words | more))


def test_a_message_is_the_jobformidlers_turn_within_two_working_days(cast: Cast) -> None:
    track = sent(cast).track

    turn = track.turns.get()
    assert (track.kind, turn.holder_user, turn.step) == (TrackKind.DIALOGUE, cast.jens, "we_answer")
    assert turn.due_on == date(2026, 3, 13)


def test_who_wants_a_call_need_not_write(cast: Cast) -> None:
    message = sent(cast, "", wants_call=True, call_at=NOW + timedelta(hours=5))

    assert (message.wants_call, message.call_at) == (True, NOW + timedelta(hours=5))
    assert message.track.turns.get().step == "we_call_back"


def test_a_second_message_joins_the_first_and_keeps_its_day(cast: Cast) -> None:
    first = sent(cast)

    second = sent(cast, "Hallo?", at=NOW + timedelta(days=1))

    assert second.track == first.track
    assert second.track.turns.get().due_on == date(2026, 3, 13)


def test_an_answer_ends_the_dialogue_and_is_told(cast: Cast) -> None:
    track = sent(cast).track

    answer = answered(cast, track)

    track.refresh_from_db()
    assert (track.is_open, track.outcome, answer.from_citizen, answer.cap) == (
        False,
        TrackOutcome.REACHED,
        False,
        "mentor",
    )
    assert Notice.objects.get().values == {"message_id": answer.pk}


def test_an_answer_that_asks_back_gives_the_citizen_the_ball_and_the_citizens_answer_takes_it_back(cast: Cast) -> None:
    track = sent(cast).track
    answered(cast, track, wants_answer=True)
    assert Track.objects.get(pk=track.pk).open_turn.holder == Holder.CITIZEN

    sent(cast, "Ja tak")

    turns = list(track.turns.order_by("number"))
    assert [turn.holder for turn in turns] == [Holder.JOBFORMIDLER, Holder.CITIZEN, Holder.JOBFORMIDLER]
    assert turns[1].event == TurnEvent.ANSWERED


def test_only_the_citizen_sends_and_only_staff_answer(cast: Cast) -> None:
    for stranger in (cast.jens, cast.bo.user):
        with pytest.raises(actions.UnableToSendMessage, match="Kun borgeren selv"):
            sent(cast, by=stranger)
    with pytest.raises(actions.UnableToSendMessage, match="Kun en medarbejder"):
        answered(cast, sent(cast).track, by=cast.amina.user)


@pytest.mark.parametrize(
    ("words", "says"),
    [({"text": " "}, "Skriv teksten"), ({"wants_call": True, "call_at": NOW - timedelta(hours=1)}, "ikke er gået")],
)
def test_a_message_that_a_rule_forbids(cast: Cast, words: dict[str, object], says: str) -> None:
    with pytest.raises(actions.UnableToSendMessage, match=says):
        sent(cast, **words)

    assert not Message.objects.exists()


@pytest.mark.parametrize(("words", "says"), [({"cap": ""}, "Vælg den kasket"), ({"text": ""}, "Skriv teksten")])
def test_an_answer_that_a_rule_forbids(cast: Cast, words: dict[str, str], says: str) -> None:
    with pytest.raises(actions.UnableToSendMessage, match=says):
        answered(cast, sent(cast).track, **words)


def test_a_dialogue_is_answered_once(cast: Cast) -> None:
    track = sent(cast).track
    answered(cast, track)

    with pytest.raises(actions.UnableToSendMessage, match="allerede svaret"):
        answered(cast, track)


def test_other_tracks_and_wishes_are_no_dialogues_to_answer(cast: Cast) -> None:
    wish = actions.say_wish(citizen=cast.amina, text="Heste", by=cast.amina.user, at=NOW)

    for track in (TrackFactory(case=cast.aminas_case), Track.objects.get(wish=wish)):
        with pytest.raises(actions.UnableToSendMessage, match="ikke en samtale"):
            answered(cast, track)


def test_a_message_does_not_join_the_wait_for_a_wish(cast: Cast) -> None:
    wish = actions.say_wish(citizen=cast.amina, text="Heste", by=cast.amina.user, at=NOW)

    assert sent(cast).track != Track.objects.get(wish=wish)


def test_the_jobformidler_may_write_first(cast: Cast) -> None:
    told = actions.write_to_citizen(case=cast.aminas_case, by=cast.jens, at=NOW, cap="mentor", text="Husk i morgen.")
    asked = actions.write_to_citizen(
        case=cast.aminas_case, by=cast.jens, at=NOW, cap="mentor", text="Kan du?", wants_answer=True
    )

    assert not Track.objects.get(pk=told.track_id).is_open
    assert Track.objects.get(pk=asked.track_id).open_turn.holder == Holder.CITIZEN


def test_a_closed_case_takes_no_messages(cast: Cast) -> None:
    actions.close_case(case=cast.aminas_case, by=cast.jens, at=NOW, reason="moved")

    with pytest.raises(actions.UnableToSendMessage, match="lukket"):
        sent(cast)
    with pytest.raises(actions.UnableToSendMessage, match="lukket"):
        actions.write_to_citizen(case=cast.aminas_case, by=cast.jens, at=NOW, cap="mentor", text="Hej")


def test_what_is_told_is_marked_as_read(cast: Cast) -> None:
    answered(cast, sent(cast).track)

    assert actions.mark_notices_read(case=cast.aminas_case, at=NOW) == 1
    assert actions.mark_notices_read(case=cast.aminas_case, at=NOW) == 0
    assert Notice.objects.get().read_at == NOW
