"""How sure a share is: against its definition, solved by halving."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.engines.statistics import share_interval

Z = 1.959963984540054


def bound_by_halving(share, of, *, end):
    """Return the share farthest towards `end` that what was seen lies within z standard errors of."""
    near, far = share, end
    for _step in range(200):
        middle = (near + far) / 2
        if abs(share - middle) <= Z * sqrt(middle * (1 - middle) / of):
            near = middle
        else:
            far = middle
    return near


@given(st.integers(1, 2_000), st.floats(0, 1))
def test_it_is_what_the_definition_says(of, part):
    share = round(part * of) / of
    lower, upper = share_interval(share, of)
    assert lower == pytest.approx(bound_by_halving(share, of, end=0.0), abs=1e-9)
    assert upper == pytest.approx(bound_by_halving(share, of, end=1.0), abs=1e-9)
    assert 0 <= lower <= share <= upper <= 1


@given(st.integers(1, 500), st.floats(0, 1))
def test_of_more_it_is_narrower(of, share):
    few, many = share_interval(share, of), share_interval(share, of * 2)
    assert many[1] - many[0] < few[1] - few[0]


@pytest.mark.parametrize(("share", "of"), [(-0.1, 5), (1.1, 5), (0.5, 0)])
def test_what_is_no_share_is_refused(share, of):
    with pytest.raises(ValueError, match=r"share is|of is"):
        share_interval(share, of)
