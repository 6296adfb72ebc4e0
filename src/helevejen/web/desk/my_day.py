"""Min dag: what lies with me, what is due, what others keep waiting, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from helevejen.accounts import actions as account_actions
from helevejen.accounts import queries as account_queries
from helevejen.accounts.enums import Permission
from helevejen.caseload import queries as caseload_queries
from helevejen.cases import queries
from helevejen.cases.enums import TurnBucket
from helevejen.cases.queries import TurnRow
from helevejen.cases.queries.obligations import obligations_to_do
from helevejen.cases.rules import chains
from helevejen.cases.rules import meetings as meeting_rules
from helevejen.core import clock
from helevejen.recruitment import queries as order_queries
from helevejen.recruitment.enums import Box
from helevejen.web.desk.rows import BallRow, MeetingRow, ball_rows, day_of, meeting_rows
from helevejen.web.shared.access import citizens_open, permissions_of, requires, shows

if TYPE_CHECKING:
    from helevejen.accounts.models import User
    from helevejen.cases.models import Meeting

#: So many later turns are shown at once; the rest is a click away.
MOST_LATER = 10
#: So many of the viewer's orders are shown, what is due first; the rest is on the board.
MOST_ORDERS = 10
#: The part of the page that tells of turns others keep.
WAITING = "waiting-for-others"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the day: a turn or a meeting, never both."""

    ball: BallRow | None = None
    meeting: MeetingRow | None = None

    @property
    def bucket(self) -> str:
        return self.ball.turn.bucket if self.ball else self.meeting.bucket

    @property
    def order(self) -> tuple[date, bool, Any]:
        """By day; on the same day the meetings first, by the clock."""
        if self.meeting:
            return self.meeting.on, False, self.meeting.starts_at
        return self.ball.turn.due_on or date.max, True, self.ball.turn.pk


@dataclass(frozen=True, slots=True)
class Group:
    """
    One part of the day's list.

    Attributes:
        hidden_count: How many more there are than shown.
    """

    key: str
    heading: str
    entries: list[Entry]
    hidden_count: int = 0

    @property
    def count(self) -> int:
        return len(self.entries) + self.hidden_count


@dataclass(frozen=True, slots=True)
class Opening:
    """
    The sentence on top: in how many cases the ball lies with the viewer, and in how many of them too long.

    Attributes:
        covered: In how many cases it lies with a colleague the viewer covers; `covered_late` of them too long.
        lines: How long the list is: a line for each ball and each meeting, so that a case may stand in it twice.
    """

    cases: int
    late: int
    covered: int
    covered_late: int
    wishes: int
    messages: int
    lines: int = 0

    @property
    def is_longer(self) -> bool:
        """Whether the list has more lines than the sentence counts cases."""
        return self.lines > self.cases + self.covered


@requires(Permission.OWN_DAY_VIEW)
def my_day(request: HttpRequest) -> HttpResponse:
    user, now = request.user, clock.now()
    today = day_of(now)
    shown: dict[str, Any] = {"today": today, "greeting": greeting(now), "notices": account_queries.unread_notices(user)}
    if Permission.CASE_WORK in permissions_of(request):
        shown |= _work(request, user, today, now)
    elif Permission.ORDER_WORK in permissions_of(request):
        shown |= _orders(user, now)
    return render(request, "desk/my_day.html", shown)


@requires(Permission.CASE_WORK)
def my_day_opening(request: HttpRequest) -> HttpResponse:
    """The sentence, and the count of each part of the list that is shown, asked for anew when a deed is done."""
    user, now = request.user, clock.now()
    today, opened = day_of(now), citizens_open(request)
    turns = queries.my_turns(user, today, at=now, opened=opened)
    meetings = queries.my_meetings(user, now, opened=opened)
    shown, counts = request.GET.getlist("vist"), _counts(turns, meetings, user, now)
    if WAITING in shown:
        counts[WAITING] = len(queries.turns_waiting_too_long(user, today, at=now, opened=opened))
    context = {
        "opening": opening_of(turns, meetings, user),
        "counts": [(key, counts[key]) for key in (*TurnBucket.values, WAITING) if key in shown],
    }
    return render(request, "desk/_my_day_opening.html", context)


@requires(Permission.OWN_DAY_VIEW)
@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    account_actions.mark_notices_read(user=request.user, at=clock.now())
    return HttpResponse() if request.htmx else redirect("desk:my_day")


def greeting(now: datetime) -> str:
    """Return how people greet each other at that time of day in Denmark."""
    hour = now.astimezone(clock.COPENHAGEN).hour
    if 5 <= hour < 10:
        return _("God morgen")
    if hour < 5:
        return _("Hej")  # neither evening nor morning
    return _("God aften") if hour >= 18 else _("Goddag")


def _work(request: HttpRequest, user: User, today: date, now: datetime) -> dict[str, Any]:
    opened = citizens_open(request)
    turns = queries.my_turns(user, today, at=now, opened=opened)
    waiting = queries.turns_waiting_too_long(user, today, at=now, opened=opened)
    meetings = queries.my_meetings(user, now, opened=opened)
    new = caseload_queries.new_in_caseload(user, now, opened=opened)
    clocks = obligations_to_do(user, today)
    away = list(caseload_queries.covers_of(user, today) | caseload_queries.absences_of(user, today))  # one query
    shows(request, {one.citizen_id for one in [*turns, *waiting, *meetings, *new, *clocks]}, shown="ADEH")
    return {
        "opening": opening_of(turns, meetings, user),
        "groups": _groups(turns, meetings, user, now, is_whole=request.GET.get("senere") == "alle"),
        "waiting": ball_rows(waiting, user),
        "new": new,
        "clocks": clocks,
        "covers": [one for one in away if one.substitute_id == user.pk],
        "absences": [one for one in away if one.user_id == user.pk],
    }


def _orders(user: User, now: datetime) -> dict[str, Any]:
    mine = order_queries.rows_of(order_queries.in_box(user, Box.MINE, now), now)
    return {
        "works_orders": True,
        "unanswered": order_queries.counts_of(user, now)[Box.UNANSWERED],
        "orders": mine[:MOST_ORDERS],
        "order_count": len(mine),
    }


def opening_of(turns: list[TurnRow], meetings: list[Meeting], user: User) -> Opening:
    """Count the cases in which the ball lies with the viewer, or with somebody the viewer covers."""
    own = [turn for turn in turns if turn.holder_user_id == user.pk]
    covered = [turn for turn in turns if turn.holder_user_id != user.pk]
    steps = [turn.step for turn in own]
    return Opening(
        cases=_count_cases(own),
        late=_count_cases(turn for turn in own if turn.is_overdue),
        covered=_count_cases(covered),
        covered_late=_count_cases(turn for turn in covered if turn.is_overdue),
        wishes=steps.count(chains.ANSWER_WISH),
        messages=steps.count(chains.ANSWER) + steps.count(chains.CALL_BACK),
        lines=len(_said_by_turn(turns, meetings)) + len(meetings),
    )


def _count_cases(turns: Iterable[TurnRow]) -> int:
    return len({turn.case_id for turn in turns})


def _groups(turns: list[TurnRow], meetings: list[Meeting], user: User, now: datetime, *, is_whole: bool) -> list[Group]:
    said_by_turn = _said_by_turn(turns, meetings)
    rows = ball_rows(said_by_turn, user, queries.said_before(said_by_turn))
    entries = [Entry(ball=row) for row in rows] + [Entry(meeting=row) for row in meeting_rows(meetings, user, now)]
    entries.sort(key=lambda entry: entry.order)
    return [_group(bucket, entries, is_whole=is_whole) for bucket in TurnBucket]


def _counts(turns: list[TurnRow], meetings: list[Meeting], user: User, now: datetime) -> Counter[str]:
    """Count the lines of each part of the day's list."""
    rows = [*_said_by_turn(turns, meetings), *meeting_rows(meetings, user, now)]
    return Counter(row.bucket for row in rows)


def _said_by_turn(turns: list[TurnRow], meetings: list[Meeting]) -> list[TurnRow]:
    """Return the turns but "hold the meeting", which is said by the meeting itself, with its time and its deeds."""
    met_about = {meeting.track_id for meeting in meetings if meeting.track_id}
    return [turn for turn in turns if not (turn.step == meeting_rules.MEET and turn.track_id in met_about)]


def _group(bucket: TurnBucket, entries: list[Entry], *, is_whole: bool) -> Group:
    mine = [entry for entry in entries if entry.bucket == bucket]
    most = MOST_LATER if bucket == TurnBucket.LATER and not is_whole else len(mine)
    return Group(key=bucket, heading=str(bucket.label), entries=mine[:most], hidden_count=max(len(mine) - most, 0))
