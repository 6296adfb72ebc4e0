import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from helevejen.ledger.models import Balance
from tests.factories.ledger import AccountFactory, CommitmentFactory

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


def asked(*arguments):
    answer = StringIO()
    call_command("ledger", *arguments, stdout=answer)
    return answer.getvalue()


def test_books_that_hold_are_said_to():
    CommitmentFactory(account=AccountFactory())
    assert asked("check") == "The books hold: 1 accounts, 2 entries, 2 postings, 1 commitments.\n"
    assert json.loads(asked("check", "--json"))["faults"] == []


def test_books_that_do_not_hold_fail_the_command():
    account = AccountFactory(code="attester-2026")
    Balance.objects.filter(account=account).update(committed=7)
    with pytest.raises(CommandError, match="do not hold: 3 faults"):
        asked("check")


def test_accounts_are_shown_with_what_they_hold():
    CommitmentFactory(account=AccountFactory(code="attester-2026", grant=100_000), amount=25_000)
    (line,) = asked("show").replace("\xa0", " ").splitlines()
    assert line == "attester-2026  granted 1.000,00 kr.  committed 250,00 kr.  spent 0,00 kr.  free 750,00 kr."
    assert json.loads(asked("show", "--json"))[0]["granted"] == 100_000


def test_old_commitments_are_released():
    assert asked("expire") == "Released 0 commitments.\n"
