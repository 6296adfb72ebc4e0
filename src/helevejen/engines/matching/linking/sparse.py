"""An inverted index of weighted parts of texts, and the cosines of many texts to all that it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from helevejen.engines.matching.linking._kernels import add_rows, add_up
from helevejen.engines.matching.linking.words import Apart

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
#: The weights of a part in more than this share of the texts are kept as a full row, not looked up.
_COMMON_SHARE = 1 / 6


@dataclass(frozen=True, slots=True)
class PartIndex:
    """
    TF-IDF vectors of length one of N texts, by part.

    Attributes:
        apart: What takes a text into parts.
        parts: The parts, sorted.
        places: The number of each part; the common parts have the lowest.
        rarity: ln((1 + N) / (1 + n)) + 1 of each part, by number.
        common: Weights of the common parts, part by text.
        starts, texts, weights: For the others, part p stands in texts[starts[p]:starts[p + 1]].
    """

    apart: Apart
    parts: NDArray[np.uint64]
    places: Ints
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
    rows, keys = apart(texts)
    parts, columns = np.unique(keys, return_inverse=True)
    rows, columns, counts = _counted(rows, columns.astype(np.int64), len(parts))
    spread = np.bincount(columns, minlength=len(parts))
    is_common = spread > max(len(texts) * _COMMON_SHARE, 8.0)
    places = np.empty(len(parts), dtype=np.int64)
    places[np.argsort(~is_common, kind="stable")] = np.arange(len(parts))
    rarity = np.empty(len(parts), dtype=np.float32)
    rarity[places] = np.log((1 + len(texts)) / (1 + spread)) + 1
    columns = places[columns]
    weights = _of_length_one(rows, columns, counts, rarity, len(texts))
    many = int(is_common.sum())
    common = np.zeros((many, len(texts)), dtype=np.float32)
    is_many = columns < many
    common[columns[is_many], rows[is_many]] = weights[is_many]
    rows, columns, weights = rows[~is_many], columns[~is_many], weights[~is_many]
    order = np.argsort(columns, kind="stable")
    starts = np.searchsorted(columns[order], np.arange(len(parts) + 1)).astype(np.int64)
    return PartIndex(apart, parts, places, rarity, common, starts, rows[order].astype(np.int32), weights[order])


def _counted(rows: Ints, columns: Ints, width: int) -> tuple[Ints, Ints, Ints]:
    """Return each pair of text and part once, with how often it came."""
    pairs, counts = np.unique(rows * max(width, 1) + columns, return_counts=True)
    return pairs // max(width, 1), pairs % max(width, 1), counts


def _of_length_one(rows: Ints, columns: Ints, counts: Ints, rarity: Floats, number: int) -> Floats:
    weights = counts * rarity[columns].astype(np.float64)
    lengths = np.sqrt(np.bincount(rows, weights=weights**2, minlength=number))
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
    rows, keys = index.apart(texts)
    at = np.minimum(np.searchsorted(index.parts, keys), max(len(index.parts) - 1, 0))
    is_known = index.parts[at] == keys
    rows, columns, counts = _counted(rows[is_known], index.places[at[is_known]], len(index.parts))
    weights = _of_length_one(rows, columns, counts, index.rarity, len(texts))
    is_common = columns < len(index.common)
    found = np.zeros((len(texts), index.size), dtype=np.float32)
    rare = ~is_common
    add_up(index.starts, index.texts, index.weights, rows[rare], columns[rare], weights[rare], found)
    # Not as one product of matrices: so few rows are spread over all cores at more cost than they are worth.
    add_rows(index.common, rows[is_common], columns[is_common], weights[is_common], found)
    return found
