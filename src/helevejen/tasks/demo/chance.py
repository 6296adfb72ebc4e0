"""Chance from a seed: one stream for each source of it, so that a change to one leaves the others as they were."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate
from statistics import NormalDist
from typing import TypeVar
from zlib import crc32

import numpy as np

T = TypeVar("T")
_NORMAL = NormalDist()
_BLOCK = 64  # numbers drawn at a time: one by one they cost forty times as much


class Dice:
    """Draws from one stream."""

    __slots__ = ("_generator", "_left")

    def __init__(self, generator: np.random.Generator) -> None:
        self._generator = generator
        self._left: list[float] = []

    def unit(self) -> float:
        """Return a number from 0 up to, not including, 1."""
        if not self._left:
            self._left = self._generator.random(_BLOCK).tolist()
        return self._left.pop()

    def happens(self, share: float) -> bool:
        return self.unit() < share

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both in."""
        return low + int(self.unit() * (high - low + 1))

    def one_of(self, values: Sequence[T]) -> T:
        return values[int(self.unit() * len(values))]

    def weighted(self, shares: dict[T, float]) -> T:
        """Return a key with a chance in proportion to its share."""
        sums = list(accumulate(shares.values()))
        hit = self.unit() * sums[-1]
        return next(key for key, upto in zip(shares, sums, strict=True) if hit < upto)

    def long_tailed(self, median: float, spread: float) -> float:
        """Return a lognormal number: half are below the median, and one in ten above about median × e^(1.28 spread)."""
        return median * math.exp(spread * _NORMAL.inv_cdf(min(max(self.unit(), 1e-9), 1 - 1e-9)))


class Chance:
    """The streams of one seed, by name."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def dice(self, source: str, *numbers: int) -> Dice:
        """Return the dice of one source of chance; the same name gives the same throws."""
        sequence = np.random.SeedSequence(self._seed, spawn_key=(crc32(source.encode()), *numbers))
        return Dice(np.random.Generator(np.random.PCG64(sequence)))
