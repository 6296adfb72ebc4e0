"""The catalogue of courses: what somebody could take on a day, and what an import knows already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from helevejen.core import bulk
from helevejen.core.danish_order import danish_key
from helevejen.recruitment.models import Course
from helevejen.recruitment.rules.courses import CourseFacts, is_listed


@dataclass(frozen=True, slots=True)
class CourseSeen:
    """
    One course on offer on a day. None and empty are not known.

    Attributes:
        key: The number from the system it comes from, which is the same next year.
        is_on_positive_list: On that day.
        positive_until: The day after its last on the list, when it is there and the day is known.
        skills: URIs of ESCO.
        licences, requires: Codes of what it gives, and of what one must have to be taken in.
        starts_on: When it begins next; None when the day told of has passed.
        is_example: It is invented for the demo.
    """

    pk: int
    key: str
    title: str
    provider: str
    price_dkk: int | None
    length_days: int | None
    place: str
    is_on_positive_list: bool | None
    positive_until: date | None
    skills: frozenset[str]
    licences: frozenset[str]
    requires: frozenset[str]
    starts_on: date | None
    source: str
    is_example: bool
    valid_until: date | None


def catalogue(*, on: date) -> list[CourseSeen]:
    """Return the courses on offer on a day, by their titles in the Danish order. One query."""
    found = [_seen(course, on) for course in Course.objects.offered_on(on).order_by("pk")]
    return sorted(found, key=lambda one: (danish_key(one.title), one.key))


def known_courses(external_ids: Iterable[str]) -> dict[str, tuple[int, CourseFacts]]:
    """Return number and facts of the courses with some external ids; a query for each 500."""
    found: dict[str, tuple[int, CourseFacts]] = {}
    for some in bulk.in_chunks(external_ids):
        for course in Course.objects.filter(external_id__in=some).order_by("pk"):
            found[course.external_id] = (course.pk, facts_of(course))
    return found


def facts_of(course: Course) -> CourseFacts:
    """Return what a course says. No query."""
    values: list[Any] = [getattr(course, name) for name in CourseFacts._fields]
    return CourseFacts._make(tuple(value) if isinstance(value, list) else value for value in values)


def _seen(course: Course, on: date) -> CourseSeen:
    listed = is_listed(facts_of(course), on)
    return CourseSeen(
        pk=course.pk,
        key=course.external_id,
        title=course.title,
        provider=course.provider,
        price_dkk=course.price_dkk,
        length_days=course.length_days,
        place=course.place,
        is_on_positive_list=listed,
        positive_until=course.positive_until if listed else None,
        skills=frozenset(course.skills),
        licences=frozenset(course.licences),
        requires=frozenset(course.requires),
        starts_on=course.starts_on if course.starts_on is not None and course.starts_on >= on else None,
        source=course.source,
        is_example=course.is_example,
        valid_until=course.valid_until,
    )
