"""Many order at once: the last money buys one statement, and orders that are killed midway leave nothing half done."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
from django.db import connection

from helevejen.cases import actions
from helevejen.cases.actions import Order
from helevejen.cases.models import Case, Statement, Track
from helevejen.ledger import queries as ledger
from helevejen.ledger.models import Commitment
from tests.factories.cases import CaseFactory
from tests.factories.ledger import AccountFactory
from tests.factories.times import NOW, TODAY
from tests.support import patience
from tests.support.processes import at_work, finished, kill, wait_until

pytestmark = [pytest.mark.both, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

AT_ONCE = 6
FEE = 39_700
WORKERS, ORDERS_EACH = 3, 40


def order(case, key=""):
    wanted = Order("status", "work_ability", "Hvad kan borgeren klare?", "Lægehuset", key=key)
    return actions.order_statement(case=case, order=wanted, by=case.jobformidler, at=NOW)


def at_once(deed):
    """Let some do it at the same moment and count how it went: "done", or the name of the refusal or the fault."""
    start = Barrier(AT_ONCE)

    def one(number):
        try:
            start.wait(timeout=patience.SECONDS)
            deed(number)
        except Exception as fault:  # noqa: BLE001 - the test tells refusals from faults by their names
            return type(fault).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(one, range(AT_ONCE)))


def assert_whole():
    """An order has its track and its commitment, and neither is there without it."""
    assert ledger.faults() == []
    orders = Statement.objects.count()
    assert Track.objects.count() == orders
    committed = set(Statement.objects.order_by("pk").values_list("commitment__reference", flat=True))
    assert committed == set(Commitment.objects.order_by("pk").values_list("reference", flat=True))


def test_of_those_who_race_for_the_last_krone_exactly_one_gets_a_statement():
    account = AccountFactory(series="statements", valid_from=TODAY, grant=2 * FEE - 1)
    cases = [CaseFactory() for _ in range(AT_ONCE)]

    assert at_once(lambda number: order(cases[number])) == {"done": 1, "UnableToOrderStatement": AT_ONCE - 1}

    assert ledger.standing(account).committed == FEE
    assert_whole()


def test_one_form_sent_many_times_at_once_orders_once():
    AccountFactory(series="statements", valid_from=TODAY, grant=AT_ONCE * FEE)
    case = CaseFactory()

    assert at_once(lambda _number: order(case, key="0" * 32)) == {"done": AT_ONCE}

    assert Statement.objects.count() == 1
    assert_whole()


def work(case_id: int, worker: int) -> None:
    """Order, receive with the bill, and cancel, many times: what a killed process was doing."""
    case = Case.objects.select_related("jobformidler").get(pk=case_id)
    for number in range(ORDERS_EACH):
        with suppress(actions.UnableToOrderStatement, actions.UnableToChangeStatement):
            statement = order(case, key=f"{worker}.{number}")
            values = {"statement": statement, "by": case.jobformidler, "at": NOW}
            if number % 3 == 0:
                actions.receive_statement(**values, bill_oere=FEE + number)
            elif number % 3 == 1:
                actions.cancel_statement(**values, reason="Ikke nødvendig", fee_oere=number)


def test_orders_that_are_killed_midway_leave_nothing_half_done():
    AccountFactory(series="statements", valid_from=TODAY, grant=100 * FEE)
    tasks = [{"case_id": CaseFactory().pk, "worker": worker} for worker in range(WORKERS)]

    with at_work(__name__, tasks) as started:
        wait_until(lambda: Statement.objects.count() >= 20)
        kill(started[0])
        kill(started[1])
        assert finished(started[2:]) == [0]

    assert_whole()
    work(**tasks[0])
    assert_whole()
