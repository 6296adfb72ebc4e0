"""The citizen says that an order does not suit, or takes it back. No reason is asked for, and it costs nothing."""

from __future__ import annotations

from datetime import datetime

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.citizens.models import Citizen
from helevejen.core.deeds import Refusal, action
from helevejen.recruitment.models import JobOrder
from helevejen.suggestions.enums import ListObjection
from helevejen.suggestions.models import DeclinedOrder


class UnableToDecline(Refusal):
    """Somebody else says so, or it has been said already; nothing has been changed."""


@action
def decline_order(*, citizen: Citizen, order: JobOrder, by: User, at: datetime) -> DeclinedOrder:
    """
    Write down that an order does not suit a citizen; coming lists are without it.

    Raises:
        UnableToDecline: nothing has been changed.
    """
    _demand_citizen(citizen, by)
    said, is_new = DeclinedOrder.objects.get_or_create(
        citizen=citizen, order=order, taken_back_at=None, defaults={"said_at": at}
    )
    if not is_new:
        raise UnableToDecline(ListObjection.ALREADY_DECLINED)
    audit_actions.record_event(Verb.ORDER_DECLINED, subject=said, by=by, at=at, citizen_id=citizen.pk)
    return said


@action
def take_back_declining(*, citizen: Citizen, order: JobOrder, by: User, at: datetime) -> None:
    """
    Let an order be suggested again.

    Raises:
        UnableToDecline: nothing has been changed.
    """
    _demand_citizen(citizen, by)
    standing = DeclinedOrder.objects.filter(citizen=citizen, order=order, taken_back_at__isnull=True)
    said = standing.select_for_update(of=("self",)).first()
    if said is None:
        raise UnableToDecline(ListObjection.NOT_DECLINED)
    said.taken_back_at = at
    said.save(update_fields=["taken_back_at"])
    audit_actions.record_event(Verb.ORDER_CONSIDERED, subject=said, by=by, at=at, citizen_id=citizen.pk)


def _demand_citizen(citizen: Citizen, by: User) -> None:
    if citizen.user_id is None or citizen.user_id != by.pk:
        raise UnableToDecline(ListObjection.NOT_THE_CITIZEN)
