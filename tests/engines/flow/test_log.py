import numpy as np
import pytest

from helevejen.engines.flow import EventLog, UnusableLog

NOW = np.array(["2026-01-01T09:00", "2026-01-01T10:00", "2026-01-02T09:00"], "datetime64[us]")
HOUR = np.timedelta64(1, "h")


def whole(**changed):
    fields = {
        "case": np.array([0, 0, 1], np.int32),
        "activity": np.array([0, 1, 0], np.int32),
        "resource": np.array([0, -1, 0], np.int32),
        "start": NOW - HOUR,
        "end": NOW,
        "cases": ("x", "y"),
        "activities": ("a", "b"),
        "resources": ("r",),
    }
    return EventLog(**fields | changed)


def numbers(*values):
    return np.array(values, np.int32)


def test_a_whole_log_is_taken():
    assert len(whole()) == 3


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"end": NOW[:2]}, r"end has the shape \(2,\), and case has \(3,\)"),
        ({"case": np.zeros((3, 1), np.int32)}, r"case has the shape \(3, 1\), not one dimension"),
        ({"activity": np.array([0.0, np.nan, 1.0])}, "activity is an array of float64, not of int32"),
        ({"end": NOW.astype("datetime64[s]")}, r"end is an array of datetime64\[s\], not of datetime64\[us\]"),
        ({"activity": numbers(0, 2, 0)}, r"activity\[1\] is 2, and there are 2 activities"),
        ({"activity": numbers(0, 1, -1)}, r"activity\[2\] is -1, and there are 2 activities"),
        ({"resource": numbers(0, -2, 0)}, r"resource\[1\] is -2, and there are 1 resources"),
        ({"activities": ("a", "a")}, "activities names something twice"),
        ({"end": np.array(["2026-01-01", "NaT", "2026-01-02"], "datetime64[us]")}, r"end\[1\] is not a moment"),
        ({"start": NOW + HOUR}, r"start\[0\] is after end\[0\]"),
        ({"case": numbers(0, 1, 0)}, "the first or the last case has no event"),
        ({"case": numbers(0, 1, 0), "cases": ("x",)}, r"case\[1\] is 1, and there are 1 cases"),
        ({"case": numbers(0, 0, 2), "cases": ("x", "y", "z")}, r"case\[2\] does not follow case\[1\]"),
        ({"cases": ("x", "y", "z")}, "the first or the last case has no event"),
        ({"end": NOW[[1, 0, 2]], "start": NOW[[0, 0, 0]] - HOUR}, r"end\[1\] is before end\[0\] in the same case"),
    ],
)
def test_a_log_that_breaks_its_rules_is_refused_with_field_and_place(changed, said):
    with pytest.raises(UnusableLog, match=said):
        whole(**changed)


def test_a_start_that_is_not_known_is_no_fault():
    assert np.isnat(whole(start=np.full(3, "NaT", "datetime64[us]")).start).all()


def test_an_empty_log_is_a_log_and_has_no_cases():
    empty = EventLog.ordered(case=[], activity=[], end=[], names=((), (), ()))
    assert len(empty) == 0
    with pytest.raises(UnusableLog, match="the cases have no events"):
        EventLog.ordered(case=[], activity=[], end=[], names=(("x",), (), ()))


def test_arrays_in_any_order_are_brought_into_the_logs():
    log = EventLog.ordered(
        case=[1, 0, 1, 0],
        activity=[0, 1, 1, 0],
        end=["2026-01-04", "2026-01-03", "2026-01-01", "2026-01-03"],
        names=(("x", "y"), ("a", "b"), ()),
    )
    assert log.case.tolist() == [0, 0, 1, 1]
    assert log.activity.tolist() == [1, 0, 1, 0]
    assert (log.resource == -1).all()


@pytest.mark.parametrize("case", [[0, 5], [0, -1]])
def test_ordering_a_case_nobody_named_is_refused_too(case):
    with pytest.raises(UnusableLog, match=r"case\[1\] is"):
        EventLog.ordered(case=case, activity=[0, 0], end=NOW[:2], names=(("x",), ("a",), ()))


def test_arrays_of_different_length_are_refused_before_they_are_ordered():
    with pytest.raises(UnusableLog, match="activity has the shape"):
        EventLog.ordered(case=[0, 0], activity=[0], end=NOW[:2], names=(("x",), ("a",), ()))
