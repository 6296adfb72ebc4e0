from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from helevejen.companies.enums import ContactChannel
from helevejen.companies.models import (
    Agreement,
    Company,
    Contact,
    Outreach,
    StewardStatement,
    Workplace,
    WorkplaceSize,
)
from helevejen.core.text import search_key
from tests.factories.accounts import UserFactory
from tests.factories.times import NOW, TODAY


class CompanyFactory(DjangoModelFactory):
    class Meta:
        model = Company

    cvr = factory.Sequence(lambda n: f"{10_000_000 + n}")
    name = factory.Sequence(lambda n: f"Firma {n} ApS")
    search_key = factory.LazyAttribute(lambda one: search_key(one.name))


class WorkplaceFactory(DjangoModelFactory):
    class Meta:
        model = Workplace

    company = factory.SubFactory(CompanyFactory)
    pnumber = factory.Sequence(lambda n: f"{1_000_000_000 + n}")
    name = factory.LazyAttribute(lambda one: one.company.name)
    search_key = factory.LazyAttribute(lambda one: search_key(one.name))


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    class Params:
        with_account = factory.Trait(
            user=factory.SubFactory(UserFactory, company=True, name=factory.SelfAttribute("..name"))
        )

    company = factory.SubFactory(CompanyFactory)
    name = "Poul Lund"


class OutreachFactory(DjangoModelFactory):
    class Meta:
        model = Outreach

    company = factory.SubFactory(CompanyFactory)
    channel = ContactChannel.VISIT
    text = "Viste os lageret."
    at = NOW
    by = factory.SubFactory(UserFactory)


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = Agreement

    company = factory.SubFactory(CompanyFactory)
    text = "To praktikpladser ad gangen."
    valid_from = TODAY
    made_by = factory.SubFactory(UserFactory)
    made_at = NOW


class WorkplaceSizeFactory(DjangoModelFactory):
    """February, with room for four."""

    class Meta:
        model = WorkplaceSize

    workplace = factory.SubFactory(WorkplaceFactory)
    month = date(2026, 2, 1)
    employees = Decimal("23.5")
    placed = Decimal(2)
    told_by = factory.SubFactory(UserFactory)
    told_at = NOW


class StewardStatementFactory(DjangoModelFactory):
    class Meta:
        model = StewardStatement

    workplace = factory.SubFactory(WorkplaceFactory)
    stated_on = TODAY
    employer_name = "Poul Lund"
    steward_name = "Tove Riber"
    is_kept = True
    written_by = factory.SubFactory(UserFactory)
    written_at = NOW
