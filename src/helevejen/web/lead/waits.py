"""Who waits: the longest waits by whom and what is waited for, those for us, and those nothing happens for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.caseload import queries
from helevejen.caseload.queries import TeamTurn, Wait
from helevejen.cases.enums import Holder
from helevejen.core import clock
from helevejen.core.danish_order import danish_key
from helevejen.web.lead.team import open_to, page_of, person_of, team_of
from helevejen.web.shared.access import requires, shows
from helevejen.web.shared.sorting import in_order, order_asked_for

if TYPE_CHECKING:
    from django.core.paginator import Page

#: The views of the list, by the word in the address: everybody, those who wait for us, those nothing happens for.
ALL, US, STILL = "", "os", "stille"

#: What a column sorts by; the longest wait decides between equals, since the list comes so.
_COLUMNS: Final[dict[str, Callable[[Wait], Any]]] = {
    "siden": lambda wait: wait.held_since,
    "borger": lambda wait: wait.citizen_name,
    "frist": lambda wait: wait.due_on,
    "jobformidler": lambda wait: wait.jobformidler,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What the address asks for.

    Attributes:
        holder, step: Whom and what is waited for; empty for all.
        person: The member of the team who follows the citizen; None for all.
    """

    view: str
    holder: str
    step: str
    person: Any
    is_overdue: bool

    @property
    def is_narrowed(self) -> bool:
        return bool(self.holder or self.step or self.person or self.is_overdue)

    def within(self, waits: Sequence[Wait]) -> Asked:
        """Return the same without a step that only others are waited for with: a choice left from before, unseen."""
        others = any(wait.step == self.step and wait.holder != self.holder for wait in waits)
        own = any(wait.step == self.step and wait.holder == self.holder for wait in waits)
        return replace(self, step="") if self.holder and others and not own else self

    def takes(self, wait: Wait, today: date) -> bool:
        """Return whether a wait is asked for, within the view."""
        return (
            (not self.holder or wait.holder == self.holder)
            and (not self.step or wait.step == self.step)
            and (self.person is None or wait.jobformidler_id == self.person.pk)
            and (not self.is_overdue or wait.is_overdue(today))
        )

    def address(self, **other: str) -> str:
        """Return the address of the same view with something else chosen."""
        return "?" + urlencode({name: value for name, value in {"vis": self.view, **other}.items() if value})


@dataclass(frozen=True, slots=True)
class WaitRow:
    """
    One line of the list.

    Attributes:
        heard_at: When somebody was last heard, where nothing happens; None for never.
        may_open: The file of the case is open to the viewer.
    """

    turn: TeamTurn
    heard_at: datetime | None
    may_open: bool


@requires(Permission.TEAM_BOARD_VIEW)
@require_safe
def team_turns(request: HttpRequest) -> HttpResponse:
    team, now, today, asked = team_of(request), clock.now(), clock.today(), _asked(request)
    waits = queries.waits_of_team(team, request.user, now)
    still = queries.still_cases(waits, now)
    views = {ALL: waits, US: [one for one in waits if one.is_on_us], STILL: [w for w in waits if w.case_id in still]}
    viewed = views[asked.view]
    asked = asked.within(viewed)
    taken = [wait for wait in viewed if asked.takes(wait, today)]
    order = order_asked_for(request, _COLUMNS, standard="siden")
    page: Page[Any] = page_of(request, in_order(taken, order, _COLUMNS))
    turns = queries.shown_waits(page.object_list, now)
    shows(request, {turn.citizen_id for turn in turns})
    openable = open_to(request, {turn.case_id for turn in turns})
    context = {
        "asked": asked,
        "is_longest_first": order == ("siden", False),
        "page": page,
        "rows": [WaitRow(turn, still.get(turn.case_id), turn.case_id in openable) for turn in turns],
        "case_count": len({wait.case_id for wait in taken}),
        "late_count": sum(wait.is_overdue(today) for wait in taken),
        "all_count": len(waits),
        "us_count": len(views[US]),
        "still_count": len(views[STILL]),
        "sums": [(one, asked.address(hos=one.holder, aarsag=one.step)) for one in queries.wait_sums(taken, now)],
        **_choices(viewed, asked),
    }
    return render(request, "lead/team_turns.html", context)


def _asked(request: HttpRequest) -> Asked:
    asked = request.GET
    view, holder = asked.get("vis", ALL), asked.get("hos", "")
    return Asked(
        view=view if view in {US, STILL} else ALL,
        holder=holder if holder in Holder.values else "",
        step=asked.get("aarsag", ""),
        person=person_of(request),
        is_overdue="over-tiden" in asked,
    )


def _choices(waits: Sequence[Wait], asked: Asked) -> dict[str, Any]:
    """Return what can be chosen: whom, what and whose citizens there is somebody of in the view."""
    holders = {wait.holder for wait in waits}
    causes = {wait.step: wait for wait in waits if not asked.holder or wait.holder == asked.holder}
    people = {wait.jobformidler_id: wait.jobformidler for wait in waits}
    return {
        "holders": [(one.value, one.label) for one in Holder if one in holders or one == asked.holder],
        "causes": sorted(((step, queries.cause_of(wait)) for step, wait in causes.items()), key=lambda one: one[1]),
        "people": sorted(people.items(), key=lambda one: danish_key(one[1])),
    }
