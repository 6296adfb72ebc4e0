"""What speaks for each candidate: numbers between a title and a concept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from helevejen.engines.matching.linking import edits
from helevejen.engines.matching.linking._kernels import over_names
from helevejen.engines.matching.linking.names import Lexicon
from helevejen.engines.matching.linking.sparse import Floats, cosines

Ints = NDArray[np.int64]
MOST_CANDIDATES: Final = 60
#: How much the mean over a concept's names and its best word score count when candidates are chosen.
_MEAN_COUNTS, _WORDS_COUNT = np.float32(0.3), np.float32(0.3)
_POINTS_COUNT = np.float32(0.5)  # and its best point, where there is an encoder
_SHARPNESS = 8.0  # of the support a candidate has from others of its unit group

FEATURES: Final = (
    "best name",  # cosine of the n-grams of the title and of the concept's nearest name
    "mean of names",
    "preferred name",
    "best words",  # cosine of whole words
    "letters in common",  # 2 × longest common subsequence / both lengths, with the nearest name
    "is the name",  # the nearest name is the title
    "is a group",
    "best of its unit group",  # best cosine among other candidates of the same ISCO unit group
    "support of its unit group",
    "group and best of its unit group",
    "is a unit group",
    "number of names",
    "sharing of the name",  # how many concepts have the nearest name
    "nearest is preferred",
)
#: With an encoder these too: cosines of the title's point and those of the concept's names.
ENCODED_FEATURES: Final = (*FEATURES, "best point", "mean of points", "preferred point")


@dataclass(frozen=True, slots=True)
class Candidates:
    """
    The candidates of Q titles.

    Attributes:
        concepts: K concepts of each, most promising first.
        names: The nearest name of each.
        features: For each, one number a feature; those of `ENCODED_FEATURES` where the lexicon has an encoder.
    """

    concepts: Ints
    names: Ints
    features: Floats


def candidates_of(lexicon: Lexicon, texts: Sequence[str]) -> Candidates:
    """
    Return the candidates of titles and what speaks for each.

    Args:
        lexicon: The names to compare with.
        texts: Plain titles.
    """
    letters, words = cosines(lexicon.by_letters, texts), cosines(lexicon.by_words, texts)
    best, mean, nearest = _over_names(lexicon, letters)
    best_words = _highest(lexicon, words)
    promise = best + _MEAN_COUNTS * mean + _WORDS_COUNT * best_words
    points = _of_points(lexicon, texts)
    if points:
        promise += _POINTS_COUNT * points[0]
    chosen = _most_promising(promise)
    rows = np.arange(len(texts))[:, None]
    own, names = best[rows, chosen], nearest[rows, chosen]
    alike, is_name = _compared(lexicon, texts, names)
    top, support = _of_family(lexicon.family[chosen], own)
    is_group = lexicon.is_group[chosen]
    columns = (
        own, mean[rows, chosen], letters[rows, chosen], best_words[rows, chosen], alike, is_name, is_group, top,
        support, is_group * top, lexicon.is_unit[chosen], np.log(lexicon.count[chosen]), np.log(lexicon.sharing[names]),
        names == chosen, *(one[rows, chosen] for one in points),
    )  # fmt: skip
    return Candidates(chosen, names, np.stack([np.asarray(one, dtype=np.float32) for one in columns], axis=-1))


def _of_points(lexicon: Lexicon, texts: Sequence[str]) -> tuple[Floats, ...]:
    """Return of each concept the best and the mean cosine of its names' points, and that of the preferred name."""
    if lexicon.encoder is None or lexicon.points is None:
        return ()
    alike = np.asarray(lexicon.encoder.points(texts) @ lexicon.points.T, dtype=np.float32)
    best, mean, _nearest = _over_names(lexicon, alike)
    return best, mean, alike[:, : lexicon.layers[1]]


def _over_names(lexicon: Lexicon, letters: Floats) -> tuple[Floats, Floats, Ints]:
    """Return of each concept the highest and the mean cosine of its names, and the first name that has the highest."""
    size = lexicon.layers[1]
    best, total = letters[:, :size].copy(), letters[:, :size].copy()
    nearest = np.tile(np.arange(size), (len(letters), 1))
    over_names(letters, np.array(lexicon.layers), best, total, nearest)
    return best, (total / lexicon.count).astype(np.float32), nearest


def _highest(lexicon: Lexicon, values: Floats) -> Floats:
    best = values[:, : lexicon.layers[1]].copy()
    for start, end in pairwise(lexicon.layers[1:]):
        np.maximum(best[:, : end - start], values[:, start:end], out=best[:, : end - start])
    return best


def _most_promising(promise: Floats) -> Ints:
    """Return the concepts of the highest promise of each row, best first; of two alike the first concept."""
    most = min(MOST_CANDIDATES, promise.shape[1])
    rows = np.arange(len(promise))[:, None]
    some = np.sort(np.argpartition(-promise, most - 1, axis=1)[:, :most], axis=1)
    return np.asarray(some[rows, np.argsort(-promise[rows, some], axis=1, kind="stable")], dtype=np.int64)


def _compared(lexicon: Lexicon, texts: Sequence[str], names: Ints) -> tuple[Floats, NDArray[np.bool_]]:
    codes = edits.coded(texts)
    lengths = (codes != 0).sum(axis=1)
    of = np.repeat(np.arange(len(texts)), names.shape[1])
    alike = edits.likeness(edits.bits_of(codes), lengths, lexicon.letters[names.ravel()], of)
    numbers = np.array([lexicon.text_numbers.get(text, -1) for text in texts])
    return alike.reshape(names.shape), lexicon.numbers[names] == numbers[:, None]


def _of_family(family: Ints, own: Floats) -> tuple[Floats, Floats]:
    """Return the best cosine of others of the same unit group, and ln(1 + how near they are to the best of all)."""
    same = (family[:, :, None] == family[:, None, :]) & (family[:, :, None] >= 0)
    places = np.arange(family.shape[1])
    same[:, places, places] = False
    near = np.exp(_SHARPNESS * (own - own.max(axis=1, keepdims=True)))
    top = np.where(same, own[:, None, :], 0).max(axis=2)
    return top, np.log1p(np.where(same, near[:, None, :], 0).sum(axis=2))
