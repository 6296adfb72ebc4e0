"""
What may be written where: in an inquiry, in an answer, in a canned answer.

Source: docs/rules/inquiries.md (what is written).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from helevejen.core import cpr
from helevejen.engines.calendar import day_of
from helevejen.inquiries.enums import CannedObjection, InquiryObjection, Sender

MOST_SUBJECT_LETTERS: Final = 150
MOST_LETTERS: Final = 10_000
MOST_REASON_LETTERS: Final = 300
MOST_TITLE_LETTERS: Final = 120
MOST_CANNED_LETTERS: Final = 4_000
REVIEWED_AT_LEAST: Final = timedelta(days=366)
PROMISED_AT_MOST: Final = timedelta(days=92)


def has_cpr(text: str) -> bool:
    """
    Return whether something in a text is written like a CPR number.

    Source:
        docs/rules/inquiries.md (what is written); databeskyttelsesloven § 11.
    """
    return cpr.has_number(text)


def masked_cpr(text: str) -> str:
    """
    Return a text with the last four digits of whatever is written like a CPR number hidden.

    Source:
        docs/rules/inquiries.md (what is written); databeskyttelsesloven § 11.
    """
    return cpr.masked(text)


def objection_to_inquiry(*, text: str, subject: str, wants_call: bool = False) -> InquiryObjection | None:
    """
    Return why an inquiry cannot be taken as it is, or None. Whoever only wants a call need not write.

    Source:
        docs/rules/inquiries.md (what is written).
    """
    if not text.strip() and not wants_call:
        return InquiryObjection.NO_TEXT
    is_long = len(text) > MOST_LETTERS or len(subject) > MOST_SUBJECT_LETTERS
    return InquiryObjection.TOO_LONG if is_long else None


def objection_to_written(text: str, *, sender: str) -> InquiryObjection | None:
    """
    Return why what somebody writes on their page cannot be taken, or None: a company writes nobody's CPR number.

    Source:
        docs/rules/inquiries.md (what is written); databeskyttelsesloven § 11.
    """
    return InquiryObjection.CPR_WRITTEN if sender == Sender.COMPANY and has_cpr(text) else None


def objection_to_answer(
    *, text: str, sender: str, has_address: bool, is_by_phone: bool, has_portal: bool
) -> InquiryObjection | None:
    """
    Return why an answer cannot be given so, or None.

    A citizen reads it on Min vej and a company on its page; who is unknown gets it as a plain mail, in which no CPR
    number may stand.

    Source:
        docs/rules/inquiries.md (how an answer reaches the sender).
    """
    if not text.strip():
        return InquiryObjection.NO_ANSWER
    if len(text) > MOST_LETTERS:
        return InquiryObjection.TOO_LONG
    if is_by_phone:
        return None
    is_by_mail = sender == Sender.UNKNOWN or (sender == Sender.COMPANY and not has_portal)
    if is_by_mail and has_cpr(text):
        return InquiryObjection.HAS_CPR
    return InquiryObjection.NO_WAY_TO_ANSWER if not (has_portal or has_address) else None


def objection_to_mailed(text: str, *, is_mailed: bool) -> InquiryObjection | None:
    """
    Return why a few words cannot be told to the sender, or None: no CPR number goes out in a plain mail.

    Source:
        docs/rules/inquiries.md (what is written); databeskyttelsesloven § 11.
    """
    return InquiryObjection.HAS_CPR if is_mailed and has_cpr(text) else None


def objection_to_reason(reason: str) -> InquiryObjection | None:
    """
    Return why a reason will not do, or None.

    Source:
        docs/rules/inquiries.md (handing over).
    """
    if not reason.strip():
        return InquiryObjection.NO_REASON
    return InquiryObjection.TOO_LONG if len(reason) > MOST_REASON_LETTERS else None


def objection_to_new_promise(
    *, promised_at: datetime, until: date, reason: str, at: datetime
) -> InquiryObjection | None:
    """
    Return why another day cannot be promised, or None.

    Source:
        docs/rules/inquiries.md (a new date); retssikkerhedsloven § 3, stk. 2.
    """
    if objection := objection_to_reason(reason):
        return objection
    if until <= day_of(promised_at) or until < day_of(at):
        return InquiryObjection.PROMISE_NOT_LATER
    return InquiryObjection.PROMISE_TOO_FAR if until > day_of(at) + PROMISED_AT_MOST else None


def objection_to_canned(*, title: str, text: str, review_on: date, on: date) -> CannedObjection | None:
    """
    Return why a canned answer cannot be kept so, or None.

    Source:
        docs/rules/inquiries.md (canned answers).
    """
    if not title.strip():
        return CannedObjection.NO_TITLE
    if not text.strip():
        return CannedObjection.NO_TEXT
    if len(title) > MOST_TITLE_LETTERS or len(text) > MOST_CANNED_LETTERS:
        return CannedObjection.TOO_LONG
    if has_cpr(text) or has_cpr(title):
        return CannedObjection.HAS_CPR
    if review_on <= on:
        return CannedObjection.REVIEW_PASSED
    return CannedObjection.REVIEW_TOO_FAR if review_on > on + REVIEWED_AT_LEAST else None
