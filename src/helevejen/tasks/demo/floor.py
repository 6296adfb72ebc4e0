"""Where the cast meets the demo's orders: the calendar, those who act, and the cases and orders they act on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.core.exceptions import ObjectDoesNotExist

from helevejen.accounts import queries as account_queries
from helevejen.cases import queries as case_queries
from helevejen.recruitment import queries as order_queries
from helevejen.tasks.demo.days import Days, at
from helevejen.tasks.demo.orders import STABLE, TERMINAL, TRUCK

if TYPE_CHECKING:
    from helevejen.accounts.models import User
    from helevejen.cases.models import Case
    from helevejen.recruitment.models import JobOrder

_CITIZENS: Final = ("amina.holm", "bo.lund", "carl.juhl", "erik.toft", "hodan.warsame", "dorte.lauridsen")
_OTHERS: Final = ("jens.bro", "rikke.buhl", "poul.krogh")
_FEW_HOURS: Final = 12
_ORDERS: Final = (TRUCK, STABLE, TERMINAL)


@dataclass(frozen=True, slots=True)
class Floor:
    """
    Where it is played: the calendar, those who do it, and what they do it with.

    Attributes:
        somebody: An open case of the first jobformidler outside the cast, of a citizen with an account and no job.
    """

    days: Days
    users: dict[str, User]
    cases: dict[str, Case]
    orders: dict[str, JobOrder]
    somebody: Case | None = None

    def ago(self, days: int, minutes: int) -> datetime:
        """Return a moment so many working days before the demo's day."""
        return at(self.days.before(self.days.on, days), minutes)


def find_floor(days: Days) -> Floor | None:
    """Return the cast and the orders, None where a small demo lacks some of them."""
    try:
        users = {name: account_queries.get_demo_account(name) for name in (*_CITIZENS, *_OTHERS)}
        found = {name: case_queries.find_open_case(users[name].citizen) for name in _CITIZENS}
    except ObjectDoesNotExist:
        return None
    cases = {name: case for name, case in found.items() if case is not None}
    seen = order_queries.orders_visible_to(users["rikke.buhl"], at(days.on, 480))
    orders = {order.title: order for order in seen if order.title in _ORDERS}
    is_whole = len(cases) == len(_CITIZENS) and len(orders) == len(_ORDERS)
    return Floor(days, users, cases, orders, _find_somebody(days, users["jens.bro"])) if is_whole else None


def _find_somebody(days: Days, jobformidler: User) -> Case | None:
    """Return a case whose profile tells hours that suit, the oldest first; None in a small demo."""
    now = at(days.on, 480)
    for case in case_queries.cases_workable_by(jobformidler, now).filter(jobformidler=jobformidler).order_by("pk"):
        user = case.citizen.user
        is_free = case.is_open and case.opened_at < at(days.before(days.on, 30), 0)
        if not is_free or user is None or user.username in _CITIZENS:
            continue
        hours = case.citizen.profile_facts.filter(kind="hours", hours__lte=_FEW_HOURS)
        if hours.exists() and not case_queries.jobs_of(case, jobformidler, now):
            return case
    return None
