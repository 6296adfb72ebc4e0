"""Names made findable, and other small work on text."""

from __future__ import annotations

import unicodedata
from typing import Final

# What Danes write when they lack the key, and letters that do not fall apart into letter and accent.
_SPELT: Final = str.maketrans(
    {
        "å": "aa",
        "æ": "ae",
        "ø": "oe",
        "ä": "ae",
        "ö": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ı": "i",
        "œ": "oe",
    }
)


def search_key(text: str) -> str:
    """
    Return the form in which names are stored for search and searches are made.

    Case, accents, hyphens and the two spellings of æ, ø and å make no difference: the key of `ågå` is part of the
    keys of `Ågård` and `Aagaard`. The same on both databases, since it is plain text.

    Examples:
        >>> search_key("  Jørgen AAGAARD-Müller ")
        'joergen aagaard muller'
    """
    small = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    parted = unicodedata.normalize("NFKD", small.translate(_SPELT))
    bare = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else _gap(letter) for letter in bare).split())


def _gap(mark: str) -> str:
    # An apostrophe joins (O'Brien is searched as obrien), every other mark parts.
    return "" if mark in "'’" else " "
