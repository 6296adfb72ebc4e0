from datetime import timedelta
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from helevejen.recruitment.enums import OrderEventKind, RequirementKind, Weight
from helevejen.recruitment.models import Course, JobOrder, OrderEvent, Requirement
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyFactory
from tests.factories.times import NOW


class JobOrderFactory(DjangoModelFactory):
    """Two warehouse hands, ordered half an hour ago on the company's page, and not answered yet."""

    class Meta:
        model = JobOrder

    class Params:
        answered = factory.Trait(answered_at=NOW)
        shortlisted = factory.Trait(answered_at=NOW, shortlisted_at=NOW, shortlist_count=3)
        paused = factory.Trait(state="paused", paused_at=NOW)
        filled = factory.Trait(state="filled", ended_at=NOW)
        closed = factory.Trait(state="closed", ended_at=NOW, closing_reason="not_needed")

    company = factory.SubFactory(CompanyFactory)
    title = "Lagermedarbejdere med truck"
    tasks = "Læsse af og stille på hylder."
    positions = 2
    hours_least = Decimal(4)
    hours_most = Decimal(37)
    forms = factory.LazyFunction(lambda: ["ordinary", "flex"])
    owner = factory.SubFactory(UserFactory)
    ordered_by = factory.SelfAttribute("owner")
    ordered_at = NOW - timedelta(minutes=30)
    reply_due_at = NOW + timedelta(hours=4)
    shortlist_due_at = NOW + timedelta(days=5)


class RequirementFactory(DjangoModelFactory):
    class Meta:
        model = Requirement

    order = factory.SubFactory(JobOrderFactory)
    kind = RequirementKind.LICENCE
    weight = Weight.MUST
    label = factory.Sequence(lambda n: f"Truckcertifikat {n}")
    code = "forklift_b"


class CourseFactory(DjangoModelFactory):
    class Meta:
        model = Course

    external_id = factory.Sequence(lambda n: f"K-{n}")
    title = "Gaffeltruck B"
    price_dkk = 5500
    length_days = 7
    place = "Fredericia"
    licences = factory.LazyFunction(lambda: ["forklift_b"])
    source = "Kursusstedets hjemmeside"
    valid_from = NOW.date() - timedelta(days=30)


class OrderEventFactory(DjangoModelFactory):
    class Meta:
        model = OrderEvent

    order = factory.SubFactory(JobOrderFactory)
    number = factory.Sequence(lambda n: n + 1)
    kind = OrderEventKind.ORDERED
    at = factory.SelfAttribute("order.ordered_at")
    by = factory.SelfAttribute("order.owner")
    owner = factory.SelfAttribute("order.owner")
