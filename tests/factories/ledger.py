import factory
from django.db import transaction
from factory.django import DjangoModelFactory

from helevejen.ledger import actions
from helevejen.ledger.actions import Words
from helevejen.ledger.enums import EntryKind, Side, Unit
from helevejen.ledger.models import Account, Balance, Commitment, Correction, Entry, Posting
from tests.factories.accounts import UserFactory
from tests.factories.times import NOW


class AccountFactory(DjangoModelFactory):
    """An account with 1.000 kr. on it; say otherwise with `grant`, in øre or places."""

    class Meta:
        model = Account

    code = factory.Sequence(lambda n: f"konto-{n}")
    name = factory.Sequence(lambda n: f"Konto {n}")
    unit = Unit.OERE
    opened_at = NOW
    grant = 100_000

    @classmethod
    def _create(cls, model_class, *args, grant, **kwargs):
        account = super()._create(model_class, *args, **kwargs)
        if grant:
            with transaction.atomic():
                actions.give(account=account, amount=grant, by=None, at=NOW, words=Words())
        return account


class BalanceFactory(DjangoModelFactory):
    """The balance that came with an account."""

    class Meta:
        model = Balance

    account = factory.SubFactory(AccountFactory)

    @classmethod
    def _create(cls, model_class, *args, account, **kwargs):
        return Balance.objects.get(account=account)


class CommitmentFactory(DjangoModelFactory):
    """An open commitment of 10 kr. with its entry."""

    class Meta:
        model = Commitment

    account = factory.SubFactory(AccountFactory)
    amount = 1_000
    reference = factory.Sequence(lambda n: f"tests:{n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with transaction.atomic():
            return actions.reserve(**{"by": None, "at": NOW, **kwargs})


class EntryFactory(DjangoModelFactory):
    """A grant of 5 kr."""

    class Meta:
        model = Entry

    account = factory.SubFactory(AccountFactory)
    amount = 500

    @classmethod
    def _create(cls, model_class, *args, account, amount, **kwargs):
        with transaction.atomic():
            return actions.give(account=account, amount=amount, by=None, at=NOW, words=Words(**kwargs))


class PostingFactory(DjangoModelFactory):
    """The one posting of a grant."""

    class Meta:
        model = Posting

    entry = factory.SubFactory(EntryFactory)

    @classmethod
    def _create(cls, model_class, *args, entry, **kwargs):
        return entry.postings.get()


class CorrectionFactory(DjangoModelFactory):
    class Meta:
        model = Correction

    entry = factory.SubFactory(EntryFactory)
    reason = "Tastefejl"
    asked_at = NOW
    asked_by = factory.SubFactory(UserFactory)


__all__ = [
    "AccountFactory",
    "BalanceFactory",
    "CommitmentFactory",
    "CorrectionFactory",
    "EntryFactory",
    "EntryKind",
    "PostingFactory",
    "Side",
]
