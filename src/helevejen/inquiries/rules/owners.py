"""
Who has an inquiry. Somebody does from its first minute, and somebody always does.

Source: docs/rules/inquiries.md (the owner).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from helevejen.engines.calendar import OFFICE, OfficeCalendar, is_working_day, office_hours_between
from helevejen.inquiries.enums import InquiryObjection, OwnerReason

#: So long an inquiry may lie with somebody who is not there before it is given to somebody who is.
UNOWNED_AT_MOST: Final = timedelta(hours=4)
#: So many can be called by one person in one hour.
CALLS_AN_HOUR: Final = 2
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    Somebody who may get it.

    Attributes:
        is_there: At work on the day and not away.
        is_barred: May not touch this citizen: a conflict of interest, or special protection without a name on it.
    """

    user_id: int
    why: OwnerReason
    is_there: bool = True
    is_barred: bool = False


def choose_owner(candidates: Iterable[Candidate]) -> Candidate | None:
    """
    Return who gets it: the first who is there and may have it; else the first who may, so that it is never nobody's.

    Source:
        docs/rules/inquiries.md (the owner).
    """
    may = [one for one in candidates if not one.is_barred]
    there = [one for one in may if one.is_there]
    return next(iter(there or may), None)


def objection_to_owner(*, user_id: int, present_id: int, is_there: bool, is_barred: bool) -> InquiryObjection | None:
    """
    Return why somebody cannot be given an inquiry, or None.

    Source:
        docs/rules/inquiries.md (handing over).
    """
    if user_id == present_id:
        return InquiryObjection.SAME_OWNER
    if not is_there:
        return InquiryObjection.OWNER_AWAY
    return InquiryObjection.OWNER_BARRED if is_barred else None


def gone_since(
    on: date,
    *,
    from_: date,
    employed: Collection[tuple[date, date | None]],
    away: Collection[tuple[date, date]],
    calendar: OfficeCalendar = OFFICE,
) -> date:
    """
    Return the first day of the run of days up to a day on which somebody is not at work.

    One absence that follows another is the same run, also over a weekend: whoever is ill and says so a day at a time
    is gone all the while.

    Args:
        from_: So far back it is looked.
        employed, away: Periods, each from a day until, not including, another.

    Source:
        docs/rules/inquiries.md (the owner).
    """
    first, day = on, on - _ONE_DAY
    while day >= from_:
        is_employed = any(since <= day and (until is None or day < until) for since, until in employed)
        is_away = any(since <= day < until for since, until in away)
        if is_working_day(day, calendar):
            if is_employed and not is_away:
                break
            first = day
        day -= _ONE_DAY
    return first


def is_unowned_too_long(*, owner_gone_since: datetime, at: datetime, calendar: OfficeCalendar = OFFICE) -> bool:
    """
    Return whether an inquiry has lain four office hours with somebody who is not there.

    Source:
        docs/rules/inquiries.md (the owner).
    """
    return office_hours_between(owner_gone_since, at, calendar) >= UNOWNED_AT_MOST


def objection_to_duty(
    *, valid_from: date, valid_until: date, is_employed: bool, taken: Collection[tuple[date, date]], on: date
) -> InquiryObjection | None:
    """
    Return why somebody cannot have the duty of a team for some days, or None. `valid_until` is the day after the last.

    Source:
        docs/rules/inquiries.md (the duty roster).
    """
    if valid_until <= valid_from:
        return InquiryObjection.DUTY_BACKWARDS
    if valid_from < on:
        return InquiryObjection.DUTY_PASSED
    if not is_employed:
        return InquiryObjection.DUTY_NOT_EMPLOYED
    overlaps = any(valid_from < until and since < valid_until for since, until in taken)
    return InquiryObjection.DUTY_TAKEN if overlaps else None


def objection_to_call(
    *, call_at: datetime, at: datetime, booked_that_hour: int, calendar: OfficeCalendar = OFFICE
) -> InquiryObjection | None:
    """
    Return why somebody cannot be called at a time, or None: in office hours, and at most two an hour each.

    Source:
        docs/rules/inquiries.md (being called).
    """
    if call_at <= at:
        return InquiryObjection.CALL_IN_PAST
    if office_hours_between(call_at, call_at + timedelta(hours=1), calendar) < timedelta(hours=1):
        return InquiryObjection.CALL_CLOSED
    return InquiryObjection.CALL_FULL if booked_that_hour >= CALLS_AN_HOUR else None
