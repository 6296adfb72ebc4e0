"""One person's caseload as a list: whose turn it is in each case, what is late, and how long since anybody talked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, IntegerField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from helevejen.accounts.models import User
from helevejen.caseload.enums import AssignmentReason
from helevejen.caseload.models import Assignment
from helevejen.caseload.queries.caseload import caseload_of
from helevejen.cases import queries as case_queries
from helevejen.cases.enums import Holder, MeetingState
from helevejen.cases.models import Case, Meeting, Message, Note, Turn
from helevejen.cases.rules import turns as turn_rules
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.enums import TargetGroup
from helevejen.core.danish_order import danish_key


@dataclass(frozen=True, slots=True)
class BallInCase:
    """Who has the ball on one open track of a case."""

    label: str
    holder: str
    holder_name: str
    is_mine: bool
    due_on: date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class CaseInCaseload:
    """
    One case in the list.

    Attributes:
        next_due_on: The first day something is due from any of those who have the ball.
        last_contact_on: When somebody last met, wrote or noted a talk; None when nobody has.
    """

    case_id: int
    citizen_id: int
    citizen_name: str
    is_protected: bool
    target_group: str
    since: date
    backup: str
    changes_count: int
    balls: tuple[BallInCase, ...]
    next_due_on: date | None
    last_contact_on: date | None

    @property
    def is_next_due_from_us(self) -> bool:
        """Whether what is due first is due from us, so that being late with it is our doing."""
        return any(ball.due_on == self.next_due_on and ball.holder == Holder.JOBFORMIDLER for ball in self.balls)

    @property
    def is_late_by_us(self) -> bool:
        return self.is_late_by(Holder.JOBFORMIDLER)

    def is_late_by(self, *holders: str) -> bool:
        """Return whether one of these holders keeps a ball of the case past its day; without any, whether anybody."""
        return any(ball.is_overdue and (not holders or ball.holder in holders) for ball in self.balls)

    def lies_with(self, *holders: str) -> bool:
        """Return whether one of the balls of the case lies with one of these holders."""
        return any(ball.holder in holders for ball in self.balls)

    def is_silent(self, on: date, *, days: int) -> bool:
        """Return whether nobody has talked for so many days; where nobody ever has, since the case began."""
        return (on - (self.last_contact_on or self.since)).days >= days


def my_caseload(user: User, at: datetime, *, of: User | None = None) -> list[CaseInCaseload]:
    """
    Return the open cases the user follows, in Danish order of name. Two queries.

    Args:
        of: Somebody the user covers, whose cases are asked for instead. What is not open to the user is left out.
    """
    on = citizen_perms.day_of(at)
    cases = list(_with_figures(caseload_of(of or user, on)).filter(citizen__in=citizen_perms.ids_visible_to(user, at)))
    balls = _balls_in(cases, user, on)
    rows = [_row(case, balls[case.pk]) for case in cases]
    return sorted(rows, key=lambda row: (danish_key(row.citizen_name), row.case_id))


def _with_figures(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Add when a meeting was last held, a message sent and a talk noted, and how often the jobformidler has changed."""
    met = Meeting.objects.filter(case=OuterRef("pk"), state=MeetingState.HELD)
    wrote = Message.objects.filter(case=OuterRef("pk"))
    talked = Note.objects.filter(case=OuterRef("pk"), minutes__gt=0)
    changes = Assignment.objects.filter(case=OuterRef("pk")).exclude(reason=AssignmentReason.FIRST)
    counted = changes.order_by().values("case").annotate(n=Count("pk")).values("n")
    return cases.annotate(
        changes_count=Coalesce(Subquery(counted), 0, output_field=IntegerField()),
        met_at=_last(met, "starts_at"),
        wrote_at=_last(wrote, "sent_at"),
        talked_at=_last(talked, "written_at"),
    )


def _last(rows: QuerySet[Meeting] | QuerySet[Message] | QuerySet[Note], moment: str) -> Subquery:
    return Subquery(rows.order_by().values("case").annotate(last=Max(moment)).values("last"))


def _balls_in(cases: Iterable[Case], user: User, on: date) -> dict[int, list[BallInCase]]:
    open_turns = Turn.objects.open().filter(track__case__in=[case.pk for case in cases])
    shown = open_turns.exclude(holder=Holder.SUBTRACKS).select_related("track", "holder_user")
    balls: dict[int, list[BallInCase]] = defaultdict(list)
    for turn in shown.order_by("due_on", "pk"):
        balls[turn.track.case_id].append(
            BallInCase(
                label=turn.track.label,
                holder=turn.holder,
                holder_name=case_queries.holder_name(turn),
                is_mine=turn.holder_user_id == user.pk,
                due_on=turn.due_on,
                is_overdue=turn_rules.is_overdue(turn.due_on, on=on),
            )
        )
    return balls


def _row(case: Case, balls: list[BallInCase]) -> CaseInCaseload:
    group = case.target_group  # type: ignore[attr-defined]
    spoke = [case.met_at, case.wrote_at, case.talked_at]  # type: ignore[attr-defined]
    last = max((moment for moment in spoke if moment), default=None)
    return CaseInCaseload(
        case_id=case.pk,
        citizen_id=case.citizen_id,
        citizen_name=case.citizen.name,
        is_protected=case.citizen.is_protected,
        target_group=str(TargetGroup(group).label) if group else "",
        since=citizen_perms.day_of(case.opened_at),
        backup=case.backup.name,
        changes_count=case.changes_count,  # type: ignore[attr-defined]
        balls=tuple(balls),
        next_due_on=min((ball.due_on for ball in balls if ball.due_on), default=None),
        last_contact_on=citizen_perms.day_of(last) if last else None,
    )
