"""The desk's inbox: what is mine, what I cover, what is my team's, by what is due first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Prefetch, Q, QuerySet

from helevejen.accounts.models import User
from helevejen.cases.enums import Holder
from helevejen.citizens.enums import Protection
from helevejen.engines.calendar import last_minute_of
from helevejen.inquiries import perms
from helevejen.inquiries.enums import Box, Level, Sender, WaitingFor
from helevejen.inquiries.models import Inquiry, Wait
from helevejen.inquiries.rules import clocks


@dataclass(frozen=True, slots=True)
class WaitSeen:
    """Whom an inquiry waits for, since when and why; `pauses` says whether our clocks stand meanwhile."""

    pk: int
    on: str
    label: str
    ground: str
    since: datetime
    pauses: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Who has an inquiry now and when the next thing is due from us; of a dialogue it is read off its open turn."""

    owner: User
    due_at: datetime | None
    turn_id: int | None


@dataclass(frozen=True, slots=True)
class InquiryRow:
    """
    One inquiry as a list shows it.

    Attributes:
        who: The sender's name, as far as it is known.
        subject: Its own, or what it is about in a word.
        owner_id: Whoever has it; of a dialogue whoever has the ball there.
        due_at: When the next thing is due from us; None while we wait for the sender.
        is_late: The promise is past.
        turn_id: Of a dialogue the open turn, with which it is answered; None for others.
    """

    pk: int
    who: str
    is_protected: bool
    citizen_id: int | None
    sender: str
    channel: str
    topic: str
    subject: str
    received_at: datetime
    due_at: datetime | None
    call_at: datetime | None
    is_answered: bool
    solved_at: datetime | None
    is_late: bool
    is_near: bool
    owner_id: int
    owner: str
    team: str
    waits: tuple[WaitSeen, ...]
    track_id: int | None
    case_id: int | None
    turn_id: int | None
    number: int

    @property
    def is_paused(self) -> bool:
        return self.due_at is None


def inbox_of(user: User, box: str, at: datetime) -> QuerySet[Inquiry]:
    """
    Return the open inquiries of one of the desk's boxes, by what is due first, loaded for `rows_of`. Two queries.

    A dialogue is open as long as its track is, and is with whoever has the ball there.
    """
    found = perms.visible_to(user, at).filter(_IS_OPEN)
    return loaded(found.filter(_in_box(user, box, at))).order_by(*DUE_FIRST)


def counts_of(user: User, at: datetime) -> dict[str, int]:
    """Return how many open inquiries each box has. One query."""
    found = perms.visible_to(user, at).filter(_IS_OPEN)
    each = {box.value: Count("pk", filter=_in_box(user, box, at)) for box in Box}
    return {box: count or 0 for box, count in found.aggregate(**each).items()}


def solved_lately(user: User, at: datetime) -> QuerySet[Inquiry]:
    """Return the inquiries solved in the user's box, newest first, loaded for `rows_of`."""
    mine = perms.visible_to(user, at).filter(owner_id=user.pk, solved_at__isnull=False, track__isnull=True)
    return loaded(mine).order_by("-solved_at", "-pk")


def rows_of(inquiries: Iterable[Inquiry], at: datetime) -> list[InquiryRow]:
    """Return inquiries that come from `inbox_of` as rows. No query."""
    return [row_of(inquiry, at) for inquiry in inquiries]


def row_of(inquiry: Inquiry, at: datetime) -> InquiryRow:
    """Return one loaded inquiry as a row. No query."""
    stands = standing_of(inquiry)
    owner, due_at = stands.owner, stands.due_at
    waits = tuple(_wait(wait) for wait in inquiry.waits.all() if wait.ended_at is None)
    level = clocks.level_reached(inquiry.received_at, due_at, at) if due_at else Level.NONE
    return InquiryRow(
        pk=inquiry.pk,
        who=sender_of(inquiry),
        is_protected=inquiry.citizen is not None and inquiry.citizen.protection != Protection.NONE,
        citizen_id=inquiry.citizen_id,
        sender=inquiry.sender,
        channel=str(inquiry.get_channel_display()),
        topic=str(inquiry.get_topic_display()),
        subject=inquiry.subject,
        received_at=inquiry.received_at,
        due_at=due_at,
        call_at=inquiry.call_at if inquiry.answered_at is None else None,
        is_answered=inquiry.answered_at is not None,
        solved_at=inquiry.solved_at,
        is_late=level == Level.PASSED,
        is_near=level == Level.NEAR,
        owner_id=owner.pk,
        owner=owner.name,
        team=inquiry.team.name,
        waits=waits,
        track_id=inquiry.track_id,
        case_id=inquiry.track.case_id if inquiry.track is not None else None,
        turn_id=stands.turn_id,
        number=inquiry.number,
    )


def standing_of(inquiry: Inquiry) -> Standing:
    """Return how a loaded inquiry stands now. No query."""
    if inquiry.track is None:
        return Standing(inquiry.owner, inquiry.due_at, None)
    turn, jobformidler = inquiry.track.open_turn, inquiry.track.case.jobformidler
    if turn is None:
        return Standing(jobformidler, None, None)
    is_ours = turn.holder != Holder.CITIZEN and turn.due_on is not None
    return Standing(
        turn.holder_user or jobformidler, last_minute_of(turn.due_on) if is_ours and turn.due_on else None, turn.pk
    )


def sender_of(inquiry: Inquiry) -> str:
    """Return the name of the sender, as far as it is known; citizen and company must be loaded."""
    if inquiry.sender == Sender.CITIZEN and inquiry.citizen is not None:
        return inquiry.citizen.name
    if inquiry.sender == Sender.COMPANY and inquiry.company is not None:
        return inquiry.company.name
    return inquiry.sender_name or inquiry.sender_email or inquiry.sender_phone or str(inquiry.get_sender_display())


#: Which are open is asked apart, so that the index of the few open ones answers it: beside the many ways in, SQLite
#: reads every inquiry there ever was (1,150 ms at half a million; so 16).
_OPEN_ONES = Inquiry.objects.filter(solved_at__isnull=True).values("pk")
_IS_OPEN = Q(pk__in=_OPEN_ONES, solved_at__isnull=True) & (Q(track__isnull=True) | Q(track__closed_at__isnull=True))
#: What is due first, then what waits for the sender, then by age.
DUE_FIRST = (F("due_at").asc(nulls_last=True), "received_at", "pk")


def _in_box(user: User, box: str, at: datetime) -> Q:
    if box == Box.MINE:
        return _with(Q(pk=user.pk))
    if box == Box.COVERED:
        return _with(Q(pk__in=perms.covered_by(user, at).values("user")))
    return Q(team__in=perms.teams_of(user, at).values("team"))


def _with(person: Q) -> Q:
    """Return the condition that somebody has the inquiry, of a dialogue that they have the ball or the case."""
    owned = Q(track__isnull=True, owner__in=User.objects.filter(person))
    held = Q(track__open_turn__holder_user__in=User.objects.filter(person))
    waits = Q(track__isnull=False, track__open_turn__holder_user__isnull=True)
    return owned | held | (waits & Q(track__case__jobformidler__in=User.objects.filter(person)))


def loaded(found: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
    """Return inquiries with all that a row shows."""
    open_waits = Wait.objects.filter(ended_at__isnull=True).order_by("since", "pk")
    return (
        found.select_related(
            "citizen", "company", "owner", "team", "track__open_turn__holder_user", "track__case__jobformidler"
        )
        .defer("citizen__cpr", "citizen__address")
        .prefetch_related(Prefetch("waits", open_waits))
    )


def _wait(wait: Wait) -> WaitSeen:
    return WaitSeen(
        pk=wait.pk,
        on=wait.on,
        label=str(wait.get_on_display()),
        ground=wait.ground,
        since=wait.since,
        pauses=wait.on == WaitingFor.SENDER,
    )
