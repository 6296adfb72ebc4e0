"""
What a course of the catalogue is, and when something told of it cannot be so.

Source: docs/rules/courses.md.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from helevejen.recruitment.enums import CourseObjection

MOST_PRICE_DKK: Final = 1_000_000
MOST_DAYS: Final = 1_000


class CourseFacts(NamedTuple):
    """
    A course as somebody tells of it; None and empty are not known.

    Attributes:
        positive_from, positive_until, valid_from, valid_until: The day after the last is the until.
        skills: URIs of ESCO.
        licences, requires: Codes of licences: what it gives, and what one must have to be taken in.
    """

    external_id: str
    title: str
    provider: str
    price_dkk: int | None
    length_days: int | None
    place: str
    is_on_positive_list: bool | None
    positive_from: date | None
    positive_until: date | None
    skills: tuple[str, ...]
    licences: tuple[str, ...]
    requires: tuple[str, ...]
    starts_on: date | None
    source: str
    valid_from: date
    valid_until: date | None


def objection_to_course(facts: CourseFacts) -> CourseObjection | None:
    """
    Return why a course cannot be so, or None.

    Source:
        docs/rules/courses.md.
    """
    if facts.price_dkk is not None and not 0 <= facts.price_dkk <= MOST_PRICE_DKK:
        return CourseObjection.PRICE
    if facts.length_days is not None and not 1 <= facts.length_days <= MOST_DAYS:
        return CourseObjection.LENGTH
    if facts.valid_until is not None and facts.valid_until <= facts.valid_from:
        return CourseObjection.BACKWARDS
    if not facts.is_on_positive_list and (facts.positive_from or facts.positive_until):
        return CourseObjection.NOT_ON_LIST
    if facts.positive_from and facts.positive_until and facts.positive_until <= facts.positive_from:
        return CourseObjection.LIST_BACKWARDS
    if set(facts.licences) & set(facts.requires):
        return CourseObjection.ASKS_WHAT_IT_GIVES
    return None


def is_listed(facts: CourseFacts, on: date) -> bool | None:
    """
    Return whether a course stands on the positive list on a day; None when nobody has said.

    Source:
        docs/rules/courses.md (the positive list).
    """
    if not facts.is_on_positive_list:
        return facts.is_on_positive_list
    begun = facts.positive_from is None or facts.positive_from <= on
    return begun and (facts.positive_until is None or on < facts.positive_until)
