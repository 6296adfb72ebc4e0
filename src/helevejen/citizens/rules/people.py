"""
What must hold for somebody to be registered, and how one dated fact follows another.

Source: docs/rules/wishes.md has the wishes; this is the house's own order, for which no law is needed.
"""

from __future__ import annotations

from datetime import date

from helevejen.citizens.enums import PeriodObjection, PersonObjection


def objection_to_person(
    *, given_name: str, family_name: str, birth_date: date | None, cpr_birth_date: date | None, on: date
) -> PersonObjection | None:
    """
    Return why somebody cannot be registered like that, or None.

    Args:
        cpr_birth_date: The day of birth that the CPR number states; None without a number.

    Source:
        docs/glossary.md (borger); the CPR office's description of the personal number for the date in it.
    """
    if not (given_name.strip() and family_name.strip()):
        return PersonObjection.NO_NAME
    if birth_date is not None and birth_date > on:
        return PersonObjection.BORN_IN_FUTURE
    if birth_date and cpr_birth_date and birth_date != cpr_birth_date:
        return PersonObjection.BIRTH_DATE_DIFFERS
    return None


def objection_to_period(
    *, value: str, from_: date, present: tuple[str, date] | None, has_later: bool, source: str
) -> PeriodObjection | None:
    """
    Return why a fact that holds from a day cannot follow what is known, or None.

    Args:
        present: The value that holds on that day and the day it began; None when none does.
        has_later: Something begins after that day.

    Source:
        docs/glossary.md (målgruppe, kontaktgruppe, ydelse): three separate dated facts, without overlap.
    """
    if not source.strip():
        return PeriodObjection.NO_SOURCE
    if has_later:
        return PeriodObjection.TAKEN_LATER
    if present is None:
        return None
    if present[0] == value:
        return PeriodObjection.SAME
    return PeriodObjection.BEFORE_PRESENT if present[1] >= from_ else None
