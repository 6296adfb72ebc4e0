"""The loops in which linking spends its time, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from helevejen.engines.matching._kernels import compiled

Array = NDArray[Any]


@compiled
def add_up(
    starts: Array, texts: Array, weights: Array, rows: Array, columns: Array, amounts: Array, sums: Array
) -> None:
    """Add to each row of the sums the weights of the texts its parts stand in, times what the part counts in it."""
    for at in range(len(rows)):
        row, amount = sums[rows[at]], amounts[at]
        for place in range(starts[columns[at]], starts[columns[at] + 1]):
            row[texts[place]] += amount * weights[place]


@compiled
def add_rows(common: Array, rows: Array, columns: Array, amounts: Array, sums: Array) -> None:
    """Add to each row of the sums the weights of a common part in all texts, times what the part counts in it."""
    for at in range(len(rows)):
        row, part, amount = sums[rows[at]], common[columns[at]], amounts[at]
        for place in range(len(part)):
            row[place] += amount * part[place]


@compiled
def over_names(letters: Array, layers: Array, best: Array, total: Array, nearest: Array) -> None:
    """Take in the layers after the first: the highest of each concept, the sum, and the first name of the highest."""
    for row in range(len(letters)):
        for layer in range(1, len(layers) - 1):
            for name in range(layers[layer], layers[layer + 1]):
                concept, value = name - layers[layer], letters[row, name]
                total[row, concept] += value
                if value > best[row, concept]:
                    best[row, concept] = value
                    nearest[row, concept] = name


@compiled
def add_points(starts: Array, parts: Array, rows: Array, table: Array, sums: Array) -> None:
    """Add the vectors of the parts of some texts into a row each, over the root of how many they are."""
    for row in range(len(rows)):
        start, end = starts[rows[row]], starts[rows[row] + 1]
        for place in range(start, end):
            vector = table[parts[place]]
            for at in range(sums.shape[1]):
                sums[row, at] += vector[at]
        if end > start:
            share = np.float32(1 / np.sqrt(end - start))
            for at in range(sums.shape[1]):
                sums[row, at] *= share


@compiled
def move_points(
    starts: Array, parts: Array, rows: Array, slopes: Array, table: Array, moved: Array, length: Any
) -> None:
    """Move the vectors of the parts of some texts against a slope each, by less the more each has been moved."""
    for row in range(len(rows)):
        start, end = starts[rows[row]], starts[rows[row] + 1]
        if end == start:
            continue
        share = np.float32(1 / np.sqrt(end - start))
        steep = np.float32(0)
        for at in range(slopes.shape[1]):
            steep += slopes[row, at] * slopes[row, at]
        steep *= share * share / np.float32(slopes.shape[1])
        for place in range(start, end):
            part = parts[place]
            moved[part] += steep
            step = length * share / np.sqrt(moved[part])
            for at in range(slopes.shape[1]):
                table[part, at] -= step * slopes[row, at]
