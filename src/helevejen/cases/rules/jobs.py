"""
When to follow up after a job has begun.

Source: docs/rules/retention.md. What was agreed with the citizen decides; no law sets the interval.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from helevejen.cases.enums import JobForm, JobObjection

# The links of the chain (chains.toml) on which a job passes the turn of its track.
CHECK_IN = "we_check_in"
AFTER_JOB = "we_plan_after_job"

MOST_WEEKLY_HOURS = Decimal(60)
MOST_MINIFLEX_HOURS = Decimal(10)  # the line of the national statistics for fleksjob of few hours
MOST_CHECK_IN_DAYS = 90
MOST_DAYS_AHEAD = 90


def next_check_in_on(*, after: date, check_in_days: int, until: date) -> date | None:
    """
    Return the day of the next check-in, or None when the agreed time is over.

    The last one falls on the last day of the agreed time, `until` being the day after it.

    Source: docs/rules/retention.md.

    Examples:
        >>> next_check_in_on(after=date(2026, 9, 1), check_in_days=30, until=date(2026, 9, 15))
        datetime.date(2026, 9, 14)
    """
    last_day = until - timedelta(days=1)
    if after >= last_day:
        return None
    return min(after + timedelta(days=check_in_days), last_day)


def objection_to_job(
    *, employer_name: str, title: str, form: str, weekly_hours: Decimal, started_on: date, on: date
) -> JobObjection | None:
    """
    Return why a job cannot be written down as stated, or None.

    Source: docs/rules/retention.md.
    """
    if not employer_name.strip():
        return JobObjection.NO_EMPLOYER
    if not title.strip():
        return JobObjection.NO_TITLE
    if not 0 < weekly_hours <= MOST_WEEKLY_HOURS:
        return JobObjection.NO_HOURS
    if form == JobForm.MINIFLEX and weekly_hours > MOST_MINIFLEX_HOURS:
        return JobObjection.TOO_MANY_HOURS
    if started_on > on + timedelta(days=MOST_DAYS_AHEAD):
        return JobObjection.TOO_FAR_AHEAD
    return None


def objection_to_follow_up(*, started_on: date, check_in_days: int, until: date, on: date) -> JobObjection | None:
    """
    Return why the follow-up cannot be agreed so, or None.

    Source: docs/rules/retention.md.
    """
    if not 1 <= check_in_days <= MOST_CHECK_IN_DAYS:
        return JobObjection.CHECK_IN_DAYS
    if next_check_in_on(after=max(started_on, on), check_in_days=check_in_days, until=until) is None:
        return JobObjection.FOLLOW_UP_ENDS_FIRST
    return None


def objection_to_ending(*, started_on: date, ended_on: date, on: date, because: str) -> JobObjection | None:
    """
    Return why a job cannot be ended so, or None.

    Source: docs/rules/retention.md.
    """
    if ended_on < started_on:
        return JobObjection.ENDS_BEFORE_START
    if ended_on > on:
        return JobObjection.ENDS_IN_FUTURE
    if not because.strip():
        return JobObjection.NO_CAUSE
    return None
