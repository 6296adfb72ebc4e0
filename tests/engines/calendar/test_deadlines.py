from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.engines.calendar import IfClosed, LineKind, Pause, Unit, add_working_days, deadline, is_working_day
from tests.engines.calendar import naive

ANCHOR = date(2026, 1, 5)

days = st.dates(date(2010, 1, 1), date(2050, 12, 31))
offsets = st.integers(-20, 60)
pause_lists = st.lists(st.tuples(offsets, st.none() | st.integers(1, 20)), max_size=4)


def pauses_from(anchor, pairs):
    def pause(start, length):
        first = anchor + timedelta(days=start)
        return Pause(first, None if length is None else first + timedelta(days=length), f"pause {start}")

    return [pause(*pair) for pair in pairs]


def kinds(answer):
    return [line.kind for line in answer.explain()]


@pytest.mark.parametrize(
    ("amount", "unit", "due"),
    [
        (10, Unit.DAY, date(2026, 1, 15)),
        (4, Unit.WEEK, date(2026, 2, 2)),
        (1, Unit.MONTH, date(2026, 2, 5)),
        (12, Unit.MONTH, date(2027, 1, 5)),
        (2, Unit.YEAR, date(2028, 1, 5)),
        (7, Unit.WORKING_DAY, date(2026, 1, 14)),
        (0, Unit.DAY, ANCHOR),
        (0, Unit.WORKING_DAY, ANCHOR),
    ],
)
def test_a_duration_is_counted_in_its_unit(amount, unit, due):
    assert deadline(ANCHOR, amount, unit).due == due


@pytest.mark.parametrize(
    ("anchor", "amount", "unit", "due"),
    [
        (date(2026, 1, 31), 1, Unit.MONTH, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, Unit.MONTH, date(2028, 2, 29)),
        (date(2026, 8, 31), 3, Unit.MONTH, date(2026, 11, 30)),
        (date(2028, 2, 29), 1, Unit.YEAR, date(2029, 2, 28)),
    ],
)
def test_in_a_shorter_month_it_is_the_last_day_and_says_so(anchor, amount, unit, due):
    answer = deadline(anchor, amount, unit)
    assert answer.due == due
    assert LineKind.SHORT_MONTH in kinds(answer)


@given(days, st.integers(0, 120), pause_lists)
def test_pauses_are_what_the_twin_says(anchor, amount, pairs):
    pauses = pauses_from(anchor, pairs)
    assert deadline(anchor, amount, Unit.DAY, pauses).due == naive.paused_deadline(anchor, amount, pauses)


@given(days, st.integers(1, 40), pause_lists)
def test_a_paused_working_day_is_a_day_closed(anchor, amount, pairs):
    pauses = [pause for pause in pauses_from(anchor, pairs) if pause.until]
    closed = frozenset(
        day for pause in pauses for n in range(40) if (day := pause.from_ + timedelta(days=n)) < pause.until
    )
    assert deadline(anchor, amount, Unit.WORKING_DAY, pauses).due == naive.add_working_days(
        anchor, amount, closed=closed
    )


@given(days, st.integers(0, 60), st.sampled_from(Unit), pause_lists)
def test_a_pause_never_brings_the_due_day_nearer(anchor, amount, unit, pairs):
    paused, plain = deadline(anchor, amount, unit, pauses_from(anchor, pairs)).due, deadline(anchor, amount, unit).due
    assert plain is not None
    assert paused is None or paused >= plain


@given(days, st.integers(0, 60), pause_lists, st.randoms())
def test_the_order_of_pauses_does_not_matter(anchor, amount, pairs, chance):
    pauses = pauses_from(anchor, pairs)
    shuffled = chance.sample(pauses, len(pauses))
    assert deadline(anchor, amount, Unit.DAY, pauses).due == deadline(anchor, amount, Unit.DAY, shuffled).due


@given(days, st.integers(0, 60), pause_lists)
def test_the_pauses_of_the_explanation_add_up(anchor, amount, pairs):
    answer = deadline(anchor, amount, Unit.DAY, pauses_from(anchor, pairs))
    paused = sum(line.count or 0 for line in answer.explain() if line.kind is LineKind.PAUSE)
    assert answer.due is None or (answer.due - anchor).days == amount + paused


def test_pauses_that_overlap_count_once():
    holiday = Pause(date(2026, 1, 10), date(2026, 1, 13), "ferie")
    illness = Pause(date(2026, 1, 12), date(2026, 1, 15), "sygdom")
    assert deadline(ANCHOR, 4, Unit.WEEK, [holiday, illness]).due == date(2026, 2, 7)


def test_a_pause_moves_the_deadline_and_names_its_reason():
    answer = deadline(ANCHOR, 4, Unit.WEEK, [Pause(date(2026, 1, 10), date(2026, 1, 13), "Partshøring")])
    (line,) = [line for line in answer.explain() if line.kind is LineKind.PAUSE]
    assert (answer.due, line.count, line.name) == (date(2026, 2, 5), 3, "Partshøring")


def test_a_pause_after_the_due_day_or_on_the_anchor_changes_nothing():
    around = [Pause(ANCHOR, date(2026, 1, 6), "før"), Pause(date(2026, 2, 3), None, "efter")]
    assert deadline(ANCHOR, 4, Unit.WEEK, around).due == date(2026, 2, 2)


def test_in_a_pause_that_is_not_over_the_clock_stands_still():
    answer = deadline(ANCHOR, 4, Unit.WEEK, [Pause(date(2026, 1, 20), None, "Venter på borgeren")])
    assert answer.stands_still
    assert answer.due is None
    assert answer.explain()[-1].kind is LineKind.STANDS_STILL
    assert answer.explain()[-1].name == "Venter på borgeren"


@pytest.mark.parametrize(
    ("if_closed", "due"),
    [(IfClosed.KEEP, date(2026, 5, 14)), (IfClosed.LATER, date(2026, 5, 15)), (IfClosed.EARLIER, date(2026, 5, 13))],
)
def test_a_due_day_that_is_closed_goes_where_the_rule_says(if_closed, due):
    answer = deadline(date(2026, 4, 16), 4, Unit.WEEK, if_closed=if_closed)
    assert answer.due == due
    assert (LineKind.MOVED in kinds(answer)) is (if_closed is not IfClosed.KEEP)


@given(days, st.integers(0, 40), st.sampled_from(Unit), st.sampled_from([IfClosed.LATER, IfClosed.EARLIER]))
def test_a_moved_due_day_is_worked(anchor, amount, unit, if_closed):
    due = deadline(anchor, amount, unit, if_closed=if_closed).due
    assert due is not None
    assert is_working_day(due)


@given(days, st.integers(0, 200))
def test_working_days_are_those_of_the_plain_count(anchor, amount):
    answer = deadline(anchor, amount, Unit.WORKING_DAY)
    assert answer.due == add_working_days(anchor, amount).due
    assert answer.explain() == add_working_days(anchor, amount).explain()


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="negative"):
        deadline(ANCHOR, -1, Unit.DAY)
    with pytest.raises(ValueError, match="must end after"):
        Pause(ANCHOR, ANCHOR, "tom")
