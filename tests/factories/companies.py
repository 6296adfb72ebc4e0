import factory
from factory.django import DjangoModelFactory

from helevejen.companies.models import Company, Contact, Workplace
from helevejen.core.text import search_key
from tests.factories.accounts import UserFactory


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
