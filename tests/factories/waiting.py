from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from helevejen.cases.enums import TrackKind
from helevejen.waiting.models import (
    FlowDay,
    FlowPending,
    FlowSum,
    FlowView,
    Forecast,
    RecordSum,
    StepEstimate,
    StepRecord,
)
from tests.factories.cases import TrackFactory
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


class FlowViewFactory(DjangoModelFactory):
    """Ten statements ordered after the questions were agreed on, as the map of this month tells them."""

    class Meta:
        model = FlowView

    kind = TrackKind.CLARIFICATION
    group = ""
    since = TODAY - timedelta(days=30)
    counted_on = TODAY
    edges = factory.LazyFunction(lambda: [["we_agree_questions", "we_order_statement", 10, 3.0, 3, 3, 0]])
    loops = factory.LazyFunction(list)
    workers = factory.LazyFunction(list)


class FlowPendingFactory(DjangoModelFactory):
    """One statement ordered for one citizen, which is too few to be told."""

    class Meta:
        model = FlowPending

    on = TODAY
    kind = TrackKind.CLARIFICATION
    from_step = "we_agree_questions"
    to_step = "we_order_statement"
    days = 3
    seconds = 3 * 86_400
    citizen_number = factory.Sequence(lambda n: n + 1)


class StepEstimateFactory(DjangoModelFactory):
    """A hundred waits, of which one in ten ended on each of the first ten days."""

    class Meta:
        model = StepEstimate

    computed_on = TODAY
    kind = TrackKind.CLARIFICATION
    step = factory.Sequence(lambda n: f"step_{n}")
    group = ""
    finished = 100
    usual_days = 9
    table = factory.LazyFunction(lambda: [[day, 100 - 10 * (day - 1), 10] for day in range(1, 11)])


class RecordSumFactory(DjangoModelFactory):
    """Of ten times something was said of ten citizens this month, it came nine times as it was said."""

    class Meta:
        model = RecordSum

    kind = TrackKind.CLARIFICATION
    step = factory.Sequence(lambda n: f"step_{n}")
    month = TODAY.replace(day=1)
    count = 10
    inside = 9
    citizens = 10


class StepRecordFactory(DjangoModelFactory):
    """Of ten times something was said of ten citizens in a year, it came nine times as it was said."""

    class Meta:
        model = StepRecord

    kind = TrackKind.CLARIFICATION
    step = factory.Sequence(lambda n: f"step_{n}")
    since = TODAY.replace(year=TODAY.year - 1, day=1)
    before = TODAY.replace(day=1)
    count = 10
    inside = 9
    citizens = 10


class ForecastFactory(DjangoModelFactory):
    """
    Said today of the open turn of a track (`turn`), begun ten days ago: nine of ten are over within four weeks.

    With `judged=True` the day said was yesterday and the wait was over by then; say otherwise with `is_inside` and
    `ended_on`.
    """

    class Meta:
        model = Forecast

    class Params:
        judged = factory.Trait(
            issued_on=TODAY - timedelta(days=19),
            judged_on=TODAY,
            is_inside=True,
            ended_on=factory.LazyAttribute(lambda one: one.until if one.is_inside else None),
        )

    turn = factory.LazyFunction(lambda: TrackFactory().open_turn)
    kind = factory.SelfAttribute("turn.track.kind")
    step = factory.SelfAttribute("turn.step")
    group = ""
    waited_days = 10
    issued_on = TODAY
    begun_on = factory.LazyAttribute(lambda one: one.issued_on - timedelta(days=one.waited_days))
    usual_days = 28
    left_days = 18
    until = factory.LazyAttribute(lambda one: one.issued_on + timedelta(days=one.left_days))
    based_on = 120
