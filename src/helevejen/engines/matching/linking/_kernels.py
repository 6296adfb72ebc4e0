"""The two loops in which linking spends its time, compiled."""

from __future__ import annotations

from typing import Any

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
