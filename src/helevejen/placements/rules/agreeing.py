"""
What an agreement about a place at work must say, and when it may begin and end.

Source: docs/rules/placements.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from helevejen.cases.enums import JobForm
from helevejen.companies.rules import has_cpr
from helevejen.placements.enums import Outcome, PlacementObjection, PlacementState, StopReason
from helevejen.placements.rules import durations
from helevejen.recruitment.enums import Consideration, EmploymentForm, PlaceKind

MOST_LETTERS: Final = 2_000
MOST_WEEKLY_HOURS: Final = Decimal(60)
MOST_MINIFLEKS_HOURS: Final = Decimal(10)  # the line of the national statistics, see docs/rules/retention.md
MOST_DAYS_AHEAD: Final = 90

#: The forms that are a job, and what the case calls each.
JOB_FORMS: Final = {
    EmploymentForm.ORDINARY: JobForm.ORDINARY,
    EmploymentForm.WAGE_SUBSIDY: JobForm.SUBSIDY,
    EmploymentForm.FLEX: JobForm.FLEX,
    EmploymentForm.MINIFLEKS: JobForm.MINIFLEX,
    EmploymentForm.ADULT_APPRENTICE: JobForm.APPRENTICE,
}
FLEX_FORMS: Final = frozenset({EmploymentForm.FLEX, EmploymentForm.MINIFLEKS})


@dataclass(frozen=True, slots=True)
class Agreed:
    """
    What one version of an agreement says.

    Attributes:
        purpose: What it shall lead to, in plain words; the company reads it.
        goals: What shall be learnt or tried, may be empty.
        ends_until: The day after the last one; None when it is open.
        hours: A week.
        paid_hours: Ordinary paid hours a week beside an internship.
        intensity: Work intensity in percent, in a fleksjob.
    """

    purpose: str
    starts_on: date
    hours: Decimal
    goals: str = ""
    ends_until: date | None = None
    paid_hours: Decimal = Decimal(0)
    intensity: int | None = None
    considerations: tuple[str, ...] = ()


def is_job(form: str) -> bool:
    """
    Return whether a placement of a form is a job, so that the retention of the case follows.

    Source:
        docs/rules/placements.md (the forms).
    """
    return form in JOB_FORMS


def place_checks_of(form: str) -> tuple[PlaceKind, ...]:
    """
    Return the checks of the workplace that a form asks for.

    Source:
        docs/rules/places-at-a-workplace.md.
    """
    if form == EmploymentForm.INTERNSHIP:
        return (PlaceKind.REASONABLE,)
    if form == EmploymentForm.WAGE_SUBSIDY:
        return (PlaceKind.REASONABLE, PlaceKind.ADDITIONAL)
    return ()


def objection_to_agreement(form: str, agreed: Agreed, *, title: str, on: date) -> PlacementObjection | None:
    """
    Return why an agreement cannot be written so, or None; its length is asked of `durations.check_length`.

    Source:
        docs/rules/placements.md (the agreement).
    """
    if form not in EmploymentForm.values or not set(agreed.considerations) <= set(Consideration.values):
        return PlacementObjection.UNKNOWN_CHOICE
    return (
        _objection_to_words(title, agreed) or _objection_to_hours(form, agreed) or _objection_to_days(form, agreed, on)
    )


def objection_to_moving(*, state: str, is_citizen_ok: bool, is_company_ok: bool) -> PlacementObjection | None:
    """
    Return why an agreement cannot be corrected to another workplace, or None: it has not begun, nor have both said yes.

    Source:
        docs/rules/placements.md (the agreement).
    """
    if state != PlacementState.PLANNED:
        return PlacementObjection.NOT_PLANNED
    return PlacementObjection.BOTH_AGREED if is_citizen_ok and is_company_ok else None


def objection_to_beginning(
    *,
    state: str,
    is_citizen_ok: bool,
    is_company_ok: bool,
    starts_on: date,
    ends_until: date | None,
    began_on: date,
    on: date,
) -> PlacementObjection | None:
    """
    Return why a placement cannot have begun on a day, or None: both have seen the agreement, and its time has come.

    Source:
        docs/rules/placements.md (both have seen it).
    """
    if state != PlacementState.PLANNED:
        return PlacementObjection.NOT_PLANNED
    if not is_citizen_ok:
        return PlacementObjection.NOT_SEEN_BY_CITIZEN
    if not is_company_ok:
        return PlacementObjection.NOT_SEEN_BY_COMPANY
    if not starts_on <= began_on <= on:
        return PlacementObjection.STARTS_LATER
    return PlacementObjection.END_DAY if ends_until is not None and began_on >= ends_until else None


def objection_to_ending(
    *, state: str, outcome: str, stop_reason: str, starts_on: date, ended_on: date, on: date
) -> PlacementObjection | None:
    """
    Return why a placement cannot end so, or None. One that never began can only be stopped.

    Source:
        docs/rules/placements.md (what became of it).
    """
    if state == PlacementState.ENDED:
        return PlacementObjection.ENDED
    if outcome not in Outcome.values:
        return PlacementObjection.UNKNOWN_CHOICE
    if (outcome == Outcome.STOPPED) != (stop_reason in StopReason.values):
        return PlacementObjection.NO_STOP_REASON
    if state == PlacementState.PLANNED:
        return None if outcome == Outcome.STOPPED else PlacementObjection.NOT_RUNNING
    if ended_on < starts_on or ended_on > on:
        return PlacementObjection.END_DAY
    return None


def objection_to_text(text: str, *, is_needed: bool = True) -> PlacementObjection | None:
    """
    Return why a few words cannot be kept, or None.

    Source:
        docs/rules/placements.md (the agreement).
    """
    if is_needed and not text.strip():
        return PlacementObjection.NO_WORDS
    if len(text) > MOST_LETTERS:
        return PlacementObjection.TOO_LONG_TEXT
    return PlacementObjection.HAS_CPR if has_cpr(text) else None


def _objection_to_words(title: str, agreed: Agreed) -> PlacementObjection | None:
    if not title.strip():
        return PlacementObjection.NO_TITLE
    if not agreed.purpose.strip():
        return PlacementObjection.NO_PURPOSE
    texts = (title, agreed.purpose, agreed.goals)
    return next((why for text in texts if (why := objection_to_text(text, is_needed=False))), None)


def _objection_to_hours(form: str, agreed: Agreed) -> PlacementObjection | None:
    if not 0 < agreed.hours <= MOST_WEEKLY_HOURS:
        return PlacementObjection.HOURS
    if form == EmploymentForm.MINIFLEKS and agreed.hours > MOST_MINIFLEKS_HOURS:
        return PlacementObjection.TOO_MANY_MINI
    most_paid = MOST_WEEKLY_HOURS if form == EmploymentForm.INTERNSHIP else Decimal(0)
    if not 0 <= agreed.paid_hours <= most_paid:
        return PlacementObjection.PAID_HOURS
    if agreed.intensity is not None and not (form in FLEX_FORMS and 1 <= agreed.intensity <= 100):
        return PlacementObjection.INTENSITY
    return None


def _objection_to_days(form: str, agreed: Agreed, on: date) -> PlacementObjection | None:
    if agreed.starts_on > on + timedelta(days=MOST_DAYS_AHEAD):
        return PlacementObjection.TOO_FAR_AHEAD
    if agreed.ends_until is None:
        return PlacementObjection.NO_END if form in durations.LIMITED else None
    return PlacementObjection.ENDS_FIRST if agreed.ends_until <= agreed.starts_on else None
