"""How alike two texts are letter by letter: the longest common subsequence, for many pairs at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LONGEST = 64  # letters that are compared; one bit of a machine word each
_LETTERS = 128  # codes the letters are folded into


def coded(texts: Sequence[str]) -> NDArray[np.uint8]:
    """
    Return the letters of each text as numbers from 1, 0 after its end.

    Args:
        texts: Plain texts; what comes after the 64th letter is left out.

    Returns:
        One row of 64 numbers a text.
    """
    codes = np.zeros((len(texts), LONGEST), dtype=np.uint8)
    for row, text in enumerate(texts):
        letters = np.frombuffer(text[:LONGEST].encode("utf-32-le"), dtype=np.uint32)
        codes[row, : len(letters)] = 1 + letters % (_LETTERS - 1)
    return codes


def bits_of(codes: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """
    Return for each text and letter the places of the letter, one bit a place.

    Args:
        codes: As `coded` returns them, Q texts.

    Returns:
        Q rows of 128 words of 64 bits.
    """
    bits = np.zeros((len(codes), _LETTERS), dtype=np.uint64)
    rows = np.arange(len(codes))
    for place in range(codes.shape[1]):
        bits[rows, codes[:, place]] |= np.uint64(1) << np.uint64(place)
    bits[:, 0] = 0
    return bits


def common_letters(
    bits: NDArray[np.uint64], lengths: NDArray[np.int64], others: NDArray[np.uint8], of: NDArray[np.int64]
) -> NDArray[np.int64]:
    """
    Return the length of the longest common subsequence of each pair of texts.

    For each letter of the other text, with V all ones at first: U = V & bits[letter]; V = (V + U) | (V − U). The
    zeros of V, in as many places as the first text has, are the length. Seven operations a letter, whatever the length.

    Args:
        bits: Of Q texts, as `bits_of` returns them.
        lengths: Of the Q texts, at most 64.
        others: The other text of each of P pairs, as `coded` returns it.
        of: Which of the Q texts each pair is about.

    Returns:
        P lengths.

    Source: H. Hyyrö, "Bit-parallel LCS-length computation revisited", 2004.
    """
    ones = ~np.uint64(0)
    left: NDArray[np.uint64] = np.full(len(of), ones, dtype=np.uint64)
    longest = int((others != 0).sum(axis=1).max(initial=0))
    for place in range(longest):
        hit: NDArray[np.uint64] = left & bits[of, others[:, place]]
        left = np.bitwise_or(left + hit, left - hit)
    # Only the places that the text has count: 64 of them are all, and a shift by 64 is none.
    places = np.where(lengths[of] >= LONGEST, ones, (np.uint64(1) << lengths[of].astype(np.uint64)) - np.uint64(1))
    return np.asarray(np.bitwise_count(~left & places), dtype=np.int64)


def likeness(
    bits: NDArray[np.uint64], lengths: NDArray[np.int64], others: NDArray[np.uint8], of: NDArray[np.int64]
) -> NDArray[np.float32]:
    """
    Return twice the common letters over the letters of both, from 0 to 1; two empty texts are alike.

    Args:
        bits: Of Q texts, as `bits_of` returns them.
        lengths: Of the Q texts.
        others: The other text of each pair.
        of: Which of the Q texts each pair is about.
    """
    both = lengths[of] + (others != 0).sum(axis=1)
    common = common_letters(bits, lengths, others, of)
    return np.where(both > 0, 2 * common / np.maximum(both, 1), 1.0).astype(np.float32)
