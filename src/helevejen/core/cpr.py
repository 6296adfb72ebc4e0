"""
CPR numbers: read, check, mask; find them in what people write.

The date must be one, the century follows from the seventh digit, and the old check digit is not asked for, because
numbers without it have been issued since 2007. Replacement numbers (day + 60), which an authority gives a person
without a CPR number, are accepted.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final
from unicodedata import category, normalize

from django.utils.translation import gettext_lazy as _

from helevejen.core.parse import Unreadable, read_text

_TEN_DIGITS = re.compile(r"(\d{6})[ -]?(\d{4})", re.ASCII)
#: Six digits of a day and four more in a text: 010203-1234, 0102031234, 01 02 03 1234, 01.02.03-1234. A full stop or a
#: space alone does not end a dotted day: that is a date and an amount. Pairs after a pair are a telephone number.
_IN_TEXT: Final = re.compile(
    r"""
    (?<!\d)
    (?:
        (?: (?P<day>\d{6}) | (?<!\d\d\s)(?P<pairs>\d\d\s\d\d\s\d\d) ) (?: \s{0,2}[-‐‑‒–—―−]?\s{0,2} | \. )
        | (?P<dotted>\d\d\.\d\d\.\d\d) \s{0,2}[-‐‑‒–—―−]\s{0,2}
    )
    (?P<last>\d{4})
    (?!\d)
    """,
    re.VERBOSE,
)
#: What stands before the number of a workplace, which has ten digits in one and no nought first, or before several.
_P_NUMBER: Final = re.compile(
    r"\bp[-‐‑–\s]?(?:(?:nummer|nummeret|nr\.?)(?:\s+er)?[:\s]*|(?:numre|numrene)(?:\s+er)?[:\s]*(?:[1-9]\d{9}(?:,|\s+og)\s+)*)\Z",
    re.IGNORECASE,
)
_P_NUMBER_DIGITS: Final = re.compile(r"[1-9]\d{9}")
_BEFORE_A_P_NUMBER: Final = 200
_REPLACEMENT_ADDS: Final = 60
_WEIGHTS: Final = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_MODULUS: Final = 11

# Seventh digit → (last two-digit year of the later century, the later century); years above it are a century before.
# Source: the CPR office's description of the personal number.
_CENTURIES: Final = {
    **dict.fromkeys("0123", (-1, 2000)),
    **dict.fromkeys("49", (36, 2000)),
    **dict.fromkeys("5678", (57, 2000)),
}
_CENTURY_BEFORE: Final = {**dict.fromkeys("012349", 1900), **dict.fromkeys("5678", 1800)}


def parse(cell: object) -> str:
    """
    Return the ten digits of a CPR number, written with or without a hyphen.

    A spreadsheet that took the number for a figure has lost its first zero; it is not put back by guess.

    Raises:
        Unreadable: not ten digits, or the first six are no date.
    """
    match = _TEN_DIGITS.fullmatch(read_text(cell))
    if not match:
        raise Unreadable(_("Et CPR-nummer har ti cifre. Skriv det som 010203-1234."))
    digits = "".join(match.groups())
    if _date_in(digits) is None:
        raise Unreadable(
            _("De første seks cifre er ikke en dato. Skriv dag, måned og år; ved erstatnings-CPR lægges 60 til dagen.")
        )
    return digits


def birth_date(digits: str) -> date:
    """
    Return the day of birth that a CPR number states.

    Raises:
        ValueError: the digits are no CPR number; `parse` them first.
    """
    born = _date_in(digits)
    if born is None:
        raise ValueError("not a CPR number")
    return born


def is_replacement(digits: str) -> bool:
    """Return whether the number is a replacement number (day + 60)."""
    return int(digits[:2]) > _REPLACEMENT_ADDS


def mask(digits: str) -> str:
    """
    Hide the last four digits.

    Examples:
        >>> mask("0101011234")
        '010101-••••'
    """
    return f"{digits[:6]}-••••"


def written(digits: str) -> str:
    """
    Return the number as people write it.

    Examples:
        >>> written("0101011234")
        '010101-1234'
    """
    return f"{digits[:6]}-{digits[6:]}"


def has_number(text: str) -> bool:
    """
    Return whether something in a text is written like a CPR number and begins with a day.

    Examples:
        >>> has_number("Om 010203 - 1234"), has_number("P-nummer 1003388394"), has_number("løn 310000 - 2026")
        (True, False, False)
    """
    seen, _places = _as_seen(text)
    return any(_is_number(found) for found in _IN_TEXT.finditer(seen))


def masked(text: str, *, hides_day: bool = False, takes_any_day: bool = False) -> str:
    """
    Return a text with the last four digits of whatever is written like a CPR number hidden.

    Args:
        hides_day: The first six digits are hidden too.
        takes_any_day: Ten digits that begin with no day are hidden as well: a number that somebody mistyped.

    Examples:
        >>> masked("Om 010203 1234 i dag")
        'Om 010203-•••• i dag'
    """
    seen, places = _as_seen(text)
    parts, done = [], 0
    for found in _IN_TEXT.finditer(seen):
        if _is_number(found, takes_any_day=takes_any_day):
            digits = _digits_of(found)
            parts += [text[done : places[found.start()]], mask("•" * 6 if hides_day else digits)]
            done = places[found.end() - 1] + 1
    return "".join([*parts, text[done:]])


def is_outside_issued_series(digits: str) -> bool:
    """
    Return whether nobody can have been given this number: it fails the old check and is not of a 1 January.

    Numbers that fail the check are issued only for days that have run out of others, all of them 1 January.
    """
    born = birth_date(digits)
    return _weighted_sum(digits) % _MODULUS != 0 and (born.day, born.month) != (1, 1)


def made_up(born: date, nth: int) -> str:
    """
    Return the nth CPR number outside the issued series for a day of birth, for the demo and the tests.

    Raises:
        ValueError: born on a 1 January, outside 1900–2057, or more than 27,000 asked for.
    """
    if (born.day, born.month) == (1, 1):
        raise ValueError("there is no number outside the issued series for a 1 January; choose another day")
    sevenths = [digit for digit in "0123456789" if _date_in(f"{born:%d%m%y}{digit}000") == born]
    tens, last = divmod(nth, 9)
    if born.year < 1900 or tens >= 100 * len(sevenths):
        raise ValueError(f"no number {nth} outside the issued series for {born}")
    start = f"{born:%d%m%y}{sevenths[tens % len(sevenths)]}{tens // len(sevenths):02}"
    failing = [digit for digit in "0123456789" if is_outside_issued_series(start + digit)]
    return start + failing[last]


def _date_in(digits: str) -> date | None:
    day, month, short_year, seventh = int(digits[:2]), int(digits[2:4]), int(digits[4:6]), digits[6]
    if is_replacement(digits):
        day -= _REPLACEMENT_ADDS
    last_of_later, later = _CENTURIES[seventh]
    century = later if short_year <= last_of_later else _CENTURY_BEFORE[seventh]
    try:
        return date(century + short_year, month, day)
    except ValueError:
        return None


def _as_seen(text: str) -> tuple[str, list[int]]:
    """Return a text as it looks, without signs that are not seen, and where each of its letters stood."""
    letters = [(letter, place) for place, sign in enumerate(text) for letter in normalize("NFKC", sign)]
    kept = [(letter, place) for letter, place in letters if category(letter) != "Cf"]
    return "".join(letter for letter, _place in kept), [place for _letter, place in kept]


def _is_number(found: re.Match[str], *, takes_any_day: bool = False) -> bool:
    if not takes_any_day and _date_in(_digits_of(found)) is None:
        return False
    before = found.string[max(0, found.start() - _BEFORE_A_P_NUMBER) : found.start()]
    return not (_P_NUMBER_DIGITS.fullmatch(found[0]) and _P_NUMBER.search(before))


def _digits_of(found: re.Match[str]) -> str:
    """Return the ten digits, in the plain figures."""
    return "".join(str(int(sign)) for sign in found[0] if sign.isdecimal())


def _weighted_sum(digits: str) -> int:
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
