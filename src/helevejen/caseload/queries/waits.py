"""Who waits, for whom, for what and for how long; and for whom nothing happens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import get_language

from helevejen.accounts.models import Team, User
from helevejen.caseload.queries.caseload import TeamTurn, shown_turns, turns_of_team
from helevejen.caseload.rules import LEAST_FOR_P90, is_still
from helevejen.cases.enums import Holder, MeetingState
from helevejen.cases.models import Case, CompanyContact, Meeting, Message, Note, Nudge, Track, Turn
from helevejen.cases.rules.chains import wording
from helevejen.citizens.perms import day_of


@dataclass(frozen=True, slots=True)
class Wait:
    """
    One open turn, with no more than what lists of waits are narrowed, sorted and summed up by.

    Attributes:
        held_since: When the wait began; a postponement and a new jobformidler do not begin it anew.
    """

    turn_id: int
    case_id: int
    citizen_name: str
    jobformidler_id: int
    jobformidler: str
    kind: str
    step: str
    holder: str
    held_since: datetime
    due_on: date | None

    @property
    def is_on_us(self) -> bool:
        return self.holder == Holder.JOBFORMIDLER

    def is_overdue(self, on: date) -> bool:
        """Return whether its day is past."""
        return self.due_on is not None and self.due_on < on


@dataclass(frozen=True, slots=True)
class WaitSum:
    """
    How many wait for one holder and one cause, and for how long.

    Attributes:
        median_days, p90_days: Half wait longer than the one, one in ten longer than the other. Of fewer than ten the
            90th percentile is the longest of all, and says nothing more: None.
    """

    holder: str
    step: str
    cause: str
    count: int
    median_days: int
    p90_days: int | None
    longest_days: int
    overdue_count: int


def waits_of_team(team: Team, viewer: User, at: datetime) -> list[Wait]:
    """
    Return the open turns of a team's cases of which the viewer may know the citizen, longest wait first. One query.

    Those that wait for their own sub-tracks are left out. Some thousand rows of a few columns: what narrows, sorts and
    sums them up is done here, in less time than the database takes to do each anew.
    """
    turns = turns_of_team(team, viewer, at)
    rows = turns.values_list(
        "pk",
        "track__case",
        "track__case__citizen__given_name",
        "track__case__citizen__family_name",
        "track__case__jobformidler",
        "track__case__jobformidler__name",
        "track__kind",
        "step",
        "holder",
        "held_since",  # type: ignore[misc] # annotated by open_turns_of
        "due_on",
    )
    return [Wait(pk, case, f"{given} {family}", *rest) for pk, case, given, family, *rest in rows]


def still_cases(waits: Iterable[Wait], at: datetime) -> dict[int, datetime | None]:
    """
    Return the cases for which nothing happens, with when somebody was last heard. One query.

    Args:
        waits: All open turns of the cases that are asked about.
    """
    held: dict[int, list[datetime]] = defaultdict(list)
    for wait in waits:
        held[wait.case_id].append(wait.held_since)
    unmoved = [
        case for case, since in held.items() if is_still(held_since=since, last_heard_at=None, is_booked=False, at=at)
    ]
    still = {}
    for case in _with_last_heard(Case.objects.filter(pk__in=unmoved), at).order_by("pk"):
        last = _last_heard(case)
        if is_still(held_since=held[case.pk], last_heard_at=last, is_booked=case.is_booked, at=at):  # type: ignore[attr-defined]
            still[case.pk] = last
    return still


def wait_sums(waits: Iterable[Wait], at: datetime) -> list[WaitSum]:
    """Return how many wait for whom and for what, the longest typical wait first. No query."""
    groups: dict[tuple[str, str], list[Wait]] = defaultdict(list)
    for wait in waits:
        groups[wait.holder, wait.step].append(wait)
    sums = [_sum(holder, step, those, at) for (holder, step), those in groups.items()]
    return sorted(sums, key=lambda one: (-one.median_days, -one.count, one.cause))


def shown_waits(waits: Iterable[Wait], at: datetime) -> list[TeamTurn]:
    """Return waits of `waits_of_team` as a list shows them, in the order given. One query, for a page of them."""
    held = {wait.turn_id: wait.held_since for wait in waits}
    loaded = Turn.objects.filter(pk__in=held).select_related(
        "track__case__citizen", "track__case__jobformidler", "holder_user"
    )
    found = {turn.pk: turn for turn in loaded.defer("track__case__citizen__cpr", "track__case__citizen__address")}
    for pk, turn in found.items():
        turn.held_since = held[pk]  # type: ignore[attr-defined] # as open_turns_of annotates it
    return shown_turns([found[pk] for pk in held if pk in found], at)


def cause_of(wait: Wait) -> str:
    """Return what is waited for, in the reader's language. No query."""
    return wording(wait.kind, wait.step, "staff", get_language() or "da") or wait.step


def _sum(holder: str, step: str, waits: list[Wait], at: datetime) -> WaitSum:
    days = sorted((at - wait.held_since).days for wait in waits)
    # The rank is ceil(share × count), in whole numbers: a float may stand a hair above one.
    median, p90 = (days[(len(days) * percent + 99) // 100 - 1] for percent in (50, 90))
    return WaitSum(
        holder=holder,
        step=step,
        cause=cause_of(waits[0]),
        count=len(waits),
        median_days=median,
        p90_days=p90 if len(days) >= LEAST_FOR_P90 else None,
        longest_days=days[-1],
        overdue_count=sum(wait.is_overdue(day_of(at)) for wait in waits),
    )


def _with_last_heard(cases: QuerySet[Case], at: datetime) -> QuerySet[Case]:
    """Add when somebody was last met, written to, talked with or reminded, and whether a meeting is on its way."""
    coming = Q(state=MeetingState.PROPOSED) | Q(state=MeetingState.BOOKED, starts_at__gt=at)
    meetings = Meeting.objects.filter(case=OuterRef("pk"))
    return cases.only("pk").annotate(
        is_booked=Exists(meetings.filter(coming)),
        met_at=_last(meetings.filter(state=MeetingState.HELD), "case", "starts_at"),
        wrote_at=_last(Message.objects.filter(case=OuterRef("pk")), "case", "sent_at"),
        talked_at=_last(Note.objects.filter(case=OuterRef("pk"), minutes__gt=0), "case", "written_at"),
        company_at=_last(CompanyContact.objects.filter(case=OuterRef("pk")), "case", "at"),
        nudged_at=_last(Nudge.objects.filter(turn__track__case=OuterRef("pk")), "turn__track__case", "at"),
        ended_at=_last(Track.objects.filter(case=OuterRef("pk")), "case", "closed_at"),
    )


def _last(rows: QuerySet[Any], case: str, moment: str) -> Subquery:
    return Subquery(rows.order_by().values(case).annotate(last=Max(moment)).values("last"))


def _last_heard(case: Case) -> datetime | None:
    moments = ("met_at", "wrote_at", "talked_at", "company_at", "nudged_at", "ended_at")
    return max((moment for name in moments if (moment := getattr(case, name))), default=None)
