from collections import Counter
from itertools import pairwise

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from helevejen.engines.flow import tally
from tests.engines.flow import naive
from tests.engines.flow.test_mine import events, log_of

DAY = 86_400_000_000


def in_hours(drawn, hours=7):
    return [(c, a, r, s if s is None else s * hours * DAY // 24, e * hours * DAY // 24) for c, a, r, s, e in drawn]


def counted(found):
    rows = zip(found.from_, found.to, found.days, found.count, found.seconds, strict=True)
    return {(int(a), int(b), int(d)): (int(n), int(s)) for a, b, d, n, s in rows}


def naively(drawn, since=None):
    count, seconds = Counter(), Counter()
    for those in naive.cases_of(drawn).values():
        for one, other in pairwise(those):
            if since is None or other[4] >= since:
                wait = (other[4] if other[3] is None else other[3]) - one[4]
                key = (one[1], other[1], max(wait // 1_000_000, 0) // 86_400)
                count[key] += 1
                seconds[key] += wait // 1_000_000
    return {key: (count[key], seconds[key]) for key in count}


@given(events())
@example([])
def test_the_tally_is_the_twins(drawn):
    drawn = in_hours(drawn)
    found = counted(tally(log_of(drawn)))
    assert found == naively(drawn)
    assert list(found) == sorted(found)


@given(events(), st.lists(st.integers(0, 41), max_size=3))
def test_days_counted_one_by_one_add_up_to_the_whole(drawn, cuts):
    drawn = in_hours(drawn)
    edges = [0, *sorted(cut * 7 * DAY // 24 for cut in cuts), 10**18]
    count, seconds = Counter(), Counter()
    for since, until in pairwise(edges):
        known = [event for event in drawn if event[4] < until]
        part = counted(tally(log_of(known, activities=4), since=np.datetime64(since, "us")))
        for key, (n, s) in part.items():
            count[key] += n
            seconds[key] += s
    assert {key: (count[key], seconds[key]) for key in count} == counted(tally(log_of(drawn)))
