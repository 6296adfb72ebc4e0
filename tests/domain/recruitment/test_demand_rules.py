"""What is told of small numbers: the parts that are not told are five together or more, so that none is reckoned."""

from itertools import product

import pytest

from helevejen.recruitment.rules.demand import LEAST_TOLD, told_apart

PARTS = ("have", "unknown", "lack")


@pytest.mark.parametrize("whole", [20, 10_088])
def test_what_is_not_told_is_five_together_or_nothing(whole):
    for have, lack in product(range(12), repeat=2):
        counts = dict(zip(PARTS, (have, whole - have - lack, lack), strict=True))
        shown = told_apart(counts)
        hidden = [counts[name] for name in PARTS if shown[name] is None]
        assert not hidden or sum(hidden) >= LEAST_TOLD, counts
        assert all(shown[name] in {None, counts[name]} for name in PARTS)
        assert all(count is None or count >= LEAST_TOLD for count in shown.values())


def test_no_more_is_kept_back_than_must_be():
    assert told_apart({"have": 12, "unknown": 40, "lack": 9}) == {"have": 12, "unknown": 40, "lack": 9}
    assert told_apart({"have": 3, "unknown": 40, "lack": 4}) == {"have": None, "unknown": 40, "lack": None}
    assert told_apart({"have": 3, "unknown": 40, "lack": 0}) == {"have": None, "unknown": None, "lack": None}
