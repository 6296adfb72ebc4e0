from datetime import timedelta
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from helevejen.placements.enums import Direction, LadderReason, Party, Said
from helevejen.placements.models import Doubt, Evaluation, Placement, Rung, Terms, TermsAnswer, WorkedWeek
from tests.factories.accounts import UserFactory
from tests.factories.cases import CaseFactory
from tests.factories.companies import CompanyFactory
from tests.factories.times import NOW, TODAY


class PlacementFactory(DjangoModelFactory):
    """An internship that is being agreed, with its first version and no track."""

    class Meta:
        model = Placement
        skip_postgeneration_save = True

    class Params:
        open = factory.Trait(is_open_to_company=True)
        running = factory.Trait(state="running", began_on=TODAY - timedelta(days=14), is_open_to_company=True)
        ended = factory.Trait(
            state="ended", began_on=TODAY - timedelta(days=14), ended_on=TODAY, outcome="as_agreed",
            is_open_to_company=True,
        )  # fmt: skip

    case = factory.SubFactory(CaseFactory)
    company = factory.SubFactory(CompanyFactory)
    form = "internship"
    title = "Lagermedarbejder"
    made_by = factory.SubFactory(UserFactory)
    made_at = NOW - timedelta(days=20)
    first = factory.RelatedFactory("tests.factories.placements.TermsFactory", factory_related_name="placement")


class TermsFactory(DjangoModelFactory):
    """Four weeks that began a fortnight ago."""

    class Meta:
        model = Terms

    placement = factory.SubFactory(PlacementFactory, first=None)
    version = 1
    purpose = "At prøve arbejdet på et lager."
    goals = "At køre truck sikkert."
    starts_on = TODAY - timedelta(days=14)
    ends_until = TODAY + timedelta(days=14)
    hours = Decimal(20)
    considerations = factory.LazyFunction(lambda: ["breaks"])
    made_by = factory.SelfAttribute("placement.made_by")
    made_at = factory.SelfAttribute("placement.made_at")


class TermsAnswerFactory(DjangoModelFactory):
    class Meta:
        model = TermsAnswer

    terms = factory.SubFactory(TermsFactory)
    party = Party.CITIZEN
    is_ok = True
    words = "Det passer mig fint."
    by = factory.SubFactory(UserFactory)
    at = NOW


class RungFactory(DjangoModelFactory):
    class Meta:
        model = Rung

    placement = factory.SubFactory(PlacementFactory, running=True, form="minifleks")
    from_on = TODAY - timedelta(days=14)
    hours = Decimal(4)
    direction = Direction.START
    reason = LadderReason.AGREED
    words = "Vi begynder roligt."
    review_on = TODAY + timedelta(days=60)
    by = factory.SubFactory(UserFactory)
    at = NOW


class WorkedWeekFactory(DjangoModelFactory):
    class Meta:
        model = WorkedWeek

    placement = factory.SubFactory(PlacementFactory, running=True)
    week = TODAY - timedelta(days=TODAY.weekday() + 7)
    hours = Decimal(18)
    told_by = Party.COMPANY
    by = factory.SubFactory(UserFactory)
    at = NOW


class DoubtFactory(DjangoModelFactory):
    class Meta:
        model = Doubt

    class Params:
        answered = factory.Trait(answer="Vi har rettet det.", answered_by=factory.SelfAttribute("by"), answered_at=NOW)

    placement = factory.SubFactory(PlacementFactory, running=True)
    words = "Der var flere timer."
    by = factory.SubFactory(UserFactory)
    at = NOW


class EvaluationFactory(DjangoModelFactory):
    class Meta:
        model = Evaluation

    placement = factory.SubFactory(PlacementFactory, running=True)
    party = Party.CITIZEN
    tasks_fit = Said.YES
    was_helped = Said.PARTLY
    would_again = Said.YES
    words = "Gode kolleger."
    by = factory.SubFactory(UserFactory)
    at = NOW
