"""The slow, obvious twin of the calendar engine: one day, or one minute, at a time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
LOCAL_DAYS = {(5, 1), (6, 5), (12, 24), (12, 31)}


def easter(year):
    """Return Easter Sunday by the anonymous Gregorian method (Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    j, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * j - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def is_public_holiday(day):
    fixed = {(1, 1), (12, 25), (12, 26)}
    # Days after Easter; the 26th, Great Prayer Day, was abolished from 2024.
    moving = {-3, -2, 0, 1, 39, 49, 50} | ({26} if day.year < 2024 else set())
    return (day.month, day.day) in fixed or (day - easter(day.year)).days in moving


def is_working_day(day, *, local=True, closed=frozenset()):
    is_local = local and (day.month, day.day) in LOCAL_DAYS
    return day.weekday() < 5 and not is_public_holiday(day) and not is_local and day not in closed


def add_working_days(start, count, **calendar):
    step = timedelta(days=-1 if count < 0 else 1)
    day = start
    if count == 0:
        while not is_working_day(day, **calendar):
            day += step
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day, **calendar):
            day += step
    return day


def working_days_between(start, end, **calendar):
    if end < start:
        return -sum(is_working_day(end + timedelta(days=n), **calendar) for n in range((start - end).days))
    return sum(is_working_day(start + timedelta(days=n + 1), **calendar) for n in range((end - start).days))


def paused_deadline(anchor, days, pauses):
    """Walk `days` unpaused days from the anchor; None when an endless pause is met."""
    day = anchor
    while days:
        day += timedelta(days=1)
        held = [pause for pause in pauses if pause.from_ <= day and (pause.until is None or day < pause.until)]
        if any(pause.until is None for pause in held):
            return None
        days -= not held
    return day


def is_open(moment, **calendar):
    local = moment.astimezone(COPENHAGEN)
    return is_working_day(local.date(), **calendar) and 9 <= local.hour < 15


def add_office_minutes(start, minutes, **calendar):
    """Tick minute by minute from a whole minute until the office has been open long enough."""
    moment = start
    while minutes:
        minutes -= is_open(moment, **calendar)
        moment += timedelta(minutes=1)
    return moment


def office_minutes_between(start, end, **calendar):
    count = int((end - start) / timedelta(minutes=1))
    return sum(is_open(start + timedelta(minutes=n), **calendar) for n in range(count))


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)
