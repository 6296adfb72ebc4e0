"""An inverted index of weighted parts of texts, and the cosines of many texts to all that it holds."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from helevejen.engines.matching.linking.words import Apart

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
#: A part that stands in more than this share of the texts is multiplied as a row of a full matrix, not looked up.
_COMMON_SHARE = 1 / 20


@dataclass(frozen=True, slots=True)
class PartIndex:
    """
    TF-IDF vectors of length one of many texts, by part.

    Attributes:
        apart: What takes a text into parts.
        places: The number of each part; the common parts come first.
        rarity: ln((1 + N) / (1 + n)) + 1 of each part.
        common: Weights of the common parts, part by text.
        starts, texts, weights: For the others, part p stands in texts[starts[p]:starts[p + 1]].
    """

    apart: Apart
    places: dict[str, int]
    rarity: Floats
    common: Floats
    starts: Ints
    texts: NDArray[np.int32]
    weights: Floats

    @property
    def size(self) -> int:
        """Return the number of texts."""
        return int(self.common.shape[1])


def index_of(texts: Sequence[str], apart: Apart) -> PartIndex:
    """
    Return the index of plain texts.

    Args:
        texts: Plain texts; they are known by their place.
        apart: What takes a text into parts.
    """
    counted = [Counter(apart(text)) for text in texts]
    spread: Counter[str] = Counter()
    for parts in counted:
        spread.update(parts.keys())
    limit = max(len(texts) * _COMMON_SHARE, 8.0)
    order = sorted(spread, key=lambda part: (spread[part] <= limit, part))
    places = {part: place for place, part in enumerate(order)}
    many = sum(1 for part in order if spread[part] > limit)
    rarity = np.array([math.log((1 + len(texts)) / (1 + spread[part])) + 1 for part in order], dtype=np.float32)
    return _filled(apart, places, rarity, counted, many)


def _filled(
    apart: Apart, places: dict[str, int], rarity: Floats, counted: Sequence[Counter[str]], many: int
) -> PartIndex:
    rows = np.repeat(np.arange(len(counted), dtype=np.int32), [len(parts) for parts in counted])
    columns = np.fromiter((places[part] for parts in counted for part in parts), dtype=np.int64, count=len(rows))
    counts = np.fromiter((n for parts in counted for n in parts.values()), dtype=np.float32, count=len(rows))
    weights = _of_length_one(rows, columns, counts, rarity, len(counted))
    common = np.zeros((many, len(counted)), dtype=np.float32)
    is_common = columns < many
    common[columns[is_common], rows[is_common]] = weights[is_common]
    rows, columns, weights = rows[~is_common], columns[~is_common], weights[~is_common]
    order = np.argsort(columns, kind="stable")
    starts = np.searchsorted(columns[order], np.arange(len(places) + 1)).astype(np.int64)
    return PartIndex(apart, places, rarity, common, starts, rows[order], weights[order])


def _of_length_one(rows: NDArray[np.int32], columns: Ints, counts: Floats, rarity: Floats, number: int) -> Floats:
    weights = counts * rarity[columns]
    lengths = np.sqrt(np.bincount(rows, weights=weights.astype(np.float64) ** 2, minlength=number))
    return (weights / np.maximum(lengths, 1e-12)[rows]).astype(np.float32)


def cosines(index: PartIndex, texts: Sequence[str]) -> Floats:
    """
    Return the cosine of each text to each text of the index.

    A part the index does not know counts in neither length, as if it were not there.

    Args:
        index: What to compare with, N texts.
        texts: Q plain texts.

    Returns:
        Q rows of N numbers from 0 to 1.
    """
    counted = [
        Counter(place for part in index.apart(text) if (place := index.places.get(part)) is not None) for text in texts
    ]
    rows = np.repeat(np.arange(len(counted), dtype=np.int32), [len(parts) for parts in counted])
    columns = np.fromiter((place for parts in counted for place in parts), dtype=np.int64, count=len(rows))
    counts = np.fromiter((n for parts in counted for n in parts.values()), dtype=np.float32, count=len(rows))
    weights = _of_length_one(rows, columns, counts, index.rarity, len(texts))
    full = np.zeros((len(texts), len(index.common)), dtype=np.float32)
    is_common = columns < len(index.common)
    full[rows[is_common], columns[is_common]] = weights[is_common]
    found = full @ index.common
    rare = ~is_common
    found += _looked_up(index, rows[rare], columns[rare], weights[rare], len(texts))
    return found


def _looked_up(index: PartIndex, rows: NDArray[np.int32], columns: Ints, weights: Floats, number: int) -> Floats:
    """Add up the products of the parts that few texts have."""
    first = index.starts[columns]
    lengths = index.starts[columns + 1] - first
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    at = np.arange(total, dtype=np.int64) + np.repeat(first - (ends - lengths), lengths)
    cells = index.texts[at] + np.repeat(rows.astype(np.int64) * index.size, lengths)
    products = index.weights[at] * np.repeat(weights, lengths)
    sums = np.bincount(cells, weights=products, minlength=number * index.size)
    return sums.astype(np.float32).reshape(number, index.size)
