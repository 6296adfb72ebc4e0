"""Reads of turns: whose turn it is, since when, until when and in whose words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, Final, NamedTuple

from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from helevejen.accounts.models import Absence, User
from helevejen.cases import perms
from helevejen.cases.enums import DueKind, Holder, TurnBucket, TurnEvent
from helevejen.cases.models import Case, Nudge, Track, Turn
from helevejen.cases.models.turn import label_of
from helevejen.cases.rules import chains, meetings
from helevejen.cases.rules import turns as rules
from helevejen.citizens.enums import Protection

_ENDED_THE_WAIT = [event for event in TurnEvent if event not in rules.EVENTS_THAT_KEEP_THE_HOLDER]


@dataclass(frozen=True, slots=True)
class TurnRow:
    """
    One turn as a page shows it.

    Attributes:
        label: The title of the track, or the name of its kind.
        holder: Who has the ball, a member of `Holder`.
        holder_name: The person or place, empty when only the kind is known.
        staff_words: What is expected, as a call to whoever works the case.
        citizen_words: The same in one sentence to the citizen.
        company_words: The same to the company; empty when it has no part in it.
        why: Where the day comes from, in words. `law` names the act when it is a rule.
        since: When this turn began.
        held_since: When the wait began, postponements and change of jobformidler counted in.
        bucket: Where it stands on Min dag.
    """

    pk: int
    track_id: int
    case_id: int
    citizen_id: int
    citizen_name: str
    is_protected: bool
    kind: str
    label: str
    parent_id: int | None
    wish_id: int | None
    number: int
    step: str
    holder: str
    holder_user_id: int | None
    holder_name: str
    staff_words: str
    citizen_words: str
    company_words: str
    due_on: date | None
    due_kind: str
    why: str
    law: str
    cap: str
    since: datetime
    held_since: datetime
    bucket: str
    nudge_count: int
    nudged_at: datetime | None

    @property
    def is_overdue(self) -> bool:
        return self.bucket == TurnBucket.OVERDUE

    @property
    def is_appointment(self) -> bool:
        """Whether the day is the day it happens, not the last day for it."""
        return self.step == meetings.MEET


@dataclass(frozen=True, slots=True)
class PastTurn:
    """
    One turn of a track's history.

    Attributes:
        event: How it ended; empty while it is open.
        note: The reason of a postponement or a correction.
        corrects: The number of the turn it put right.
    """

    number: int
    holder: str
    holder_name: str
    staff_words: str
    citizen_words: str
    due_on: date | None
    since: datetime
    ended_at: datetime | None
    event: str
    event_label: str
    note: str
    passed_by: str
    ended_by: str
    corrects: int | None


def my_turns(
    user: User, on: date, *, at: datetime | None = None, opened: Collection[int] | None = None
) -> list[TurnRow]:
    """
    Return the open turns of the user and of those the user covers, by due day.

    Only where the file is open to the user. One query.

    Args:
        at: The moment for which the file must be open; the end of the day when left out.
        opened: The citizens whose file is, where that has been asked for already.
    """
    held = _open_turns().filter(holder_user__in=worked_for_by(user, on))
    return _rows_open_to(user, held, on, at, opened)


def open_turns_of(case: Case, on: date) -> list[TurnRow]:
    """Return the open turns of a case, a parent's before its sub-tracks'. One query."""
    rows = _rows(_open_turns().filter(track__case=case), on)
    return sorted(rows, key=lambda row: (row.parent_id or row.track_id, row.parent_id is not None, row.track_id))


def turns_waiting_too_long(
    user: User, on: date, *, at: datetime | None = None, opened: Collection[int] | None = None
) -> list[TurnRow]:
    """
    Return the turns of others that are overdue in the cases the user follows or covers, the longest wait first.

    One query. Only where the file is open to the user: see `my_turns`.
    """
    late = _open_turns().filter(track__case__jobformidler__in=worked_for_by(user, on), due_on__lt=on)
    # Says nothing new of an open turn, but lets the database go from a case over its open tracks to the turn of each.
    late = late.filter(open_track=F("track"), track__closed_at__isnull=True)
    late = late.exclude(holder__in=[Holder.JOBFORMIDLER, Holder.SUBTRACKS])
    rows = _rows_open_to(user, late, on, at, opened)
    return sorted(rows, key=lambda row: (row.held_since, row.pk))


def turns_expected_of_citizen(case: Case, on: date) -> list[TurnRow]:
    """Return the open turns that are the citizen's, by due day. One query."""
    return _rows(_open_turns().filter(track__case=case, holder=Holder.CITIZEN), on)


def history_of(track: Track) -> list[PastTurn]:
    """Return every turn of a track, the first one first. One query."""
    turns = track.turns.select_related("holder_user", "passed_by", "ended_by", "corrects").order_by("number")
    return [_past(turn, track.kind) for turn in turns]


def row_of(track: Track, on: date) -> TurnRow | None:
    """Return the open turn of a track as a page shows it, None when it is closed. One query."""
    return next(iter(_rows(_open_turns().filter(track=track), on)), None)


@cache
def _open_turns() -> QuerySet[Turn, Any]:
    """Return the open turns by due day, as `_Columns`. Put together once: every filter makes a question of its own."""
    ended = Turn.objects.filter(track=OuterRef("track"), event__in=_ENDED_THE_WAIT).order_by().values("track")
    nudges = Nudge.objects.filter(turn=OuterRef("pk")).order_by().values("turn")
    return (
        Turn.objects.open()
        .annotate(
            held_since=Coalesce(Subquery(ended.annotate(last=Max("ended_at")).values("last")), F("track__opened_at")),
            nudge_count=Coalesce(Subquery(nudges.annotate(count=Count("pk")).values("count")), 0),
            nudged_at=Subquery(nudges.annotate(last=Max("at")).values("last")),
        )
        .order_by(F("due_on").asc(nulls_last=True), "pk")
        # Columns and no rows of models: sixty turns are three hundred objects, a tenth of the time of Min dag.
        .values_list(*_COLUMNS)
    )


def worked_for_by(user: User, on: date) -> QuerySet[User, int]:
    """
    Return whose work is the user's on a day, as a subquery: the own, and that of whoever the user covers.

    One list: asked for what is mine or in a list, PostgreSQL reads what is everybody's.
    """
    covered = Absence.objects.on(on).filter(substitute=user).values_list("user", flat=True)
    return User.objects.filter(pk=user.pk).values_list("pk", flat=True).union(covered)


def _rows_open_to(
    user: User, turns: QuerySet[Turn, Any], on: date, at: datetime | None, opened: Collection[int] | None
) -> list[TurnRow]:
    if opened is None:
        return _rows(turns.filter(perms.of_visible(user, at or _end_of(on), citizen="track__case__citizen")), on)
    return _rows(turns.filter(track__case__citizen__in=opened), on)


def _rows(turns: QuerySet[Turn, Any], on: date) -> list[TurnRow]:
    language = get_language() or "da"
    return [_row(_Columns(*row), on, language) for row in turns]


class _Columns(NamedTuple):
    """What `_rows` reads of a turn, its track, its citizen and who has it."""

    pk: int
    number: int
    step: str
    holder: str
    holder_user_id: int | None
    name_of_holder: str
    name_of_user: str | None
    expects: str
    due_on: date | None
    due_kind: str
    due_reason: str
    cap: str
    since: datetime
    held_since: datetime
    nudge_count: int
    nudged_at: datetime | None
    track_id: int
    kind: str
    title: str
    wish_id: int | None
    parent_id: int | None
    case_id: int
    citizen_id: int
    given_name: str
    family_name: str
    protection: str


_COLUMNS: Final = (
    *("pk", "number", "step", "holder", "holder_user_id", "holder_name", "holder_user__name", "expects"),
    *("due_on", "due_kind", "due_reason", "cap", "since", "held_since", "nudge_count", "nudged_at"),
    *("track_id", "track__kind", "track__title", "track__wish_id", "track__parent_id", "track__case_id"),
    *(f"track__case__citizen__{name}" for name in ("id", "given_name", "family_name", "protection")),
)


def _row(turn: _Columns, on: date, language: str) -> TurnRow:
    link = chains.step_of(turn.kind, turn.step)
    return TurnRow(
        pk=turn.pk,
        track_id=turn.track_id,
        case_id=turn.case_id,
        citizen_id=turn.citizen_id,
        citizen_name=f"{turn.given_name} {turn.family_name}".strip(),
        is_protected=turn.protection != Protection.NONE,
        kind=turn.kind,
        label=label_of(turn.kind, turn.title, turn.wish_id),
        parent_id=turn.parent_id,
        wish_id=turn.wish_id,
        number=turn.number,
        step=turn.step,
        holder=turn.holder,
        holder_user_id=turn.holder_user_id,
        holder_name=turn.name_of_holder or turn.name_of_user or "",
        staff_words=turn.expects or (link.says("staff", language) if link else ""),
        citizen_words=turn.expects or (link.says("citizen", language) if link else ""),
        company_words=link.says("company", language) if link else "",
        due_on=turn.due_on,
        due_kind=turn.due_kind,
        why=turn.due_reason or (link.says("why", language) if link else ""),
        law=link.law if link and turn.due_kind == DueKind.RULE else "",
        cap=turn.cap,
        since=turn.since,
        held_since=turn.held_since,
        bucket=rules.bucket_of(turn.due_on, on=on),
        nudge_count=turn.nudge_count,
        nudged_at=turn.nudged_at,
    )


def _past(turn: Turn, kind: str) -> PastTurn:
    language = get_language() or "da"
    return PastTurn(
        number=turn.number,
        holder=turn.holder,
        holder_name=holder_name(turn),
        staff_words=turn.expects or chains.wording(kind, turn.step, "staff", language),
        citizen_words=turn.expects or chains.wording(kind, turn.step, "citizen", language),
        due_on=turn.due_on,
        since=turn.since,
        ended_at=turn.ended_at,
        event=turn.event,
        event_label=str(turn.get_event_display()) if turn.event else "",
        note=turn.event_note,
        passed_by=turn.passed_by.name if turn.passed_by else "",
        ended_by=turn.ended_by.name if turn.ended_by else "",
        corrects=turn.corrects.number if turn.corrects else None,
    )


def holder_name(turn: Turn) -> str:
    """Return the person or place that has the ball, empty when only the kind is known; `holder_user` must be loaded."""
    return turn.holder_name or (turn.holder_user.name if turn.holder_user else "")


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, rules.COPENHAGEN) - timedelta(microseconds=1)
