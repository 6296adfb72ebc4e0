"""Texts taken apart: into runs of letters within words, and into words; each part is a number of 64 bits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

#: The text each part stands in, and the part.
Parts = tuple[NDArray[np.int64], NDArray[np.uint64]]
#: What takes plain texts apart.
Apart = Callable[[Sequence[str]], Parts]

_SIZES: Final = (2, 3, 4)
_SPACE: Final = ord(" ")
_APART: Final = re.compile(r"[^\w+#]+")


def plain(text: str) -> str:
    """
    Return a text in small letters, its words parted by single spaces and everything but letters and digits left out.

    Args:
        text: As it was written.

    Examples:
        >>> plain("Lager- og logistikmedarbejder (m/k)")
        'lager og logistikmedarbejder m k'
    """
    # A letter and its ring written as two signs are the one letter; else the ring would part the word.
    return " ".join(_APART.sub(" ", normalize("NFC", text).casefold().replace("_", " ")).split())


def runs_of_letters(texts: Sequence[str]) -> Parts:
    """
    Return the runs of two to four letters of every word, each word standing between two spaces; repeats are kept.

    The letters of a run are the sixteen-bit pieces of its number, so no two runs share one; letters beyond the sixteen
    bits, which no European language has, are taken for one.

    Args:
        texts: Plain texts.
    """
    padded = [f" {text.replace(' ', '  ')} " for text in texts]
    lengths = np.array([len(one) for one in padded], dtype=np.int64)
    letters = np.frombuffer("".join(padded).encode("utf-32-le"), dtype=np.uint32)
    codes = np.minimum(letters, 0xFFFF).astype(np.uint64)
    rows = np.repeat(np.arange(len(texts)), lengths)
    # Two spaces side by side stand between two words, or two texts: no run goes across.
    is_gap = (codes[:-1] == _SPACE) & (codes[1:] == _SPACE)
    found_rows, found = [], []
    numbers, is_run = codes, np.ones(len(codes), dtype=np.bool_)
    for size in range(2, _SIZES[-1] + 1):
        more = len(codes) - size + 1
        if more <= 0:
            break
        numbers = (numbers[:more] << np.uint64(16)) | codes[size - 1 :]
        is_run = is_run[:more] & ~is_gap[size - 2 :]
        found_rows.append(rows[:more][is_run])
        found.append(numbers[is_run])
    return np.concatenate(found_rows or [rows[:0]]), np.concatenate(found or [codes[:0]])


def whole_words(texts: Sequence[str]) -> Parts:
    """
    Return the words of every text; repeats are kept.

    Args:
        texts: Plain texts.
    """
    taken = [text.split() for text in texts]
    rows = np.repeat(np.arange(len(texts)), [len(words) for words in taken])
    numbers = np.array([_number_of(word) for words in taken for word in words], dtype=np.uint64)
    return rows, numbers


@lru_cache(maxsize=65_536)
def _number_of(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")
