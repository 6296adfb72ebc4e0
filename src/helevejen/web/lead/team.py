"""What every page of the leader begins with: which team, and which period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from helevejen.accounts.enums import Permission
from helevejen.caseload import queries
from helevejen.cases import queries as case_queries
from helevejen.core import clock
from helevejen.web.shared.access import fetch, permissions_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest
    from django.utils.functional import _StrPromise

ROWS_ON_A_PAGE = 25
#: The periods a figure can be asked for, by the word in the address.
PERIOD_NAMES: dict[str, _StrPromise] = {
    "30": _("30 dage"),
    "90": _("90 dage"),
    "365": _("12 måneder"),
}
STANDARD_PERIOD = "365"


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """The period the page shows, and the others that can be chosen."""

    key: str
    since: datetime

    @property
    def name(self) -> _StrPromise:
        return PERIOD_NAMES[self.key]

    @property
    def all(self) -> list[tuple[str, _StrPromise]]:
        return list(PERIOD_NAMES.items())


def team_of(request: HttpRequest) -> Any:
    """
    Return the team the user leads today; no query beyond the employment that is known.

    Raises:
        PermissionDenied: the user leads none.
    """
    team = request.employment.team if request.employment else None
    if team is None:
        raise PermissionDenied
    return team


def period_of(request: HttpRequest) -> PeriodChoice:
    """Return the period asked for by `?periode=`; an unknown one is 12 months."""
    asked = request.GET.get("periode", "")
    key = asked if asked in PERIOD_NAMES else STANDARD_PERIOD
    return PeriodChoice(key, clock.now() - timedelta(days=queries.PERIODS[key]))


def person_of(request: HttpRequest) -> Any:
    """Return the member of the team whom `?person=` asks for, None when it asks for nobody; a stranger is 404."""
    asked = request.GET.get("person", "")
    if not asked:
        return None
    figures = queries.figures_visible_to(request.user, clock.today())
    return fetch(request, figures, pk=asked if asked.isdecimal() else 0)


def open_to(request: HttpRequest, case_ids: Iterable[int]) -> set[int]:
    """Return those of some cases whose file the viewer may open; none without the permission. One query."""
    if Permission.CASE_VIEW not in permissions_of(request):
        return set()
    cases = case_queries.cases_visible_to(request.user, clock.now()).filter(pk__in=set(case_ids))
    return set(cases.values_list("pk", flat=True))


def page_of(request: HttpRequest, rows: Any, *, count: int | None = None) -> Page[Any]:
    """
    Return the page of a list that `?side=` asks for; a page out of range is the nearest one.

    Args:
        count: How many rows there are, where that is known without counting them.
    """
    paginator = Paginator(rows, ROWS_ON_A_PAGE)
    if count is not None:
        paginator.count = count
    return paginator.get_page(request.GET.get("side"))
