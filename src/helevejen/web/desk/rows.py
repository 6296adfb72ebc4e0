"""The rows of the desk's lists: a turn, a meeting, each with what may be done about it where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from helevejen.cases import queries
from helevejen.cases.enums import Holder, MeetingState
from helevejen.cases.queries import Said, TurnRow
from helevejen.cases.rules import meetings as meeting_rules
from helevejen.cases.rules.turns import bucket_of
from helevejen.core import clock
from helevejen.web.desk.forms.turns import is_met_about

if TYPE_CHECKING:
    from helevejen.accounts.models import User
    from helevejen.cases.models import Meeting


@dataclass(frozen=True, slots=True)
class BallRow:
    """
    One turn in a list, seen by one person.

    Attributes:
        ball: The kind of ball: "me" when it lies with the viewer, else its holder.
        colleague: The colleague who has the ball and whom the viewer covers; empty for the viewer's own.
        said: What the citizen said that the turn answers.
        deed_url: The deed that is nearest at hand; `is_answer` and `is_meeting` tell its name.
        is_ours: The ball lies on our side, so that a late one is our doing.
    """

    turn: TurnRow
    ball: str
    colleague: str
    said: Said | None
    deed_url: str
    is_answer: bool
    is_meeting: bool

    @property
    def is_ours(self) -> bool:
        return self.turn.holder == Holder.JOBFORMIDLER

    @property
    def is_late(self) -> bool:
        return self.is_ours and self.turn.is_overdue

    @property
    def pass_variant(self) -> str:
        return "secondary" if self.is_meeting else "primary"

    @property
    def holder_words(self) -> str:
        return self.turn.holder_name or str(Holder(self.turn.holder).label)

    @property
    def place(self) -> str:
        return f"bold-{self.turn.track_id}-sted"

    @property
    def row_id(self) -> str:
        return f"bold-{self.turn.track_id}"


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """
    One meeting in a list.

    Attributes:
        colleague: Who holds it, when it is somebody the viewer covers.
        state: How it ended, once it is held or missed; until then empty.
        may_hold: Its day has come, so that it can be written down as held; `may_miss` when it has begun.
        is_past: Its day is over, and it has not been written down.
    """

    pk: int
    case_id: int
    citizen_name: str
    is_protected: bool
    needs_interpreter: bool
    colleague: str
    starts_at: datetime
    on: date
    purpose: str
    channel: str
    place_name: str
    state: str
    bucket: str
    may_hold: bool
    may_miss: bool
    may_move: bool
    is_past: bool

    @property
    def place(self) -> str:
        return f"samtale-{self.pk}-sted"

    @property
    def row_id(self) -> str:
        return f"samtale-{self.pk}"


def ball_rows(turns: Iterable[TurnRow], user: User, said: Mapping[int, Said] | None = None) -> list[BallRow]:
    """Return turns as rows for somebody, in their order. No query."""
    return [_ball_row(turn, user, (said or {}).get(turn.track_id)) for turn in turns]


def ball_row_of(track_id: int, turn: TurnRow, user: User) -> BallRow:
    """Return the one row of a track, with what the citizen said. Two queries at most."""
    return _ball_row(turn, user, queries.said_before([turn]).get(track_id))


def meeting_rows(meetings: Iterable[Meeting], user: User, now: datetime) -> list[MeetingRow]:
    """Return meetings as rows for somebody, in their order. No query."""
    return [_meeting_row(meeting, user, now) for meeting in meetings]


def _ball_row(turn: TurnRow, user: User, said: Said | None) -> BallRow:
    is_own = turn.holder_user_id == user.pk
    return BallRow(
        turn=turn,
        ball="me" if is_own else turn.holder,
        colleague=turn.holder_name if turn.holder == Holder.JOBFORMIDLER and not is_own else "",
        said=said,
        deed_url=_deed_url(turn, said),
        is_answer=said is not None,
        is_meeting=said is None and turn.holder == Holder.JOBFORMIDLER and is_met_about(turn.kind, turn.step),
    )


def _deed_url(turn: TurnRow, said: Said | None) -> str:
    if said is not None and said.wish_id is not None:
        return reverse("desk:wish_answer", args=[said.wish_id])
    if said is not None:
        return reverse("desk:message_answer", args=[turn.track_id])
    return reverse("desk:turn_pass", args=[turn.track_id])


def _meeting_row(meeting: Meeting, user: User, now: datetime) -> MeetingRow:
    starts_at = meeting.starts_at or now
    on, today, is_open = day_of(starts_at), day_of(now), meeting.state == MeetingState.BOOKED
    return MeetingRow(
        pk=meeting.pk,
        case_id=meeting.case_id,
        citizen_name=meeting.citizen.name,
        is_protected=meeting.citizen.is_protected,
        needs_interpreter=meeting.citizen.needs_interpreter,
        colleague="" if meeting.host_id == user.pk else meeting.host.name,
        starts_at=starts_at,
        on=on,
        purpose=str(meeting.get_purpose_display()),
        channel=str(meeting.get_channel_display()),
        place_name=meeting.place,
        state="" if is_open else str(meeting.get_state_display()),
        bucket=bucket_of(on, on=today),
        may_hold=is_open and meeting_rules.may_be_held(starts_at=starts_at, at=now),
        may_miss=is_open and starts_at <= now,
        may_move=is_open and on >= today,
        is_past=is_open and on < today,
    )


def day_of(moment: datetime) -> date:
    """Return the day in Denmark of a moment."""
    return moment.astimezone(clock.COPENHAGEN).date()
