import factory
from factory.django import DjangoModelFactory

from helevejen.cases.enums import TrackKind
from helevejen.waiting.models import FlowDay, FlowSum
from tests.factories.times import NOW, TODAY


class FlowDayFactory(DjangoModelFactory):
    class Meta:
        model = FlowDay

    on = TODAY
    counted_until = NOW


class FlowSumFactory(DjangoModelFactory):
    """Ten statements ordered after the questions were agreed on, each after three days."""

    class Meta:
        model = FlowSum

    on = TODAY
    kind = TrackKind.CLARIFICATION
    from_step = "we_agree_questions"
    to_step = "we_order_statement"
    days = 3
    count = 10
    seconds = factory.LazyAttribute(lambda row: row.count * row.days * 86_400)
