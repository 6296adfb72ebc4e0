"""
Names as points: the names of one concept lie near each other, whatever language they are in.

A text is the sum of the vectors of its parts (runs of letters and whole words). The vectors are trained on nothing but
the names of a classification: of two names of one concept each must find the other among those of many other concepts.
docs/engines/linking.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helevejen.engines.matching.linking._kernels import add_points, move_points
from helevejen.engines.matching.linking.sparse import Floats
from helevejen.engines.matching.linking.words import runs_of_letters, whole_words

Ints = NDArray[np.int64]

#: How many vectors there are, a power of two; parts share them by their hash. And how long one is.
BITS: Final = 18
SIZE: Final = 128
ROUNDS: Final = 10

_AT_ONCE: Final = 512  # names that find each other in one step
_SHARPNESS: Final = 20.0
_STEP: Final = 0.3
_TOWARDS_MANY_NAMED: Final = 0.75  # a concept is drawn in proportion to this power of how many names it has
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)  # 2⁶⁴ over the golden ratio
_SMALL: Final = np.float32(1e-6)


class TooFewNames(ValueError):
    """There are not two concepts with two different names each; nothing can be learned."""


class Bags(NamedTuple):
    """The parts of T texts: those of text t are parts[starts[t]:starts[t + 1]]."""

    starts: Ints
    parts: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Encoder:
    """
    Vectors of parts.

    Attributes:
        table: (2**BITS, SIZE) float32; a part that no name has counts nothing.
    """

    table: Floats

    def points(self, texts: Sequence[str]) -> Floats:
        """
        Return texts as vectors of length one; of length zero where no part is known.

        Args:
            texts: Plain texts.
        """
        bags = bags_of(texts)
        sums = np.zeros((len(texts), self.table.shape[1]), np.float32)
        add_points(bags.starts, bags.parts, np.arange(len(texts)), self.table, sums)
        return _of_length_one(sums)[0]


def bags_of(texts: Sequence[str]) -> Bags:
    """
    Return the parts of texts, each as the number of its vector.

    Args:
        texts: Plain texts.
    """
    found = [apart(texts) for apart in (runs_of_letters, whole_words)]
    rows, numbers = (np.concatenate(some) for some in zip(*found, strict=True))
    order = np.argsort(rows, kind="stable")
    parts = ((numbers[order] * _ODD) >> np.uint64(64 - BITS)).astype(np.int32)
    return Bags(np.searchsorted(rows[order], np.arange(len(texts) + 1)).astype(np.int64), parts)


def trained(
    concepts: Sequence[Sequence[str]],
    *,
    seed: int = 1,
    rounds: int = ROUNDS,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> Encoder:
    """
    Return an encoder trained on the names of concepts; the same names and seed give the same on the same machine.

    Each step draws so many concepts and two names of each. The loss is the cross-entropy of finding the other name
    among all of the step, both ways; vectors move against its slope, each by less the more it has moved (Adagrad).

    Args:
        concepts: The names of each, plain, in any languages.
        seed: Of what is drawn.
        rounds: How often each name is drawn on average, about.
        tell: Is called now and then with how many steps are done, and of how many.

    Raises:
        TooFewNames: fewer than two concepts have two different names.

    Source: A. van den Oord et al. 2018 (the loss); J. Duchi et al. 2011 (Adagrad).
    """
    names = [sorted(set(some) - {""}) for some in concepts]
    names = [some for some in names if len(some) > 1]
    if len(names) < 2:
        raise TooFewNames
    counts = np.array([len(some) for some in names])
    firsts = np.concatenate([[0], np.cumsum(counts)])[:-1]
    bags = bags_of([name for some in names for name in some])
    chance = np.random.default_rng(seed)
    table = chance.normal(0, SIZE**-0.5, (1 << BITS, SIZE)).astype(np.float32)
    moved = np.full(1 << BITS, _SMALL)
    at_once = min(_AT_ONCE, len(names))
    share = counts**_TOWARDS_MANY_NAMED / (counts**_TOWARDS_MANY_NAMED).sum()
    steps = max(rounds * int(counts.sum()) // (2 * at_once), 1)
    for step in range(steps):
        drawn = chance.choice(len(names), at_once, replace=False, p=share)
        one = (chance.random(at_once) * counts[drawn]).astype(np.int64)
        other = (one + 1 + (chance.random(at_once) * (counts[drawn] - 1)).astype(np.int64)) % counts[drawn]
        _move(table, moved, bags, (firsts[drawn] + one, firsts[drawn] + other), np.float32(_STEP * (1 - step / steps)))
        if step % 50 == 0:
            tell(step, steps)
    unknown = np.ones(1 << BITS, np.bool_)
    unknown[bags.parts] = False
    table[unknown] = 0
    return Encoder(table)


def _move(table: Floats, moved: Floats, bags: Bags, pairs: tuple[Ints, Ints], length: np.float32) -> None:
    """Move the vectors of the parts of so many pairs of names."""
    points, lengths = [], []
    for rows in pairs:
        sums = np.zeros((len(rows), table.shape[1]), np.float32)
        add_points(bags.starts, bags.parts, rows, table, sums)
        point, own = _of_length_one(sums)
        points.append(point)
        lengths.append(own)
    one, other = points
    slopes = slopes_of(one, other)
    for rows, point, own, slope in zip(pairs, points, lengths, slopes, strict=True):
        # What would only make the vector longer or shorter changes no cosine.
        along = (slope * point).sum(axis=1, keepdims=True)
        move_points(
            bags.starts, bags.parts, rows, ((slope - along * point) / own).astype(np.float32), table, moved, length
        )


def slopes_of(one: Floats, other: Floats) -> tuple[Floats, Floats]:
    """
    Return the slopes of the loss of B pairs of points of length one, for the first and for the second of each pair.

    Args:
        one: (B, d).
        other: (B, d); row b belongs to row b of the first, and to no other.
    """
    alike = _SHARPNESS * (one @ other.T)
    forth = np.exp(alike - alike.max(axis=1, keepdims=True))
    back = np.exp(alike - alike.max(axis=0, keepdims=True))
    miss = (forth / forth.sum(axis=1, keepdims=True) + back / back.sum(axis=0, keepdims=True)) / 2
    miss[np.diag_indices(len(miss))] -= 1
    miss *= _SHARPNESS
    return np.asarray(miss @ other, np.float32), np.asarray(miss.T @ one, np.float32)


def _of_length_one(sums: Floats) -> tuple[Floats, Floats]:
    lengths = np.sqrt((sums * sums).sum(axis=1, keepdims=True))
    lengths = np.maximum(lengths, np.float32(1e-12))
    return np.asarray(sums / lengths, np.float32), np.asarray(lengths, np.float32)
