"""The generator by itself: what it makes is whole, plausible, repeatable, and about nobody."""

import re
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

import pytest

from helevejen.cases.rules.chains import step_of
from helevejen.core import cpr, cvr
from helevejen.tasks.demo import rows, words
from helevejen.tasks.demo.cast import CAST, PEOPLE
from helevejen.tasks.demo.chance import Chance
from helevejen.tasks.demo.days import COPENHAGEN, Days, start_of
from helevejen.tasks.demo.municipality import make_municipality, stories_of
from helevejen.tasks.demo.scenes import play
from helevejen.tasks.demo.sizes import size_of

FRIDAY, SUNDAY = date(2026, 11, 20), date(2026, 11, 22)
pytestmark = pytest.mark.slow


def made(seed: int = 1, *, on: date = FRIDAY, share: float = 0.04, number: int = 0) -> dict[type[Any], list[Any]]:
    book, days = rows.Book(), Days(on, 2)
    world = make_municipality(book, Chance(seed), days, size_of(share, 2), number)
    for story in stories_of(world):
        play(story)
    return book.rows


@pytest.fixture(scope="module", params=[(1, FRIDAY), (2, SUNDAY), (3, date(2026, 3, 30)), (4, date(2027, 1, 4))])
def demo(request: pytest.FixtureRequest) -> dict[type[Any], list[Any]]:
    seed, on = request.param
    return made(seed, on=on)


def by(found: list[Any], name: str) -> dict[Any, list[Any]]:
    groups = defaultdict(list)
    for row in found:
        groups[getattr(row, name)].append(row)
    return groups


def test_the_same_seed_makes_the_same_rows_and_another_seed_others() -> None:
    first, again, other = made(7), made(7), made(8)
    assert first == again
    assert first[rows.Citizen] != other[rows.Citizen]
    assert first[rows.Turn] != other[rows.Turn]


def test_an_open_track_has_exactly_one_open_turn_and_a_closed_one_none(demo: dict[type[Any], list[Any]]) -> None:
    turns = by(demo[rows.Turn], "track")
    for track in demo[rows.Track]:
        is_open = track.closed_at is None
        assert sum(turn.ended_at is None for turn in turns[track.id]) == int(is_open), track
    assert set(turns) == {track.id for track in demo[rows.Track]}


def test_the_turns_of_a_track_follow_each_other_without_a_gap(demo: dict[type[Any], list[Any]]) -> None:
    tracks = {track.id: track for track in demo[rows.Track]}
    for number, turns in by(demo[rows.Turn], "track").items():
        assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))
        assert turns[0].since == tracks[number].opened_at
        assert all(later.since == earlier.ended_at for earlier, later in pairwise(turns))
        assert all(turn.ended_at is None or turn.ended_at >= turn.since for turn in turns)
        assert turns[-1].ended_at == tracks[number].closed_at


def test_every_turn_names_a_step_of_the_chain_of_its_track(demo: dict[type[Any], list[Any]]) -> None:
    kind_of = {track.id: track.kind for track in demo[rows.Track]}
    for turn in demo[rows.Turn]:
        step = step_of(kind_of[turn.track], turn.step)
        assert step is not None, turn
        assert step.holder == turn.holder
        assert turn.holder != "jobformidler" or turn.holder_user is not None


def test_an_open_case_has_an_open_track_and_a_closed_one_has_none(demo: dict[type[Any], list[Any]]) -> None:
    open_tracks = {track.case for track in demo[rows.Track] if track.closed_at is None}
    for case in demo[rows.Case]:
        assert (case.id in open_tracks) == (case.closed_at is None), case


def test_a_track_lies_within_its_case(demo: dict[type[Any], list[Any]]) -> None:
    cases = {case.id: case for case in demo[rows.Case]}
    for track in demo[rows.Track]:
        case = cases[track.case]
        assert track.opened_at >= case.opened_at
        assert case.closed_at is None or track.closed_at <= case.closed_at + timedelta(hours=1)


def test_a_case_is_followed_by_one_person_at_a_time_from_first_day_to_last(demo: dict[type[Any], list[Any]]) -> None:
    assignments = by(demo[rows.Assignment], "case")
    for case in demo[rows.Case]:
        spans = assignments[case.id]
        assert spans[0].valid_from == case.opened_at
        assert spans[0].reason == "first"
        assert all(earlier.valid_until == later.valid_from for earlier, later in pairwise(spans))
        assert spans[-1].valid_until == case.closed_at
        assert spans[-1].jobformidler == case.jobformidler != case.backup


def test_the_turn_of_a_jobformidler_is_with_whoever_follows_the_case(demo: dict[type[Any], list[Any]]) -> None:
    case_of = {track.id: track.case for track in demo[rows.Track]}
    assignments = by(demo[rows.Assignment], "case")
    for turn in demo[rows.Turn]:
        if turn.holder == "jobformidler":
            spans = assignments[case_of[turn.track]]
            holder = [span.jobformidler for span in spans if span.valid_from <= turn.since][-1]
            assert turn.holder_user == holder, turn


def test_a_jobformidler_is_not_in_two_meetings_at_once_nor_in_one_while_away(demo: dict[type[Any], list[Any]]) -> None:
    away = {
        (absence.user, absence.valid_from + timedelta(days=n))
        for absence in demo[rows.Absence]
        for n in range((absence.valid_until - absence.valid_from).days)
    }
    timed = [meeting for meeting in demo[rows.Meeting] if meeting.starts_at]
    for meetings in by([one for one in timed if one.state in {"booked", "held"}], "host").values():
        in_order = sorted(meetings, key=lambda one: one.starts_at)
        assert all(earlier.ends_at <= later.starts_at for earlier, later in pairwise(in_order))
        for meeting in in_order:
            assert (meeting.host, meeting.starts_at.astimezone(COPENHAGEN).date()) not in away


def test_nothing_has_happened_in_the_future() -> None:
    demo, midnight = made(1, on=FRIDAY), start_of(FRIDAY)
    for kind, names in {
        rows.Turn: ("since", "ended_at"),
        rows.Note: ("written_at",),
        rows.Message: ("sent_at",),
        rows.Case: ("opened_at", "closed_at"),
        rows.Event: ("at",),
        rows.Wish: ("said_at",),
        rows.WishAnswer: ("answered_at",),
        rows.PlanStep: ("agreed_at", "done_at"),
        rows.Decision: ("drafted_at", "released_at"),
    }.items():
        for row in demo[kind]:
            assert all(getattr(row, name) is None or getattr(row, name) < midnight for name in names), row


def test_booked_meetings_lie_ahead_and_held_ones_behind() -> None:
    demo, midnight = made(1, on=FRIDAY), start_of(FRIDAY)
    for meeting in demo[rows.Meeting]:
        if meeting.state == "booked":
            assert meeting.starts_at >= midnight - timedelta(days=1)
        elif meeting.state in {"held", "missed"}:
            assert meeting.starts_at < midnight
    starts = by(demo[rows.MeetingSlot], "meeting")
    for meeting in demo[rows.Meeting]:
        if meeting.state == "proposed":
            assert min(slot.starts_at for slot in starts[meeting.id]) >= midnight


def test_nobody_in_it_is_real(demo: dict[type[Any], list[Any]]) -> None:
    numbers = [citizen.cpr for citizen in demo[rows.Citizen] if citizen.cpr]
    assert all(cpr.is_outside_issued_series(cpr.parse(number)) for number in numbers)
    assert len(set(numbers)) == len(numbers)
    assert all(person.phone.startswith("1") for person in demo[rows.Citizen] + demo[rows.Contact])
    assert all(user.email.endswith(".example") for user in demo[rows.User])
    assert all(company.cvr.startswith("99") and cvr.parse(company.cvr) for company in demo[rows.Company])


def test_two_municipalities_share_no_number_and_no_account() -> None:
    first, second = made(1, number=0), made(1, number=97)
    unique = ((rows.Citizen, "cpr"), (rows.User, "username"), (rows.Company, "cvr"), (rows.Workplace, "pnumber"))
    for kind, name in unique:
        one, other = ({getattr(row, name) for row in found[kind]} - {None} for found in (first, second))
        assert not one & other
    assert not {team.name for team in first[rows.Team]} & {team.name for team in second[rows.Team]}


def test_doctors_are_slower_than_companies_and_companies_slower_than_citizens() -> None:
    waits = defaultdict(list)
    for turn in made(5, share=0.1)[rows.Turn]:
        if turn.ended_at:
            waits[turn.holder].append((turn.ended_at - turn.since).total_seconds())
    assert median(waits["doctor"]) > median(waits["company"]) > median(waits["citizen"])
    tail = sorted(waits["doctor"])[int(len(waits["doctor"]) * 0.95)]
    assert tail > 2.2 * median(waits["doctor"])


def test_the_number_of_open_cases_follows_the_size() -> None:
    demo = made(1, share=0.1)
    assert sum(case.closed_at is None for case in demo[rows.Case]) == pytest.approx(280 + len(CAST), abs=8)


def test_nothing_is_said_twice_in_a_case_before_the_rest_is_said(demo: dict[type[Any], list[Any]]) -> None:
    for notes in by(demo[rows.Note], "case").values():
        for cap in ("authority", "mentor", "company"):
            texts = [note.text for note in notes if note.cap == cap]
            assert len(texts) == len(set(texts)) or len(texts) >= len(words.NOTES[cap][0]), texts


def test_a_note_is_classified_by_what_it_says(demo: dict[type[Any], list[Any]]) -> None:
    bodily = re.compile(r"ryggen|lægen|attest|behandling|sygemeld|søvn|psykolog|skulder|alkohol|smerter", re.IGNORECASE)
    homely = re.compile(r"husleje|udbetaling|dagpenge|gæld|bostøtte", re.IGNORECASE)
    for note in demo[rows.Note]:
        found = {"health"} if bodily.search(note.text) else {"social"} if homely.search(note.text) else {note.kind}
        assert note.kind in found, note
    kinds = [note.kind for note in demo[rows.Note]]
    assert kinds.count("ordinary") > kinds.count("health") > 0


def test_every_pool_of_sayings_is_wide() -> None:
    assert all(len(words.fitting(cap, "mentoring")) >= 12 for cap in words.NOTES)
    assert len({said.text for cap in words.NOTES for said in words.NOTES[cap][0]}) >= 45
    assert min(len(words.MESSAGES), len(words.COMPANY_TALKS), len(words.STEPS_YOU), len(words.STEPS_WE)) >= 20
    assert sum(map(len, words.WISHES.values())) >= 45


def test_a_mentors_note_is_always_the_citizens_too(demo: dict[type[Any], list[Any]]) -> None:
    assert all(note.is_shared_with_citizen for note in demo[rows.Note] if note.cap == "mentor")


def test_everybody_on_the_pickers_list_has_an_account(demo: dict[type[Any], list[Any]]) -> None:
    accounts = {user.username: user for user in demo[rows.User]}
    for username, name, _role, line in PEOPLE:
        assert accounts[username].name == name
        assert accounts[username].is_active
        assert line.endswith(".")


def test_jens_has_a_day_worth_opening(demo: dict[type[Any], list[Any]]) -> None:
    jens = next(user.id for user in demo[rows.User] if user.username == "jens.bro")
    turns = [turn for turn in demo[rows.Turn] if turn.ended_at is None and turn.holder_user == jens]
    steps = {turn.step for turn in turns}
    assert {"we_meet", "we_answer_wish", "we_answer", "we_check_in", "we_invite", "we_order_statement"} <= steps
    today = [meeting for meeting in demo[rows.Meeting] if meeting.host == jens and meeting.state == "booked"]
    assert len(today) >= 3


def test_the_company_that_signs_in_is_told_of_by_hand_alone(demo: dict[type[Any], list[Any]]) -> None:
    (number,) = {one.company for one in demo[rows.Contact] if one.user}
    (haulier,) = [one.name for one in demo[rows.Company] if one.id == number]
    waits = [turn.holder_name for turn in demo[rows.Turn] if turn.holder == "company" and turn.ended_at is None]
    assert waits
    assert haulier not in waits


def test_amina_waits_for_the_specialist_and_dreams_of_horses(demo: dict[type[Any], list[Any]]) -> None:
    amina = next(citizen for citizen in demo[rows.Citizen] if citizen.search_key == "amina holm")
    case = next(case for case in demo[rows.Case] if case.citizen == amina.id)
    tracks = {track.id for track in demo[rows.Track] if track.case == case.id and track.closed_at is None}
    waiting = {turn.step: turn for turn in demo[rows.Turn] if turn.track in tracks and turn.ended_at is None}
    assert set(waiting) == {"specialist_answers", "you_choose_time"}
    assert waiting["specialist_answers"].holder_name == "Ortopædkirurgisk klinik"
    wish = next(wish for wish in demo[rows.Wish] if wish.citizen == amina.id)
    assert "heste" in wish.text


def test_a_statement_waits_as_long_as_the_doctor_has_the_ball(demo: dict[type[Any], list[Any]]) -> None:
    turns = by(demo[rows.Turn], "track")
    assert {one.state for one in demo[rows.Statement]} == {"ordered", "received", "cancelled"}
    for one in demo[rows.Statement]:
        asked = [turn for turn in turns[one.track] if turn.since == one.ordered_at][-1]
        assert asked.holder in {"doctor", "authority"}
        assert (one.state == "ordered") == (asked.ended_at is None)


def test_some_decisions_rest_on_statements_that_had_come(demo: dict[type[Any], list[Any]]) -> None:
    statements = {one.id: one for one in demo[rows.Statement]}
    decisions = {one.id: one for one in demo[rows.Decision]}
    assert len(demo[rows.StatementUse]) >= 5
    for use in demo[rows.StatementUse]:
        statement, decision = statements[use.statement], decisions[use.decision]
        assert statement.case == decision.case
        assert statement.received_at <= use.used_at <= decision.released_at
    assert len({use.statement for use in demo[rows.StatementUse]}) == len(demo[rows.StatementUse])


def test_no_account_is_overdrawn_on_any_day(demo: dict[type[Any], list[Any]]) -> None:
    entries = {entry.id: entry for entry in demo[rows.LedgerEntry]}
    held: dict[tuple[int, str], int] = defaultdict(int)
    for posting in sorted(demo[rows.LedgerPosting], key=lambda one: (entries[one.entry].at, one.id)):
        held[posting.from_account, posting.from_side] -= posting.amount
        held[posting.to_account, posting.to_side] += posting.amount
        assert posting.from_account == 1 or held[posting.from_account, posting.from_side] >= 0
    assert sum(held.values()) == 0
