"""
What people and spreadsheets write, read strictly: one meaning or an error that says what to do.

The readers take a cell as it comes (text, number, date) and return a plain value. They never guess between two
meanings and never repair in silence. An empty cell is the caller's business: `is_empty` knows it.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

_DANISH_DATE = re.compile(r"(\d{1,2})([-.])(\d{1,2})\2(\d{4})", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?", re.ASCII)
_DANISH_NUMBER = re.compile(r"[-+−]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?", re.ASCII)
_YES = frozenset({"ja", "j", "sand", "true", "yes", "1", "x"})
_NO = frozenset({"nej", "n", "falsk", "false", "no", "0"})
_YEARS = range(1850, 2201)


class Unreadable(ValueError):
    """
    A value cannot be read; `str()` of it says in the user's language what is wrong and what to do.

    Args:
        reason: The text, usually lazy.
        **values: What to fill into `%(name)s` in the text.
    """

    def __init__(self, reason: object, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values

    def __str__(self) -> str:
        return str(self.reason) % self.values if self.values else str(self.reason)


def is_empty(cell: object) -> bool:
    """Return whether a cell holds nothing but white space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def read_text(cell: object) -> str:
    """Return a cell as text, outer white space gone and inner runs made one space."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else " ".join(str(cell).split())


def read_date(cell: object) -> date:
    """
    Read 31-12-2025, 31.12.2025, 2025-12-31 or a date cell.

    Raises:
        Unreadable: any other form, a day that does not exist, or a cell with a time of day.
    """
    if isinstance(cell, datetime):
        if cell.time() != time(0):
            raise Unreadable(_("Cellen har et klokkeslæt. Skriv kun datoen, fx 31-12-2025."))
        return _in_range(cell.date())
    if isinstance(cell, date):
        return _in_range(cell)
    return _date_of(read_text(cell))


def read_moment(cell: object) -> datetime:
    """
    Read a date with a time of day on Danish clocks, e.g. 31-12-2025 13:45, and return it in UTC.

    In the hour that comes twice in October, the first is meant.

    Raises:
        Unreadable: any other form, or an hour that the clock skips in March.
    """
    if isinstance(cell, datetime):
        local = cell
    else:
        day, _space, clock = read_text(cell).replace("T", " ").partition(" ")
        local = datetime.combine(_date_of(day), _time_of(clock))
    if local.tzinfo is not None:
        return local.astimezone(UTC)
    moment = local.replace(tzinfo=COPENHAGEN).astimezone(UTC)
    if moment.astimezone(COPENHAGEN).replace(tzinfo=None) != local:
        raise Unreadable(
            _("Klokken %(clock)s findes ikke den dag, fordi uret stilles frem. Ret klokkeslættet."),
            clock=local.strftime("%H.%M"),
        )
    return moment


def read_decimal(cell: object) -> Decimal:
    """
    Read a Danish number such as 12.345,50, or a number cell.

    Raises:
        Unreadable: any other form; 12.34 is refused, because it is not clear what the full stop means.
    """
    if isinstance(cell, bool):
        raise Unreadable(_("Her skal stå et tal, ikke ja eller nej."))
    if isinstance(cell, int | float | Decimal):
        number = Decimal(str(cell))
        if not number.is_finite():
            raise Unreadable(_("Her skal stå et tal, fx 12.345,50."))
        return number
    text = read_text(cell).replace(" ", "")
    if not _DANISH_NUMBER.fullmatch(text):
        raise Unreadable(
            _("”%(text)s” kan ikke læses som et tal. Skriv det med komma foran decimalerne, fx 12.345,50."), text=text
        )
    return Decimal(text.replace(".", "").replace(",", ".").replace("−", "-"))


def read_integer(cell: object) -> int:
    """
    Read a whole number.

    Raises:
        Unreadable: not a number, or one with decimals.
    """
    number = read_decimal(cell)
    if number != number.to_integral_value():
        raise Unreadable(_("”%(text)s” har decimaler. Skriv et helt tal, fx 37."), text=read_text(cell))
    return int(number)


def read_boolean(cell: object) -> bool:
    """
    Read ja or nej, or a yes/no cell.

    Raises:
        Unreadable: anything else.
    """
    if isinstance(cell, bool):
        return cell
    word = read_text(cell).casefold()
    if word not in _YES | _NO:
        raise Unreadable(_("”%(text)s” er hverken ja eller nej. Skriv ja eller nej."), text=read_text(cell))
    return word in _YES


def _date_of(text: str) -> date:
    if danish := _DANISH_DATE.fullmatch(text):
        day, _mark, month, year = danish.groups()
    elif iso := _ISO_DATE.fullmatch(text):
        year, month, day = iso.groups()
    else:
        raise Unreadable(_("”%(text)s” kan ikke læses som en dato. Skriv den som 31-12-2025."), text=text)
    try:
        return _in_range(date(int(year), int(month), int(day)))
    except ValueError as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(
            _("Datoen %(text)s findes ikke. Ret dag og måned; skriv dagen først, fx 31-12-2025."), text=text
        ) from None


def _in_range(day: date) -> date:
    if day.year not in _YEARS:
        raise Unreadable(_("Årstallet %(year)s kan ikke passe. Skriv årstallet med fire cifre."), year=day.year)
    return day


def _time_of(text: str) -> time:
    match = _CLOCK.fullmatch(text)
    hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (99, 0, 0)
    try:
        return time(hours, minutes, seconds)
    except ValueError:
        raise Unreadable(
            _("”%(text)s” kan ikke læses som et klokkeslæt. Skriv dato og klokkeslæt som 31-12-2025 13:45."), text=text
        ) from None
