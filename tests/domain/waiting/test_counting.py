from collections import Counter
from datetime import date, datetime, timedelta

import numpy as np
import pytest

from helevejen.cases.enums import Holder, TrackKind, TurnEvent
from helevejen.engines.flow import mine
from helevejen.waiting import actions, queries
from helevejen.waiting.models import FlowDay, FlowSum
from helevejen.waiting.run import flow as run
from tests.factories.accounts import EmploymentFactory, UserFactory
from tests.factories.cases import TrackFactory, TurnFactory
from tests.factories.citizens import TargetGroupPeriodFactory
from tests.factories.times import NOW, TODAY
from tests.support.flat import assert_flat, count_queries

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = timedelta(days=1)


def history(case, *turns, opened=30, kind=TrackKind.CLARIFICATION):
    """Make a closed track that was opened some days ago: (step, days ago it ended, event, further values)."""
    track = TrackFactory(case=case, closed=True, opened_at=NOW - opened * DAY, kind=kind)
    since = track.opened_at
    for number, (step, ago, event, *more) in enumerate(turns, 1):
        ended = NOW - timedelta(days=ago)
        values = {"passed_by": case.jobformidler, **(more[0] if more else {})}
        TurnFactory(track=track, number=number, step=step, since=since, ended_at=ended, event=event, **values)
        since = ended
    return track


def transitions():
    rows = FlowSum.objects.order_by("on", "from_step", "to_step").values_list("from_step", "to_step", "days", "count")
    return Counter({row[:3]: row[3] for row in rows})


def kept():
    fields = "on", "kind", "team", "group", "from_step", "to_step", "days", "count", "seconds"
    return sorted(FlowSum.objects.order_by("pk").values_list(*fields), key=repr)


@pytest.fixture
def case(aminas_case):
    return aminas_case


def test_a_track_is_counted_from_its_beginning_to_its_end(case):
    history(case, ("ask", 20, TurnEvent.DONE), ("answer", 6, TurnEvent.ANSWERED), ("read", 2, TurnEvent.CLOSED))
    actions.count_flow(at=NOW)
    assert transitions() == {("", "ask", 10): 1, ("ask", "answer", 14): 1, ("answer", "read", 4): 1, ("read", "", 0): 1}


def test_a_postponement_a_new_jobformidler_and_a_correction_do_not_begin_the_wait_anew(case):
    events = [TurnEvent.POSTPONED, TurnEvent.TAKEN_OVER, TurnEvent.CORRECTED]
    history(case, *((f"ask{n}", 20 - n, event) for n, event in enumerate(events)), ("ask", 5, TurnEvent.DONE))
    actions.count_flow(at=NOW)
    assert transitions() == {("", "ask", 25): 1}


def test_it_is_counted_under_the_team_of_whoever_had_the_ball_and_the_group_of_the_day(cast, case):
    TargetGroupPeriodFactory(citizen=cast.amina, group="2", valid_from=TODAY - 10 * DAY, valid_until=TODAY - 3 * DAY)
    had = {"holder": Holder.JOBFORMIDLER, "holder_user": cast.omar}
    history(
        case, ("ask", 20, TurnEvent.DONE, had), ("answer", 5, TurnEvent.DONE), ("read", 3, TurnEvent.DONE), opened=21
    )
    actions.count_flow(at=NOW)
    rows = FlowSum.objects.order_by("on").values_list("to_step", "team", "group")
    assert list(rows) == [("ask", cast.voksne.pk, ""), ("answer", cast.ungdom.pk, "2"), ("read", cast.ungdom.pk, "")]


def test_the_team_is_that_of_the_day(cast, case):
    user = UserFactory()
    EmploymentFactory(user=user, team=cast.voksne, valid_from=TODAY - 90 * DAY, valid_until=TODAY - 9 * DAY)
    EmploymentFactory(user=user, team=cast.ungdom, valid_from=TODAY - 9 * DAY)
    passed = {"passed_by": user}
    history(case, ("ask", 20, TurnEvent.DONE, passed), ("answer", 5, TurnEvent.DONE, passed))
    actions.count_flow(at=NOW)
    assert list(FlowSum.objects.order_by("on").values_list("team", flat=True)) == [cast.voksne.pk, cast.ungdom.pk]


def some_histories(cast, rng):
    steps, events = ["ask", "answer", "read", "meet"], [event for event in TurnEvent if event != TurnEvent.CLOSED]
    for case in (cast.aminas_case, cast.bos_case, cast.carls_case):
        for _ in range(4):
            ago = sorted(rng.integers(0, 60, int(rng.integers(1, 7))).tolist(), reverse=True)
            turns = [(steps[rng.integers(4)], days + 0.3, events[rng.integers(len(events))]) for days in ago]
            turns[-1] = (*turns[-1][:2], TurnEvent.CLOSED)
            history(case, *turns, opened=70, kind=[*TrackKind][rng.integers(3)])


def test_counting_day_by_day_and_counting_at_once_give_the_same(cast):
    rng = np.random.default_rng(3)
    some_histories(cast, rng)
    TargetGroupPeriodFactory(citizen=cast.bo, group="6.1"[:2], valid_from=TODAY - 30 * DAY)
    for ago in range(65, 0, -1):
        actions.count_flow(at=NOW - ago * DAY)
    actions.count_flow(at=NOW)
    by_day = kept()
    assert len(by_day) > 20
    actions.count_flow(at=NOW, anew=True)
    assert kept() == by_day
    assert set(FlowDay.objects.values_list("on", flat=True)) >= {TODAY - n * DAY for n in range(40)}


def test_the_sums_are_those_of_the_engine_over_the_whole_log(cast):
    some_histories(cast, np.random.default_rng(4))
    actions.count_flow(at=NOW)
    log = run.log_between(NOW - 100 * DAY, NOW)
    found = mine(log).transitions
    names = log.activities
    engine = {(names[a], names[b]): int(n) for a, b, n in zip(found.from_, found.to, found.count, strict=True)}
    sums = Counter()
    for from_, to, count in FlowSum.objects.order_by("pk").values_list("from_step", "to_step", "count"):
        if from_ and to:
            sums[from_, to] += count
    assert sums == engine


def test_yesterday_is_not_read_again(case):
    history(case, ("ask", 20, TurnEvent.DONE))
    actions.count_flow(at=NOW)
    history(case, ("written later of the past", 19, TurnEvent.DONE))
    history(case, ("read", 0.1, TurnEvent.DONE))
    assert actions.count_flow(at=NOW + timedelta(minutes=5)) == 1
    assert transitions() == {("", "ask", 10): 1, ("", "read", 29): 1}
    actions.count_flow(at=NOW, anew=True)
    assert ("", "written later of the past", 11) in transitions()


def test_a_day_half_counted_is_counted_again_and_twice_changes_nothing(case):
    history(case, ("ask", 0.2, TurnEvent.DONE))
    actions.count_flow(at=NOW - timedelta(hours=7))
    assert not FlowSum.objects.exists()
    for _ in range(2):
        actions.count_flow(at=NOW)
    assert FlowSum.objects.count() == 1
    assert queries.counted_until() == NOW


def test_a_day_ends_at_midnight_in_denmark(case):
    late = datetime.fromisoformat("2026-03-05T23:30:00+00:00")
    track = TrackFactory(case=case, closed=True, opened_at=late - DAY)
    TurnFactory(track=track, number=1, since=late - DAY, ended_at=late, event=TurnEvent.DONE)
    actions.count_flow(at=NOW)
    assert FlowSum.objects.get().on == date(2026, 3, 6)
    assert FlowDay.objects.get(on=date(2026, 3, 6)).counted_until.isoformat() == "2026-03-06T23:00:00+00:00"


def test_where_nothing_has_happened_nothing_is_counted(db):
    assert actions.count_flow(at=NOW) == 0
    assert queries.counted_until() is None


def test_counting_asks_the_same_few_questions_however_much_happened(cast):
    def make_more():
        history(cast.aminas_case, ("ask", 0.2, TurnEvent.DONE))

    make_more()
    actions.count_flow(at=NOW)
    assert count_queries(lambda: actions.count_flow(at=NOW)) <= 14
    assert_flat(lambda: actions.count_flow(at=NOW), make_more)


def test_sums_are_read_by_kind_period_team_and_group(cast, case):
    for ago in (40, 3):
        history(case, ("ask", ago, TurnEvent.DONE), opened=50)
    history(cast.carls_case, ("ask", 3, TurnEvent.DONE), opened=50)
    actions.count_flow(at=NOW)

    def count(**asked):
        return sum(one.count for one in queries.flow_sums(TrackKind.CLARIFICATION, **asked))

    assert count(since=TODAY - 60 * DAY) == 3
    assert count(since=TODAY - 30 * DAY) == 2
    assert count(since=TODAY - 30 * DAY, team=cast.voksne.pk) == 1
    assert count(since=TODAY - 30 * DAY, group="2") == 0
    assert queries.flow_sums(TrackKind.EDUCATION, since=TODAY - 60 * DAY) == []


def test_the_picture_begins_and_ends_and_hides_what_is_rare(case):
    for _ in range(5):
        history(case, ("ask", 20, TurnEvent.DONE), ("read", 2, TurnEvent.CLOSED))
    history(case, ("ask", 20, TurnEvent.DONE), ("meet", 2, TurnEvent.DONE))
    actions.count_flow(at=NOW)
    picture = run.picture(TrackKind.CLARIFICATION, since=TODAY - 60 * DAY)
    assert {(edge.from_step, edge.to_step): edge.count for edge in picture.edges} == {
        ("", "ask"): 6,
        ("ask", "read"): 5,
        ("read", ""): 5,
    }
    assert picture.hidden == 1
    assert sorted(picture.layout.nodes, key=lambda node: picture.layout.nodes[node][1]) == [
        "begin",
        "ask",
        "read",
        "end",
    ]
    assert picture.counted_until == NOW
