"""Courses from a file, many at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helevejen.core import bulk
from helevejen.core.deeds import step
from helevejen.recruitment.models import Course
from helevejen.recruitment.rules.courses import CourseFacts


@step
def load_courses(new: Sequence[CourseFacts], changed: Mapping[int, CourseFacts]) -> None:
    """Write new courses and change known ones; one of the demo that a file tells of is no example any more."""
    columns = (*CourseFacts._fields, "is_example")
    bulk.update(Course, columns, ((*_plain(facts), False, pk) for pk, facts in changed.items()))
    bulk.insert(Course, columns, ((*_plain(facts), False) for facts in new))


def _plain(facts: CourseFacts) -> list[object]:
    return [list(value) if isinstance(value, tuple) else value for value in facts]
