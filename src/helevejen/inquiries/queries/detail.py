"""One inquiry with all that was said and all that happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext

from helevejen.accounts.models import User
from helevejen.citizens.models import Citizen
from helevejen.inquiries import perms
from helevejen.inquiries.enums import Channel, EventKind
from helevejen.inquiries.models import Attachment, Inquiry, InquiryEvent, Post
from helevejen.inquiries.queries.inbox import loaded


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file that came along; its content is asked for apart."""

    pk: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class PostSeen:
    """One thing written. `by` is empty where the sender wrote it."""

    is_from_sender: bool
    text: str
    channel: str
    by: str
    at: datetime
    files: tuple[FileSeen, ...]


@dataclass(frozen=True, slots=True)
class EventSeen:
    """One thing that happened, in words, with its reason."""

    label: str
    by: str
    at: datetime
    reason: str


def inquiries_visible_to(user: User, at: datetime) -> QuerySet[Inquiry]:
    """Return the inquiries a user may know of, loaded for a row, newest first. Two queries."""
    return loaded(perms.visible_to(user, at)).order_by("-received_at", "-pk")


def may_read_words(user: User, inquiry: Inquiry, at: datetime) -> bool:
    """Return whether the words of an inquiry are for the user. One query."""
    return perms.readable_by(user, at).filter(pk=inquiry.pk).exists()


def may_be_given_to(user: User, citizen: Citizen, at: datetime) -> bool:
    """Return whether somebody may have a citizen's inquiry at all. Two queries at most."""
    return perms.may_own(user, citizen, at)


def posts_of(inquiry: Inquiry) -> list[PostSeen]:
    """Return what is written in an inquiry, oldest first, with the files. Two queries. Only for who may read it."""
    posts = Post.objects.filter(inquiry=inquiry).select_related("written_by")
    files: dict[int, list[FileSeen]] = {}
    attached = Attachment.objects.filter(post__inquiry=inquiry).defer("content").order_by("pk")
    for one in attached:
        files.setdefault(one.post_id, []).append(FileSeen(one.pk, one.name, one.size))
    return [
        PostSeen(
            is_from_sender=post.is_from_sender,
            text=post.text,
            channel=str(post.get_channel_display()),
            by=post.written_by.name if post.written_by and not post.is_from_sender else "",
            at=post.written_at,
            files=tuple(files.get(post.pk, ())),
        )
        for post in posts.order_by("written_at", "pk")
    ]


def events_of(inquiry: Inquiry) -> list[EventSeen]:
    """Return what has happened to an inquiry, newest first. Two queries."""
    events = list(inquiry.events.exclude(kind=EventKind.WRITTEN).select_related("by").order_by("-number"))
    owners = {event.detail.get("owner") for event in events if event.kind == EventKind.HANDED_OVER}
    names = dict(User.objects.filter(pk__in=owners - {None}).values_list("pk", "name"))
    return [
        EventSeen(
            label=_label_of(event, inquiry, names.get(event.detail.get("owner"), "")),
            by=event.by.name if event.by else "",
            at=event.at,
            reason=event.reason,
        )
        for event in events
    ]


def promised_now(inquiry: Inquiry) -> datetime:
    """Return until when the sender has been promised an answer, by the last promise. One query."""
    last = inquiry.events.filter(kind=EventKind.PROMISED_ANEW).order_by("-number").first()
    if last is None:
        return inquiry.promised_at
    is_first_answer = inquiry.answered_at is None or last.at < inquiry.answered_at
    return inquiry.answer_due_at if is_first_answer else inquiry.solve_due_at


def _label_of(event: InquiryEvent, inquiry: Inquiry, owner: str) -> str:
    """Return what happened in words; what was only said aloud is no receipt that was sent."""
    if event.kind == EventKind.HANDED_OVER and owner:
        return gettext("Givet videre til %(name)s") % {"name": owner}
    if event.kind == EventKind.ACKNOWLEDGED and inquiry.channel in {Channel.PHONE, Channel.COUNTER}:
        return gettext("Taget imod mundtligt")
    return str(event.get_kind_display())


def attachments_readable_by(user: User, at: datetime) -> QuerySet[Attachment]:
    """Return the files a user may be handed, with their inquiry. One query."""
    return perms.attachments_readable_by(user, at).select_related("post__inquiry")
