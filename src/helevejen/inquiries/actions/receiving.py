"""Taking an inquiry in: from the minute it comes somebody has it and something is promised."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.utils.translation import gettext, gettext_lazy

from helevejen.accounts.actions.notices import tell_staff
from helevejen.accounts.models import Team, User
from helevejen.audit.enums import Verb
from helevejen.cases.actions import messages
from helevejen.cases.enums import Holder
from helevejen.cases.models import Case, Track, Turn
from helevejen.citizens.models import Citizen
from helevejen.companies.models import Company
from helevejen.core.deeds import action, step
from helevejen.engines.calendar import day_of, last_minute_of
from helevejen.inquiries.actions import keeping
from helevejen.inquiries.actions.keeping import UnableToHandleInquiry
from helevejen.inquiries.enums import Channel, EventKind, InquiryObjection, OwnerReason, Sender, Topic
from helevejen.inquiries.models import Attachment, Inquiry, Post
from helevejen.inquiries.queries import owners as owner_queries
from helevejen.inquiries.rules import clocks, owners, texts

if TYPE_CHECKING:
    from collections.abc import Sequence


class UnableToTakeInInquiry(UnableToHandleInquiry):
    """The inquiry cannot be taken in like that."""


@dataclass(frozen=True, slots=True)
class From:
    """
    Who asks: a citizen, a company, or whoever it is with what is known of them.

    Attributes:
        contact: Who of us has what a company asks about; nobody: who is the company's contact anyhow.
    """

    citizen: Citizen | None = None
    company: Company | None = None
    contact: User | None = None
    name: str = ""
    email: str = ""
    phone: str = ""

    @property
    def kind(self) -> Sender:
        if self.citizen is not None:
            return Sender.CITIZEN
        return Sender.COMPANY if self.company is not None else Sender.UNKNOWN

    @property
    def is_somebody(self) -> bool:
        """Whether there is somebody to answer."""
        return self.kind != Sender.UNKNOWN or bool(self.name.strip() or self.email or self.phone.strip())


@dataclass(frozen=True, slots=True)
class File:
    """A file that came along."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, and how it came; `order_id` is the company's own job order that it is about."""

    channel: Channel
    text: str
    topic: str = Topic.GENERAL
    subject: str = ""
    wants_call: bool = False
    call_at: datetime | None = None
    order_id: int | None = None
    files: Sequence[File] = field(default_factory=tuple)


@action
def write_as_citizen(*, citizen: Citizen, case: Case | None, by: User, at: datetime, asked: Asked) -> Inquiry:
    """
    Take in what a citizen writes on Min vej.

    With an open case it is a message in the dialogue of the case, and the inquiry keeps its clocks; without, it is an
    inquiry with its own words (docs/adr/0008-a-dialogue-is-an-inquiry.md).

    Raises:
        UnableToTakeInInquiry, UnableToSendMessage: nothing has been sent.
    """
    if case is None or not case.is_open:
        return take_in(sender=From(citizen=citizen), asked=asked, by=by, at=at, is_told=True)
    message = messages.take_message(
        case=case, by=by, at=at, text=asked.text, wants_call=asked.wants_call, call_at=asked.call_at
    )
    return _of_dialogue(message.track, case, by=by, at=at, asked=asked)


@action
def write_as_company(
    *, company: Company, by: User, at: datetime, asked: Asked, is_once: bool = False, contact: User | None = None
) -> Inquiry:
    """
    Take in what a company's own contact writes on the company's page.

    Args:
        contact: Who of us has what it is about and therefore gets it, if there.
        is_once: What still waits for an answer is not asked again, and its inquiry is returned: a call about the same
            order, else the same words.

    Raises:
        UnableToTakeInInquiry: nothing has been sent.
    """
    if objection := texts.objection_to_written(asked.text, sender=Sender.COMPANY):
        raise UnableToTakeInInquiry(objection)
    if is_once and (waiting := _same_waiting(company, asked)):
        return waiting
    sender = From(company=company, contact=contact, name=by.name, email=by.email, phone=by.phone)
    return take_in(sender=sender, asked=asked, by=by, at=at, is_told=True)


@action
def write_again(*, inquiry: Inquiry, by: User, at: datetime, text: str) -> Post:
    """
    Add what the signed-in sender writes to an inquiry of theirs; a solved one opens again.

    Raises:
        UnableToHandleInquiry: nothing has been sent.
    """
    if objection := texts.objection_to_written(text, sender=inquiry.sender):
        raise UnableToHandleInquiry(objection)
    return add_from_sender(inquiry, channel=Channel.PORTAL, text=text, by=by, at=at)


# --- Steps ---


@step
def _same_waiting(company: Company, asked: Asked) -> Inquiry | None:
    """Return the inquiry that asks the same and is not answered; of two taps at once the second waits and finds it."""
    Company.objects.select_for_update(of=("self",), no_key=True).values_list("pk").get(pk=company.pk)
    waiting = company.inquiries.filter(topic=asked.topic, answered_at__isnull=True, solved_at__isnull=True)
    if asked.order_id is not None:
        about = waiting.filter(order=asked.order_id, wants_call=asked.wants_call)
        return about.select_related("owner").order_by("-pk").first()
    for one in waiting.select_related("owner").prefetch_related("posts").order_by("-pk"):
        if any(post.is_from_sender and post.text == asked.text for post in one.posts.all()):
            return one
    return None


@step
def take_in(
    *,
    sender: From,
    asked: Asked,
    by: User | None,
    at: datetime,
    is_told: bool,
    registrar: User | None = None,
    team: Team | None = None,
) -> Inquiry:
    """
    Take an inquiry in with its owner, its promise and its first event.

    Args:
        is_told: The sender reads or hears the promise now, which is the receipt.
        registrar: Who took it in by telephone or at the counter.
        team: Whose duty gets it when it belongs to nobody.

    Raises:
        UnableToTakeInInquiry: nothing has been written.
    """
    _check(sender, asked)
    owner, why = _owner_for(sender, registrar=registrar, team=team, at=at)
    if asked.call_at is not None:
        _check_call(owner, asked.call_at, at=at)
    inquiry = _create(sender, asked, owner=owner, team=team, registrar=registrar, at=at)
    post = Post.objects.create(
        inquiry=inquiry,
        is_from_sender=True,
        channel=asked.channel,
        text=asked.text.strip(),
        written_by=by if registrar is None else None,
        written_at=at,
    )
    keep_files(post, asked.files)
    keeping.record(inquiry, EventKind.RECEIVED, by=by, at=at, verb=Verb.INQUIRY_RECEIVED, owner=owner.pk, why=str(why))
    if is_told:
        acknowledge(inquiry, by=None, at=at)
    if owner.pk != (registrar.pk if registrar else None):
        _tell_owner(inquiry, owner, at=at)
    return inquiry


@step
def acknowledge(inquiry: Inquiry, *, by: User | None, at: datetime) -> None:
    """Note that the sender has been told that we have it, and until when we answer."""
    if inquiry.acknowledged_at is not None:
        return
    inquiry.acknowledged_at = at
    inquiry.receipt_minutes = clocks.minutes_spent(inquiry.received_at, at, ())
    inquiry.save(update_fields=["acknowledged_at", "receipt_minutes"])
    keeping.record(inquiry, EventKind.ACKNOWLEDGED, by=by, at=at, promised=inquiry.promised_at.isoformat())


@step
def add_from_sender(
    inquiry: Inquiry,
    *,
    channel: Channel,
    text: str,
    by: User | None,
    at: datetime,
    files: Sequence[File] = (),
) -> Post:
    """
    Add what the sender writes again. A pause ends, and a solved inquiry opens again.

    Raises:
        UnableToHandleInquiry: nothing has been written.
    """
    inquiry = keeping.lock_inquiry(inquiry, None, at=at)
    if objection := texts.objection_to_inquiry(text=text, subject=""):
        raise UnableToHandleInquiry(objection)
    post = Post.objects.create(
        inquiry=inquiry, is_from_sender=True, channel=channel, text=text.strip(), written_by=by, written_at=at
    )
    keep_files(post, files)
    keeping.record(inquiry, EventKind.WRITTEN, by=by, at=at, verb=Verb.INQUIRY_RECEIVED, channel=str(channel))
    if not inquiry.is_open:
        open_again(inquiry, by=by, at=at, reason=gettext("Afsenderen skrev igen."))
    keeping.end_pause(inquiry, by=by, at=at)
    keeping.keep_due(inquiry)
    _tell_owner(inquiry, inquiry.owner, at=at)
    return post


@step
def open_again(inquiry: Inquiry, *, by: User | None, at: datetime, reason: str) -> None:
    """Open a solved inquiry again. The clocks go on from the first receipt, and the reopening is counted."""
    inquiry.solved_at, inquiry.solved_by, inquiry.solve_minutes = None, None, None
    inquiry.reopened_count += 1
    inquiry.save(update_fields=["solved_at", "solved_by", "solve_minutes", "reopened_count"])
    keeping.record(inquiry, EventKind.REOPENED, by=by, at=at, reason=reason, verb=Verb.INQUIRY_REOPENED)


@step
def keep_files(post: Post, files: Sequence[File]) -> None:
    """Keep the files that came with a post."""
    for one in files:
        Attachment.objects.create(
            post=post,
            name=one.name,
            content_type=one.content_type,
            size=len(one.content),
            content=one.content.decode("latin-1"),
        )


def _check(sender: From, asked: Asked) -> None:
    if not sender.is_somebody:
        raise UnableToTakeInInquiry(InquiryObjection.NO_SENDER)
    if objection := texts.objection_to_inquiry(text=asked.text, subject=asked.subject, wants_call=asked.wants_call):
        raise UnableToTakeInInquiry(objection)


def _check_call(owner: User, call_at: datetime, *, at: datetime) -> None:
    hour = call_at.replace(minute=0, second=0, microsecond=0)
    booked = Inquiry.objects.open().filter(owner=owner, call_at__gte=hour, call_at__lt=hour + timedelta(hours=1))
    if objection := owners.objection_to_call(call_at=call_at, at=at, booked_that_hour=booked.count()):
        raise UnableToTakeInInquiry(objection)


def _owner_for(sender: From, *, registrar: User | None, team: Team | None, at: datetime) -> tuple[User, OwnerReason]:
    candidates = owner_queries.candidates_for(
        citizen=sender.citizen, company=sender.company, team=team, registrar=registrar, at=at, contact=sender.contact
    )
    chosen = owners.choose_owner(candidates)
    if chosen is None:
        raise UnableToTakeInInquiry(InquiryObjection.NOBODY)
    return User.objects.get(pk=chosen.user_id), chosen.why


def _create(
    sender: From,
    asked: Asked,
    *,
    owner: User,
    team: Team | None,
    registrar: User | None,
    at: datetime,
    track: Track | None = None,
) -> Inquiry:
    promise = clocks.promise_for(sender=sender.kind, topic=asked.topic, received_at=at)
    own_team = owner_queries.team_of(owner, day_of(at)) or team
    if own_team is None:
        raise UnableToTakeInInquiry(InquiryObjection.NOBODY)
    due = clocks.next_due(
        is_paused=False,
        answered_at=None,
        answer_due_at=promise.answer_by,
        solve_due_at=promise.solution_by,
        call_at=asked.call_at,
    )
    return Inquiry.objects.create(
        channel=asked.channel,
        sender=sender.kind,
        citizen=sender.citizen,
        company=sender.company,
        track=track,
        sender_name=sender.name.strip(),
        sender_email=sender.email,
        sender_phone=sender.phone.strip(),
        topic=Topic(asked.topic),
        subject=texts.masked_cpr(asked.subject.strip()),
        wants_call=asked.wants_call,
        call_at=asked.call_at,
        order_id=asked.order_id,
        received_at=at,
        registered_by=registrar,
        owner=owner,
        team=own_team,
        reply_token=uuid4().hex[:20],
        promised_at=promise.answer_by,
        receipt_due_at=promise.receipt_by,
        answer_due_at=promise.answer_by,
        solve_due_at=promise.solution_by,
        due_at=due,
    )


def _of_dialogue(track: Track, case: Case, *, by: User, at: datetime, asked: Asked) -> Inquiry:
    """Return the inquiry of a dialogue; the first message makes it, and what is promised is the turn's own day."""
    known = Inquiry.objects.filter(track=track).first()
    if known is not None:
        known = keeping.hold(known.pk)
        keeping.record(known, EventKind.WRITTEN, by=by, at=at)
        return known
    turn = Turn.objects.open().get(track=track)
    owner = turn.holder_user if turn.holder == Holder.JOBFORMIDLER and turn.holder_user else case.jobformidler
    inquiry = _create(From(citizen=case.citizen), asked, owner=owner, team=None, registrar=None, at=at, track=track)
    if turn.due_on is not None:
        promised = last_minute_of(turn.due_on)
        inquiry.promised_at = inquiry.answer_due_at = inquiry.due_at = promised
        inquiry.solve_due_at = max(inquiry.solve_due_at, promised)
        inquiry.save(update_fields=["promised_at", "answer_due_at", "solve_due_at", "due_at"])
    keeping.record(inquiry, EventKind.RECEIVED, by=by, at=at, owner=owner.pk, why=str(OwnerReason.JOBFORMIDLER))
    acknowledge(inquiry, by=None, at=at)
    return inquiry


def _tell_owner(inquiry: Inquiry, owner: User, *, at: datetime) -> None:
    text = gettext_lazy("Der er en henvendelse til dig, som skal besvares.")
    tell_staff([owner], kind="inquiry", text=text, at=at, path=f"/arbejde/henvendelser/{inquiry.pk}/")
