"""What citizens and companies read of their own inquiries: who has it, what we promised, the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from helevejen.accounts.models import User
from helevejen.inquiries import perms
from helevejen.inquiries.models import Inquiry
from helevejen.inquiries.queries.inbox import loaded, standing_of


@dataclass(frozen=True, slots=True)
class OwnInquiry:
    """
    One inquiry as its sender sees it.

    Attributes:
        who_has_it: The name of its owner; of a dialogue whoever has the ball, else the jobformidler.
        answer_by: When we answer, or have it solved, at the latest; None when it is over or we wait for the sender.
        is_late: We have not kept it.
        asked_of_you: What the sender is to do, while we wait for it.
        waits_for: Whom else it waits for, in words.
        is_dialogue: It is read and answered among the messages.
    """

    pk: int
    subject: str
    topic: str
    received_at: datetime
    who_has_it: str
    answer_by: datetime | None
    is_late: bool
    is_answered: bool
    is_over: bool
    asked_of_you: str
    waits_for: tuple[str, ...]
    is_dialogue: bool
    call_at: datetime | None


@dataclass(frozen=True, slots=True)
class CallAwaited:
    """A call that still waits: who has it, when it comes at the latest, and whether we have not kept that."""

    pk: int
    who_has_it: str
    answer_by: datetime | None
    is_late: bool


def own_inquiries(user: User, at: datetime) -> list[OwnInquiry]:
    """Return the inquiries of the citizen or company somebody signs in for, newest first, at most 50. Two queries."""
    found = loaded(perms.visible_to(user, at)).order_by("-received_at", "-pk")[:50]
    return [own_inquiry(inquiry, at) for inquiry in found]


def call_awaited(order_id: int, user: User, at: datetime) -> CallAwaited | None:
    """Return the newest call about a job order that the user may know of and that still waits. One query."""
    people = "owner", "track__open_turn__holder_user", "track__case__jobformidler"
    newest = _calls_awaited(order_id, user, at).select_related(*people).first()
    if newest is None:
        return None
    stands = standing_of(newest)
    is_late = stands.due_at is not None and at > stands.due_at
    return CallAwaited(newest.pk, stands.owner.name, stands.due_at, is_late)


def find_call_awaited(order_id: int, user: User, at: datetime) -> int | None:
    """Return the number of the inquiry `call_awaited` tells of. One query."""
    return _calls_awaited(order_id, user, at).values_list("pk", flat=True).first()


def own_inquiry(inquiry: Inquiry, at: datetime) -> OwnInquiry:
    """Return one loaded inquiry as its sender sees it. No query."""
    stands = standing_of(inquiry)
    answer_by = stands.due_at
    is_over = not inquiry.is_open if inquiry.track is None else stands.turn_id is None
    waits = [wait for wait in inquiry.waits.all() if wait.ended_at is None]
    return OwnInquiry(
        pk=inquiry.pk,
        subject=inquiry.subject,
        topic=str(inquiry.get_topic_display()),
        received_at=inquiry.received_at,
        who_has_it=stands.owner.name,
        answer_by=answer_by,
        is_late=answer_by is not None and at > answer_by,
        is_answered=inquiry.answered_at is not None,
        is_over=is_over,
        asked_of_you=next((wait.ground for wait in waits if wait.on == "sender"), ""),
        waits_for=tuple(str(wait.get_on_display()) for wait in waits if wait.on != "sender"),
        is_dialogue=inquiry.track is not None,
        call_at=inquiry.call_at if inquiry.answered_at is None else None,
    )


def _calls_awaited(order_id: int, user: User, at: datetime) -> QuerySet[Inquiry]:
    asked = perms.visible_to(user, at).filter(order=order_id, wants_call=True)
    return asked.filter(answered_at__isnull=True, solved_at__isnull=True).order_by("-pk")
