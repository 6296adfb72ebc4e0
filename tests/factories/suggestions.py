import factory
from factory.django import DjangoModelFactory

from helevejen.engines.matching.market import Citizen, Market, Order
from helevejen.engines.matching.views import record_of
from helevejen.suggestions.enums import ListKind, SheetKind
from helevejen.suggestions.models import DeclinedOrder, FactSheet, MatchList, SheetSet, Stop, Suggestion
from helevejen.suggestions.rules import sheets
from tests.factories.accounts import UserFactory
from tests.factories.cases import CaseFactory
from tests.factories.citizens import CitizenFactory
from tests.factories.recruitment import JobOrderFactory
from tests.factories.times import NOW


class FactSheetFactory(DjangoModelFactory):
    class Meta:
        model = FactSheet

    kind = SheetKind.CITIZEN
    digest = factory.Sequence(lambda n: f"{n:064x}")
    citizen = factory.SubFactory(CitizenFactory)
    content = '{"key":"b1"}'
    made_at = NOW


class SheetSetFactory(DjangoModelFactory):
    class Meta:
        model = SheetSet

    digest = factory.Sequence(lambda n: f"{n:064x}")
    sheets = factory.LazyFunction(list)
    made_at = NOW


class MatchListFactory(DjangoModelFactory):
    """Openings of somebody, made of nothing."""

    class Meta:
        model = MatchList

    kind = ListKind.OPENINGS
    case = factory.SubFactory(CaseFactory)
    made_by = factory.SubFactory(UserFactory)
    made_at = NOW
    on = NOW.date()
    engine_version = "1"
    seed = 1
    rules = factory.LazyFunction(lambda: {"most": 10, "near": 5})
    orders = factory.SubFactory(SheetSetFactory)
    citizens = factory.SubFactory(SheetSetFactory)


class SuggestionFactory(DjangoModelFactory):
    class Meta:
        model = Suggestion

    match_list = factory.SubFactory(MatchListFactory)
    case = factory.SelfAttribute("match_list.case")
    order = factory.SubFactory(JobOrderFactory)
    place = 1

    @factory.lazy_attribute
    def record(self):
        """Of two of whom nothing is known."""
        citizen, order = Citizen(f"b{self.case.citizen_id}"), Order(f"o{self.order.pk}")
        return sheets.text_of_record(record_of(Market(NOW.date(), (citizen,), (order,)), citizen, order))


class DeclinedOrderFactory(DjangoModelFactory):
    class Meta:
        model = DeclinedOrder

    citizen = factory.SubFactory(CitizenFactory)
    order = factory.SubFactory(JobOrderFactory)
    said_at = NOW


class StopFactory(DjangoModelFactory):
    """A stretch that is over, since there is one at a time."""

    class Meta:
        model = Stop

    class Params:
        standing = factory.Trait(resumed_by=None, resumed_at=None)

    stopped_by = factory.SubFactory(UserFactory)
    stopped_at = NOW
    reason = "Vi undersøger en fejl."
    resumed_by = factory.SelfAttribute("stopped_by")
    resumed_at = NOW
