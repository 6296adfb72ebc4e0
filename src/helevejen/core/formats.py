"""Dates, spans and numbers as people read them, in Danish or English."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language, gettext, ngettext

if TYPE_CHECKING:
    from decimal import Decimal

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

_WEEK_DAYS: Final = 7
_SPAN_IN_WEEKS_FROM_DAYS: Final = 14
_SPAN_IN_MONTHS_FROM_DAYS: Final = 84
_MONTH_DAYS: Final = 30.44
_SPAN_IN_YEARS_FROM_DAYS: Final = 730
_YEAR_DAYS: Final = 365.25


def day(on: date, *, language: str | None = None) -> str:
    """Return a day in full: "21. november 2026"."""
    return format_date(on, "long", locale=_locale(language))


def weekday_and_day(on: date, *, language: str | None = None) -> str:
    """Return a day with its weekday: "lørdag den 21. november 2026"."""
    return format_date(on, "full", locale=_locale(language))


def short_day(on: date, *, language: str | None = None) -> str:
    """Return a day in figures: "21.11.2026"; in English "21 Nov 2026", which no one reads the wrong way round."""
    return format_date(on, "dd.MM.yyyy" if _is_danish(language) else "d MMM yyyy", locale=_locale(language))


def clock_time(at: datetime, *, language: str | None = None) -> str:
    """Return the time of day in Denmark: "09.30", in English "09:30"."""
    return f"{at.astimezone(COPENHAGEN):%H.%M}" if _is_danish(language) else f"{at.astimezone(COPENHAGEN):%H:%M}"


def moment(at: datetime, *, language: str | None = None) -> str:
    """Return a moment in Denmark: "21. november 2026 kl. 09.30"."""
    words = {
        "day": day(at.astimezone(COPENHAGEN).date(), language=language),
        "clock": clock_time(at, language=language),
    }
    return gettext("%(day)s kl. %(clock)s") % words


def span(days: int) -> str:
    """Return a count of days in the unit people would use: "3 dage", "2 uger", "4 måneder", "3 år"."""
    count = abs(days)
    if count < _SPAN_IN_WEEKS_FROM_DAYS:
        return ngettext("%(n)s dag", "%(n)s dage", count) % {"n": count}
    if count < _SPAN_IN_MONTHS_FROM_DAYS:
        return weeks(round(count / _WEEK_DAYS))
    if count < _SPAN_IN_YEARS_FROM_DAYS:
        months = round(count / _MONTH_DAYS)
        return ngettext("%(n)s måned", "%(n)s måneder", months) % {"n": months}
    years = round(count / _YEAR_DAYS)
    return ngettext("%(n)s år", "%(n)s år", years) % {"n": years}


def within(days: int) -> str:
    """Return a time within which something happens, rounded up, so that it holds: "6 dage", "3 uger", "5 måneder"."""
    if days < _SPAN_IN_WEEKS_FROM_DAYS:
        return span(max(days, 1))
    if days < _SPAN_IN_MONTHS_FROM_DAYS:
        return weeks(ceil(days / _WEEK_DAYS))
    months = ceil(days / _MONTH_DAYS)
    return ngettext("%(n)s måned", "%(n)s måneder", months) % {"n": months}


def weeks(count: int) -> str:
    """Return a count of weeks: "1 uge", "6 uger"."""
    return ngettext("%(n)s uge", "%(n)s uger", count) % {"n": count}


def seen_from(on: date, today: date) -> str:
    """Return a day as seen from another: "i går", "i dag", "om 3 dage", "for 2 uger siden"."""
    return _days_away((on - today).days, get_language() or "da")


# A page says the same few days over and over; the language is that of the moment, and keeps the two apart.
@lru_cache(maxsize=4_096)
def _days_away(days: int, _language: str) -> str:
    if days > 1:
        return gettext("om %(span)s") % {"span": span(days)}
    if days < -1:
        return gettext("for %(span)s siden") % {"span": span(days)}
    if days == 0:
        return gettext("i dag")
    return gettext("i morgen") if days == 1 else gettext("i går")


def week(on: date) -> str:
    """Return the week of a day: "uge 47"."""
    return gettext("uge %(n)s") % {"n": on.isocalendar().week}


def number(value: float | Decimal, *, decimals: int = 0, language: str | None = None) -> str:
    """Return a number with a fixed count of decimals: "12.345,5"."""
    return _number(value, decimals, _locale(language))


# A page says the same few numbers over and over; saying one costs as much as a line of a table.
@lru_cache(maxsize=4_096, typed=True)
def _number(value: float | Decimal, decimals: int, locale: str) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, pattern, locale=locale)


def percent(share: float | Decimal, *, language: str | None = None) -> str:
    """Return a share of 0 to 1 in whole percent: "12 %", in English "12%"."""
    return format_percent(share, "#,##0 %" if _is_danish(language) else "#,##0%", locale=_locale(language))


def _locale(language: str | None) -> str:
    return "da" if _is_danish(language) else "en_GB"


def _is_danish(language: str | None) -> bool:
    return (language or get_language() or "da").startswith("da")
