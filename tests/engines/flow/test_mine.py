import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helevejen.engines.flow import (
    EventLog,
    _kernels,
    before_and_after,
    mine,
    sequence_of,
    transitions_of,
    work_in_progress,
)
from tests.engines.flow import naive

HOUR = 3_600_000_000


def log_of(events, *, activities=None, resources=None):
    """Make a log of tuples (case, activity, resource, start, end)."""
    case, activity, resource, start, end = zip(*events, strict=True) if events else ((),) * 5
    numbers = {name: n for n, name in enumerate(dict.fromkeys(case))}
    return EventLog.ordered(
        case=[numbers[name] for name in case],
        activity=activity,
        resource=resource,
        start=naive.moments(start),
        end=naive.moments(end),
        names=(
            tuple(str(name) for name in numbers),
            tuple(f"a{n}" for n in range(activities or max(activity, default=-1) + 1)),
            tuple(f"r{n}" for n in range(resources or max(resource, default=-1) + 1)),
        ),
    )


@st.composite
def events(draw, activities=4, resources=3):
    event = st.tuples(
        st.integers(0, 5),
        st.integers(0, activities - 1),
        st.integers(-1, resources - 1),
        st.none() | st.integers(0, 40),
        st.integers(0, 40),
    )
    drawn = draw(st.lists(event, max_size=40))
    return [(c, a, r, s if s is None or s <= e else e, e) for c, a, r, s, e in drawn]


def spread_of(spread, places):
    return {
        key: (int(spread.count[n]), spread.mean_s[n], spread.median_s[n], spread.p90_s[n])
        for key, n in places.items()
        if spread.count[n]
    }


def assert_same_spread(found, wanted):
    assert found.keys() == wanted.keys()
    for key, (count, *rest) in wanted.items():
        assert found[key][0] == count
        for one, other in zip(found[key][1:], rest, strict=True):
            assert math.isclose(one, float(other), rel_tol=1e-12, abs_tol=1e-15)


def assert_same(log, drawn):
    found, wanted = mine(log), naive.mine(drawn)
    t = found.transitions
    pairs = {pair: n for n, pair in enumerate(zip(t.from_.tolist(), t.to.tolist(), strict=True))}
    assert list(pairs) == sorted(pairs)
    assert_same_spread(spread_of(t.waiting, pairs), wanted["transitions"])
    assert_same_spread(spread_of(found.processing, {n: n for n in range(len(log.activities))}), wanted["processing"])
    h = found.handovers
    hands = zip(h.from_.tolist(), h.to.tolist(), strict=True)
    assert dict(zip(hands, h.count.tolist(), strict=True)) == wanted["handovers"]
    sequences = [sequence_of(log, int(case)) for case in found.variants.example]
    assert dict(zip(sequences, found.variants.count.tolist(), strict=True)) == wanted["variants"]
    assert [sequence_of(log, n) == sequences[v] for n, v in enumerate(found.variants.of_case)] == [True] * found.cases
    assert {n: c for n, c in enumerate(found.rework.repeats.tolist()) if c} == wanted["repeats"]
    assert {n: c for n, c in enumerate(found.rework.cases.tolist()) if c} == wanted["again"]
    loops = zip(found.rework.back_from.tolist(), found.rework.back_by.tolist(), strict=True)
    assert dict(zip(loops, found.rework.back_count.tolist(), strict=True)) == wanted["loops"]
    assert {int(name): c for name, c in zip(log.cases, found.workers.tolist(), strict=True)} == wanted["workers"]


@given(events())
@example([])
@example([(0, 0, -1, None, 5)])
def test_the_map_is_the_twins(drawn):
    assert_same(log_of(drawn), drawn)


@given(events(activities=300, resources=700))
def test_many_activities_and_resources_are_counted_by_sorting(drawn):
    assert_same(log_of(drawn, activities=300, resources=700), drawn)


@pytest.mark.parametrize(
    ("name", "value"),
    [("_MOST_SLICES", 0), ("_SMALL", 8), ("_MOST_WORDS", 0), ("_DIGIT", 4), ("_DIGIT", 2)],
)
def test_every_road_of_the_kernels_leads_to_the_same(monkeypatch, name, value):
    monkeypatch.setattr(_kernels, name, value)
    rng = np.random.default_rng(5)
    for _ in range(20):
        n = int(rng.integers(1, 400))
        ends = rng.integers(0, 400, n)
        columns = (rng.integers(0, 6, n), rng.integers(0, 5, n), rng.integers(-1, 4, n), ends - 3, ends)
        drawn = list(zip(*(column.tolist() for column in columns), strict=True))
        assert_same(log_of(drawn), drawn)


def test_sums_that_pass_64_bits_are_exact():
    far = 1 << 58
    drawn = [(n, a, -1, None, (-far, far - n)[a]) for n in range(20) for a in range(2)]
    assert_same(log_of(drawn), drawn)


def test_a_transition_is_explained_by_its_passages():
    log = log_of([(0, 0, -1, 0, 1), (0, 1, -1, 5, 7), (1, 0, -1, 0, 1), (1, 1, -1, None, 3), (2, 1, -1, 0, 1)])
    found = mine(log)
    (transition,) = range(len(found.transitions.count))
    passages = found.explain(transition)
    assert [(one.case, one.waited_s * 1e6) for one in passages] == [("1", 2.0), ("0", 4.0)]
    assert np.mean([one.waited_s for one in passages]) == found.transitions.waiting.mean_s[transition]
    with pytest.raises(IndexError):
        found.explain(1)


def test_sequences_that_share_a_hash_are_told_apart(monkeypatch):
    monkeypatch.setattr(_kernels, "_hashes", lambda _activity, begins: np.zeros(begins.size, np.uint64))
    drawn = [
        (c, a, -1, None, n) for c, letters in enumerate(["01", "10", "01", "0", "11"]) for n, a in enumerate(letters)
    ]
    drawn = [(c, int(a), r, s, e) for c, a, r, s, e in drawn]
    assert_same(log_of(drawn), drawn)


def test_the_hash_of_a_sequence_does_not_depend_on_where_it_stands():
    sequence = [3, 1, 2, 2, 0] * 3
    activity = np.array(sequence * 2_000, np.int32)
    hashes = _kernels._hashes(activity, np.arange(0, activity.size, len(sequence)))
    assert len(set(hashes.tolist())) == 1


def test_events_that_end_together_keep_the_order_of_the_file():
    drawn = [(0, 2, -1, None, 7), (0, 0, -1, None, 7), (0, 1, -1, None, 3)]
    assert sequence_of(log_of(drawn), 0) == (1, 2, 0)


def test_waiting_is_from_end_to_start_and_to_the_end_where_no_start_is_known():
    t = mine(log_of([(0, 0, -1, 0, HOUR), (0, 1, -1, 3 * HOUR, 4 * HOUR), (0, 0, -1, None, 9 * HOUR)])).transitions
    assert t.waiting.mean_s.tolist() == [2 * 3600.0, 5 * 3600.0]


def test_what_begins_before_the_other_has_ended_waits_less_than_nothing():
    t = mine(log_of([(0, 0, -1, 0, 4 * HOUR), (0, 1, -1, HOUR, 5 * HOUR)])).transitions
    assert t.waiting.median_s.tolist() == [-3 * 3600.0]


@given(st.lists(st.integers(0, 10**15), min_size=1, max_size=200))
def test_the_percentiles_are_numpys_linear_ones(waits):
    drawn = []
    for case, wait in enumerate(waits):
        drawn += [(case, 0, -1, None, 0), (case, 1, -1, None, wait)]
    waiting = mine(log_of(drawn)).transitions.waiting
    seconds = np.array(waits) / 1e6
    assert np.isclose(waiting.p90_s[0], np.percentile(seconds, 90), rtol=1e-12, atol=0)
    assert np.isclose(waiting.median_s[0], np.median(seconds), rtol=1e-12, atol=0)


def test_the_mean_of_centuries_does_not_overflow():
    century = 100 * 365 * 24 * HOUR
    drawn = [event for case in range(5_000) for event in ((case, 0, -1, None, 0), (case, 1, -1, None, century))]
    assert mine(log_of(drawn)).transitions.waiting.mean_s.tolist() == [century / 1e6]


@given(events(), st.integers(0, 41))
def test_before_and_after_share_the_whole_between_them(drawn, at):
    log = log_of(drawn, activities=4)
    totals = np.zeros((3, 16), int)
    parts = [transitions_of(log), *before_and_after(log, np.datetime64(at, "us"))]
    for total, t in zip(totals, parts, strict=True):
        total[t.from_ * 4 + t.to] = t.count
    assert (totals[0] == totals[1] + totals[2]).all()
    late = [e for those in naive.cases_of(drawn).values() for e in those[1:] if e[4] >= at]
    assert parts[2].count.sum() == len(late)


@given(events(), st.lists(st.integers(-1, 41), max_size=5))
def test_work_in_progress_is_the_twins(drawn, at):
    found = work_in_progress(log_of(drawn), naive.moments(at))
    assert found.tolist() == [naive.work_in_progress(drawn, moment) for moment in at]


@given(events(), st.randoms(use_true_random=False))
def test_the_order_of_the_cases_in_the_file_changes_nothing(drawn, random):
    cases = list(naive.cases_of(drawn).values())
    random.shuffle(cases)
    one, other = mine(log_of(drawn, activities=4)), mine(log_of([e for c in cases for e in c], activities=4))
    for field in ("from_", "to", "count"):
        assert (getattr(one.transitions, field) == getattr(other.transitions, field)).all()
    assert one.transitions.waiting.mean_s.tobytes() == other.transitions.waiting.mean_s.tobytes()
