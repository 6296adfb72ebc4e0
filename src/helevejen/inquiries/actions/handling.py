"""Handling an inquiry: answer, wait, hand over, promise anew, solve, open again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy

from helevejen.accounts.actions.notices import tell_staff
from helevejen.accounts.models import User
from helevejen.audit.enums import Verb
from helevejen.cases.actions import notices
from helevejen.cases.enums import NoticeKind
from helevejen.cases.models import Case
from helevejen.citizens.models import Citizen
from helevejen.clients.mail import queue_mail
from helevejen.companies.models import Company
from helevejen.core.deeds import action, step
from helevejen.engines.calendar import day_of, last_minute_of
from helevejen.inquiries import perms
from helevejen.inquiries.actions import keeping, words
from helevejen.inquiries.actions.keeping import UnableToHandleInquiry
from helevejen.inquiries.actions.receiving import open_again
from helevejen.inquiries.enums import Avoidable, Channel, EventKind, InquiryObjection, Sender, WaitingFor
from helevejen.inquiries.models import CannedVersion, Inquiry, Post, Wait
from helevejen.inquiries.queries import owners as owner_queries
from helevejen.inquiries.rules import owners, texts


class UnableToAnswerInquiry(UnableToHandleInquiry):
    """The inquiry cannot be answered like that."""


class UnableToHandOverInquiry(UnableToHandleInquiry):
    """The inquiry cannot be given to them."""


class UnableToWait(UnableToHandleInquiry):
    """The inquiry cannot wait for that."""


class UnableToSolveInquiry(UnableToHandleInquiry):
    """The inquiry cannot be ended or opened like that."""


@dataclass(frozen=True, slots=True)
class Answer:
    """
    An answer, and what becomes of the inquiry with it: solved, going on, or waiting for the sender.

    Attributes:
        waits_for_sender: What the sender is to do; with it our clocks stop and it is not solved.
    """

    text: str
    is_by_phone: bool = False
    is_solved: bool = True
    waits_for_sender: str = ""
    canned: CannedVersion | None = None
    avoidable: str = Avoidable.NO


@action
def answer_inquiry(*, inquiry: Inquiry, by: User, at: datetime, answer: Answer, expected: int | None = None) -> Post:
    """
    Answer the sender, or write down what was answered by telephone.

    Raises:
        UnableToAnswerInquiry, UnableToHandleInquiry: nothing has been sent.
    """
    inquiry = keeping.lock_inquiry(inquiry, expected, at=at)
    channel = Channel.PHONE if answer.is_by_phone else _way_back(inquiry)
    post = give_answer(inquiry, by=by, at=at, text=answer.text, channel=channel, canned=answer.canned)
    if answer.waits_for_sender.strip():
        begin_wait(inquiry, on=WaitingFor.SENDER, ground=answer.waits_for_sender, by=by, at=at)
    elif answer.is_solved:
        end_inquiry(inquiry, by=by, at=at, avoidable=answer.avoidable)
    keeping.keep_due(inquiry)
    return post


@action
def note_call(*, inquiry: Inquiry, by: User, at: datetime, reason: str, expected: int | None = None) -> None:
    """
    Write down that somebody tried to call the sender and did not get hold of them. It answers nothing.

    Raises:
        UnableToAnswerInquiry, UnableToHandleInquiry: nothing has been written.
    """
    inquiry = keeping.lock_inquiry(inquiry, expected, at=at)
    if not inquiry.is_open:
        raise UnableToAnswerInquiry(InquiryObjection.SOLVED)
    if objection := texts.objection_to_reason(reason):
        raise UnableToAnswerInquiry(objection)
    keeping.record(inquiry, EventKind.CALLED, by=by, at=at, reason=reason.strip())


@action
def hand_over(
    *, inquiry: Inquiry, to: User, by: User | None, at: datetime, reason: str, expected: int | None = None
) -> None:
    """
    Give an inquiry to somebody else. No clock starts anew; the new owner is told.

    Raises:
        UnableToHandOverInquiry, UnableToHandleInquiry: nothing has been changed.
    """
    inquiry = keeping.lock_inquiry(inquiry, expected, at=at)
    if not inquiry.is_open:
        raise UnableToHandOverInquiry(InquiryObjection.SOLVED)
    if objection := texts.objection_to_reason(reason):
        raise UnableToHandOverInquiry(objection)
    on = day_of(at)
    if objection := owners.objection_to_owner(
        user_id=to.pk,
        present_id=inquiry.owner_id,
        is_there=owner_queries.is_there(to, on),
        is_barred=not perms.may_own(to, inquiry.citizen, at),
    ):
        raise UnableToHandOverInquiry(objection)
    former = inquiry.owner_id
    inquiry.owner = to
    inquiry.team = owner_queries.team_of(to, on) or inquiry.team
    inquiry.handover_count += 1
    inquiry.level = 0
    inquiry.save(update_fields=["owner", "team", "handover_count", "level"])
    keeping.record(
        inquiry, EventKind.HANDED_OVER, by=by, at=at, reason=reason.strip(), verb=Verb.INQUIRY_HANDED_OVER,
        former=former, owner=to.pk,
    )  # fmt: skip
    text = gettext_lazy("Du har fået en henvendelse, som skal besvares.")
    tell_staff([to], kind="inquiry", text=text, at=at, path=words.path_of(inquiry))


@action
def wait_for(*, inquiry: Inquiry, on: str, ground: str, by: User, at: datetime, expected: int | None = None) -> Wait:
    """
    Write down whom an inquiry waits for, and why. Only waiting for the sender stops our clocks, and the sender is told:
    nobody is waited for who does not know.

    Raises:
        UnableToWait, UnableToHandleInquiry: nothing has been changed.
    """
    inquiry = keeping.lock_inquiry(inquiry, expected, at=at)
    is_for_sender = on == WaitingFor.SENDER
    if is_for_sender and (objection := texts.objection_to_mailed(ground, is_mailed=_is_mailed(inquiry))):
        raise UnableToWait(objection)
    wait = begin_wait(inquiry, on=on, ground=ground, by=by, at=at)
    keeping.keep_due(inquiry)
    if is_for_sender:
        tell_sender(inquiry, at=at, mail=words.asked_of_sender(inquiry, wait.ground))
    return wait


@action
def stop_waiting(*, inquiry: Inquiry, wait: Wait, by: User, at: datetime, expected: int | None = None) -> None:
    """
    Write down that an inquiry no longer waits; after waiting for the sender the clocks run again.

    Raises:
        UnableToWait, UnableToHandleInquiry: nothing has been changed.
    """
    inquiry = keeping.lock_inquiry(inquiry, expected, at=at)
    present = inquiry.waits.filter(pk=wait.pk, ended_at__isnull=True).first()
    if present is None:
        raise UnableToWait(InquiryObjection.WAITS_NOT)
    if present.on == WaitingFor.SENDER:
        keeping.end_pause(inquiry, by=by, at=at)
    else:
        Wait.objects.filter(pk=present.pk).update(ended_at=max(at, present.since))
        keeping.record(inquiry, EventKind.WAIT_ENDED, by=by, at=at, on=present.on)
    keeping.keep_due(inquiry)


@action
def promise_anew(
    *, inquiry: Inquiry, until: date, reason: str, by: User, at: datetime, expected: int | None = None
) -> None:
    """
    Promise a later day with what it waits for, and tell the sender. The figures still measure by the first promise.

    Raises:
        UnableToHandleInquiry: nothing has been changed.
    """
    inquiry = keeping.lock_inquiry(inquiry, expected, at=at)
    if not inquiry.is_open:
        raise UnableToHandleInquiry(InquiryObjection.SOLVED)
    present = inquiry.solve_due_at if inquiry.answered_at else inquiry.answer_due_at
    objection = texts.objection_to_new_promise(promised_at=present, until=until, reason=reason, at=at)
    if objection := objection or texts.objection_to_mailed(reason, is_mailed=_is_mailed(inquiry)):
        raise UnableToHandleInquiry(objection)
    due = last_minute_of(until)
    if inquiry.answered_at is None:
        inquiry.answer_due_at = due
    inquiry.solve_due_at = max(inquiry.solve_due_at, due)
    inquiry.save(update_fields=["answer_due_at", "solve_due_at"])
    keeping.record(
        inquiry, EventKind.PROMISED_ANEW, by=by, at=at, reason=reason.strip(), verb=Verb.INQUIRY_PROMISED_ANEW,
        promised=due.isoformat(),
    )  # fmt: skip
    keeping.keep_due(inquiry)
    tell_sender(inquiry, at=at, mail=words.new_promise(inquiry, until, reason.strip()))


@action
def solve_inquiry(
    *, inquiry: Inquiry, by: User, at: datetime, avoidable: str = Avoidable.NO, expected: int | None = None
) -> None:
    """
    End an inquiry that has been answered.

    Raises:
        UnableToSolveInquiry, UnableToHandleInquiry: nothing has been changed.
    """
    inquiry = keeping.lock_inquiry(inquiry, expected, at=at)
    end_inquiry(inquiry, by=by, at=at, avoidable=avoidable)


@action
def reopen_inquiry(*, inquiry: Inquiry, by: User, at: datetime, reason: str, expected: int | None = None) -> None:
    """
    Open a solved inquiry again.

    Raises:
        UnableToSolveInquiry, UnableToHandleInquiry: nothing has been changed.
    """
    inquiry = keeping.lock_inquiry(inquiry, expected, at=at)
    if inquiry.is_open:
        raise UnableToSolveInquiry(InquiryObjection.NOT_SOLVED)
    if objection := texts.objection_to_reason(reason):
        raise UnableToSolveInquiry(objection)
    open_again(inquiry, by=by, at=at, reason=reason.strip())
    keeping.keep_due(inquiry)


@action
def know_sender(
    *,
    inquiry: Inquiry,
    citizen: Citizen | None,
    company: Company | None,
    by: User,
    at: datetime,
    expected: int | None = None,
) -> None:
    """
    Write down who an unknown sender is. What was promised stands; who has it stays.

    Raises:
        UnableToHandleInquiry: nothing has been changed.
    """
    inquiry = keeping.lock_inquiry(inquiry, expected, at=at)
    if inquiry.sender != Sender.UNKNOWN or (citizen is None) == (company is None):
        raise UnableToHandleInquiry(InquiryObjection.NO_SENDER)
    inquiry.citizen, inquiry.company = citizen, company
    inquiry.sender = Sender.CITIZEN if citizen is not None else Sender.COMPANY
    inquiry.save(update_fields=["citizen", "company", "sender"])
    keeping.record(inquiry, EventKind.SENDER_KNOWN, by=by, at=at, verb=Verb.INQUIRY_SENDER_FOUND)


# --- Steps ---


@step
def give_answer(
    inquiry: Inquiry, *, by: User, at: datetime, text: str, channel: Channel, canned: CannedVersion | None = None
) -> Post:
    """
    Write an answer down and let it reach the sender; the first one stops the clock of the answer.

    Raises:
        UnableToAnswerInquiry: nothing has been sent.
    """
    if not inquiry.is_open:
        raise UnableToAnswerInquiry(InquiryObjection.SOLVED)
    is_spoken = channel in {Channel.PHONE, Channel.COUNTER}
    if objection := texts.objection_to_answer(
        text=text,
        sender=inquiry.sender,
        has_address=bool(inquiry.sender_email),
        is_by_phone=is_spoken,
        has_portal=has_portal(inquiry),
    ):
        raise UnableToAnswerInquiry(objection)
    keeping.end_pause(inquiry, by=by, at=at)
    post = Post.objects.create(
        inquiry=inquiry, is_from_sender=False, channel=channel, text=text.strip(), written_by=by, written_at=at,
        canned=canned,
    )  # fmt: skip
    if inquiry.answered_at is None:
        keeping.stop_answer_clock(inquiry, at=at, pauses=keeping.pauses_of(inquiry))
    keeping.record(inquiry, EventKind.ANSWERED, by=by, at=at, verb=Verb.INQUIRY_ANSWERED, channel=str(channel))
    if not is_spoken:
        tell_sender(inquiry, at=at, mail=words.answer(inquiry, post.text))
    return post


@step
def begin_wait(inquiry: Inquiry, *, on: str, ground: str, by: User, at: datetime) -> Wait:
    """
    Begin a wait.

    Raises:
        UnableToWait: nothing has been changed.
    """
    if not inquiry.is_open:
        raise UnableToWait(InquiryObjection.SOLVED)
    if objection := texts.objection_to_reason(ground):
        raise UnableToWait(objection)
    if keeping.open_wait(inquiry, WaitingFor(on)) is not None:
        raise UnableToWait(InquiryObjection.WAITS_ALREADY)
    wait = Wait.objects.create(inquiry=inquiry, on=WaitingFor(on), ground=ground.strip(), since=at, begun_by=by)
    kind = EventKind.PAUSED if on == WaitingFor.SENDER else EventKind.WAIT_BEGUN
    keeping.record(inquiry, kind, by=by, at=at, reason=ground.strip(), verb=Verb.INQUIRY_WAITS, on=str(on))
    return wait


@step
def end_inquiry(inquiry: Inquiry, *, by: User, at: datetime, avoidable: str = Avoidable.NO) -> None:
    """
    Solve an answered inquiry: whatever it waited for is over, and what it took is counted.

    Raises:
        UnableToSolveInquiry: nothing has been changed.
    """
    if not inquiry.is_open:
        raise UnableToSolveInquiry(InquiryObjection.SOLVED)
    if inquiry.answered_at is None:
        raise UnableToSolveInquiry(InquiryObjection.NOT_ANSWERED)
    keeping.end_pause(inquiry, by=by, at=at)
    for wait in inquiry.waits.filter(ended_at__isnull=True).order_by("pk"):
        Wait.objects.filter(pk=wait.pk).update(ended_at=max(at, wait.since))
    keeping.stop_solution_clock(inquiry, by=by, at=at, pauses=keeping.pauses_of(inquiry), avoidable=avoidable)
    keeping.record(inquiry, EventKind.SOLVED, by=by, at=at, verb=Verb.INQUIRY_SOLVED, avoidable=str(inquiry.avoidable))


@step
def tell_sender(inquiry: Inquiry, *, at: datetime, mail: words.Words) -> None:
    """
    Let the sender know: a citizen on Min vej and, without a word of it, by mail; others by mail.

    The mail to a citizen goes to the registered address, never to the one a mail said it came from.
    """
    to = inquiry.sender_email
    if inquiry.citizen is not None:
        to = inquiry.citizen.email
        case = Case.objects.open().filter(citizen=inquiry.citizen).order_by("pk").first()
        if case is not None:
            notices.tell_citizen(case=case, kind=NoticeKind.MESSAGE, at=at, inquiry_id=inquiry.pk)
    if to:
        queue_mail(to=to, subject=mail.subject, text=mail.text, headers=words.headers_of(inquiry))


def has_portal(inquiry: Inquiry) -> bool:
    """Return whether the sender can read an answer on a page of ours: citizens always, companies with an account."""
    if inquiry.citizen_id is not None:
        return True
    contacts = inquiry.company.contacts if inquiry.company is not None else None
    return contacts is not None and contacts.filter(is_active=True, user__isnull=False).exists()


def _is_mailed(inquiry: Inquiry) -> bool:
    """Return whether what the sender is told goes out in a plain mail, words and all."""
    return inquiry.citizen_id is None and not has_portal(inquiry)


def _way_back(inquiry: Inquiry) -> Channel:
    return Channel.PORTAL if has_portal(inquiry) else Channel.MAIL
