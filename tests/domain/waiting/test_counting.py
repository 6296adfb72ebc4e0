from collections import Counter
from datetime import date, datetime, timedelta

import numpy as np
import pytest
from django.db.models import Count, Sum

from helevejen.cases.enums import Holder, TrackKind, TurnEvent
from helevejen.cases.models import Track
from helevejen.citizens.enums import TargetGroup
from helevejen.engines.flow import mine
from helevejen.waiting import actions, queries
from helevejen.waiting.enums import FlowFact
from helevejen.waiting.models import FlowDay, FlowPending, FlowSum, FlowView
from helevejen.waiting.rules import flow as rules
from helevejen.waiting.rules import picture as pictures
from helevejen.waiting.run import flow as run
from tests.factories.accounts import EmploymentFactory, UserFactory
from tests.factories.cases import TrackFactory, TurnFactory
from tests.factories.citizens import CitizenFactory, TargetGroupPeriodFactory
from tests.factories.times import NOW, TODAY
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat, count_queries

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = timedelta(days=1)
PERIODS = 90, 30, 10


def history(case, *turns, opened=30, kind=TrackKind.CLARIFICATION):
    """Make a closed track that was opened some days ago: (step, days ago it ended, event, further values)."""
    closed_at = NOW - turns[-1][1] * DAY
    track = TrackFactory(case=case, closed=True, closed_at=closed_at, opened_at=NOW - opened * DAY, kind=kind)
    since = track.opened_at
    for number, (step, ago, event, *more) in enumerate(turns, 1):
        ended = NOW - timedelta(days=ago)
        values = {"passed_by": case.jobformidler, **(more[0] if more else {})}
        TurnFactory(track=track, number=number, step=step, since=since, ended_at=ended, event=event, **values)
        since = ended
    return track


def transitions():
    """Return what followed what in the tests of one citizen, of whom nothing is told."""
    rows = FlowPending.objects.filter(what=FlowFact.FOLLOWED).order_by("pk")
    return Counter(rows.values_list("from_step", "to_step", "days"))


def kept():
    fields = "on", "what", "kind", "team", "group", "from_step", "to_step", "workers", "days", "seconds"
    told = FlowSum.objects.order_by("pk").values_list(*fields, "count")
    waiting = FlowPending.objects.order_by("pk").values_list(*fields, "citizen_number")
    return sorted(told, key=repr), sorted(waiting, key=repr)


def several(cast, many=6):
    return [whole_case(CitizenFactory(), cast.mette, cast.jens) for _ in range(many)]


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
    rows = FlowPending.objects.filter(what=FlowFact.FOLLOWED).order_by("on").values_list("to_step", "team", "group")
    assert list(rows) == [("ask", cast.voksne.pk, ""), ("answer", cast.ungdom.pk, "2"), ("read", cast.ungdom.pk, "")]


def test_the_team_is_that_of_the_day(cast, case):
    user = UserFactory()
    EmploymentFactory(user=user, team=cast.voksne, valid_from=TODAY - 90 * DAY, valid_until=TODAY - 9 * DAY)
    EmploymentFactory(user=user, team=cast.ungdom, valid_from=TODAY - 9 * DAY)
    passed = {"passed_by": user}
    history(case, ("ask", 20, TurnEvent.DONE, passed), ("answer", 5, TurnEvent.DONE, passed))
    actions.count_flow(at=NOW)
    rows = FlowPending.objects.filter(what=FlowFact.FOLLOWED).order_by("on")
    assert list(rows.values_list("team", flat=True)) == [cast.voksne.pk, cast.ungdom.pk]


def some_histories(cases, rng):
    steps, events = ["ask", "answer", "read"], [event for event in TurnEvent if event != TurnEvent.CLOSED]
    for case in cases:
        for _ in range(8):
            ago = sorted(rng.integers(1, 60, int(rng.integers(1, 7))).tolist(), reverse=True)
            turns = [(steps[rng.integers(3)], days + 0.3, events[rng.integers(len(events))]) for days in ago]
            turns[-1] = (*turns[-1][:2], TurnEvent.CLOSED)
            history(case, *turns, opened=70, kind=[*TrackKind][rng.integers(2)])


def test_counting_day_by_day_and_counting_at_once_give_the_same(cast):
    cases = several(cast)
    some_histories(cases, np.random.default_rng(3))
    TargetGroupPeriodFactory(citizen=cases[0].citizen, group="6.1"[:2], valid_from=TODAY - 30 * DAY)
    for ago in range(75, 0, -4):
        actions.count_flow(at=NOW - ago * DAY)
    actions.count_flow(at=NOW)
    told, waiting = by_day = kept()
    assert len(told) > 20
    assert len(waiting) > 20
    actions.count_flow(at=NOW, anew=True)
    assert kept() == by_day
    assert set(FlowDay.objects.values_list("on", flat=True)) >= {TODAY - n * DAY for n in range(1, 40)}


def test_told_and_waiting_together_are_what_the_engine_finds_in_the_whole_log(cast):
    some_histories(several(cast), np.random.default_rng(4))
    actions.count_flow(at=NOW)
    log = run.log_between(NOW - 100 * DAY, NOW)
    found, names = mine(log), log.activities
    transitions, loops = found.transitions, found.rework
    pairs = zip(transitions.from_, transitions.to, transitions.count, strict=True)
    back = zip(loops.back_from, loops.back_by, loops.back_count, strict=True)
    counted = Counter()
    for model, times in ((FlowSum, Sum("count")), (FlowPending, Count("pk"))):
        by = model.objects.order_by().values("what", "from_step", "to_step").annotate(times=times)
        for what, *steps, count in by.order_by("what", "from_step", "to_step").values_list(
            "what", "from_step", "to_step", "times"
        ):
            counted[what, *steps] += count
    assert {key[1:]: n for key, n in counted.items() if key[0] == FlowFact.FOLLOWED and key[1] and key[2]} == {
        (names[a], names[b]): int(n) for a, b, n in pairs
    }
    assert {key[1:]: n for key, n in counted.items() if key[0] == FlowFact.AGAIN} == {
        (names[a], names[b]): int(n) for a, b, n in back
    }
    closed = Track.objects.filter(closed_at__lt=NOW - DAY).count()
    assert counted[FlowFact.CLOSED, "", ""] == closed


def test_how_many_had_a_track_is_counted_when_it_closes(cast, case):
    had = {"holder": Holder.JOBFORMIDLER, "holder_user": cast.omar}
    history(case, ("ask", 20, TurnEvent.DONE, had), ("answer", 5, TurnEvent.DONE), ("read", 3, TurnEvent.CLOSED))
    history(case, ("ask", 20, TurnEvent.DONE, had), ("answer", 5, TurnEvent.DONE))
    actions.count_flow(at=NOW)
    assert list(FlowPending.objects.filter(what=FlowFact.WORKERS).values_list("workers", flat=True)) == [2]


def test_what_goes_to_and_fro_is_counted_as_done_again(case):
    steps = ["ask", "answer", "ask", "answer", "read"]
    history(case, *((step, 20 - n, TurnEvent.DONE) for n, step in enumerate(steps)))
    actions.count_flow(at=NOW)
    again = FlowPending.objects.filter(what=FlowFact.AGAIN).order_by("on").values_list("from_step", "to_step")
    assert list(again) == [("ask", "answer"), ("answer", "ask")]


def test_five_citizens_are_told_of_and_four_are_not(cast):
    cases = several(cast, 5)
    for one in cases[:4]:
        for _ in range(3):
            history(one, ("ask", 20, TurnEvent.DONE))
    actions.count_flow(at=NOW - 10 * DAY)
    assert not FlowSum.objects.filter(what=FlowFact.FOLLOWED).exists()
    history(cases[4], ("ask", 8, TurnEvent.DONE), opened=18)
    actions.count_flow(at=NOW)
    (row,) = FlowSum.objects.filter(what=FlowFact.FOLLOWED)
    assert (row.on, row.count, row.days) == ((NOW - 8 * DAY).date(), 13, 10)
    assert not FlowPending.objects.filter(what=FlowFact.FOLLOWED).exists()


def test_two_views_subtracted_tell_of_nobody(cast):
    """Somebody who looks every day and subtracts every two views meets no difference of fewer than five citizens."""
    cases = several(cast, 7)
    rng = np.random.default_rng(5)
    for case in cases:
        for group, from_, until in (("2", 90, 40), ("3", 40, 0)):
            TargetGroupPeriodFactory(
                citizen=case.citizen, group=group, valid_from=TODAY - from_ * DAY, valid_until=TODAY - until * DAY
            )
    some_histories(cases, rng)
    seen, views = (
        [],
        [
            {"since": TODAY - days * DAY, "team": team, "group": group}
            for days in PERIODS
            for team in (None, cast.ungdom.pk, cast.voksne.pk)
            for group in ("", "2", "3")
        ],
    )
    for ago in range(60, -1, -10):
        actions.count_flow(at=NOW - ago * DAY)
        if ago < 30:  # at first the page adds up itself
            actions.count_views(at=NOW, periods=PERIODS)
        for view in views:
            edges = queries.flow_shown(TrackKind.CLARIFICATION, **view).edges
            seen.append(Counter({(edge.from_step, edge.to_step): edge.count for edge in edges}))
    differences = [one[key] - other[key] for one in seen for other in seen for key in one if one[key] > other[key]]
    assert differences
    assert min(differences) >= 5


def test_yesterday_is_not_read_again(case):
    history(case, ("ask", 20, TurnEvent.DONE))
    actions.count_flow(at=NOW - DAY)
    history(case, ("written later of the past", 19, TurnEvent.DONE))
    history(case, ("read", 1, TurnEvent.DONE))
    assert actions.count_flow(at=NOW) == 1
    assert transitions() == {("", "ask", 10): 1, ("", "read", 29): 1}
    actions.count_flow(at=NOW, anew=True)
    assert ("", "written later of the past", 11) in transitions()


def test_a_day_is_counted_when_it_is_over_and_once(case):
    history(case, ("ask", 0.2, TurnEvent.DONE))
    actions.count_flow(at=NOW)
    assert not transitions()
    for _ in range(2):
        actions.count_flow(at=NOW + DAY)
    assert transitions() == {("", "ask", 29): 1}
    assert queries.counted_until() == datetime.fromisoformat("2026-03-11T23:00:00+00:00")


def test_a_day_ends_at_midnight_in_denmark(case):
    late = datetime.fromisoformat("2026-03-05T23:30:00+00:00")
    track = TrackFactory(case=case, closed=True, opened_at=late - DAY)
    TurnFactory(track=track, number=1, since=late - DAY, ended_at=late, event=TurnEvent.DONE)
    actions.count_flow(at=NOW)
    assert FlowPending.objects.get(what=FlowFact.FOLLOWED).on == date(2026, 3, 6)
    assert FlowDay.objects.get(on=date(2026, 3, 6)).counted_until.isoformat() == "2026-03-06T23:00:00+00:00"


def test_where_nothing_has_happened_nothing_is_counted(db):
    assert actions.count_flow(at=NOW) == 0
    assert queries.counted_until() is None


def test_counting_asks_the_same_few_questions_however_much_happened(cast):
    def make_more():
        history(cast.aminas_case, ("ask", 0.2, TurnEvent.DONE))

    days = iter(range(1, 9))

    def count():
        actions.count_flow(at=NOW + next(days) * DAY)

    make_more()
    actions.count_flow(at=NOW)
    assert count_queries(count) <= 16
    assert_flat(count, make_more)


def test_sums_are_read_by_kind_period_team_and_group(cast):
    for case in several(cast, 5):
        history(case, ("ask", 40, TurnEvent.DONE), opened=50)
        history(case, ("ask", 3, TurnEvent.DONE), opened=50)
        history(case, ("ask", 3, TurnEvent.DONE, {"passed_by": cast.omar}), opened=50)
    actions.count_flow(at=NOW)

    def count(**asked):
        return sum(one.count for one in queries.flow_sums(TrackKind.CLARIFICATION, **asked))

    assert count(since=TODAY - 60 * DAY) == 15
    assert count(since=TODAY - 60 * DAY, until=TODAY - 30 * DAY) == 5
    assert count(since=TODAY - 30 * DAY) == 10
    assert count(since=TODAY - 30 * DAY, team=cast.voksne.pk) == 5
    assert count(since=TODAY - 30 * DAY, group="2") == 0
    assert queries.flow_sums(TrackKind.EDUCATION, since=TODAY - 60 * DAY) == []


def some_of_every_sort(cast):
    """Make flow of two target groups and of none, in which steps are done again and tracks end, and count it."""
    cases = several(cast, 18)
    for number, case in enumerate(cases):
        if group := ("", "2", "3")[number % 3]:
            TargetGroupPeriodFactory(citizen=case.citizen, group=group, valid_from=TODAY - 90 * DAY)
        for last in (40, 5):
            steps = [("ask", last + 9), ("answer", last + 8 - number % 4), ("ask", last + 3), ("read", last)]
            history(
                case,
                *((step, ago, TurnEvent.CLOSED if step == "read" else TurnEvent.DONE) for step, ago in steps),
                opened=last + 20,
            )
    actions.count_flow(at=NOW)


def views_made_now():
    """Return what every view of the map tells, added up from the sums."""
    return {
        (kind, days, group): rules.Shown(
            rules.edges_of(queries.flow_sums(kind, since=TODAY - days * DAY, group=group)),
            *queries.flow_asides(kind, since=TODAY - days * DAY, group=group),
        )
        for kind in (TrackKind.CLARIFICATION, TrackKind.EDUCATION)
        for days in PERIODS
        for group in ("", "2", "3", "9")
    }


def views_shown():
    return {
        (kind, days, group): queries.flow_shown(kind, since=TODAY - days * DAY, group=group)
        for kind, days, group in views_made_now()
    }


def test_what_the_map_tells_is_the_same_made_at_night_and_made_now(cast):
    some_of_every_sort(cast)
    by_day = views_shown()
    assert by_day == views_made_now()
    for _twice in range(2):
        assert actions.count_views(at=NOW, periods=PERIODS) == len(PERIODS) * len(TrackKind) * (1 + len(TargetGroup))
        assert views_shown() == by_day
    of_all, of_one = (by_day[TrackKind.CLARIFICATION, 90, group] for group in ("", "2"))
    assert all(of_all)
    assert all(of_one)
    assert of_all != of_one
    assert of_all != by_day[TrackKind.CLARIFICATION, 10, ""]


def test_a_view_made_at_night_is_read_and_adds_nothing_up(cast):
    some_of_every_sort(cast)

    def read(**asked):
        return count_queries(lambda: queries.flow_shown(TrackKind.CLARIFICATION, **asked))

    assert read(since=TODAY - 30 * DAY) == 3
    actions.count_views(at=NOW, periods=PERIODS)
    assert read(since=TODAY - 30 * DAY) == 1
    assert read(since=TODAY - 30 * DAY, group="2") == 1
    assert read(since=TODAY - 31 * DAY) == 3, "another day is added up"
    assert read(since=TODAY - 30 * DAY, team=cast.voksne.pk) == 2, "and so is a team"


def test_a_view_of_yesterday_is_not_read_when_more_has_been_counted(cast):
    some_of_every_sort(cast)
    actions.count_views(at=NOW, periods=PERIODS)
    for case in several(cast, 5):
        history(case, ("ask", -0.5, TurnEvent.DONE))
    actions.count_flow(at=NOW + DAY)
    live = rules.edges_of(queries.flow_sums(TrackKind.CLARIFICATION, since=TODAY - 30 * DAY))
    assert queries.flow_shown(TrackKind.CLARIFICATION, since=TODAY - 30 * DAY).edges == live
    actions.count_flow(at=NOW + DAY, anew=True)
    assert not FlowView.objects.exists()


def test_on_the_first_day_there_is_no_view_and_none_is_made(db):
    assert actions.count_views(at=NOW, periods=PERIODS) == 0
    assert queries.flow_shown(TrackKind.CLARIFICATION, since=TODAY) == ([], [], [])
    assert queries.flow_moves(TrackKind.CLARIFICATION) == []


def test_the_picture_begins_and_ends_and_the_asides_are_told(cast):
    for case in several(cast, 5):
        steps = [("ask", 20), ("answer", 18), ("ask", 9), ("read", 2)]
        turns = [(step, ago, TurnEvent.CLOSED if step == "read" else TurnEvent.DONE) for step, ago in steps]
        history(case, *turns)
    actions.count_flow(at=NOW)
    since = TODAY - 60 * DAY
    picture = pictures.picture_of(rules.edges_of(queries.flow_sums(TrackKind.CLARIFICATION, since=since)))
    assert {(edge.from_step, edge.to_step): edge.count for edge in picture.edges} == {
        ("", "ask"): 5,
        ("ask", "answer"): 5,
        ("answer", "ask"): 5,
        ("ask", "read"): 5,
        ("read", ""): 5,
    }
    layers = picture.layout.nodes
    assert min(layers, key=lambda node: layers[node][1]) == "begin"
    assert max(layers, key=lambda node: layers[node][1]) == "end"
    loops, workers = queries.flow_asides(TrackKind.CLARIFICATION, since=since)
    assert loops == [("ask", "answer", 5)]
    assert workers == [(1, 5)]
    months = pictures.stock_by_month(queries.flow_moves(TrackKind.CLARIFICATION), since=since, until=TODAY)
    assert [(one.month.month, one.opened, one.closed, one.left) for one in months] == [
        (1, 0, 0, 0),
        (2, 5, 0, 5),
        (3, 0, 5, 0),
    ]
