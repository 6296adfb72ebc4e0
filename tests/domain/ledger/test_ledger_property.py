"""
Whatever is done to the ledger in whatever order, its invariants hold (reliability of budgets and quotas).

The machine keeps a plain model of its own, accounts as three integers, and compares after every deed.
"""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from helevejen.ledger import actions, queries
from helevejen.ledger.actions import Words
from helevejen.ledger.enums import Unit
from helevejen.ledger.models import Entry
from helevejen.ledger.queries import Standing
from tests.factories.accounts import UserFactory
from tests.factories.ledger import AccountFactory
from tests.factories.times import NOW, TODAY

pytestmark = [pytest.mark.both, pytest.mark.slow]

AMOUNTS = st.integers(min_value=1, max_value=1_200_000)
LINES = st.integers(min_value=0, max_value=3)
TOTAL = 5_000_000
SIDES = ("free", "committed", "spent")


class Ledger(RuleBasedStateMachine):
    """A budget of 50.000 kr. on four lines that trade with each other, and a quota of 25 places."""

    orders = Bundle("orders")
    bills = Bundle("bills")
    moves = Bundle("moves")
    waiting = Bundle("waiting")

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.block_ended = False
        self.number = 0

    @initialize()
    def begin(self) -> None:
        self.at = NOW
        self.leader, self.other = UserFactory(), UserFactory()
        over = {"valid_from": TODAY - timedelta(days=400), "valid_until": TODAY - timedelta(days=35)}
        top = AccountFactory(grant=TOTAL, **over)
        self.lines = [top, *(AccountFactory(parent=top, grant=0, **over) for _ in range(3))]
        self.total = TOTAL
        self.places = AccountFactory(unit=Unit.PLACES, grant=25)
        self.model = {one.pk: [0, 0, 0] for one in [*self.lines, self.places]}
        self.model[top.pk][0], self.model[self.places.pk][0] = TOTAL, 25
        self.history: list[tuple[object, dict[int, tuple[int, ...]]]] = []

    def moment(self):
        self.at += timedelta(minutes=1)
        self.number += 1
        return self.at

    @rule(target=orders, line=LINES, amount=AMOUNTS, days=st.none() | st.integers(1, 5))
    def reserve(self, line, amount, days):
        return self._reserve(self.lines[line], amount, days)

    @rule(target=orders)
    def reserve_place(self):
        return self._reserve(self.places, 1, None)

    def _reserve(self, account, amount, days):
        at, held = self.moment(), self.model[account.pk]
        expires_on = TODAY + timedelta(days=days) if days else None
        values = {"account": account, "amount": amount, "reference": f"tests:{self.number}", "by": self.leader}
        values |= {"at": at, "expires_on": expires_on, "key": f"key-{self.number}"}
        if amount > held[0]:
            with pytest.raises(actions.UnableToReserve), transaction.atomic():
                actions.reserve(**values)
            return multiple()
        with transaction.atomic():
            made = actions.reserve(**values)
            assert actions.reserve(**values) == made, "the same key and body gives the same answer"
        with pytest.raises(actions.UnableToRepeat), transaction.atomic():
            actions.reserve(**values | {"amount": amount + 1})
        held[0] -= amount
        held[1] += amount
        return made

    @rule(target=bills, order=consumes(orders), share=st.integers(0, 110))
    def settle(self, order, share):
        amount, at, held = order.amount * share // 100, self.moment(), self.model[order.account_id]
        is_open = queries.open_commitments().filter(pk=order.pk).exists()
        if not is_open or amount > order.amount:
            with pytest.raises(actions.UnableToSettle), transaction.atomic():
                actions.spend(commitment=order, amount=amount, by=self.leader, at=at)
            return multiple()
        with transaction.atomic():
            actions.spend(commitment=order, amount=amount, by=self.leader, at=at)
        with pytest.raises(actions.UnableToSettle), transaction.atomic():
            actions.release(commitment=order, by=self.leader, at=at)
        held[0] += order.amount - amount
        held[1] -= order.amount
        held[2] += amount
        return order

    @rule(target=moves, order=bills, amount=AMOUNTS)
    def credit(self, order, amount):
        at, held, spent = self.moment(), self.model[order.account_id], queries.spent_on(order.reference)
        values = {"commitment": order, "amount": amount, "by": self.leader, "at": at, "reason": "Fejl"}
        values |= {"key": f"credit-{self.number}"}
        if amount > spent:
            with pytest.raises(actions.UnableToCredit):
                inside(actions.credit_payment, **values)
            return multiple()
        entry = inside(actions.credit_payment, **values)
        assert inside(actions.credit_payment, **values) == entry, "sent twice, credited once"
        held[0] += amount
        held[2] -= amount
        return entry

    @rule(target=moves, line=LINES)
    def close(self, line):
        account, at = self.lines[line], self.moment()
        values = {"account": account, "by": self.leader, "at": at, "key": f"close-{self.number}"}
        free = self.model[account.pk][0]
        if not free:
            with pytest.raises(actions.UnableToClose):
                inside(actions.close_year, **values)
            return multiple()
        entry = inside(actions.close_year, **values)
        assert inside(actions.close_year, **values) == entry, "sent twice, closed once"
        assert queries.is_closed(account)
        self.model[account.pk][0] = 0
        self.total -= free
        return entry

    @rule(target=moves, source=LINES, to=LINES, amount=AMOUNTS)
    def transfer(self, source, to, amount):
        giver, taker, at = self.lines[source], self.lines[to], self.moment()
        values = {"from_account": giver, "to_account": taker, "amount": amount, "by": self.leader, "at": at}
        if source == to or amount > self.model[giver.pk][0]:
            with pytest.raises(actions.UnableToTransfer):
                inside(actions.transfer, **values, words=Words(reason="Fordeling"))
            return multiple()
        entry = inside(actions.transfer, **values, words=Words(reason="Fordeling", decision="SBU 4"))
        self.model[giver.pk][0] -= amount
        self.model[taker.pk][0] += amount
        return entry

    def may_undo(self, entry):
        """Whether what an entry gave still lies where it came to; the source always has more."""
        ((amount, _out, _s, to, side),) = queries.postings_of(entry)
        return to not in self.model or self.model[to][SIDES.index(side)] >= amount

    def undo(self, entry):
        ((amount, out, out_side, to, to_side),) = queries.postings_of(entry)
        for account, side, change in ((out, out_side, amount), (to, to_side, -amount)):
            if account in self.model:
                self.model[account][SIDES.index(side)] += change
            else:
                self.total -= change

    @rule(target=waiting, entry=moves)
    def correct(self, entry):
        at, (posting,) = self.moment(), queries.postings_of(entry)
        is_corrected = Entry.objects.filter(corrects=entry).exists()
        values = {"entry": entry, "reason": "Fejl", "by": self.leader, "at": at}
        is_large = posting[0] >= 1_000_000
        is_waiting = queries.open_corrections().filter(entry=entry).exists()
        if is_corrected or is_waiting or (not is_large and not self.may_undo(entry)):
            with pytest.raises(actions.UnableToCorrect):
                inside(actions.correct_entry, **values)
            return multiple()
        made = inside(actions.correct_entry, **values)
        if is_large:
            return made
        self.undo(entry)
        return multiple()

    @rule(correction=consumes(waiting), is_approved=st.booleans())
    def answer(self, correction, is_approved):
        values = {"correction": correction, "is_approved": is_approved, "at": self.moment()}
        with pytest.raises(actions.UnableToCorrect):
            inside(actions.answer_correction, **values, by=self.leader)
        if is_approved and not self.may_undo(correction.entry):
            with pytest.raises(actions.UnableToCorrect):
                inside(actions.answer_correction, **values, by=self.other)
            return
        inside(actions.answer_correction, **values, by=self.other)
        if is_approved:
            self.undo(correction.entry)

    @rule(days=st.integers(0, 5))
    def expire(self, days):
        on, at = TODAY + timedelta(days=days), self.moment()
        late = list(queries.open_commitments().filter(expires_on__lte=on).order_by("pk"))
        assert inside(actions.expire_commitments, on=on, at=at) == [one.pk for one in late]
        for one in late:
            self.model[one.account_id][0] += one.amount
            self.model[one.account_id][1] -= one.amount

    @rule()
    def remember(self):
        self.history.append((self.at, {pk: tuple(held) for pk, held in self.model.items()}))

    @invariant()
    def the_books_hold(self):
        if not hasattr(self, "model"):
            return
        assert queries.faults() == []
        for account in [*self.lines, self.places]:
            assert queries.standing(account) == Standing(*self.model[account.pk])
        assert queries.total_of().granted == self.total, "moves between lines are zero-sum, and a closing gives back"
        assert queries.total_of(Unit.PLACES).granted == 25

    def teardown(self):
        for at, then in getattr(self, "history", []):
            for account in [*self.lines, self.places]:
                assert queries.standing_at(account, at) == Standing(*then[account.pk]), "the past can be rebuilt"
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)


def inside(deed, **values):
    """Call a whole deed inside the machine's own transaction, as the step it would be."""
    with transaction.atomic():
        return deed.__wrapped__(**values)


@pytest.mark.django_db(transaction=True)
def test_the_invariants_hold_whatever_is_done():
    assert not connection.in_atomic_block
    machine = Ledger.TestCase
    machine.settings = settings(
        max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
    )
    machine().runTest()
