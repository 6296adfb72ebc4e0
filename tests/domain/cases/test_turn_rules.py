"""The rules of turns, notes and the plan. No database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from helevejen.cases.enums import (
    ClosingObjection,
    Holder,
    PlanObjection,
    TurnBucket,
    TurnEvent,
    TurnObjection,
    WritingObjection,
)
from helevejen.cases.rules import notes
from helevejen.cases.rules import turns as rules

TODAY = date(2026, 3, 11)  # a Wednesday
NOW = datetime(2026, 3, 11, 8, 0, tzinfo=UTC)


def test_a_day_is_a_danish_day() -> None:
    assert rules.day_of(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert rules.day_of(datetime(2026, 1, 31, 22, 30, tzinfo=UTC)) == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("due_on", "bucket"),
    [
        (date(2026, 3, 10), TurnBucket.OVERDUE),
        (TODAY, TurnBucket.TODAY),
        (date(2026, 3, 12), TurnBucket.THIS_WEEK),
        (date(2026, 3, 15), TurnBucket.THIS_WEEK),
        (date(2026, 3, 16), TurnBucket.LATER),
        (None, TurnBucket.LATER),
    ],
)
def test_where_a_turn_stands(due_on: date | None, bucket: TurnBucket) -> None:
    assert rules.bucket_of(due_on, on=TODAY) == bucket
    assert rules.is_overdue(due_on, on=TODAY) == (bucket == TurnBucket.OVERDUE)


def test_on_a_sunday_the_week_ends_today() -> None:
    assert rules.bucket_of(date(2026, 3, 16), on=date(2026, 3, 15)) == TurnBucket.LATER


@pytest.mark.parametrize("event", sorted(set(TurnEvent) - rules.EVENTS_BY_HAND))
def test_events_of_other_deeds_are_not_passed_by_hand(event: str) -> None:
    objection = rules.objection_to_passing(is_track_open=True, holder=Holder.CITIZEN, event=event)

    assert objection == TurnObjection.EVENT_OF_OTHER_DEED


def test_a_closed_or_waiting_track_is_not_passed() -> None:
    closed = rules.objection_to_passing(is_track_open=False, holder=Holder.CITIZEN, event=TurnEvent.DONE)
    waiting = rules.objection_to_passing(is_track_open=True, holder=Holder.SUBTRACKS, event=TurnEvent.DONE)

    assert (closed, waiting) == (TurnObjection.TRACK_CLOSED, TurnObjection.WAITS_FOR_SUBTRACKS)


def test_a_turn_due_today_may_be_given() -> None:
    objection = rules.objection_to_next(
        is_step_known=True, holder=Holder.CITIZEN, is_holder_staff=False, due_on=TODAY, texts=[""], on=TODAY
    )

    assert objection is None


@dataclass
class Stretch:
    since: datetime
    ended_at: datetime | None
    event: str


def stretches(*events: str) -> list[Stretch]:
    """Return turns of a day each, the last one open."""
    days = [NOW + timedelta(days=number) for number in range(len(events) + 1)]
    ended = [Stretch(days[number], days[number + 1], event) for number, event in enumerate(events)]
    return [*ended, Stretch(days[-1], None, "")]


@pytest.mark.parametrize(
    ("events", "days"),
    [
        ([], 0),
        (["done"], 1),
        (["postponed"], 0),
        (["postponed", "taken_over", "postponed"], 0),
        (["done", "postponed"], 1),
        (["postponed", "done"], 2),
        (["postponed", "corrected", "postponed"], 2),
    ],
)
def test_a_wait_goes_on_through_postponement_and_change_of_hands(events: list[str], days: int) -> None:
    assert rules.held_since(stretches(*events)) == NOW + timedelta(days=days)


def test_nobody_waits_on_a_closed_track() -> None:
    assert rules.held_since([Stretch(NOW, NOW, "closed")]) is None
    assert rules.held_since([]) is None


@pytest.mark.parametrize(
    ("state", "objection"),
    [
        ({"is_open": False}, ClosingObjection.ALREADY_CLOSED),
        ({"has_draft_decision": True}, ClosingObjection.DRAFT_DECISION),
        ({"has_coming_meeting": True}, ClosingObjection.COMING_MEETING),
        ({"has_ordered_statement": True}, ClosingObjection.ORDERED_STATEMENT),
        ({}, None),
    ],
)
def test_when_a_case_may_close(state: dict[str, bool], objection: ClosingObjection | None) -> None:
    facts = {"is_open": True, "has_draft_decision": False, "has_coming_meeting": False, "has_ordered_statement": False}

    assert rules.objection_to_closing_case(**(facts | state)) == objection


@pytest.mark.parametrize(
    ("words", "objection"),
    [
        ({}, None),
        ({"cap": ""}, WritingObjection.NO_CAP),
        ({"headline": " "}, WritingObjection.NO_HEADLINE),
        ({"text": "\n"}, WritingObjection.NO_TEXT),
        ({"headline": "x" * 121}, WritingObjection.TOO_LONG),
        ({"text": "x" * 20_001}, WritingObjection.TOO_LONG),
        ({"minutes": -1}, WritingObjection.TOO_MANY_MINUTES),
        ({"minutes": 601}, WritingObjection.TOO_MANY_MINUTES),
        ({"cap": "mentor", "is_shared_with_citizen": False}, WritingObjection.MENTOR_SHARES),
        ({"is_shared_with_citizen": False}, None),
    ],
)
def test_what_a_note_must_hold(words: dict[str, object], objection: WritingObjection | None) -> None:
    note = {"cap": "authority", "headline": "Talt", "text": "Tekst", "minutes": 30, "is_shared_with_citizen": True}

    assert notes.objection_to_note(**(note | words)) == objection


@pytest.mark.parametrize(
    ("words", "objection"),
    [
        ({"text": "Hej"}, None),
        ({"text": ""}, WritingObjection.NO_TEXT),
        ({"text": "", "wants_call": True}, None),
        ({"text": "x" * 5_001}, WritingObjection.TOO_LONG),
        ({"text": "", "wants_call": True, "call_at": NOW - timedelta(minutes=1)}, WritingObjection.CALL_IN_PAST),
    ],
)
def test_what_a_message_must_hold(words: dict[str, object], objection: WritingObjection | None) -> None:
    assert notes.objection_to_message(**({"wants_call": False, "call_at": None, "at": NOW} | words)) == objection


@pytest.mark.parametrize(
    ("text", "due_on", "objection"),
    [
        ("Ringe", TODAY, None),
        (" ", TODAY, PlanObjection.NO_TEXT),
        ("x" * 301, TODAY, PlanObjection.TOO_LONG),
        ("Ringe", date(2026, 3, 10), PlanObjection.DUE_IN_PAST),
    ],
)
def test_what_a_step_must_hold(text: str, due_on: date, objection: PlanObjection | None) -> None:
    assert notes.objection_to_step(text=text, due_on=due_on, on=TODAY) == objection


@pytest.mark.parametrize("objections", [TurnObjection, ClosingObjection, WritingObjection, PlanObjection])
def test_every_objection_is_a_sentence(objections: type[TurnObjection]) -> None:
    for objection in objections:
        assert str(objection.label).endswith(".")
