"""
The counting, over whole arrays at once.

Every loop runs inside numpy, compiled ahead: nothing is compiled at the first call and no compiler has to be installed.
What makes it fast is the absence of general sorting: groups are small numbers, so they are brought together by numpy's
radix sort of 16 bits, and only the values within a group are ever compared with one another.

`case`, `activity` and `resource` are whole numbers; moments and waits are microseconds in int64.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Int64s = npt.NDArray[np.int64]
Int32s = npt.NDArray[np.int32]
AnyInts = npt.NDArray[np.integer]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

US_PER_SECOND = 1_000_000
_DIGIT = 1 << 16
_MOST_SLICES = 1_000  # groups worked on one by one; beyond, everything is sorted at once
_SMALL = 64  # a group that is sorted faster than selected from; 8 is the least that may stand here
_MOST_WORDS = 8  # of 64 bits, one for each code, that are preferred to sorting
# An odd number, so that its powers can be undone modulo 2**64; the multiplier of Knuth's MMIX generator.
_BASE = 6364136223846793005


def stable_order(codes: AnyInts, most: int) -> npt.NDArray[np.intp]:
    """Return the order that brings whole numbers 0 <= code < most together, equal ones as they stood. O(n)."""
    digit = np.uint8 if most <= 1 << 8 else np.uint16
    order = np.argsort(codes.astype(digit), kind="stable")  # astype keeps the lowest bits
    shift = _DIGIT
    while shift < most:
        order = order[np.argsort((codes[order] // shift).astype(np.uint16), kind="stable")]
        shift *= _DIGIT
    return order


def small(codes: Int32s, many: int) -> AnyInts:
    """Return codes 0 <= code < many in a byte each where one holds them: a quarter of what has to be moved."""
    return codes.astype(np.uint8) if many <= 1 << 8 else codes


def order_of_events(case: Int32s, end: Int64s) -> npt.NDArray[np.intp] | None:
    """Return the order by case, then end, then place; None where they stand in it."""
    step = np.diff(case)
    if not (step < 0).any() and not ((step == 0) & (end[1:] < end[:-1])).any():
        return None
    many = int(case.max()) + 1
    if (end[1:] >= end[:-1]).all():
        return stable_order(case, many)
    by_end = np.argsort(end, kind="stable")
    return by_end[stable_order(case[by_end], many)]


def runs(sorted_codes: npt.NDArray[np.generic]) -> Int64s:
    """Return where each run of equal values begins."""
    if not sorted_codes.size:
        return np.empty(0, np.int64)
    return np.concatenate([[0], np.flatnonzero(sorted_codes[1:] != sorted_codes[:-1]) + 1])


def entrances(activity: AnyInts, use: Bools, many: int) -> tuple[AnyInts, Int64s]:
    """
    Number the ways into each event: `to * (many + 1) + 1 + from`, or `to * (many + 1)` where `use` says it has none.

    Returns:
        The way into each event, as a place among those that can occur; and the ways, rising.
    """
    wide = many * (many + 1) > _DIGIT
    ways: npt.NDArray[Any] = activity.astype(np.int64 if wide else np.uint16)
    before = ways[:-1] + 1
    before *= use  # cheaper than picking out
    ways *= many + 1
    ways[1:] += before
    if wide:
        found, ways = np.unique(ways, return_inverse=True)
        return ways, found
    return ways, np.arange(many * (many + 1))


def count_pairs(first: AnyInts, second: AnyInts, many: int, use: Bools) -> tuple[Int64s, Int64s]:
    """Return the pairs `first * many + second` that occur where `use` holds, rising, and how often."""
    if many * many < _DIGIT and 4 * np.count_nonzero(use) > use.size:
        numbers = first.astype(np.uint16) * np.uint16(many)
        numbers += second.astype(np.uint16)
        numbers += np.uint16(1)
        numbers *= use  # 0 is what is not used
        counts = np.bincount(numbers, minlength=many * many + 1)[1:]
        found = np.flatnonzero(counts)
        return found, counts[found]
    places = np.flatnonzero(use)
    pairs: Int64s = first.take(places).astype(np.int64) * many + second.take(places)
    if many * many < _DIGIT:
        counts = np.bincount(pairs, minlength=many * many)
        found = np.flatnonzero(counts)
        return found, counts[found]
    return _sorted_counts(pairs)


def spread(values: Int64s, size: Int64s) -> tuple[Int64s, Floats, Floats, Floats]:
    """
    Return size, mean, median and 90th percentile (in seconds) of values that stand group by group; NaN where empty.

    Within each group the values are moved about. The sums are exact, so that no order of adding gives another mean.
    """
    groups = np.flatnonzero(size)
    mean, median, p90 = np.full((3, size.size), np.nan)
    if not groups.size:
        return size, mean, median, p90
    ends = np.cumsum(size[groups])
    begins = ends - size[groups]
    if groups.size <= _MOST_SLICES:
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            _settle(values[begin:end])
    else:
        values = values[np.lexsort((values, np.repeat(np.arange(size.size), size)))]
    mean[groups] = _sums(values, begins, int(size.max())) / size[groups] / US_PER_SECOND
    median[groups] = _quantile(values, begins, size[groups], 5)
    p90[groups] = _quantile(values, begins, size[groups], 9)
    return size, mean, median, p90


def _sums(values: Int64s, begins: Int64s, most: int) -> Floats:
    """Return the sum of each group, exact before it is rounded to a floating number; no group has more than `most`."""
    if max(int(values.max()), -int(values.min())) * most < 1 << 63:
        sums: Floats = np.add.reduceat(values, begins).astype(np.float64)
        return sums
    # It could pass 64 bits: high and low halves are added apart.
    high, low = np.add.reduceat(values >> 32, begins), np.add.reduceat(values & 0xFFFFFFFF, begins)
    halves: Floats = high * 2.0**32 + low
    return halves


def _settle(values: Int64s) -> None:
    """Bring those values to their places, in place, that the median and the 90th percentile lie between."""
    size = values.size
    if size < _SMALL:
        values.sort()
        return
    # One place at a time: numpy selects a single one in vector instructions, several it does not.
    for tenths in (9, 5):
        place = (size - 1) * tenths // 10
        lower = values if tenths == 9 else values[: (size - 1) * 9 // 10]
        lower.partition(place)
        rest = lower[place + 1 :]
        least = rest.argmin()
        rest[0], rest[least] = rest[least], rest[0]


def _quantile(values: Int64s, begins: Int64s, size: Int64s, tenths: int) -> Floats:
    """Interpolate linearly between the two values around the place (size - 1) * tenths / 10."""
    place, part = np.divmod((size - 1) * tenths, 10)
    below = values[begins + place]
    above = values[begins + np.minimum(place + 1, size - 1)]
    seconds: Floats = (below + (above - below) * part / 10) / US_PER_SECOND
    return seconds


def kinds_of_case(activity: AnyInts, begins: Int64s) -> tuple[Int64s, Int64s]:
    """
    Return for each variant its first case, and for each case its variant; the most frequent variant is the first.

    Sequences are known again by a polynomial hash, and then compared step by step with the first case of the same
    hash. Where two different ones share a hash, they are told apart the slow way.
    """
    n, lengths = activity.size, np.diff(np.append(begins, activity.size))
    keys = _hashes(activity, begins) + lengths.astype(np.uint64)
    order = np.argsort(keys)
    starts = runs(keys[order])
    kind = np.empty(keys.size, np.int64)
    kind[order] = np.repeat(np.arange(starts.size), np.diff(np.append(starts, keys.size)))
    first = np.minimum.reduceat(order, starts) if starts.size else starts
    if not _are_equal(activity, begins, lengths, first[kind]):
        kind, first = _told_apart(activity, begins, n)
    return _most_frequent_first(kind, first)


def _hashes(activity: AnyInts, begins: Int64s) -> npt.NDArray[np.uint64]:
    if not activity.size:
        return np.empty(0, np.uint64)
    # sum of letter * base**place, taken over the whole log, and each case then moved to its own beginning.
    powers = np.full(activity.size, _BASE, np.uint64)
    powers[0] = 1
    np.cumprod(powers, out=powers)
    back = _powers_at(pow(_BASE, -1, 1 << 64), begins)
    # Letters far apart, by the 64 bits of the golden ratio.
    letters = activity.astype(np.uint64)
    letters += np.uint64(1)
    letters *= np.uint64(0x9E3779B97F4A7C15)
    powers *= letters
    return np.add.reduceat(powers, begins) * back


def _powers_at(base: int, places: Int64s) -> npt.NDArray[np.uint64]:
    """Return base**place modulo 2**64, from a table of the lowest ten bits and one of the rest."""
    small = np.full(1 << 10, base % (1 << 64), np.uint64)
    small[0] = 1
    np.cumprod(small, out=small)
    large = np.full((int(places.max()) >> 10) + 1, pow(base, 1 << 10, 1 << 64), np.uint64)
    large[0] = 1
    np.cumprod(large, out=large)
    powers: npt.NDArray[np.uint64] = small[places & 1023] * large[places >> 10]
    return powers


def _are_equal(activity: AnyInts, begins: Int64s, lengths: Int64s, models: Int64s) -> bool:
    """Return whether every case is the same sequence as its model, step by step."""
    if (lengths[models] != lengths).any():
        return False
    places = np.repeat(begins[models] - begins, lengths)
    places += np.arange(activity.size)
    return bool((activity.take(places) == activity).all())


def _told_apart(activity: AnyInts, begins: Int64s, n: int) -> tuple[Int64s, Int64s]:
    seen: dict[bytes, int] = {}
    first: list[int] = []
    kind = np.empty(begins.size, np.int64)
    for number, (begin, end) in enumerate(zip(begins, [*begins[1:], n], strict=True)):
        sequence = activity[begin:end].tobytes()
        if sequence not in seen:
            seen[sequence] = len(first)
            first.append(number)
        kind[number] = seen[sequence]
    return kind, np.array(first, np.int64)


def _most_frequent_first(kind: Int64s, first: Int64s) -> tuple[Int64s, Int64s]:
    # One number for both, since neither reaches 2**31: the fewest cases first, taken from.
    order = np.argsort(first - (np.bincount(kind, minlength=first.size) << 32))
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    return first[order], place[kind]


def done_again(case: Int32s, activity: AnyInts, begins: Int64s, many: int) -> tuple[Int64s, Int64s]:
    """Return for each activity its events beyond the first in a case, and the cases in which it has such."""
    longest = int(np.diff(np.append(begins, case.size)).max(initial=0))
    width = max(longest.bit_length(), 1)
    in_word = 64 // width
    if many > in_word * _MOST_WORDS:
        return _done_again_by_sorting(case, activity, many)
    # Each word holds how often a case has some of the activities, side by side in as many bits as the longest needs.
    beyond, cases = np.zeros((2, many), np.int64)
    for least in range(0, many if case.size else 0, in_word):
        those = range(least, min(least + in_word, many))
        ones = np.zeros(many, np.uint64)
        ones[least : those[-1] + 1] = np.left_shift(np.uint64(1), width * np.arange(len(those), dtype=np.uint64))
        words = np.add.reduceat(ones.take(activity), begins)
        for place, code in enumerate(those):
            times = ((words >> np.uint64(width * place)) & np.uint64((1 << width) - 1)).astype(np.int64)
            beyond[code] = times.sum() - np.count_nonzero(times)
            cases[code] = np.count_nonzero(times > 1)
    return beyond, cases


def _done_again_by_sorting(case: Int32s, activity: AnyInts, many: int) -> tuple[Int64s, Int64s]:
    cases = int(case.max(initial=0)) + 1
    found, times = _sorted_counts(activity * np.int64(cases) + case)
    again = np.flatnonzero(times > 1)
    what = found[again] // cases
    # Weights are added as float64, which is exact for whole numbers below 2**53.
    beyond = np.bincount(what, weights=times[again] - 1, minlength=many).astype(np.int64)
    return beyond, np.bincount(what, minlength=many)


def different_in_case(case: Int32s, code: Int32s, begins: Int64s, many: int) -> Int64s:
    """Return how many different codes each case has; codes below 0 are not counted."""
    if many > 64 * _MOST_WORDS:
        pairs, _times = _sorted_counts((case * np.int64(many) + code)[code >= 0])
        return np.bincount(pairs // many, minlength=begins.size)
    total = np.zeros(begins.size, np.int64)
    for word in range(0, many if begins.size else 0, 64):
        # One bit for each code of this word: shifted by 64 or more, as the others and -1 are, numpy leaves none.
        bits = np.left_shift(np.uint64(1), (code - word if word else code).astype(np.uint64))
        total += np.bitwise_count(np.bitwise_or.reduceat(bits, begins))
    return total


def _sorted_counts(pairs: Int64s) -> tuple[Int64s, Int64s]:
    pairs = np.sort(pairs)
    begins = runs(pairs)
    return pairs[begins], np.diff(np.append(begins, pairs.size))
