"""The rows of the desk's lists: a turn, a meeting, each with what may be done about it where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from helevejen.cases import queries
from helevejen.cases.enums import Holder, MeetingPurpose, MeetingState
from helevejen.cases.queries import Said, TurnRow
from helevejen.cases.rules import meetings as meeting_rules
from helevejen.cases.rules.statements import ORDER
from helevejen.cases.rules.turns import bucket_of
from helevejen.citizens.enums import Channel
from helevejen.core import clock
from helevejen.placements.rules.moves import is_of_placement
from helevejen.proposals.rules.steps import is_of_proposal
from helevejen.web.desk.forms.turns import is_met_about

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from helevejen.accounts.models import User
    from helevejen.cases.models import Meeting
    from helevejen.web.desk.usual import Usual


@dataclass(frozen=True, slots=True)
class DeedLink:
    """A deed that opens where it stands, or on a page of its own."""

    url: str
    word: str
    variant: str = "secondary"
    is_page: bool = False


@dataclass(frozen=True, slots=True)
class BallRow:
    """
    One turn in a list, seen by one person.

    Attributes:
        ball: The kind of ball: "me" when it lies with the viewer, else its holder.
        colleague: The colleague who has the ball and whom the viewer covers; empty for the viewer's own.
        said: What the citizen said that the turn answers.
        is_answer: The deed at hand is to answer it; `is_meeting` to agree on a meeting.
        usual: How long it usually takes; None where nothing is said of it, or no page asks.
    """

    turn: TurnRow
    ball: str
    colleague: str
    said: Said | None
    is_answer: bool
    is_meeting: bool
    usual: Usual | None = None

    @property
    def is_ours(self) -> bool:
        """Whether the ball lies on our side, so that a late one is our doing."""
        return self.turn.holder == Holder.JOBFORMIDLER

    @property
    def is_late(self) -> bool:
        return self.is_ours and self.turn.is_overdue

    @property
    def is_order(self) -> bool:
        """Whether the deed at hand is to order a statement, which moves the ball by itself."""
        return self.is_ours and self.turn.step == ORDER and self.turn.parent_id is None

    @property
    def proposal_url(self) -> str:
        """The address of the proposal the turn belongs to, which moves the ball by itself; empty for other turns."""
        return _address("proposal_detail", self.turn.track_id) if is_of_proposal(self.turn.step) else ""

    @property
    def placement_url(self) -> str:
        """The address of the placement the turn belongs to, which moves the ball by itself; empty for other turns."""
        return _address("track_placement", self.turn.track_id) if is_of_placement(self.turn.step) else ""

    @property
    def holder_words(self) -> str:
        """Who has the ball, as it stands within a sentence."""
        if self.turn.holder == Holder.CITIZEN:
            return self.turn.citizen_name
        kind = str(Holder(self.turn.holder).label)
        return self.turn.holder_name or kind[:1].lower() + kind[1:]

    @property
    def place(self) -> str:
        return f"bold-{self.turn.track_id}-sted"

    @property
    def row_id(self) -> str:
        return f"bold-{self.turn.track_id}"

    @property
    def due_iso(self) -> str:
        return self.turn.due_on.isoformat() if self.turn.due_on else ""

    @property
    def file_url(self) -> str:
        return _address("case_detail", self.turn.case_id)

    @property
    def deed_url(self) -> str:
        """The address of the deed nearest at hand: an answer, or passing the ball."""
        if self.said is None:
            return _address("turn_pass", self.turn.track_id)
        if self.said.wish_id is not None:
            return _address("wish_answer", self.said.wish_id)
        return _address("message_answer", self.turn.track_id)

    @property
    def order_url(self) -> str:
        """The address of the form that orders the statement the turn asks for."""
        return order_address(self.turn.case_id, self.turn.track_id)

    @property
    def deeds(self) -> list[DeedLink]:
        """What may be done about it from a list, the likeliest first."""
        track, case = self.turn.track_id, self.turn.case_id
        if self.proposal_url:
            return [DeedLink(self.proposal_url, _("Åbn forslaget"), is_page=True)]
        if self.placement_url:
            opened = DeedLink(self.placement_url, _("Åbn forløbet"), is_page=True)
            return [opened] if self.is_ours else [opened, DeedLink(_address("turn_nudge", track), _("Ryk"))]
        postpone = DeedLink(_address("turn_postpone", track), _("Udsæt med grund"), "tertiary")
        if not self.is_ours:
            return [
                DeedLink(_address("turn_nudge", track), _("Ryk")),
                DeedLink(self.deed_url, _("Svaret er her")),
                postpone,
            ]
        talk = DeedLink(_address("talk_log", case), _("Notér kontakt"), "tertiary")
        if self.is_answer:
            return [DeedLink(self.deed_url, _("Svar")), postpone, talk]
        if self.is_order:
            return [
                DeedLink(self.order_url, _("Bestil attesten")),
                DeedLink(self.deed_url, _("Gjort – send bolden videre"), "tertiary"),
                postpone,
                talk,
            ]
        if not self.is_meeting:
            return [DeedLink(self.deed_url, _("Gjort – send bolden videre")), postpone, talk]
        invite = f"{_address('meeting_invite', case)}?spor={track}"
        return [DeedLink(invite, _("Aftal samtale")), DeedLink(self.deed_url, _("Gjort")), postpone, talk]

    @property
    def tools(self) -> SafeString:
        return _tools(self, self.turn.citizen_name, self.turn.label)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """
    One meeting in a list.

    Attributes:
        colleague: Who holds it, when it is somebody the viewer covers.
        state: How it ended, once it is held or missed; until then empty.
        is_begun: What came of it can be written down, and has not been.
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
    is_begun: bool
    may_move: bool
    is_past: bool

    @property
    def place(self) -> str:
        return f"samtale-{self.pk}-sted"

    @property
    def row_id(self) -> str:
        return f"samtale-{self.pk}"

    @property
    def file_url(self) -> str:
        return _address("case_detail", self.case_id)

    @property
    def deeds(self) -> list[DeedLink]:
        """What may be done about it from a list, the likeliest first."""
        links = [
            (self.is_begun, DeedLink(_address("meeting_hold", self.pk), _("Holdt"))),
            (self.is_begun, DeedLink(_address("meeting_miss", self.pk), _("Udeblevet"))),
            (self.may_move, DeedLink(_address("meeting_move", self.pk), _("Flyt"), "tertiary")),
        ]
        return [link for may, link in links if may]

    @property
    def tools(self) -> SafeString:
        return _tools(self, self.citizen_name, self.purpose)


_DEED = '<a class="button button-{}" href="{}" hx-get="{}" data-opens="{place}">{}{subject}</a>\n'
_PAGE = '<a class="button button-{}" href="{}">{}{subject}</a>\n'
_LINKS = (
    '<div class="deed-links" hx-target="#{place}" hx-swap="innerHTML">%s'
    '<a class="button button-tertiary" href="{}">{}{whom}</span></a></div>'
)


def _tools(row: BallRow | MeetingRow, name: str, about: str) -> SafeString:
    """Draw the links of a row's deeds, all at once: in a template, two hundred of them took a ninth of Min dag."""
    whom = format_html('<span class="sr-only"> – {}', name)
    subject = format_html("{}, {}</span>", whom, about) if about else format_html("{}</span>", whom)
    links, values = "", list[str]()
    for deed in row.deeds:
        links += _PAGE if deed.is_page else _DEED
        values += (deed.variant, deed.url, *(() if deed.is_page else (deed.url,)), deed.word)
    return format_html(_LINKS % links, *values, row.file_url, _("Åbn sag"), place=row.place, whom=whom, subject=subject)


def ball_rows(
    turns: Iterable[TurnRow],
    user: User,
    said: Mapping[int, Said] | None = None,
    usual: Mapping[int, Usual] | None = None,
) -> list[BallRow]:
    """Return turns as rows for somebody, in their order. No query."""
    return [_ball_row(turn, user, (said or {}).get(turn.track_id), (usual or {}).get(turn.pk)) for turn in turns]


def ball_row_of(track_id: int, turn: TurnRow, user: User) -> BallRow:
    """Return the one row of a track, with what the citizen said. Two queries at most."""
    return _ball_row(turn, user, queries.said_before([turn]).get(track_id))


def meeting_rows(meetings: Iterable[Meeting], user: User, now: datetime) -> list[MeetingRow]:
    """Return meetings as rows for somebody, in their order. No query."""
    return [_meeting_row(meeting, user, now) for meeting in meetings]


def _ball_row(turn: TurnRow, user: User, said: Said | None, usual: Usual | None = None) -> BallRow:
    is_own = turn.holder_user_id == user.pk
    return BallRow(
        turn=turn,
        ball="me" if is_own else turn.holder,
        colleague=turn.holder_name if turn.holder == Holder.JOBFORMIDLER and not is_own else "",
        said=said,
        is_answer=said is not None,
        is_meeting=said is None and turn.holder == Holder.JOBFORMIDLER and is_met_about(turn.kind, turn.step),
        usual=usual,
    )


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
        purpose=str(MeetingPurpose(meeting.purpose).label),
        channel=str(Channel(meeting.channel).label),
        # A list lies open on the desk: where a protected person will be stands in the file.
        place_name="" if meeting.citizen.is_protected else meeting.place,
        state="" if is_open else str(MeetingState(meeting.state).label),
        bucket=bucket_of(on, on=today),
        is_begun=is_open and meeting_rules.has_begun(starts_at=starts_at, at=now),
        may_move=is_open and on >= today,
        is_past=is_open and on < today,
    )


def order_address(case_id: int, track_id: int) -> str:
    """Return the address of the form that orders a statement for a track."""
    return f"{_address('statement_order', case_id)}?spor={track_id}"


def day_of(moment: datetime) -> date:
    """Return the day in Denmark of a moment."""
    return moment.astimezone(clock.COPENHAGEN).date()


def _address(name: str, number: int) -> str:
    """Return the address of a page about one thing; fifty rows ask for three hundred of them."""
    return _form_of_address(name).replace("/0/", f"/{number}/", 1)


@cache
def _form_of_address(name: str) -> str:
    return reverse(f"desk:{name}", args=[0])
