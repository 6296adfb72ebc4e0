"""What core's formats leave to the screen: days without this year's number, moments just passed, telephone numbers."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from functools import lru_cache

from django.utils.dateformat import format as date_format
from django.utils.translation import get_language, gettext, ngettext, override

from helevejen.caseload import rules
from helevejen.core import formats
from helevejen.engines.calendar import add_working_days


def local_day(value: date | datetime) -> date:
    """Return the day in Denmark of a day or a moment."""
    if isinstance(value, datetime):
        return value.astimezone(formats.COPENHAGEN).date()
    return value


def weekday(value: date | datetime, today: date) -> str:
    """Return "tirsdag den 3. marts", with the year when it is not this one."""
    return _in_words(local_day(value), today, danish=r"l \d\e\n j. F", english="l j F")


def day(value: date | datetime, today: date) -> str:
    """Return "3. marts", with the year when it is not this one."""
    return _in_words(local_day(value), today, danish="j. F", english="j F")


def days(first: date, last: date, today: date) -> str:
    """Return "den 3. marts" of a single day, else "fra 3. marts til og med 6. marts"."""
    if first == last:
        return gettext("den %(day)s") % {"day": day(first, today)}
    return gettext("fra %(first)s til og med %(last)s") % {"first": day(first, today), "last": day(last, today)}


def day_back(valid_until: date, today: date) -> str:
    """Return the first working day after an absence: of one that ends on a Friday the Monday, if that is one."""
    with suppress(ValueError):  # so far ahead that holidays are not known
        valid_until = add_working_days(valid_until, 0).due
    return day(valid_until, today)


def _in_words(on: date, today: date, *, danish: str, english: str) -> str:
    language = get_language() or "da"
    pattern = english if language.startswith("en") else danish
    return _written(on, pattern if on.year == today.year else f"{pattern} Y", language)


# A page says the same few days over and over, and writing one out is dear; the language is that of the moment.
@lru_cache(maxsize=4_096)
def _written(on: date, pattern: str, language: str) -> str:
    with override(language):
        return date_format(on, pattern)


def by_day(value: date | datetime, today: date) -> str:
    """Return the day as it stands after "senest": "i dag", else "tirsdag den 3. marts"."""
    return formats.seen_from(today, today) if local_day(value) == today else weekday(value, today)


def lain_here(since: date | datetime, today: date) -> str:
    """Return since when the ball has lain where it lies: "Bolden har ligget her siden 3. marts, for 2 uger siden."."""
    return _lain_here(local_day(since), today, get_language() or "da")


@lru_cache(maxsize=4_096)
def _lain_here(since: date, today: date, _language: str) -> str:
    words = {"day": day(since, today), "ago": formats.seen_from(since, today)}
    return gettext("Bolden har ligget her siden %(day)s, %(ago)s.") % words


def by_moment(value: datetime, today: date) -> str:
    """Return the moment as it stands after "senest": "i dag kl. 13.00", else "tirsdag den 3. marts kl. 13.00"."""
    return _at_the_clock(by_day(value, today), value)


def short_day(value: date | datetime, today: date) -> str:
    """Return "3/3", with the year when it is not this one; for tables and narrow places."""
    on = local_day(value)
    return f"{on.day}/{on.month}" if on.year == today.year else f"{on.day}/{on.month} {on.year}"


def moment(value: datetime, today: date) -> str:
    """Return "tirsdag den 3. marts kl. 09.30"."""
    return _at_the_clock(weekday(value, today), value)


def _at_the_clock(on: str, value: datetime) -> str:
    return gettext("%(day)s kl. %(clock)s") % {"day": on, "clock": formats.clock_time(value)}


def ago(value: datetime, now: datetime) -> str:
    """Return "lige nu", "for 2 minutter siden", "for 3 timer siden", and from the next day on "i går" and so forth."""
    minutes = int((now - value).total_seconds() // 60)
    hours = minutes // 60
    if minutes < 0 or (hours and local_day(value) != local_day(now)):
        return formats.seen_from(local_day(value), local_day(now))
    if minutes == 0:
        return gettext("lige nu")
    if hours == 0:
        return ngettext("for %(n)s minut siden", "for %(n)s minutter siden", minutes) % {"n": minutes}
    return ngettext("for %(n)s time siden", "for %(n)s timer siden", hours) % {"n": hours}


def office_time(minutes: int) -> str:
    """Return a time within office hours: "straks", "12 min.", "1,5 t."."""
    if minutes < 1:
        return gettext("straks")
    if minutes < 60:
        return gettext("%(n)s min.") % {"n": minutes}
    return gettext("%(n)s t.") % {"n": formats.number(minutes / 60, decimals=1)}


def cases(count: int) -> str:
    """Return "1 sag", "23 sager"."""
    return ngettext("%(n)s sag", "%(n)s sager", count) % {"n": count}


def against_guideline(count: int, load: rules.Load) -> str:
    """Return "5 flere end vejledende 18–27": how a number of cases lies to what the guideline says; empty for none."""
    counts = rules.guideline_counts(count, load)
    if counts is None:
        return ""
    least, most = counts
    words = {"range": str(most) if least == most else f"{least}–{most}", "n": max(count - most, least - count)}
    if count > most:
        return gettext("%(n)s flere end vejledende %(range)s") % words
    if count < least:
        return gettext("%(n)s færre end vejledende %(range)s") % words
    return gettext("inden for vejledende %(range)s") % words


def phone_number(value: str) -> str:
    """Return a Danish number as "75 91 00 00", any other as it was written."""
    written = value.strip()
    digits = "".join(sign for sign in written.removeprefix("+45").removeprefix("0045") if sign.isdigit())
    if len(digits) != 8 or (written.startswith(("+", "00")) and not written.startswith(("+45", "0045"))):
        return written
    return " ".join(digits[start : start + 2] for start in range(0, 8, 2))


def initial_of(name: str) -> str:
    """Return the first letter of a name, large, or a question mark for a name that has none."""
    return next((sign.upper() for sign in name if sign.isalpha()), "?")


def quoted(text: str) -> str:
    """Return somebody's own words between the quotation marks of the reader's language: ”ja”, “yes”."""
    return gettext("”%(text)s”") % {"text": text}
