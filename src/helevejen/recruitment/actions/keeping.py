"""
What every deed on an order does: take hold of it, and write down what happened.

A deed that comes from a page names the number of the last event the page showed. Another number means that somebody
was there first, and nothing is done.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, ngettext

from helevejen.accounts.actions.notices import tell_staff
from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.core.deeds import Refusal, step
from helevejen.engines.calendar import day_of
from helevejen.recruitment.enums import OrderEventKind
from helevejen.recruitment.models import JobOrder, OrderEvent

#: The deed in the log, by what happened to the order.
_VERBS = {
    OrderEventKind.ORDERED: Verb.ORDER_PLACED,
    OrderEventKind.CHANGED: Verb.ORDER_CHANGED,
    OrderEventKind.FEWER: Verb.ORDER_CHANGED,
    OrderEventKind.TAKEN: Verb.ORDER_HANDED_OVER,
    OrderEventKind.HANDED_OVER: Verb.ORDER_HANDED_OVER,
    OrderEventKind.ANSWERED: Verb.ORDER_ANSWERED,
    OrderEventKind.PROMISED: Verb.ORDER_ANSWERED,
    OrderEventKind.SHORTLISTED: Verb.ORDER_SHORTLISTED,
    OrderEventKind.NONE_FOUND: Verb.ORDER_SHORTLISTED,
    OrderEventKind.PAUSED: Verb.ORDER_MOVED,
    OrderEventKind.OPENED: Verb.ORDER_MOVED,
    OrderEventKind.FILLED: Verb.ORDER_MOVED,
    OrderEventKind.CLOSED: Verb.ORDER_MOVED,
}

#: What the owner is told when the company does it itself.
_TOLD = {
    OrderEventKind.CHANGED: gettext_lazy("%(company)s har rettet sin jobordre: %(title)s."),
    OrderEventKind.FEWER: gettext_lazy("%(company)s har selv fundet nogen til sin jobordre: %(title)s."),
    OrderEventKind.PAUSED: gettext_lazy("%(company)s har sat sin jobordre på pause: %(title)s."),
    OrderEventKind.OPENED: gettext_lazy("%(company)s vil i gang igen med sin jobordre: %(title)s."),
    OrderEventKind.CLOSED: gettext_lazy("%(company)s har lukket sin jobordre: %(title)s."),
}


class UnableToHandleOrder(Refusal):
    """A rule forbids it, or somebody else was there first; base of what refuses a deed on an order."""


@step
def hold(order: JobOrder, expected: int | None, *, at: datetime) -> JobOrder:
    """
    Return an order with its people, locked: whoever writes an event holds it, so that the numbers follow.

    Raises:
        UnableToHandleOrder: somebody was there since the page.
    """
    JobOrder.objects.select_for_update(of=("self",), no_key=True).values_list("pk").get(pk=order.pk)
    fresh = JobOrder.objects.select_related("owner", "company").get(pk=order.pk)
    if expected is not None and expected != fresh.number:
        _refuse(fresh, at=at)
    return fresh


@step
def record(
    order: JobOrder,
    kind: OrderEventKind,
    *,
    by: User,
    at: datetime,
    words: str = "",
    reason: str = "",
    is_transfer: bool = False,
) -> OrderEvent:
    """Add an event, keep its number on the order, and write the deed down in the log. The order is held, or new."""
    order.number += 1
    JobOrder.objects.filter(pk=order.pk).update(number=order.number)
    event = OrderEvent.objects.create(
        order=order, number=order.number, kind=kind, at=at, by=by, words=words.strip(), reason=reason.strip(),
        owner_id=order.owner_id, is_transfer=is_transfer,
    )  # fmt: skip
    detail = {"kind": str(kind), "is_transfer": is_transfer}
    audit_actions.record_event(_VERBS[kind], subject=order, by=by, at=at, detail=detail)
    if kind in _TOLD and by.kind == UserKind.COMPANY:
        _tell_owner(event)
    return event


@step
def _tell_owner(event: OrderEvent) -> None:
    """Tell the owner what the company did itself; of several corrections in a row only the first."""
    before = event.order.events.filter(number=event.number - 1).first()
    if before is not None and (before.kind, before.by_id) == (event.kind, event.by_id):
        return
    tell_staff(
        [event.order.owner], kind="order", text=_TOLD[OrderEventKind(event.kind)], at=event.at,
        path=f"/arbejde/ordrer/{event.order_id}/", company=event.order.company.name, title=event.order.title,
    )  # fmt: skip


def _refuse(order: JobOrder, *, at: datetime) -> None:
    last = order.events.select_related("by").order_by("-number").first()
    raise UnableToHandleOrder(
        gettext_lazy("%(name)s var her %(ago)s: %(what)s. Genindlæs siden, før du gør mere."),
        name=last.by.get_short_name() if last else "",
        ago=_ago(last.at, at) if last else "",
        what=str(last.get_kind_display()).lower() if last else "",
    )


def _ago(moment: datetime, at: datetime) -> str:
    minutes = int((at - moment) / timedelta(minutes=1))
    if minutes < 1:
        return gettext("for et øjeblik siden")
    if minutes < 60:
        return ngettext("for %(count)s minut siden", "for %(count)s minutter siden", minutes) % {"count": minutes}
    return gettext("den %(day)s") % {"day": date_format(day_of(moment), "j. F")}
