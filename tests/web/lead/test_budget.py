"""The leader's page of money: a year's amount, what is committed and spent, and corrections by two people."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from helevejen.accounts.enums import Role
from helevejen.ledger import actions, queries
from helevejen.ledger.models import Account, Correction, Entry
from helevejen.ledger.queries import Standing
from tests.factories.accounts import EmploymentFactory, UserFactory
from tests.factories.cases import StatementFactory
from tests.factories.ledger import AccountFactory, CommitmentFactory
from tests.factories.times import NOW, TODAY
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return AccountFactory(
        name="Lægeattester 2026", series="statements", valid_from=TODAY - timedelta(days=69), grant=30_000_000
    )


@pytest.fixture
def other_leader(cast):
    leader = UserFactory(name="Lis Vest")
    EmploymentFactory(user=leader, team=cast.voksne, role=Role.TEAM_LEADER)
    return leader


def url(name, *pks):
    return reverse(f"lead:{name}", args=pks)


def plain(response):
    return response.text.replace("\xa0", " ")


def test_it_says_what_is_left(cast, sign_in, account):
    CommitmentFactory(account=account, amount=39_700)
    page = plain(sign_in(cast.lene).get(url("budget")))
    assert "Der er brugt 0,00 kr. på attester i år, 397,00 kr. er bestilt, og 299.603,00 kr. er tilbage." in page


def test_without_a_budget_it_says_so(cast, sign_in):
    page = sign_in(cast.lene).get(url("budget")).text
    assert "Der er ikke sat penge af til attester i 2026." in page
    assert "Ingen konti endnu" in page


@pytest.mark.parametrize("name", ["jens", "rikke", "anders", "bent", "karen"])
def test_only_leaders_see_it(cast, sign_in, account, name):
    client = sign_in(getattr(cast, name))
    for address in (url("budget"), url("account_detail", account.pk), url("account_open")):
        assert client.get(address).status_code == 403


def test_a_years_budget_is_laid_in(cast, sign_in):
    client = sign_in(cast.lene)
    page = client.post(
        url("account_open"), {"year": "2026", "amount": "300.000", "decision": "SBU 9.3., punkt 4"}, follow=True
    )
    account = queries.find_account("statements", TODAY)
    assert queries.standing(account) == Standing(free=30_000_000)
    assert "Budgettet er lagt ind." in page.text
    assert "SBU 9.3., punkt 4" in client.get(url("account_detail", account.pk)).text
    again = client.post(url("account_open"), {"year": "2026", "amount": "1"})
    assert again.status_code == 422
    assert "allerede en konto for den periode" in again.text


@pytest.mark.parametrize("change", [{"year": ""}, {"year": "26"}, {"amount": ""}, {"amount": "-1"}, {"amount": "x"}])
def test_a_budget_is_a_year_and_an_amount(cast, sign_in, change):
    response = sign_in(cast.lene).post(url("account_open"), {"year": "2026", "amount": "1"} | change)
    assert response.status_code == 422
    assert not Account.objects.exists()


def test_the_amount_is_changed_with_a_reason(cast, sign_in, account):
    client = sign_in(cast.lene)
    address = url("account_grant", account.pk)
    assert 'value="300000,00"' in client.get(address).text
    assert client.post(address, {"amount": "350.000"}).status_code == 422
    page = plain(client.post(address, {"amount": "350.000", "reason": "Tillægsbevilling"}, follow=True))
    assert "350.000,00 kr." in page
    assert "Tillægsbevilling" in page


def test_the_amount_is_not_set_below_what_is_ordered(cast, sign_in, account):
    CommitmentFactory(account=account, amount=39_700)
    response = sign_in(cast.lene).post(url("account_grant", account.pk), {"amount": "396", "reason": "Besparelse"})
    assert response.status_code == 422
    assert "ikke penge nok" in response.text


def test_a_key_used_for_something_else_is_422(cast, sign_in, account):
    client, address = sign_in(cast.lene), url("account_grant", account.pk)
    client.post(address, {"amount": "350.000", "reason": "Mere", "key": "a" * 32})
    assert client.post(address, {"amount": "350.000", "reason": "Mere", "key": "a" * 32}).status_code == 302
    assert client.post(address, {"amount": "350.001", "reason": "Mere", "key": "a" * 32}).status_code == 422
    assert queries.standing(account).granted == 35_000_000


def test_a_large_entry_is_corrected_by_two_leaders(cast, sign_in, account, other_leader):
    entry = Entry.objects.get(kind="grant")
    page = sign_in(cast.lene).post(url("entry_correct", entry.pk), {"reason": "Forkert år"}, follow=True).text
    assert "Venter på en anden leders ja" in page
    assert "En anden end dig skal svare." in page
    correction = Correction.objects.get()
    own = sign_in(cast.lene).post(url("correction_answer", correction.pk), {"is_approved": "ja"})
    assert own.status_code == 422
    assert queries.standing(account).granted == 30_000_000
    client = sign_in(other_leader)
    assert "Forkert år" in client.get(url("correction_answer", correction.pk)).text
    page = client.post(url("correction_answer", correction.pk), {"is_approved": "ja"}, follow=True).text
    assert "Lene Krag og Lis Vest" in page
    assert queries.standing(account).granted == 0
    assert queries.faults() == []


def test_a_no_leaves_it_as_it_was(cast, sign_in, account, other_leader):
    entry = Entry.objects.get(kind="grant")
    sign_in(cast.lene).post(url("entry_correct", entry.pk), {"reason": "Forkert år"})
    sign_in(other_leader).post(url("correction_answer", Correction.objects.get().pk), {"is_approved": "nej"})
    assert queries.standing(account).granted == 30_000_000


def test_a_small_entry_is_corrected_by_one(cast, sign_in):
    account = AccountFactory(grant=50_000)
    entry = Entry.objects.get(kind="grant")
    sign_in(cast.lene).post(url("entry_correct", entry.pk), {"reason": "Tastefejl"})
    assert queries.standing(account).granted == 0
    page = sign_in(cast.lene).get(url("account_detail", account.pk)).text
    assert "Rettelse" in page
    assert "Rettet" in page


def test_an_order_cannot_be_corrected_here(cast, sign_in, account):
    CommitmentFactory(account=account)
    entry = Entry.objects.get(kind="reserve")
    assert sign_in(cast.lene).get(url("entry_correct", entry.pk)).status_code == 404


def test_an_entry_names_its_statement_by_number_and_no_citizen(cast, sign_in, account):
    statement = StatementFactory(case=cast.aminas_case)
    CommitmentFactory(account=account, reference=f"cases.track:{statement.track_id}")
    CommitmentFactory(account=account, reference="tests:8")
    page = sign_in(cast.lene).get(url("account_detail", account.pk)).text
    assert page.count(f"Attest nr. {statement.track_id}") == 1
    assert page.count("Attest nr.") == 1
    for word in ("cases.track", "tests:8", "Amina"):
        assert word not in page


def test_the_entries_are_paged_with_their_true_number(cast, sign_in, account):
    CommitmentFactory.create_batch(30, account=account)
    client, address = sign_in(cast.lene), url("account_detail", account.pk)
    first, second = client.get(address), client.get(f"{address}?side=2")
    assert first.context["page"].paginator.count == 31
    assert len(first.context["entries"]) + len(second.context["entries"]) == 31
    assert "?side=2" in first.text


def test_the_entries_do_not_cost_a_query_each(cast, sign_in, account):
    client = sign_in(cast.lene)
    client.get(url("account_detail", account.pk))
    assert_flat(lambda: client.get(url("account_detail", account.pk)), lambda: CommitmentFactory(account=account))


# --- The year is closed ---


@pytest.fixture
def last_year():
    return AccountFactory(
        name="Lægeattester 2025", series="statements", valid_from=date(2025, 1, 1), valid_until=date(2026, 1, 1)
    )


def test_the_year_that_is_over_is_closed_after_a_yes(cast, sign_in, last_year):
    CommitmentFactory(account=last_year, amount=30_000)
    client, address = sign_in(cast.lene), url("account_close", last_year.pk)
    assert address in client.get(url("account_detail", last_year.pk)).text
    assert "700,00 kr. er tilbage og bliver taget hjem" in plain(client.get(address))
    assert client.post(address, {"key": "a" * 32}).status_code == 422
    sent = {"is_sure": "on", "decision": "SBU 4", "key": "a" * 32}
    page = client.post(address, sent, follow=True).text
    assert "Året er gjort op." in page
    assert "Årsafslutning" in page
    assert address not in page
    assert client.post(address, sent).status_code == 302  # the same form again closes nothing more
    assert client.post(address, sent | {"key": "b" * 32}).status_code == 422
    assert queries.standing(last_year) == Standing(committed=30_000)
    assert Entry.objects.filter(kind="close").count() == 1


def test_a_closed_year_still_shows_its_whole_budget_and_what_was_taken_home(cast, sign_in, last_year):
    with transaction.atomic():
        actions.spend(commitment=CommitmentFactory(account=last_year, amount=30_000), amount=30_000, by=None, at=NOW)
    client = sign_in(cast.lene)
    assert "Taget hjem" not in client.get(url("budget")).text
    client.post(url("account_close", last_year.pk), {"is_sure": "on"})
    for page in (plain(client.get(url("budget"))), plain(client.get(url("account_detail", last_year.pk)))):
        assert "Taget hjem" in page
        assert "1.000,00 kr." in page
        assert "700,00 kr." in page
    assert [line.used_percent for line in client.get(url("budget")).context["lines"]] == [30]
    client.post(url("entry_correct", Entry.objects.get(kind="close").pk), {"reason": "For tidligt"})
    assert "Taget hjem" not in client.get(url("budget")).text


def test_each_entry_says_what_it_changes_of_what_is_left_and_in_which_year(cast, sign_in, last_year):
    commitment = CommitmentFactory(account=last_year, amount=30_000)
    with transaction.atomic():
        actions.spend(commitment=commitment, amount=10_000, by=None, at=NOW)
        actions.credit(commitment=commitment, amount=8_200, by=None, at=NOW, reason="Kreditnota")
    client = sign_in(cast.lene)
    client.post(url("account_close", last_year.pk), {"is_sure": "on"})
    response = client.get(url("account_detail", last_year.pk))
    said = [(one.amount, one.freed) for one in response.context["entries"]]
    assert [tuple(part.replace("\xa0kr.", "") for part in one) for one in said] == [
        ("982,00", "−982,00"),
        ("82,00", "+82,00"),
        ("100,00", "+200,00"),
        ("300,00", "−300,00"),
        ("1.000,00", "+1.000,00"),
    ]
    assert all(one.day.endswith(str(TODAY.year)) for one in response.context["entries"])


def test_a_year_that_runs_is_not_closed(cast, sign_in):
    runs = AccountFactory(series="statements", valid_from=date(2026, 1, 1), valid_until=date(2027, 1, 1))
    client, address = sign_in(cast.lene), url("account_close", runs.pk)
    assert address not in client.get(url("account_detail", runs.pk)).text
    refused = client.post(address, {"is_sure": "on"})
    assert refused.status_code == 422
    assert "Kontoen kan gøres op fra 01-01-2027." in refused.text


def test_a_closing_can_be_taken_back(cast, sign_in, last_year):
    client = sign_in(cast.lene)
    client.post(url("account_close", last_year.pk), {"is_sure": "on"})
    client.post(url("entry_correct", Entry.objects.get(kind="close").pk), {"reason": "For tidligt"})
    assert queries.standing(last_year) == Standing(free=100_000)
    assert url("account_close", last_year.pk) in client.get(url("account_detail", last_year.pk)).text


# --- A payment comes back ---


@pytest.fixture
def payment(account):
    commitment = CommitmentFactory(account=account, amount=39_700, reference="cases.track:7")
    with transaction.atomic():
        return actions.spend(commitment=commitment, amount=39_700, by=None, at=NOW)


def test_a_payment_is_credited_once_and_the_money_is_free_again(cast, sign_in, account, payment):
    client, address = sign_in(cast.lene), url("payment_credit", payment.pk)
    assert address in client.get(url("account_detail", account.pk)).text
    form = plain(client.get(address))
    assert "Attest nr. 7 er betalt med 397,00 kr." in form
    assert 'value="397,00"' in form
    sent = {"amount": "80", "reason": "Kreditnota", "key": "a" * 32}
    for wrong in ({"amount": ""}, {"amount": "0"}, {"amount": "397,01"}, {"reason": ""}):
        assert client.post(address, sent | wrong).status_code == 422, wrong
    assert "Krediteringen er skrevet" in client.post(address, sent, follow=True).text
    assert client.post(address, sent).status_code == 302  # the same form again credits nothing more
    assert client.post(address, sent | {"amount": "81"}).status_code == 422
    assert queries.standing(account).spent == 31_700


def test_what_has_all_come_back_is_not_offered_again(cast, sign_in, account, payment):
    client, address = sign_in(cast.lene), url("payment_credit", payment.pk)
    client.post(address, {"amount": "397", "reason": "Kreditnota"})
    assert address not in client.get(url("account_detail", account.pk)).text
    page = client.get(address).text
    assert "Hele betalingen af Attest nr. 7 er kommet tilbage." in page
    assert 'name="amount"' not in page
    assert client.post(address, {"amount": "1", "reason": "Igen"}).status_code == 422


def test_only_a_payment_is_credited(cast, sign_in, account):
    grant = Entry.objects.get(kind="grant")
    assert sign_in(cast.lene).get(url("payment_credit", grant.pk)).status_code == 404


@pytest.mark.parametrize("name", ["jens", "rikke", "anders", "bent", "karen"])
def test_only_those_who_set_the_budget_close_and_credit(cast, sign_in, last_year, payment, name):
    client = sign_in(getattr(cast, name))
    for address in (url("account_close", last_year.pk), url("payment_credit", payment.pk)):
        assert client.get(address).status_code == 403
        assert client.post(address, {"is_sure": "on", "amount": "1", "reason": "x"}).status_code == 403


def test_payments_do_not_cost_a_query_each(cast, sign_in, account):
    client = sign_in(cast.lene)

    def pay():
        with transaction.atomic():
            actions.spend(commitment=CommitmentFactory(account=account), amount=1_000, by=None, at=NOW)

    pay()
    client.get(url("account_detail", account.pk))
    assert_flat(lambda: client.get(url("account_detail", account.pk)), pay)
