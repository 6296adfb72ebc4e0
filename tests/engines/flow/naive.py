"""The slow, obvious twin of the mining half: one event at a time, in dictionaries, with exact fractions."""

from collections import Counter, defaultdict
from fractions import Fraction
from itertools import pairwise

import numpy as np

MICROSECONDS = 1_000_000


def quantile(values, share):
    """Interpolate linearly between the two values around the place (k - 1) * share."""
    values = sorted(values)
    place = (len(values) - 1) * share
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)


def spread(values):
    """Return how many, mean, median and 90th percentile, in seconds."""
    seconds = [Fraction(value, MICROSECONDS) for value in values]
    mean = sum(seconds) / len(seconds)
    return len(seconds), mean, quantile(seconds, Fraction(1, 2)), quantile(seconds, Fraction(9, 10))


def cases_of(events):
    """Return the events of each case in the order of their end, ties as they came; an event is a tuple."""
    cases = defaultdict(list)
    for event in events:
        cases[event[0]].append(event)
    return {case: sorted(those, key=lambda event: event[4]) for case, those in cases.items()}


def mine(events):
    """Take events (case, activity, resource, start, end) in whole microseconds; start may be None, resource -1."""
    cases = cases_of(events)
    waits, took, hands = defaultdict(list), defaultdict(list), Counter()
    repeats, again, loops, workers = Counter(), Counter(), Counter(), {}
    for case, those in cases.items():
        for one, next_ in pairwise(those):
            begun = next_[4] if next_[3] is None else next_[3]
            waits[one[1], next_[1]].append(begun - one[4])
            if one[2] >= 0 and next_[2] >= 0:
                hands[one[2], next_[2]] += 1
        for a, b, c in zip(those, those[1:], those[2:], strict=False):
            if a[1] == c[1] != b[1]:
                loops[a[1], b[1]] += 1
        for activity, times in Counter(event[1] for event in those).items():
            repeats[activity] += times - 1
            again[activity] += times > 1
        workers[case] = len({event[2] for event in those if event[2] >= 0})
    for event in events:
        if event[3] is not None:
            took[event[1]].append(event[4] - event[3])
    return {
        "transitions": {pair: spread(values) for pair, values in waits.items()},
        "processing": {activity: spread(values) for activity, values in took.items()},
        "handovers": dict(hands),
        "variants": Counter(tuple(event[1] for event in those) for those in cases.values()),
        "repeats": +repeats,
        "again": +again,
        "loops": dict(loops),
        "workers": workers,
    }


def work_in_progress(events, moment):
    count = 0
    for those in cases_of(events).values():
        first = min(event[4] if event[3] is None else event[3] for event in those)
        count += first <= moment < those[-1][4]
    return count


def moments(values):
    return np.array(["NaT" if value is None else np.datetime64(value, "us") for value in values], "datetime64[us]")
