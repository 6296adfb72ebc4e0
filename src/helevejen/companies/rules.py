"""
What a company, a workplace and a contact must have to be written down.

Source: docs/rules/companies.md. The numbers themselves are checked by core.cvr, core.pnumber and core.cpr.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from helevejen.companies.enums import CompanyObjection, OutreachObjection
from helevejen.core import cpr

_POSTCODE = re.compile(r"\d{4}", re.ASCII)
MOST_LETTERS: Final = 2_000
MOST_WORDS: Final = 300
RESTS_AT_MOST: Final = timedelta(days=730)
MOST_FULL_TIME: Final = Decimal(100_000)


def objection_to_name(name: str) -> CompanyObjection | None:
    """
    Return why a name will not do, or None.

    Source: docs/rules/companies.md.
    """
    return None if name.strip() else CompanyObjection.NO_NAME


def objection_to_workplace(*, name: str, postcode: str) -> CompanyObjection | None:
    """
    Return why a workplace cannot be written down so, or None. The address may be unknown.

    Source: docs/rules/companies.md.
    """
    if postcode and not _POSTCODE.fullmatch(postcode):
        return CompanyObjection.POSTCODE
    return objection_to_name(name)


def objection_to_contact(*, name: str, phone: str, email: str) -> CompanyObjection | None:
    """
    Return why a contact cannot be written down so, or None: somebody whom nobody can reach is no contact.

    Source: docs/rules/companies.md.
    """
    if objection := objection_to_name(name):
        return objection
    return None if phone.strip() or email.strip() else CompanyObjection.NO_WAY_TO_REACH


def objection_to_outreach(*, text: str, promise: str, promised_on: date | None, on: date) -> OutreachObjection | None:
    """
    Return why a talk with a company cannot be written down so, or None.

    Source: docs/rules/companies.md (outreach).
    """
    if not text.strip():
        return OutreachObjection.NO_TEXT
    if len(text) > MOST_LETTERS or len(promise) > MOST_WORDS:
        return OutreachObjection.TOO_LONG
    if has_cpr(text) or has_cpr(promise):
        return OutreachObjection.HAS_CPR
    if bool(promise.strip()) != (promised_on is not None):
        return OutreachObjection.HALF_PROMISE
    return OutreachObjection.PROMISE_PAST if promised_on is not None and promised_on < on else None


def objection_to_rest(*, until: date | None, why: str, on: date) -> OutreachObjection | None:
    """
    Return why a company cannot be left in peace until a day, or None; no day ends the peace.

    Source: docs/rules/companies.md (left in peace).
    """
    if until is None:
        return None
    if not why.strip():
        return OutreachObjection.NO_WHY
    if until <= on:
        return OutreachObjection.REST_PAST
    if until - on > RESTS_AT_MOST:
        return OutreachObjection.REST_TOO_LONG
    if len(why) > MOST_WORDS:
        return OutreachObjection.TOO_LONG
    return OutreachObjection.HAS_CPR if has_cpr(why) else None


def is_left_in_peace(not_before: date | None, on: date) -> bool:
    """
    Return whether a company has asked not to be contacted yet.

    Source: docs/rules/companies.md (left in peace).
    """
    return not_before is not None and on < not_before


def objection_to_agreement(*, text: str, valid_from: date, valid_until: date | None) -> OutreachObjection | None:
    """
    Return why an agreement cannot be written down so, or None. `valid_until` is the day after the last.

    Source: docs/rules/companies.md (agreements).
    """
    if not text.strip():
        return OutreachObjection.NO_AGREEMENT
    if len(text) > MOST_WORDS:
        return OutreachObjection.TOO_LONG
    if has_cpr(text):
        return OutreachObjection.HAS_CPR
    is_backwards = valid_until is not None and valid_until <= valid_from
    return OutreachObjection.AGREEMENT_BACKWARDS if is_backwards else None


def objection_to_size(*, month: date, employees: Decimal, placed: Decimal, on: date) -> OutreachObjection | None:
    """
    Return why the size of a workplace in a month cannot be written down so, or None.

    Source: docs/rules/companies.md (sizes); docs/rules/places-at-a-workplace.md.
    """
    if month > on:
        return OutreachObjection.MONTH_AHEAD
    is_possible = 0 <= employees <= MOST_FULL_TIME and 0 <= placed <= MOST_FULL_TIME / 100
    return None if is_possible else OutreachObjection.SIZE


def objection_to_statement(
    *, employer_name: str, stated_on: date, post_vacated_on: date | None, on: date
) -> OutreachObjection | None:
    """
    Return why a statement of employer and shop steward cannot be written down so, or None.

    Source: docs/rules/companies.md (statements); docs/rules/places-at-a-workplace.md.
    """
    if not employer_name.strip():
        return OutreachObjection.NO_EMPLOYER
    if stated_on > on:
        return OutreachObjection.STATED_AHEAD
    return OutreachObjection.VACATED_AHEAD if post_vacated_on is not None and post_vacated_on > on else None


def has_cpr(text: str) -> bool:
    """
    Return whether something in a text is written like a CPR number.

    Source: docs/rules/companies.md (outreach); databeskyttelsesloven § 11.
    """
    return cpr.has_number(text)
