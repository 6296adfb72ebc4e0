"""Texts taken apart: into n-grams within words, and into words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final

SHORTEST, LONGEST = 2, 4
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
    return " ".join(_APART.sub(" ", text.casefold().replace("_", " ")).split())


@lru_cache(maxsize=65_536)
def grams_of_word(word: str) -> tuple[str, ...]:
    """
    Return the runs of two to four letters of a word that stands between two spaces, repeats kept.

    A word shorter than a run is that run once, with its spaces.

    Args:
        word: Without spaces.

    Examples:
        >>> grams_of_word("kok")
        (' k', 'ko', 'ok', 'k ', ' ko', 'kok', 'ok ', ' kok', 'kok ')
    """
    padded = f" {word} "
    found: list[str] = []
    for size in range(SHORTEST, LONGEST + 1):
        found.extend(padded[start : start + size] for start in range(max(len(padded) - size + 1, 1)))
        if len(padded) <= size:
            break
    return tuple(found)


def grams(text: str) -> Iterator[str]:
    """
    Return the runs of letters of every word of a plain text.

    Args:
        text: A plain text.
    """
    for word in text.split():
        yield from grams_of_word(word)


#: What takes a plain text apart.
Apart = Callable[[str], Iterable[str]]
