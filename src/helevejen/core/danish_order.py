"""
The order of the Danish alphabet, for SQLite: … y (with ü), z, æ (with ä), ø (with ö), å (with aa).

The same order as PostgreSQL's ICU collation `da-x-icu` for what stands in names and titles: letters decide first,
then accents, then capitals before small letters.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

# Order of marks in ICU's root, before the figures and the letters.
_MARKS: Final = "_-–—,;:!?.‘’“”'\"()[]{}§@*/\\&#%`´^+<=>|~$"
_RANK_OF_MARK: Final = {mark: rank for rank, mark in enumerate(" " + _MARKS, start=1)}
_FIGURES_FROM: Final = 100
_LETTERS_FROM: Final = 200
_OTHERS_FROM: Final = 1_000

_AFTER_Z: Final = {"æ": 26, "ø": 27, "å": 28}
# Letter → the letter it is sorted as, and its rank among the accents of that letter.
_VARIANTS: Final = {
    "ä": ("æ", 1),
    "ö": ("ø", 1),
    "ő": ("ø", 2),
    "ü": ("y", 1),
    "ű": ("y", 2),
    "đ": ("d", 1),
    "ð": ("d", 2),
}
# In ICU's order: acute, grave, breve, circumflex, caron, ring, diaeresis, double acute, tilde, dot, cedilla, ogonek,
# macron.
_ACCENTS: Final = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0327\u0328\u0304"
_DOUBLE_A: Final = {"AA": 2, "Aa": 3, "aa": 4}

SortKey = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], str]


def compare(one: str, other: str) -> int:
    """Return -1, 0 or 1 as the first text comes before, is, or comes after the other."""
    first, second = danish_key(one), danish_key(other)
    return (first > second) - (first < second)


@lru_cache(maxsize=65_536)
def danish_key(text: str) -> SortKey:
    """Return what to sort texts by."""
    letters = _letters(text if text.isascii() else unicodedata.normalize("NFC", text))
    primary, accents, cases = zip(*letters, strict=True) if letters else ((), (), ())
    return primary, accents, cases, text


def _letters(text: str) -> list[tuple[int, int, int]]:
    """Return the ranks of letter, accent and case for each letter, aa being one; the lower rank comes first."""
    found = []
    position = 0
    while position < len(text):
        sign = text[position]
        double = _double_a(sign, text[position + 1 : position + 2]) if sign in "aA" else None
        found.append(double or _letter(sign))
        position += 2 if double else 1
    return found


def _double_a(sign: str, following: str) -> tuple[int, int, int] | None:
    # An accent on the second a is one on the å they make.
    first, *accent = list(unicodedata.normalize("NFD", following) or "-")
    case = _DOUBLE_A.get(sign + first)
    return (_rank("å"), _accent_rank(accent), case) if case else None


@lru_cache(maxsize=4_096)
def _letter(sign: str) -> tuple[int, int, int]:
    small = sign.lower()
    case = 0 if sign != small else 1
    if small in _AFTER_Z:
        return _rank(small), 0, case
    if small in _VARIANTS:
        base, accent = _VARIANTS[small]
        return _rank(base), accent, case
    base, *marks = list(unicodedata.normalize("NFD", small))
    return _rank(base), _accent_rank(marks), case


def _accent_rank(marks: list[str]) -> int:
    return sum(10 + (_ACCENTS.find(mark) if mark in _ACCENTS else ord(mark)) for mark in marks)


def _rank(letter: str) -> int:
    if letter in _RANK_OF_MARK:
        return _RANK_OF_MARK[letter]
    if "0" <= letter <= "9":
        return _FIGURES_FROM + int(letter)
    if "a" <= letter <= "z":
        return _LETTERS_FROM + ord(letter) - ord("a")
    if letter in _AFTER_Z:
        return _LETTERS_FROM + _AFTER_Z[letter]
    return _OTHERS_FROM + ord(letter)
