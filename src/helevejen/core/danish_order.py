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

# Letter → (as which letter it sorts, accent rank, tertiary rank); æ, ø and å follow z.
_AFTER_Z: Final = {"æ": 26, "ø": 27, "å": 28}
_VARIANTS: Final = {
    "ä": ("æ", 1, 0), "ö": ("ø", 1, 0), "ő": ("ø", 2, 0), "ü": ("y", 1, 0), "ű": ("y", 2, 0),
    "đ": ("d", 1, 0), "ð": ("d", 2, 0),
}  # fmt: skip

type_of_key = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], str]


def compare(one: str, other: str) -> int:
    """Return -1, 0 or 1 as the first text comes before, is, or comes after the other."""
    first, second = danish_key(one), danish_key(other)
    return (first > second) - (first < second)


@lru_cache(maxsize=65_536)
def danish_key(text: str) -> type_of_key:
    """Return what to sort texts by."""
    primary: list[int] = []
    accents: list[int] = []
    cases: list[int] = []
    for letter, accent, case in _letters(unicodedata.normalize("NFC", text)):
        primary.append(_rank(letter))
        accents.append(accent)
        cases.append(case)
    return tuple(primary), tuple(accents), tuple(cases), text


def _letters(text: str) -> list[tuple[str, int, int]]:
    """Return (base letter, accent rank, case rank) for each letter, aa being one."""
    found = []
    position = 0
    while position < len(text):
        pair = text[position : position + 2]
        if pair in ("aa", "Aa", "AA"):
            found.append(("å", 0, {"AA": 3, "Aa": 4, "aa": 5}[pair]))
            position += 2
            continue
        found.append(_letter(text[position]))
        position += 1
    return found


def _letter(sign: str) -> tuple[str, int, int]:
    small = sign.lower()
    case = 0 if sign != small else 1
    if small in _AFTER_Z:
        return small, 0, case
    if small in _VARIANTS:
        base, accent, _ = _VARIANTS[small]
        return base, accent, case
    base, *marks = list(unicodedata.normalize("NFD", small))
    return base, sum(10 + ord(mark) - 0x300 for mark in marks), case


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
