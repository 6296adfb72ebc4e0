"""
What every deed on an inquiry does: take hold of it, write down what happened, keep what is due next.

A deed that comes from a page names the number of the last event the page showed. Another number means that somebody
was there first, and nothing is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, ngettext

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.actions.locks import lock_case
from helevejen.cases.models import Track
from helevejen.core.deeds import Refusal, step
from helevejen.engines.calendar import day_of, extended, office_time
from helevejen.inquiries.enums import Avoidable, EventKind, InquiryObjection, WaitingFor
from helevejen.inquiries.models import Inquiry, InquiryEvent, Wait
from helevejen.inquiries.rules import clocks

#: What somebody else may have done without being in one's way: it changes nothing the page showed.
_HARMLESS = frozenset({EventKind.ESCALATED, EventKind.ACKNOWLEDGED})


class UnableToHandleInquiry(Refusal):
    """A rule forbids it, or somebody else was there first; base of what refuses a deed on an inquiry."""


@step
def hold(inquiry_id: int) -> Inquiry:
    """Return an inquiry with its people, locked: whoever writes an event holds it, so that the numbers follow."""
    Inquiry.objects.select_for_update(of=("self",), no_key=True).values_list("pk").get(pk=inquiry_id)
    return Inquiry.objects.select_related("owner", "citizen", "company", "team").get(pk=inquiry_id)


@step
def hold_with_case(inquiry_id: int) -> Inquiry:
    """
    Return an inquiry as `hold` does; of a dialogue the case is locked before it, as when it is answered.

    When a deed that changed a row twice is kept, PostgreSQL asks for all the row points at, the track too. Whoever held
    the inquiry alone would then wait for the one who answers, and that one for the inquiry.
    """
    dialogue = Track.objects.select_related("case").filter(inquiry=inquiry_id).first()
    if dialogue is not None:
        lock_case(dialogue.case)
    return hold(inquiry_id)


@step
def lock_inquiry(inquiry: Inquiry, expected: int | None, *, at: datetime) -> Inquiry:
    """
    Return the inquiry with its people, locked.

    Raises:
        UnableToHandleInquiry: it is a dialogue, which is handled in its case, or somebody was there since the page.
    """
    fresh = hold(inquiry.pk)
    if fresh.track_id is not None:
        raise UnableToHandleInquiry(InquiryObjection.IS_DIALOGUE)
    if expected is not None and expected != fresh.number:
        _refuse_if_moved(fresh, expected, at=at)
    return fresh


@step
def record(
    inquiry: Inquiry,
    kind: EventKind,
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
    verb: Verb | None = None,
    **detail: object,
) -> InquiryEvent:
    """
    Add an event, keep its number on the inquiry, and write the deed down in the log when it has a verb.

    The inquiry is held (`hold`), or made in the same deed.
    """
    inquiry.number += 1
    event = InquiryEvent.objects.create(
        inquiry=inquiry, number=inquiry.number, kind=kind, at=at, by=by, reason=reason, detail=detail
    )
    Inquiry.objects.filter(pk=inquiry.pk).update(number=inquiry.number)
    if verb is not None:
        audit_actions.record_event(
            verb, subject=inquiry, by=by, at=at, citizen_id=inquiry.citizen_id, detail={"kind": str(kind), **detail}
        )
    return event


@step
def keep_due(inquiry: Inquiry) -> None:
    """Store when the next thing is due, and let the reminders begin anew when that has become later."""
    is_paused = open_wait(inquiry, WaitingFor.SENDER) is not None
    due = None
    if inquiry.is_open:
        due = clocks.next_due(
            is_paused=is_paused,
            answered_at=inquiry.answered_at,
            answer_due_at=inquiry.answer_due_at,
            solve_due_at=inquiry.solve_due_at,
            call_at=inquiry.call_at,
        )
    set_due(inquiry, due)


def open_wait(inquiry: Inquiry, on: str) -> Wait | None:
    """Return the wait for somebody that is not over, or None. One query."""
    return inquiry.waits.filter(on=on, ended_at__isnull=True).first()


def pauses_of(inquiry: Inquiry) -> list[clocks.Stretch]:
    """Return the times in which we waited for the sender. One query."""
    waits = inquiry.waits.filter(on=WaitingFor.SENDER).order_by("since", "pk")
    return [clocks.Stretch(wait.since, wait.ended_at) for wait in waits]


@step
def end_pause(inquiry: Inquiry, *, by: User | None, at: datetime, reason: str = "") -> bool:
    """Let the clocks run again if they stand, and move the promises by the office time they stood."""
    wait = open_wait(inquiry, WaitingFor.SENDER)
    if wait is None:
        return False
    Wait.objects.filter(pk=wait.pk).update(ended_at=max(at, wait.since))
    stood = office_time(wait.since, at)
    if inquiry.answered_at is None:
        inquiry.answer_due_at = extended(inquiry.answer_due_at, stood)
    inquiry.solve_due_at = max(extended(inquiry.solve_due_at, stood), inquiry.answer_due_at)
    inquiry.save(update_fields=["answer_due_at", "solve_due_at"])
    record(inquiry, EventKind.RESUMED, by=by, at=at, reason=reason, minutes=round(stood / timedelta(minutes=1)))
    return True


@step
def stop_answer_clock(inquiry: Inquiry, *, at: datetime, pauses: Sequence[clocks.Stretch]) -> None:
    """Note the first answer: what it took, and whether it came within the first promise, moved by the pauses."""
    spent = clocks.minutes_spent(inquiry.received_at, at, pauses)
    stood = timedelta(minutes=clocks.minutes_spent(inquiry.received_at, at, ()) - spent)
    inquiry.answered_at, inquiry.answer_minutes = at, spent
    inquiry.is_in_time = at <= extended(inquiry.promised_at, stood)
    inquiry.save(update_fields=["answered_at", "answer_minutes", "is_in_time"])


@step
def stop_solution_clock(
    inquiry: Inquiry, *, by: User | None, at: datetime, pauses: Sequence[clocks.Stretch], avoidable: str
) -> None:
    """Note the solution: what it took, and whether the contact could have been avoided."""
    inquiry.solved_at, inquiry.solved_by, inquiry.due_at = at, by, None
    inquiry.solve_minutes = clocks.minutes_spent(inquiry.received_at, at, pauses)
    inquiry.avoidable = Avoidable(avoidable)
    inquiry.save(update_fields=["solved_at", "solved_by", "due_at", "solve_minutes", "avoidable"])


@step
def set_due(inquiry: Inquiry, due: datetime | None) -> None:
    """Store when the next thing is due, and let the reminders begin anew when that has changed."""
    if due != inquiry.due_at:
        inquiry.due_at, inquiry.level = due, 0
        inquiry.save(update_fields=["due_at", "level"])


def ago(moment: datetime, at: datetime) -> str:
    """Return how long ago something was, in words."""
    minutes = int((at - moment) / timedelta(minutes=1))
    if minutes < 1:
        return gettext("for et øjeblik siden")
    if minutes < 60:
        return ngettext("for %(count)s minut siden", "for %(count)s minutter siden", minutes) % {"count": minutes}
    return gettext("den %(day)s") % {"day": date_format(day_of(moment), "j. F")}


def _refuse_if_moved(inquiry: Inquiry, expected: int, *, at: datetime) -> None:
    since: list[Any] = list(
        inquiry.events.filter(number__gt=expected)
        .exclude(kind__in=_HARMLESS)
        .select_related("by")
        .order_by("-number")[:1]
    )
    if not since and expected <= inquiry.number:
        return
    last = since[0] if since else None
    name = last.by.get_short_name() if last and last.by else gettext("Afsenderen")
    what = str(last.get_kind_display()).lower() if last else ""
    raise UnableToHandleInquiry(
        gettext_lazy("%(name)s var her %(ago)s: %(what)s. Genindlæs siden, før du skriver."),
        name=name,
        ago=ago(last.at, at) if last else "",
        what=what,
    )
