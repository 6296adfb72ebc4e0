"""The deeds of the ledger, one at a time. Both databases say the same."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from helevejen.audit.models import Event
from helevejen.ledger import actions, queries
from helevejen.ledger.actions import Words
from helevejen.ledger.enums import Unit
from helevejen.ledger.models import Account, Balance, Commitment, Correction, Entry, Posting
from helevejen.ledger.queries import Standing
from tests.factories.accounts import UserFactory
from tests.factories.ledger import AccountFactory, CommitmentFactory
from tests.factories.times import NOW, TODAY

pytestmark = [pytest.mark.both, pytest.mark.django_db]

LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def the_books_hold(db):
    yield
    assert queries.faults() == []


@pytest.fixture
def account():
    return AccountFactory(grant=100_000)


def held(account):
    return queries.standing(account)


def reserve(account, amount, reference="tests:1", **more):
    with transaction.atomic():
        return actions.reserve(account=account, amount=amount, reference=reference, by=None, at=NOW, **more)


def settle(commitment, amount):
    return settle_at(NOW, commitment, amount)


def settle_at(at, commitment, amount):
    with transaction.atomic():
        return actions.spend(commitment=commitment, amount=amount, by=None, at=at)


def credit(commitment, amount, reason="Regningen var for høj"):
    with transaction.atomic():
        return actions.credit(commitment=commitment, amount=amount, by=None, at=LATER, reason=reason)


def test_a_grant_comes_from_the_source_and_nothing_is_made_of_nothing(account):
    source = Balance.objects.get(is_source=True)
    assert held(account) == Standing(free=100_000)
    assert source.free == -100_000


def test_an_order_reserves_and_a_bill_spends_and_the_rest_comes_back(account):
    order = reserve(account, 40_000)
    assert held(account) == Standing(free=60_000, committed=40_000)
    settle(order, 39_700)
    assert held(account) == Standing(free=60_300, spent=39_700)
    assert held(account).granted == 100_000


def test_a_cancelled_order_gives_all_back(account):
    settle(reserve(account, 40_000), 0)
    assert held(account) == Standing(free=100_000)


def test_what_is_not_there_cannot_be_reserved(account):
    with pytest.raises(actions.UnableToReserve, match="ikke penge nok på ”Konto"):
        reserve(account, 100_001)
    assert held(account) == Standing(free=100_000)
    assert not Commitment.objects.exists()


def test_the_last_krone_can_be_reserved(account):
    reserve(account, 100_000)
    assert held(account).free == 0


@pytest.mark.parametrize("amount", [0, -1, 10**16])
def test_amounts_are_above_zero_and_within_reason(account, amount):
    with pytest.raises(actions.UnableToReserve):
        reserve(account, amount)


def test_a_commitment_is_settled_once(account):
    order = reserve(account, 40_000)
    settle(order, 40_000)
    for amount in (0, 1):
        with pytest.raises(actions.UnableToSettle, match="allerede brugt eller frigivet"):
            settle(order, amount)
    assert held(account) == Standing(free=60_000, spent=40_000)


def test_no_more_is_spent_than_was_committed(account):
    with pytest.raises(actions.UnableToSettle, match="Der er disponeret 400,00"):
        settle(reserve(account, 40_000), 40_001)


def test_what_was_spent_can_be_credited_and_no_more(account):
    order = reserve(account, 40_000)
    with pytest.raises(actions.UnableToCredit, match="ikke brugt noget"):
        credit(order, 1)
    settle(order, 40_000)
    credit(order, 15_000)
    with pytest.raises(actions.UnableToCredit, match="250,00"):
        credit(order, 25_001)
    with pytest.raises(actions.UnableToCredit, match="hvorfor"):
        credit(order, 25_000, reason=" ")
    credit(order, 25_000)
    assert held(account) == Standing(free=100_000)
    assert queries.spent_on(order.reference) == 0


def test_the_same_key_and_body_is_done_once(account):
    once, again = (reserve(account, 40_000, key="abc") for _ in range(2))
    assert once == again
    assert held(account).committed == 40_000


def test_the_same_key_with_another_body_is_refused(account):
    reserve(account, 40_000, key="abc")
    with pytest.raises(actions.UnableToRepeat):
        reserve(account, 40_001, key="abc")
    with pytest.raises(actions.UnableToRepeat):
        reserve(account, 1, key="x" * 65)
    assert held(account).committed == 40_000


def test_a_yearly_grant_is_set_raised_and_lowered(account):
    leader = UserFactory()
    values = {"account": account, "by": leader, "at": NOW, "reason": "Tillægsbevilling", "decision": "SBU 9.3., pkt. 4"}
    actions.set_grant(**values | {"amount": 150_000})
    assert held(account).granted == 150_000
    actions.set_grant(**values | {"amount": 90_000})
    assert held(account).granted == 90_000
    assert actions.set_grant(**values | {"amount": 90_000}) is None
    kinds = [row.kind for row in queries.entry_rows(account, queries.entries_of(account))]
    assert sorted(kinds) == ["grant", "grant", "take_back"]
    assert Event.objects.filter(verb="ledger_posted").count() == 3


def test_a_grant_is_not_lowered_below_what_is_committed(account):
    reserve(account, 60_000)
    with pytest.raises(actions.UnableToGrant):
        actions.set_grant(account=account, amount=59_999, by=UserFactory(), at=NOW, reason="Besparelse")
    assert held(account).granted == 100_000


def test_a_changed_grant_needs_a_reason(account):
    with pytest.raises(actions.UnableToGrant, match="hvorfor"):
        actions.set_grant(account=account, amount=1, by=UserFactory(), at=NOW)


def test_a_transfer_within_a_budget_changes_no_total():
    programme = AccountFactory(grant=500_000)
    one, other = (AccountFactory(parent=programme, grant=0) for _ in range(2))
    before = queries.total_of()
    words = Words(reason="Fordeling", decision="SBU 9.3., pkt. 4")
    leader = UserFactory()
    actions.transfer(from_account=programme, to_account=one, amount=300_000, by=leader, at=NOW, words=words)
    actions.transfer(from_account=one, to_account=other, amount=100_000, by=leader, at=NOW, words=words)
    assert [held(each).free for each in (programme, one, other)] == [200_000, 200_000, 100_000]
    assert queries.total_of() == before


def test_a_transfer_out_of_the_budget_or_of_another_unit_is_refused(account):
    leader, words = UserFactory(), Words(reason="Fordeling")
    for other, text in (
        (AccountFactory(), "samme budget"),
        (AccountFactory(parent=account, unit=Unit.PLACES, grant=0), "ikke det samme"),
        (account, "to forskellige"),
    ):
        with pytest.raises(actions.UnableToTransfer, match=text):
            actions.transfer(from_account=account, to_account=other, amount=1, by=leader, at=NOW, words=words)


def test_places_are_counted_like_kroner_and_cannot_be_overdrawn():
    places = AccountFactory(name="Minifleksjob", unit=Unit.PLACES, grant=2)
    taken, coming = (reserve(places, 1, f"tests:{number}") for number in range(2))
    settle(taken, 1)
    with pytest.raises(actions.UnableToReserve, match=r"ikke pladser nok på ”Minifleksjob”\. Der er 0"):
        reserve(places, 1, "tests:3")
    credit(taken, 1, "Jobbet er slut")
    assert held(places) == Standing(free=1, committed=1)
    assert coming in queries.open_commitments()


def test_a_small_entry_is_corrected_by_its_opposite(account):
    leader = UserFactory()
    entry = actions.set_grant(account=account, amount=150_000, by=leader, at=NOW, reason="Fejl")
    undone = actions.correct_entry(entry=entry, reason="Forkert konto", by=leader, at=LATER)
    assert isinstance(undone, Entry)
    assert held(account).granted == 100_000
    with pytest.raises(actions.UnableToCorrect, match="allerede rettet"):
        actions.correct_entry(entry=entry, reason="Igen", by=leader, at=LATER)


def test_a_large_entry_is_corrected_by_two_people(account):
    leader, other = UserFactory(), UserFactory()
    entry = actions.set_grant(account=account, amount=1_100_000, by=leader, at=NOW, reason="Bevilling")
    asked = actions.correct_entry(entry=entry, reason="Forkert år", by=leader, at=LATER)
    assert isinstance(asked, Correction)
    assert held(account).granted == 1_100_000
    with pytest.raises(actions.UnableToCorrect, match="allerede bedt"):
        actions.correct_entry(entry=entry, reason="Igen", by=leader, at=LATER)
    with pytest.raises(actions.UnableToCorrect, match="En anden"):
        actions.answer_correction(correction=asked, is_approved=True, by=leader, at=LATER)
    undone = actions.answer_correction(correction=asked, is_approved=True, by=other, at=LATER)
    assert (undone.by, undone.approved_by) == (leader, other)
    assert held(account).granted == 100_000
    with pytest.raises(actions.UnableToCorrect, match="allerede svaret"):
        actions.answer_correction(correction=asked, is_approved=True, by=other, at=LATER)


def test_a_refused_correction_changes_nothing(account):
    leader, other = UserFactory(), UserFactory()
    entry = actions.set_grant(account=account, amount=1_100_000, by=leader, at=NOW, reason="Bevilling")
    asked = actions.correct_entry(entry=entry, reason="Forkert år", by=leader, at=LATER)
    assert actions.answer_correction(correction=asked, is_approved=False, by=other, at=LATER) is None
    assert held(account).granted == 1_100_000


def test_a_grant_that_is_used_cannot_be_undone(account):
    leader = UserFactory()
    entry = actions.set_grant(account=account, amount=150_000, by=leader, at=NOW, reason="Mere")
    reserve(account, 120_000)
    with pytest.raises(actions.UnableToCorrect, match="ikke penge nok"):
        actions.correct_entry(entry=entry, reason="Forkert", by=leader, at=LATER)


def test_an_order_is_not_corrected_but_released(account):
    reserve(account, 1)
    entry = Entry.objects.get(kind="reserve")
    with pytest.raises(actions.UnableToCorrect, match="Frigiv"):
        actions.correct_entry(entry=entry, reason="Forkert", by=UserFactory(), at=LATER)


def test_a_commitment_expires_on_its_day_and_only_then(account):
    with transaction.atomic():
        actions.reserve(
            account=account, amount=1_000, reference="tests:1", by=None, at=NOW, expires_on=TODAY + timedelta(days=1)
        )
    reserve(account, 500, "tests:2")
    assert actions.expire_commitments(on=TODAY, at=NOW) == []
    assert len(actions.expire_commitments(on=TODAY + timedelta(days=1), at=NOW)) == 1
    assert actions.expire_commitments(on=TODAY + timedelta(days=1), at=NOW) == []
    assert held(account) == Standing(free=99_500, committed=500)


# --- The year is closed ---


@pytest.fixture
def last_year():
    return AccountFactory(grant=100_000, valid_from=date(2025, 1, 1), valid_until=date(2026, 1, 1))


def test_a_year_that_is_over_gives_back_what_is_free_and_keeps_what_is_ordered(last_year):
    reserve(last_year, 30_000)
    leader = UserFactory()
    entry = actions.close_year(account=last_year, by=leader, at=NOW, decision="SBU 4", key="a")
    assert (entry.kind, entry.decision, entry.by) == ("close", "SBU 4", leader)
    assert held(last_year) == Standing(committed=30_000)
    assert Balance.objects.get(is_source=True).free == -30_000
    assert queries.is_closed(last_year)
    assert Event.objects.filter(verb="ledger_posted", actor_id=leader.pk, detail__kind="close").count() == 1


def test_a_year_is_closed_once_however_often_the_form_is_sent(last_year):
    leader = UserFactory()
    first = actions.close_year(account=last_year, by=leader, at=NOW, key="a")
    assert actions.close_year(account=last_year, by=leader, at=LATER, key="a") == first
    with pytest.raises(actions.UnableToClose, match="ikke noget tilbage"):
        actions.close_year(account=last_year, by=leader, at=LATER, key="b")
    assert Entry.objects.filter(kind="close").count() == 1


def test_what_becomes_free_after_the_closing_is_taken_home_by_another(last_year):
    order = reserve(last_year, 30_000)
    leader = UserFactory()
    actions.close_year(account=last_year, by=leader, at=NOW, key="a")
    settle(order, 29_000)
    assert held(last_year) == Standing(free=1_000, spent=29_000)
    actions.close_year(account=last_year, by=leader, at=LATER, key="b")
    assert held(last_year) == Standing(spent=29_000)


def test_a_year_that_runs_and_an_account_without_one_are_not_closed(account):
    runs = AccountFactory(valid_from=date(2026, 1, 1), valid_until=date(2027, 1, 1))
    with pytest.raises(actions.UnableToClose, match="gøres op fra 01-01-2027"):
        actions.close_year(account=runs, by=UserFactory(), at=NOW)
    with pytest.raises(actions.UnableToClose, match="ikke noget år"):
        actions.close_year(account=account, by=UserFactory(), at=NOW)
    assert not Entry.objects.filter(kind="close").exists()


def test_a_closing_is_put_right_by_its_opposite_and_by_two_when_it_is_large(last_year):
    leader, other = UserFactory(), UserFactory()
    entry = actions.close_year(account=last_year, by=leader, at=NOW)
    actions.correct_entry(entry=entry, reason="For tidligt", by=leader, at=LATER)
    assert held(last_year) == Standing(free=100_000)
    assert not queries.is_closed(last_year)
    large = AccountFactory(grant=5_000_000, valid_from=date(2025, 1, 1), valid_until=date(2026, 1, 1))
    closing = actions.close_year(account=large, by=leader, at=NOW)
    asked = actions.correct_entry(entry=closing, reason="For tidligt", by=leader, at=LATER)
    assert isinstance(asked, Correction)
    assert queries.is_closed(large)
    actions.answer_correction(correction=asked, is_approved=True, by=other, at=LATER)
    assert held(large) == Standing(free=5_000_000)


# --- A payment comes back ---


def test_a_payment_comes_back_once_however_often_the_form_is_sent(account):
    order, leader = reserve(account, 40_000), UserFactory()
    settle(order, 40_000)
    words = {"commitment": order, "by": leader, "reason": "Kreditnota"}
    first = actions.credit_payment(**words, amount=8_000, at=NOW, key="a")
    assert actions.credit_payment(**words, amount=8_000, at=LATER, key="a") == first
    assert held(account) == Standing(free=68_000, spent=32_000)
    with pytest.raises(actions.UnableToRepeat):
        actions.credit_payment(**words, amount=9_000, at=LATER, key="a")
    with pytest.raises(actions.UnableToCredit, match="320,00"):
        actions.credit_payment(**words, amount=32_001, at=LATER, key="b")
    assert Event.objects.filter(verb="ledger_posted", detail__kind="credit").count() == 1
    assert queries.spent_by_reference(["tests:1", "tests:2"]) == {"tests:1": 32_000}
    assert queries.spent_by_commitment([order.pk]) == {order.pk: 32_000}


def test_a_credit_that_was_wrong_is_put_right_and_is_spent_again(account):
    order, leader = reserve(account, 40_000), UserFactory()
    settle(order, 40_000)
    credit = actions.credit_payment(commitment=order, by=leader, reason="Kreditnota", amount=8_000, at=NOW)
    actions.correct_entry(entry=credit, reason="Den var til en anden", by=leader, at=LATER)
    assert held(account) == Standing(free=60_000, spent=40_000)
    assert queries.spent_by_commitment([order.pk]) == {order.pk: 40_000}


def test_the_books_of_yesterday_are_rebuilt_from_their_entries(account):
    order = reserve(account, 40_000)
    settle_at(LATER, order, 30_000)
    assert queries.standing_at(account, NOW - timedelta(seconds=1)) == Standing()
    assert queries.standing_at(account, NOW) == Standing(free=60_000, committed=40_000)
    assert queries.standing_at(account, LATER) == held(account)


def test_an_account_of_a_series_is_found_by_its_day():
    for year in (2025, 2026):
        open_year(f"attester-{year}", year, grant=year)
    assert queries.find_account("attester", date(2025, 12, 31)).code == "attester-2025"
    assert queries.find_account("attester", date(2026, 1, 1)).code == "attester-2026"
    assert queries.find_account("attester", date(2027, 1, 1)) is None
    assert held(queries.find_account("attester", TODAY)).free == 2026
    with pytest.raises(actions.UnableToOpenAccount, match="allerede en konto"):
        open_year("attester-2026-igen", 2026)


@pytest.mark.parametrize(
    ("change", "words"),
    [({"name": " "}, "kontoens navn"), ({"period": (TODAY, TODAY)}, "ligger før"), ({"code": "taget"}, "allerede")],
)
def test_an_account_that_cannot_be_is_not_opened(change, words):
    AccountFactory(code="taget")
    new = actions.NewAccount(**{"code": "ny", "name": "Ny", **change})
    with pytest.raises(actions.UnableToOpenAccount, match=words):
        actions.open_account(new=new, by=None, at=NOW)


def open_year(code, year, **more):
    period = (date(year, 1, 1), date(year + 1, 1, 1))
    new = actions.NewAccount(code=code, name=f"Attester {year}", series="attester", period=period)
    return actions.open_account(new=new, by=UserFactory(), at=NOW, **more)


# --- What the database itself refuses, whatever the code above it does ---


def refused():
    return pytest.raises(IntegrityError)


def raw_posting(account, amount, from_side, to_side, *, kind="grant", commitment=None, to=None):
    with transaction.atomic():
        entry = Entry.objects.create(kind=kind, at=NOW, booked_on=TODAY, commitment=commitment)
        Posting.objects.create(
            entry=entry,
            number=1,
            amount=amount,
            from_account=account,
            from_side=from_side,
            to_account=to or account,
            to_side=to_side,
        )


def test_the_database_refuses_to_overdraw(account):
    order = CommitmentFactory(account=account, amount=1)
    with refused():
        raw_posting(account, 100_000, "free", "free", to=AccountFactory())
    with refused():
        raw_posting(account, 2, "free", "committed", commitment=order)


def test_the_database_refuses_to_settle_twice_or_too_much(account):
    order = CommitmentFactory(account=account, amount=1_000)
    CommitmentFactory(account=account, amount=1_000)
    with refused():
        raw_posting(account, 1_001, "committed", "spent", kind="spend", commitment=order)
    settle(order, 1_000)
    with refused():
        raw_posting(account, 1_000, "committed", "spent", kind="spend", commitment=order)
    with refused():
        raw_posting(account, 1_001, "spent", "free", kind="credit", commitment=order)


def test_the_database_refuses_commitments_of_nobody_and_of_others(account):
    stranger = CommitmentFactory(amount=1_000)
    with refused():
        raw_posting(account, 1, "free", "spent")
    with refused():
        raw_posting(account, 1, "free", "committed", kind="reserve", commitment=stranger)


def test_the_database_refuses_to_mix_kroner_and_places(account):
    with refused():
        raw_posting(account, 1, "free", "free", to=AccountFactory(unit=Unit.PLACES, grant=0))


def test_nothing_written_is_edited_or_deleted(account):
    order = CommitmentFactory(account=account)
    for rows, change in (
        (Entry.objects.all(), {"reason": "andet"}),
        (Posting.objects.all(), {"amount": 1}),
        (Commitment.objects.filter(pk=order.pk), {"amount": 1}),
        (Account.objects.filter(pk=account.pk), {"unit": "places"}),
    ):
        with refused(), transaction.atomic():
            rows.update(**change)
    for model in (Posting, Balance, Commitment, Account):
        with refused(), transaction.atomic():
            model.objects.all()._raw_delete("default")


def test_a_correction_needs_two_names(account):
    leader = UserFactory()
    entry = Entry.objects.order_by("pk").first()
    with refused(), transaction.atomic():
        Entry.objects.create(
            kind="correction", at=NOW, booked_on=TODAY, by=leader, approved_by=leader, corrects=entry, reason="x"
        )


def test_the_check_finds_a_balance_that_somebody_has_changed(account):
    Balance.objects.filter(account=account).update(free=99_999)
    kinds = {fault.kind.value for fault in queries.faults()}
    assert kinds == {"balance_is_not_the_sum", "not_closed"}
    Balance.objects.filter(account=account).update(free=100_000)
