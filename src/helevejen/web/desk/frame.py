"""
What stands around every page of a citizen's file: the head, the tabs, and how far the person reading it reaches.

A page of the file fetches its case here, so that the head is always the same and the log always says which classes of
data were shown. What the level does not show is not asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from babel import Locale
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from helevejen.caseload.queries.changes import with_changes
from helevejen.cases import queries
from helevejen.cases.enums import Holder
from helevejen.cases.queries import WishRow
from helevejen.citizens.enums import Level, Protection
from helevejen.citizens.rules.access import Reach, reach_of, sees_who_has_looked, shows_places
from helevejen.core import clock
from helevejen.web.desk.rows import BallRow, ball_rows
from helevejen.web.desk.usual import usual_by_turn
from helevejen.web.shared.access import fetch, level_in, may_work_on, shows

M = TypeVar("M", bound=Model)

#: The parts of the file: the page's name, its word, and the classes a level must show for it to be there.
TABS: dict[str, tuple[Any, str]] = {
    "case_detail": (_("Overblik"), "D"),
    "case_meetings": (_("Samtaler"), "CE"),
    "case_decisions": (_("Afgørelser"), "I"),
    "case_statements": (_("Afklaring"), "EF"),
    "case_jobs": (_("Virksomheder og job"), "CD"),
    "case_profile": (_("Profil"), "D"),
    "case_openings": (_("Job, der kan passe"), "D"),
    "case_clocks": (_("Lovens ure"), "EH"),
    "case_facts": (_("Fakta"), "A"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of the file, as a link."""

    href: str
    word: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """
    The head of the file and what its reader may do.

    Attributes:
        level: How far the reader reaches; `level_words` says it, but to the jobformidler, who needs no explanation.
        may_work: Deeds on the case are open to the reader: the level allows it and the case is open.
        shows_places: Employer and meeting place, which tell where somebody is, are for the reader.
        may_hand_over: The reader follows the case, stands in or leads, and may ask for a hand-over or another backup.
        language: The citizen's language in words when it is not Danish, else empty.
        dreams: The citizen's wishes that stand in the plan; `balls` one for each open track.
        changes: How many times the citizen has got another jobformidler.
    """

    case_id: int
    citizen_id: int
    name: str
    protection: str
    needs_interpreter: bool
    language: str
    since: date
    closed_on: date | None
    jobformidler: str
    backup: str
    changes: int
    dreams: tuple[WishRow, ...]
    balls: tuple[BallRow, ...]
    level: Level
    reach: Reach
    may_work: bool
    shows_places: bool
    may_hand_over: bool
    tabs: tuple[Tab, ...]
    today: date

    @property
    def is_protected(self) -> bool:
        return self.protection != Protection.NONE

    @property
    def is_overview(self) -> bool:
        return self.tabs[0].is_current

    @property
    def level_words(self) -> str:
        return "" if self.level == Level.OWN else str(self.level.label)

    @property
    def shows_turns(self) -> bool:
        return "E" in self.reach.shows


def open_file(request: HttpRequest, case_id: int, *, tab: str, shown: str = "") -> tuple[Any, Frame]:
    """
    Return the case and the frame of its file, and note for the log what the page shows.

    Args:
        tab: Which tab stands open.
        shown: The letters of the classes the page shows beside those of head and tab; the level's alone are noted.

    Raises:
        Http404: the case is not open to the user, or the level shows nothing of this tab.
    """
    case = fetch(request, with_changes(queries.cases_visible_to(request.user, clock.now())), pk=case_id)
    return case, _opened(request, case, tab=tab, shown=shown)


def open_file_at(
    request: HttpRequest, visible: QuerySet[M], *, tab: str, shown: str = "", **lookup: Any
) -> tuple[Any, Frame]:
    """
    Return the one row of what the user may see that hangs on a case, and the frame of the case's file.

    Row and case are asked for at once; all else, and the refusals, are those of `fetch` and `open_file`.
    """
    people = visible.select_related("case__citizen", "case__jobformidler", "case__backup")
    named = people.defer("case__citizen__cpr", "case__citizen__address")
    row: Any = fetch(request, with_changes(named, citizen="case__citizen"), shown=TABS[tab][1], **lookup)
    row.case.changes_count = row.changes_count
    return row, _opened(request, row.case, tab=tab, shown=shown)


def _opened(request: HttpRequest, case: Any, *, tab: str, shown: str) -> Frame:
    """Return the frame of a case's file, and note what the page shows. The refusals are those of `open_file`."""
    level = level_in(request, case.citizen_id)
    if level is None:
        raise Http404
    reach = reach_of(level)
    needed = set(TABS[tab][1])
    if not needed <= set(reach.shows):
        raise Http404
    letters = "".join(sorted((needed | set("AD" + shown)) & set(reach.shows)))
    shows(request, [case.citizen_id], shown=letters, kind=request.looked.kind)
    return frame_of(request, case, level, tab=tab)


def frame_of(request: HttpRequest, case: Any, level: Level, *, tab: str) -> Frame:
    """
    Return the frame of a case's file for somebody at a level; the case comes from `with_changes`.

    Four queries, five on the overview.
    """
    today, citizen, reach = clock.today(), case.citizen, reach_of(level)
    are_places_shown = shows_places(level, Protection(citizen.protection))
    turns = queries.open_turns_of(case, today) if "E" in reach.shows else []
    if not are_places_shown:
        turns = [replace(turn, holder_name="") if turn.holder == Holder.COMPANY else turn for turn in turns]
    said = queries.said_before(turns) if tab == "case_detail" and "F" in reach.shows else {}
    usual = usual_by_turn(turns, today) if tab == "case_detail" else {}
    return Frame(
        case_id=case.pk,
        citizen_id=citizen.pk,
        name=citizen.name,
        protection=citizen.protection,
        needs_interpreter=citizen.needs_interpreter,
        language=language_name(citizen.language),
        since=day_of(case.opened_at),
        closed_on=day_of(case.closed_at) if case.closed_at else None,
        jobformidler=case.jobformidler.name,
        backup=case.backup.name,
        changes=case.changes_count,
        dreams=tuple(wish for wish in queries.wishes_of(citizen, turns) if wish.is_in_plan),
        balls=tuple(ball_rows(turns, request.user, said, usual)),
        level=level,
        reach=reach,
        may_work=reach.may_work and case.is_open,
        shows_places=are_places_shown,
        may_hand_over=level in {Level.OWN, Level.SUBSTITUTE, Level.LEADER} and case.is_open,
        tabs=(*_tabs(case.pk, reach, open_one=tab), *_looks(citizen.pk, level)),
        today=today,
    )


def fetch_to_work(request: HttpRequest, visible: QuerySet[M], **lookup: Any) -> M:
    """
    Return the one row a deed is about.

    Raises:
        Http404: there is none, or not for this user.
        PermissionDenied: it is there to be read by this user and not to be worked on.
    """
    row: Any = fetch(request, visible, **lookup)
    citizen_id = row.citizen_id if hasattr(row, "citizen_id") else row.case.citizen_id
    if not may_work_on(request, citizen_id):
        raise PermissionDenied
    return row


def fetch_case_to_work(request: HttpRequest, case_id: int) -> Any:
    """Return the case a deed is about; the same refusals as `fetch_to_work`."""
    return fetch_to_work(request, queries.cases_visible_to(request.user, clock.now()), pk=case_id)


def language_name(code: str) -> str:
    """Return a language in the reader's language, empty for Danish, and the code itself when nobody knows it."""
    short = code.replace("_", "-").split("-")[0].lower()
    if short in {"", "da"}:
        return ""
    return Locale((get_language() or "da")[:2]).languages.get(short, code)


def day_of(moment: Any) -> date:
    """Return the day in Denmark of a moment."""
    return moment.astimezone(clock.COPENHAGEN).date()


def _looks(citizen_id: int, level: Level) -> list[Tab]:
    if not sees_who_has_looked(level):
        return []
    return [Tab(reverse("desk:citizen_access", args=[citizen_id]), str(_("Hvem har set")), is_current=False)]


def _tabs(case_id: int, reach: Reach, *, open_one: str) -> list[Tab]:
    return [
        Tab(reverse(f"desk:{name}", args=[case_id]), str(word), name == open_one)
        for name, (word, letters) in TABS.items()
        if set(letters) <= set(reach.shows)
    ]
