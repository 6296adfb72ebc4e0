from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.cases.enums import MeetingObjection, MeetingState
from helevejen.cases.rules import chains
from helevejen.cases.rules import meetings as rules
from tests.factories.times import NOW

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

clocks = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1))  # noqa: DTZ001 - clocks have no zone


def danish(*parts, fold=0):
    return datetime(*parts, tzinfo=COPENHAGEN, fold=fold)


# --- What a time on a Danish clock means ---


def clock(*parts):
    return datetime(*parts)  # noqa: DTZ001 - a time on a clock has no zone yet


def test_an_ordinary_time_is_one_moment():
    assert rules.moments_of(clock(2026, 3, 11, 9)) == [datetime(2026, 3, 11, 8, tzinfo=UTC)]


def test_the_hour_skipped_in_march_does_not_exist():
    assert rules.moments_of(clock(2027, 3, 28, 2, 30)) == []
    assert rules.moments_of(clock(2027, 3, 28, 2, 0)) == []


def test_the_hours_around_the_skipped_one_do():
    assert rules.moments_of(clock(2027, 3, 28, 1, 59)) == [datetime(2027, 3, 28, 0, 59, tzinfo=UTC)]
    assert rules.moments_of(clock(2027, 3, 28, 3, 0)) == [datetime(2027, 3, 28, 1, 0, tzinfo=UTC)]


def test_the_hour_run_through_twice_in_october_is_two_moments():
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert rules.moments_of(clock(2026, 10, 25, 2, 30)) == [first, second]


def test_the_hours_around_the_double_one_are_single():
    assert len(rules.moments_of(clock(2026, 10, 25, 1, 59))) == 1
    assert len(rules.moments_of(clock(2026, 10, 25, 3, 0))) == 1


def test_a_moment_is_no_time_on_a_clock():
    with pytest.raises(ValueError, match="no zone"):
        rules.moments_of(NOW)


@given(clocks)
def test_every_meaning_reads_as_the_time_it_was(local):
    meanings = rules.moments_of(local)
    assert len(meanings) <= 2
    for meaning in meanings:
        assert meaning.astimezone(COPENHAGEN).replace(tzinfo=None, fold=0) == local.replace(fold=0)


@given(clocks)
def test_no_meaning_is_forgotten(local):
    around = [local.replace(tzinfo=UTC) - timedelta(hours=hours) for hours in (1, 2)]
    meant = [at for at in around if at.astimezone(COPENHAGEN).replace(tzinfo=None, fold=0) == local.replace(fold=0)]
    assert rules.moments_of(local) == sorted(meant)


@given(clocks)
def test_between_seven_and_twenty_there_is_never_doubt(local):
    assert len(rules.moments_of(local.replace(hour=7 + local.hour % 13))) == 1


# --- When a meeting may be held ---


@pytest.mark.parametrize(
    ("starts_at", "minutes", "objection"),
    [
        (danish(2026, 3, 12, 7, 0), 45, None),
        (danish(2026, 3, 12, 6, 59), 45, MeetingObjection.TOO_EARLY),
        (danish(2026, 3, 12, 19, 15), 45, None),
        (danish(2026, 3, 12, 19, 16), 45, MeetingObjection.TOO_LATE),
        (danish(2026, 3, 12, 19, 59), 240, MeetingObjection.TOO_LATE),
        (danish(2026, 3, 12, 23, 30), 45, MeetingObjection.TOO_LATE),
        (danish(2026, 3, 12, 9, 0), 4, MeetingObjection.TOO_SHORT),
        (danish(2026, 3, 12, 9, 0), 0, MeetingObjection.TOO_SHORT),
        (danish(2026, 3, 12, 9, 0), 241, MeetingObjection.TOO_LONG),
        (danish(2026, 3, 12, 9, 0), 240, None),
        (NOW, 45, MeetingObjection.IN_THE_PAST),
        (NOW - timedelta(days=300), 45, MeetingObjection.IN_THE_PAST),
        (NOW + timedelta(minutes=1), 45, None),
    ],
)
def test_a_meeting_is_in_the_day_and_not_in_the_past(starts_at, minutes, objection):
    assert rules.objection_to_time(starts_at=starts_at, minutes=minutes, at=NOW) == objection


@pytest.mark.parametrize("month", [1, 7])
def test_the_hours_are_danish_hours_summer_and_winter(month):
    at = datetime(2026, 1, 1, tzinfo=UTC)
    seven = danish(2026, month, 15, 7).astimezone(UTC)
    assert rules.objection_to_time(starts_at=seven, minutes=30, at=at) is None
    assert rules.objection_to_time(starts_at=seven - timedelta(minutes=1), minutes=30, at=at)


@given(starts_at=st.datetimes(timezones=st.just(UTC)), minutes=st.integers(-10, 3000))
def test_no_meeting_gets_by_that_is_outside_the_day(starts_at, minutes):
    if starts_at.year in {1, 9999}:
        return
    if rules.objection_to_time(starts_at=starts_at, minutes=minutes, at=NOW) is None:
        starts, ends = (moment.astimezone(COPENHAGEN) for moment in rules.span_of(starts_at, minutes))
        assert starts_at > NOW
        assert (starts.hour, starts.date()) >= (7, ends.date())
        assert ends <= ends.replace(hour=20, minute=0, second=0, microsecond=0)


# --- Which times may be proposed together ---

TEN = danish(2026, 3, 12, 10)


def objection_to(*slots):
    return rules.objection_to_slots(slots=list(slots), minutes=45, at=NOW)


def test_one_to_ten_times_may_be_proposed():
    days = [TEN + timedelta(days=days) for days in range(11)]
    assert objection_to() == MeetingObjection.NO_SLOTS
    assert objection_to(days[0]) is None
    assert objection_to(*days[:10]) is None
    assert objection_to(*days) == MeetingObjection.TOO_MANY_SLOTS


def test_each_time_proposed_must_do():
    assert objection_to(TEN, NOW) == MeetingObjection.IN_THE_PAST


@pytest.mark.parametrize(
    ("minutes", "objection"), [(0, MeetingObjection.SLOT_TWICE), (44, MeetingObjection.SLOT_TWICE), (45, None)]
)
def test_the_times_proposed_do_not_overlap(minutes, objection):
    assert objection_to(TEN + timedelta(minutes=minutes), TEN) == objection


def test_the_citizen_chooses_before_the_last_time_and_within_the_usual_days():
    usual = date(2026, 3, 18)
    assert rules.choose_by([TEN], usual=usual, at=NOW) == date(2026, 3, 11)
    assert rules.choose_by([TEN, TEN + timedelta(days=3)], usual=usual, at=NOW) == date(2026, 3, 14)
    assert rules.choose_by([TEN + timedelta(days=30)], usual=usual, at=NOW) == usual
    assert rules.choose_by([NOW + timedelta(hours=3)], usual=usual, at=NOW) == date(2026, 3, 11)


# --- Clashes ---


def span(start, end):
    return TEN + timedelta(minutes=start), TEN + timedelta(minutes=end)


@pytest.mark.parametrize(
    ("other", "clashes"),
    [((-30, 0), False), ((45, 90), False), ((-30, 1), True), ((44, 90), True), ((10, 20), True), ((-10, 60), True)],
)
def test_one_meeting_may_begin_when_the_other_ends(other, clashes):
    assert (rules.find_clash(span(0, 45), [span(*other)]) is not None) is clashes


def test_the_first_of_several_clashes_is_told():
    assert rules.find_clash(span(0, 90), [span(60, 90), span(-10, 5)]) == span(-10, 5)


def test_a_proposed_time_is_free_until_it_is_past_or_taken():
    slots = [TEN + timedelta(hours=2), TEN, TEN + timedelta(hours=1)]
    taken = [span(50, 70)]
    assert rules.free_slots(slots, minutes=45, booked=taken, at=NOW) == [TEN, TEN + timedelta(hours=2)]
    assert rules.free_slots(slots, minutes=45, booked=[], at=TEN) == [
        TEN + timedelta(hours=1),
        TEN + timedelta(hours=2),
    ]


# --- States ---


def test_what_is_over_stays_over():
    for state in (MeetingState.HELD, MeetingState.MISSED, MeetingState.CANCELLED):
        assert all(rules.objection_to_change(state, to=to) for to in MeetingState)


@pytest.mark.parametrize(
    ("state", "to", "objection"),
    [
        ("proposed", MeetingState.BOOKED, None),
        ("proposed", MeetingState.CANCELLED, None),
        ("proposed", MeetingState.HELD, MeetingObjection.NOT_BOOKED),
        ("booked", MeetingState.BOOKED, MeetingObjection.NOT_PROPOSED),
        ("booked", MeetingState.HELD, None),
        ("booked", MeetingState.MISSED, None),
        ("booked", MeetingState.CANCELLED, None),
    ],
)
def test_a_meeting_is_proposed_then_booked_then_over(state, to, objection):
    assert rules.objection_to_change(state, to=to) == objection


def test_what_came_of_a_meeting_is_written_down_from_its_start():
    assert not rules.has_begun(starts_at=TEN, at=danish(2026, 3, 12, 9, 59))
    assert rules.has_begun(starts_at=TEN, at=danish(2026, 3, 12, 10, 0))
    assert rules.has_begun(starts_at=TEN, at=danish(2026, 4, 12, 0, 0))


def test_a_meeting_lasts_as_long_as_it_should_over_the_change_of_the_clock():
    start, end = rules.span_of(danish(2026, 10, 25, 1, 30), 120)
    assert end - start == timedelta(minutes=120)
    assert end.astimezone(COPENHAGEN).hour == 2


@pytest.mark.parametrize("link", [rules.CHOOSE_TIME, rules.MEET, rules.FIND_TIME, rules.ASK_WHY])
def test_every_chain_knows_the_links_of_a_meeting(link):
    assert all(link in chain.steps for chain in chains.chains().values())
