from fractions import Fraction
from itertools import pairwise
from math import floor, isclose, isnan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helevejen.engines.statistics import LifeTable, UnusableSpans, life_tables, outlook
from tests.engines.statistics import naive

SPAN = st.tuples(st.integers(0, 12), st.integers(0, 30), st.booleans()).map(
    lambda span: (min(span[0], span[1]), span[1], span[2])
)
FROM_THE_BEGINNING = SPAN.map(lambda span: (0, *span[1:]))
SHARES = st.sampled_from([Fraction(n, 20) for n in range(1, 20)])

#: Weeks of remission of 21 children given 6-mercaptopurine; a plus is a child still in remission. E. J. Freireich et
#: al., The effect of 6-mercaptopurine on the duration of steroid-induced remissions in acute leukemia, Blood 21, 1963.
ENDED_WEEKS = [6, 6, 6, 7, 10, 13, 16, 22, 23]
WEEKS_SO_FAR = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]


def table_of(spans):
    if not spans:
        return LifeTable.of([])
    first, last, over = zip(*spans, strict=True)
    found = life_tables(group=[0] * len(spans), first_day=first, last_day=last, is_over=over)
    return found.get(0, LifeTable.of([]))


def left(table, lasted, share=Fraction(9, 10)):
    return outlook(table, np.atleast_1d(lasted), float(share)).days.tolist()


def test_the_textbooks_example():
    table = table_of([(0, week, True) for week in ENDED_WEEKS] + [(0, week, False) for week in WEEKS_SO_FAR])
    assert table.days.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert table.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert np.round(table.surviving, 3).tolist() == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    # The standard errors of the same textbooks.
    errors = [outlook(table, [0], float(1 - share) * 21 / 22).error[0] for share in table.surviving]
    assert np.round(errors, 4).tolist() == [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]


def test_the_median_of_the_textbooks_example():
    table = table_of([(0, week, True) for week in ENDED_WEEKS] + [(0, week, False) for week in WEEKS_SO_FAR])
    assert left(table, 0, Fraction(1, 2)) == [23]
    assert left(table, 0) == [-1], "nine of ten have never been seen to end"


def test_the_next_one_outlasts_nine_of_nine_once_in_ten():
    nine = table_of([(0, day, True) for day in range(1, 10)])
    assert left(nine, [0, 1, 2, 10]) == [9, 8, -1, -1], "of the eight that lasted two days, even the last is too few"


def test_with_many_it_is_the_share_of_those_seen():
    thousand = table_of([(0, day, True) for day in range(1000)])
    assert left(thousand, [0, 500]) == [900, 450]


def test_the_day_whose_share_is_nearest_is_said():
    # 88 of 100 end on the second day and the rest a year later: "two days" is nearer to nine of ten than "a year".
    table = table_of([(0, 2, True)] * 88 + [(0, 365, True)] * 12)
    assert left(table, 0) == [2]
    assert left(table_of([(0, 2, True)] * 70 + [(0, 365, True)] * 30), 0) == [365]


def test_where_two_days_are_as_near_the_later_is_said():
    table = table_of([(0, 2, True)] * 16 + [(0, 5, True)] * 4)
    assert left(table, 0, Fraction(9, 10) * Fraction(20, 21)) == [5]


@pytest.mark.parametrize("spans", [[], [(0, 5, False)] * 40])
def test_where_nothing_has_ended_nothing_is_said(spans):
    table = table_of(spans)
    assert table.finished == 0
    assert left(table, [0, 3]) == [-1, -1]
    assert isnan(outlook(table, [0], 0.9).error[0])


def test_nothing_is_said_beyond_what_was_seen():
    table = table_of([(0, 10, True)] * 85 + [(0, 400, False)] * 15)
    assert left(table, 0) == [-1]
    assert left(table, 0, Fraction(4, 5)) == [10]
    assert left(table, 11) == [-1]


def test_it_counts_how_many_ended_that_had_lasted_as_long():
    table = table_of([(0, day, True) for day in range(10)] + [(0, 20, False)])
    assert outlook(table, [0, 4, 9, 10], 0.9).based_on.tolist() == [10, 6, 1, 0]


def test_a_span_is_at_risk_only_from_the_day_it_was_first_seen():
    table = table_of([(0, 3, True), (2, 5, True), (4, 6, False)])
    assert table.rows == [[3, 2, 1], [5, 2, 1]]


@given(st.lists(st.tuples(st.integers(0, 2), SPAN), max_size=30), st.integers(0, 32), SHARES)
def test_the_answer_is_that_of_the_twin(spans, lasted, share):
    groups = [group for group, _span in spans]
    first, last, over = zip(*(span for _group, span in spans), strict=True) if spans else ([], [], [])
    found = life_tables(group=groups, first_day=first, last_day=last, is_over=over)
    for group in range(3):
        rows = naive.life_table([span for of, span in spans if of == group])
        assert (group in found) == bool(rows)
        if not rows:
            continue
        assert found[group].rows == rows
        said = outlook(found[group], [lasted], float(share))
        assert said.days.tolist() == [naive.days_left(rows, lasted, share)]
        assert said.based_on.tolist() == [sum(ended for day, _at_risk, ended in rows if day >= lasted)]
        if said.days[0] >= 0:
            variance = naive.variance(rows, lasted, lasted + int(said.days[0]))
            assert isclose(said.error[0] ** 2, variance, abs_tol=1e-12)


@given(st.lists(SPAN, max_size=25), SHARES, st.randoms())
def test_the_order_of_what_was_seen_changes_nothing(spans, share, chance):
    mixed = list(spans)
    chance.shuffle(mixed)
    assert table_of(mixed).rows == table_of(spans).rows
    assert left(table_of(mixed), [0, 5], share) == left(table_of(spans), [0, 5], share)


@given(st.lists(SPAN, min_size=1, max_size=25))
def test_what_lasts_only_falls_and_stays_a_share(spans):
    shares = [1.0, *table_of(spans).surviving, 0.0]
    assert all(0 <= later <= earlier <= 1 for earlier, later in pairwise(shares))


@given(st.lists(SPAN, min_size=1, max_size=25), SHARES, SHARES)
def test_a_larger_share_is_never_said_to_end_sooner(spans, one, other):
    small, large = sorted([one, other])
    (sooner,), (later,) = left(table_of(spans), 0, small), left(table_of(spans), 0, large)
    assert later == -1 or 0 <= sooner <= later


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40, unique=True), SHARES)
def test_where_all_have_ended_it_is_the_nearest_rank_among_one_more(days, share):
    rank = (len(days) + 1) * share
    (said,) = left(table_of([(0, day, True) for day in days]), 0, share)
    if rank > len(days):
        assert said == -1
    else:
        assert said == sorted(days)[max(floor(rank + Fraction(1, 2)), 1) - 1]


@given(st.lists(FROM_THE_BEGINNING, min_size=1, max_size=25), st.lists(st.integers(0, 40), min_size=1, max_size=20))
def test_what_has_not_ended_never_makes_the_rest_seem_shorter(spans, still):
    without, with_them = table_of(spans), table_of(spans + [(0, day, False) for day in still])
    assert with_them.days.tolist() == without.days.tolist()
    assert (with_them.surviving >= without.surviving - 1e-12).all()


@given(st.lists(FROM_THE_BEGINNING, min_size=1, max_size=25), st.integers(0, 20), SHARES)
def test_having_lasted_is_the_same_as_those_that_lasted_as_long(spans, lasted, share):
    """Given the days already waited, the estimate is that of the waits that had lasted as long, and of no others."""
    as_long = [(0, last - lasted, over) for _first, last, over in spans if last >= lasted]
    assume(as_long)
    assert left(table_of(spans), lasted, share) == left(table_of(as_long), 0, share)


@given(st.lists(SPAN, min_size=1, max_size=25), st.integers(0, 20))
def test_being_seen_late_is_the_same_as_having_lasted_until_then(spans, lasted):
    late = [(max(first, lasted), last, over) for first, last, over in spans if last >= lasted]
    assert left(table_of(late), lasted) == left(table_of(spans), lasted)


@given(st.lists(SPAN, max_size=30))
def test_a_table_that_was_kept_says_the_same(spans):
    table = table_of(spans)
    assert LifeTable.of(table.rows).rows == table.rows
    assert left(LifeTable.of(table.rows), [0, 9]) == left(table, [0, 9])


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ({"group": [0, 0], "last_day": [1], "is_over": [True]}, "of one length"),
        ({"group": [[0]], "last_day": [[1]], "is_over": [[True]]}, "of one length"),
        ({"group": [0, -1], "last_day": [1, 1], "is_over": [True, True]}, "group: negative at place 1"),
        ({"group": [0], "last_day": [1], "is_over": [True], "first_day": [-1]}, "first_day: negative at place 0"),
        ({"group": [0], "last_day": [1], "is_over": [True], "first_day": [2]}, "before first_day at place 0"),
    ],
)
def test_what_cannot_be_is_refused(spans, said):
    with pytest.raises(UnusableSpans, match=said):
        life_tables(**spans)


@pytest.mark.parametrize(("lasted", "share"), [([-1], 0.9), ([[1]], 0.9), ([1], 0.0), ([1], 1.0)])
def test_what_cannot_be_asked_is_refused(lasted, share):
    with pytest.raises(UnusableSpans):
        outlook(table_of([(0, 1, True)]), lasted, share)
