"""What the clock does to orders: remind the owner of what was promised."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy

from helevejen.accounts.actions.notices import tell_staff
from helevejen.core.deeds import action
from helevejen.recruitment.actions import keeping
from helevejen.recruitment.enums import Near, OrderClock
from helevejen.recruitment.models import JobOrder
from helevejen.recruitment.queries.tending import reminder_of

_TEXTS = {
    (OrderClock.REPLY, Near.SOON): gettext_lazy("%(company)s venter på svar. Ring senest %(when)s: %(title)s."),
    (OrderClock.REPLY, Near.PASSED): gettext_lazy("%(company)s har ikke fået det svar, vi lovede: %(title)s."),
    (OrderClock.SHORTLIST, Near.SOON): gettext_lazy("%(company)s får forslag senest %(when)s: %(title)s."),
    (OrderClock.SHORTLIST, Near.PASSED): gettext_lazy("%(company)s har ikke fået de forslag, vi lovede: %(title)s."),
}


@action
def remind_owner(*, order_id: int, at: datetime) -> bool:
    """
    Remind the owner when three quarters of a promise's time are gone, and when it is past; each once.

    Returns:
        Whether the owner was reminded.
    """
    order = keeping.hold(JobOrder(pk=order_id), None, at=at)
    found = reminder_of(order, at)
    if found is None:
        return False
    clock, level = found
    reminded = f"{clock.value}_reminded"
    # Claimed by a conditional update: two tendings at once remind once.
    if not JobOrder.objects.filter(pk=order.pk, **{f"{reminded}__lt": level}).update(**{reminded: int(level)}):
        return False
    when = order.reply_due_at if clock == OrderClock.REPLY else order.shortlist_due_at
    tell_staff(
        [order.owner], kind="order", text=_TEXTS[clock, level], at=at, path=f"/arbejde/ordrer/{order.pk}/",
        company=order.company.name, title=order.title, when=when,
    )  # fmt: skip
    return True
