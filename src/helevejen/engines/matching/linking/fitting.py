"""The weights of the features, fitted on titles whose concepts are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from helevejen.engines.matching.linking.features import candidates_of
from helevejen.engines.matching.linking.names import Lexicon
from helevejen.engines.matching.linking.words import plain

_STEP, _SMALL = 0.05, 1e-8
_RIDGE: Final = 1e-3  # keeps weights small that the titles say nothing about
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Known:
    """
    Titles whose concepts are known, with their candidates.

    Attributes:
        features: Q titles × K candidates × features.
        is_right: Whether each candidate is what the title means.
        is_group: Whether what the title means is a group.
    """

    features: NDArray[np.float64]
    is_right: NDArray[np.bool_]
    is_group: NDArray[np.bool_]


def known_titles(lexicon: Lexicon, titles: Sequence[str], meant: Sequence[str]) -> Known:
    """
    Return the candidates of titles and which of them is right.

    Args:
        lexicon: The concepts with their names.
        titles: As people write them.
        meant: The URI each title means.
    """
    numbers = {one.uri: number for number, one in enumerate(lexicon.concepts)}
    right = np.array([numbers[uri] for uri in meant])
    features, is_right = [], []
    for start in range(0, len(titles), _AT_ONCE):
        found = candidates_of(lexicon, [plain(title) for title in titles[start : start + _AT_ONCE]])
        features.append(found.features)
        is_right.append(found.concepts == right[start : start + _AT_ONCE, None])
    return Known(np.concatenate(features).astype(np.float64), np.concatenate(is_right), lexicon.is_group[right])


def fitted(parts: Sequence[Known], *, share_of_groups: float, steps: int = 150) -> NDArray[np.float64]:
    """
    Return the weights under which the right candidates have most belief, every part counting the same.

    The sum of ln(belief in the right candidate) is climbed by Adam on features of mean 0 and deviation 1. Titles whose
    concept is not among the candidates say nothing.

    Args:
        parts: One a language.
        share_of_groups: How often a title means a group; languages differ much in this by how their titles were made,
            so each part is weighted to it.
        steps: Of the climb.

    Source: D. P. Kingma and J. Ba, "Adam", 2015; the rates are theirs but for the step.
    """
    features = np.concatenate([one.features[one.is_right.any(axis=1)] for one in parts])
    right = np.concatenate([one.is_right[one.is_right.any(axis=1)] for one in parts])
    weight = np.concatenate([_weights_of(one, share_of_groups) for one in parts])
    deviation = features.std(axis=(0, 1)) + 1e-9
    scaled = (features - features.mean(axis=(0, 1))) / deviation
    beta = np.zeros(features.shape[-1])
    speed, roughness = np.zeros_like(beta), np.zeros_like(beta)
    for step in range(1, steps + 1):
        slope = _slope(scaled, right, weight, beta)
        speed, roughness = 0.9 * speed + 0.1 * slope, 0.99 * roughness + 0.01 * slope**2
        beta = beta - _STEP * (speed / (1 - 0.9**step)) / (np.sqrt(roughness / (1 - 0.99**step)) + _SMALL)
    return np.asarray(beta / deviation)


def _slope(
    scaled: NDArray[np.float64], right: NDArray[np.bool_], weight: NDArray[np.float64], beta: NDArray[np.float64]
) -> NDArray[np.float64]:
    sums = scaled @ beta
    beliefs = np.exp(sums - sums.max(axis=1, keepdims=True))
    beliefs /= beliefs.sum(axis=1, keepdims=True)
    wanted = beliefs * right
    wanted /= wanted.sum(axis=1, keepdims=True) + 1e-300
    return np.asarray(np.tensordot((beliefs - wanted) * weight[:, None], scaled, axes=2) + _RIDGE * beta)


def _weights_of(known: Known, share: float) -> NDArray[np.float64]:
    """Return what each title that says something counts; together they count one."""
    is_group = known.is_group[known.is_right.any(axis=1)]
    present = is_group.mean() if 0 < is_group.mean() < 1 else share
    weight = np.where(is_group, share / present, (1 - share) / (1 - present))
    return np.asarray(weight / weight.sum())
