"""Many at once, with connections and processes of their own: the last krone goes to one, and a kill breaks nothing."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, transaction

from helevejen.core.deeds import action
from helevejen.ledger import actions, queries
from helevejen.ledger.actions import Words
from helevejen.ledger.models import Account, Commitment
from helevejen.ledger.queries import Standing
from tests.factories.accounts import UserFactory
from tests.factories.ledger import AccountFactory, CommitmentFactory
from tests.factories.times import NOW
from tests.support import patience
from tests.support.processes import at_work, finished, kill, wait_until

pytestmark = [pytest.mark.both, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

AT_ONCE = 8
PRICE = 39_700
WORKERS, ORDERS_EACH = 4, 250


def at_once(deed):
    """Let eight do it at the same moment and count how it went: "done", or the name of the refusal or the fault."""
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


@action
def order(account, number, **more):
    return actions.reserve(account=account, amount=PRICE, reference=f"tests:{number}", by=None, at=NOW, **more)


@action
def settle(commitment, amount):
    return actions.spend(commitment=commitment, amount=amount, by=None, at=NOW)


def test_of_eight_who_want_the_last_money_exactly_one_gets_it():
    account = AccountFactory(grant=PRICE * 2 - 1)
    assert at_once(lambda number: order(account, number)) == {"done": 1, "UnableToReserve": AT_ONCE - 1}
    assert queries.standing(account) == Standing(free=PRICE - 1, committed=PRICE)
    assert queries.faults() == []


def test_eight_who_send_the_same_form_order_once():
    account = AccountFactory(grant=PRICE * AT_ONCE)
    assert at_once(lambda _number: order(account, 1, key="once")) == {"done": AT_ONCE}
    assert Commitment.objects.count() == 1
    assert queries.faults() == []


def test_of_eight_who_settle_one_commitment_exactly_one_does():
    commitment = CommitmentFactory(account=AccountFactory(grant=PRICE), amount=PRICE)
    settled = at_once(lambda number: settle(commitment, number * 100))
    assert settled == {"done": 1, "UnableToSettle": AT_ONCE - 1}
    assert queries.faults() == []


def test_of_eight_who_credit_the_same_krone_exactly_one_does():
    commitment = CommitmentFactory(account=AccountFactory(grant=PRICE), amount=PRICE)
    settle(commitment, PRICE)

    def credit(_number):
        with transaction.atomic():
            actions.credit(commitment=commitment, amount=PRICE, by=None, at=NOW, reason="Fejl")

    assert at_once(credit) == {"done": 1, "UnableToCredit": AT_ONCE - 1}
    assert queries.faults() == []


def test_of_eight_who_close_the_year_exactly_one_does():
    account = AccountFactory(grant=PRICE, valid_from=date(2025, 1, 1), valid_until=date(2026, 1, 1))
    leader = UserFactory()
    closed = at_once(lambda number: actions.close_year(account=account, by=leader, at=NOW, key=f"key-{number}"))
    assert closed == {"done": 1, "UnableToClose": AT_ONCE - 1}
    assert queries.standing(account) == Standing()
    assert queries.faults() == []


def test_transfers_in_a_ring_wait_for_each_other_and_lose_nothing():
    top = AccountFactory(grant=AT_ONCE * 100)
    lines = [top, *(AccountFactory(parent=top, grant=0) for _ in range(3))]
    leader, words = UserFactory(), Words(reason="Rundt")
    for line in lines[1:]:
        actions.transfer(from_account=top, to_account=line, amount=100, by=leader, at=NOW, words=words)

    def move(number):
        giver, taker = lines[number % 4], lines[(number + 1) % 4]
        actions.transfer(from_account=giver, to_account=taker, amount=1, by=leader, at=NOW, words=words)

    assert at_once(move) == {"done": AT_ONCE}
    assert queries.total_of().granted == AT_ONCE * 100
    assert queries.faults() == []


def work(account_id: int, worker: int) -> None:
    """Order, pay and cancel, many times: what a killed process was doing, and begins again with the same keys."""
    account = Account.objects.get(pk=account_id)
    for number in range(ORDERS_EACH):
        with suppress(actions.UnableToReserve, actions.UnableToSettle):
            made = order(account, f"{worker}.{number}", key=f"{worker}.{number}")
            if number % 3 < 2:
                settle(made, (PRICE - number) * (number % 3))


def test_killing_half_of_them_in_the_middle_of_a_thousand_orders_breaks_nothing():
    account = AccountFactory(grant=PRICE * 500)
    tasks = [{"account_id": account.pk, "worker": worker} for worker in range(WORKERS)]

    with at_work(__name__, tasks) as started:
        wait_until(lambda: Commitment.objects.count() >= 200)
        for one in started[: WORKERS // 2]:
            kill(one)
        assert queries.faults() == []
        assert finished(started[WORKERS // 2 :]) == [0] * (WORKERS // 2)
    assert queries.faults() == []
    assert queries.standing(account).granted == PRICE * 500

    # Who was killed begins again from the start: what was ordered is not ordered twice.
    for worker in range(WORKERS // 2):
        work(account.pk, worker)
    references = Counter(Commitment.objects.order_by("pk").values_list("reference", flat=True))
    assert set(references.values()) == {1}
    assert queries.standing(account).granted == PRICE * 500
    assert queries.faults() == []
