"""The catalogue of courses: what somebody could take, filtered by what it gives, where, and the positive list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.core import clock, money
from helevejen.core.text import search_key
from helevejen.recruitment import queries
from helevejen.taxonomy import queries as taxonomy
from helevejen.taxonomy.licences import LICENCE_BY_CODE, LICENCE_CHOICES
from helevejen.web.shared.access import requires
from helevejen.web.shared.sorting import in_order, order_asked_for

_COLUMNS = {
    "kursus": lambda row: row.course.title,
    "pris": lambda row: row.course.price_dkk,
    "dage": lambda row: row.course.length_days,
    "sted": lambda row: row.course.place or None,
    "start": lambda row: row.course.starts_on,
}
_YES: Final = "1"


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One course with its words: what it gives and asks, and what it costs; empty when not known."""

    course: queries.CourseSeen
    gives: list[str]
    asks: list[str]
    price: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the catalogue is filtered by."""

    text: str
    gives: str
    is_listed: bool

    def fits(self, row: CourseRow) -> bool:
        """Return whether a course is shown."""
        course = row.course
        words = search_key(" ".join((course.title, course.place, course.provider, *row.gives)))
        return (
            all(word in words for word in search_key(self.text).split())
            and (not self.gives or self.gives in course.licences)
            and (not self.is_listed or course.is_on_positive_list is True)
        )


@requires(Permission.ORDER_WORK)
@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    asked = asked_for(request)
    every = rows_on(today)
    rows = [row for row in every if asked.fits(row)]
    order = order_asked_for(request, _COLUMNS, standard="kursus")
    context: dict[str, Any] = {
        "rows": in_order(rows, order, _COLUMNS),
        "all_count": len(every),
        "asked": asked,
        "licences": [(code, name) for code, name in LICENCE_CHOICES if any(code in r.course.licences for r in every)],
        "has_examples": any(row.course.is_example for row in every),
        "query": request.GET.urlencode(),
        "today": today,
    }
    return render(request, "desk/courses.html", context)


def asked_for(request: HttpRequest) -> Asked:
    """Return what the address filters by; what nobody knows filters by nothing."""
    gives = request.GET.get("giver", "")
    return Asked(
        text=request.GET.get("find", "").strip()[:100],
        gives=gives if gives in LICENCE_BY_CODE else "",
        is_listed=request.GET.get("positivliste") == _YES,
    )


def rows_on(today: date) -> list[CourseRow]:
    """Return the catalogue of a day with its words in the user's language. Three queries at most."""
    found = queries.catalogue(on=today)
    names = taxonomy.labels_of({uri for one in found for uri in one.skills}, (get_language() or "da")[:2])
    return [_row(one, names) for one in found]


def _row(course: queries.CourseSeen, names: dict[str, str]) -> CourseRow:
    skills = sorted(names[uri] for uri in course.skills if uri in names)
    price = "" if course.price_dkk is None else money.show_whole(course.price_dkk * money.OERE_PER_KRONE)
    return CourseRow(course, [*_licences(course.licences), *skills], _licences(course.requires), price)


def _licences(codes: frozenset[str]) -> list[str]:
    return [str(name) for code, name in LICENCE_CHOICES if code in codes]
