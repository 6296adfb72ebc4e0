from datetime import date, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from helevejen.cases.enums import Holder, TrackKind, TurnEvent
from helevejen.engines.statistics import LifeTable, outlook
from helevejen.waiting import actions, queries
from helevejen.waiting.models import Forecast, StepEstimate, StepRecord
from helevejen.waiting.rules import forecasts as rules
from helevejen.waiting.run import forecasts as run
from helevejen.waiting.run.backtest import backtest, origins_between
from tests.factories.cases import CaseFactory, TrackFactory, TurnFactory
from tests.factories.citizens import TargetGroupPeriodFactory
from tests.factories.times import NOW, TODAY
from tests.factories.waiting import ForecastFactory, RecordSumFactory, StepEstimateFactory, StepRecordFactory
from tests.support.flat import assert_flat, count_queries

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = timedelta(days=1)
STEP = "doctor_answers"


def ended(case, *, begun, days, **turn):
    """A wait that began so many days ago and lasted so many."""
    since = NOW - begun * DAY
    if "track" not in turn:
        turn["track"] = TrackFactory(case=case, closed=True, opened_at=since)
    values = {"number": 1, "step": STEP, "event": TurnEvent.ANSWERED, **turn}
    return TurnFactory(since=since, ended_at=since + days * DAY, **values)


def open_turn(case, *, begun, step=STEP, **turn):
    """The open turn of a wait that began so many days ago."""
    return TrackFactory(case=case, opened_at=NOW - begun * DAY, turn__step=step, **turn).open_turn


def end(turn, *, ago, event=TurnEvent.ANSWERED):
    """End an open turn some days ago, and its track with it."""
    track, moment = turn.track, NOW - ago * DAY
    with transaction.atomic():
        type(turn).objects.filter(pk=turn.pk).update(ended_at=moment, event=event, open_key=None, open_track=None)
        type(track).objects.filter(pk=track.pk).update(
            closed_at=moment, outcome="reached", open_key=None, open_turn=None
        )


@pytest.fixture
def case():
    return CaseFactory()


@pytest.fixture
def history(case):
    """Forty waits that lasted from one week to five."""
    for number in range(40):
        ended(case, begun=200 - 2 * number, days=7 + number * 28 // 39)


def test_what_is_said_rests_on_the_waits_that_ended_and_fits_what_has_been_waited(case, history):
    fresh, old = open_turn(case, begun=0), open_turn(case, begun=14)
    assert actions.issue_forecasts(at=NOW) == 2
    said = queries.forecasts_of([fresh.pk, old.pk])
    assert (said[fresh.pk].begun_on, said[fresh.pk].waited_days, said[fresh.pk].based_on) == (TODAY, 0, 40)
    assert said[old.pk].waited_days == 14
    assert said[old.pk].based_on < 40
    assert said[fresh.pk].until == TODAY + said[fresh.pk].left_days * DAY
    assert 28 <= said[fresh.pk].left_days <= 37  # Easter is no working day
    assert said[fresh.pk].usual_days == said[fresh.pk].left_days
    assert said[old.pk].left_days < said[fresh.pk].left_days


def test_open_waits_make_what_is_said_longer(case, history):
    for days in (60, 70):
        ended(case, begun=150, days=days)
    fresh = open_turn(case, begun=0)
    actions.issue_forecasts(at=NOW)
    without = queries.forecasts_of([fresh.pk])[fresh.pk]
    for _ in range(4):
        open_turn(case, begun=40)
    StepEstimate.objects.all().delete()
    other = open_turn(case, begun=0)
    actions.issue_forecasts(at=NOW)
    assert queries.forecasts_of([other.pk])[other.pk].left_days > without.left_days


def test_of_too_few_nothing_is_said(case):
    for number in range(29):
        ended(case, begun=100 - number, days=7)
    turn = open_turn(case, begun=0)
    assert actions.issue_forecasts(at=NOW) == 0
    assert queries.forecasts_of([turn.pk]) == {}
    assert not StepEstimate.objects.exists()


def test_where_nine_of_ten_have_never_been_seen_to_end_nothing_is_said(case, history):
    for number in range(20):
        open_turn(case, begun=60 + number)
    turn = open_turn(case, begun=0)
    actions.issue_forecasts(at=NOW)
    assert turn.pk not in queries.forecasts_of([turn.pk])


def test_where_nothing_can_be_said_of_a_wait_that_begins_nothing_is_said_of_an_older_one(case):
    table = LifeTable.of([[1, 5, 1], [10, 200, 20], [20, 180, 100], [30, 80, 60], [40, 20, 20]])
    assert [days >= 0 for days in outlook(table, [0, 10], rules.SHARE).days.tolist()] == [False, True]
    turn = open_turn(case, begun=14)
    cell = rules.Cell(TrackKind.CLARIFICATION, STEP, "")
    asked = run.asked_of(queries.open_waits(at=NOW), run.Groups([]))
    assert asked.turn == [turn.pk]
    assert run.said_on({cell: table}, asked, TODAY) == []


def test_who_has_waited_longer_than_nearly_all_is_told_nothing(case, history):
    turn = open_turn(case, begun=34)
    actions.issue_forecasts(at=NOW)
    assert queries.forecasts_of([turn.pk]) == {}


def test_the_own_group_counts_where_it_has_enough_and_all_where_it_has_not(case, history):
    TargetGroupPeriodFactory(citizen=case.citizen, group="6", valid_from=TODAY - 90 * DAY, valid_until=TODAY - 60 * DAY)
    TargetGroupPeriodFactory(citizen=case.citizen, group="7", valid_from=TODAY - 60 * DAY)
    for _ in range(30):
        ended(case, begun=70, days=3)
    of_six, of_seven = open_turn(case, begun=61), open_turn(case, begun=1)
    assert run.Groups(queries.all_groups()).names[1:] == ["6", "7"]
    estimate = run.waits_since(NOW - 400 * DAY)
    groups = {cell.group: table.finished for cell, table in run.tables_on(estimate, TODAY).items()}
    assert groups == {"": 70, "6": 30}
    actions.issue_forecasts(at=NOW)
    said = queries.forecasts_of([of_six.pk, of_seven.pk])
    assert said[of_seven.pk].group == ""
    assert of_six.pk not in said, "nobody of the group has waited as long"


def test_a_wait_goes_on_when_its_turn_is_postponed_taken_over_or_put_right(case, history):
    turn = open_turn(case, begun=2, turn__number=4)
    events = [TurnEvent.POSTPONED, TurnEvent.TAKEN_OVER, TurnEvent.CORRECTED]
    for number, event in enumerate(events, 1):
        since = NOW - (14 - 3 * number) * DAY
        ending = since + 3 * DAY if number < 3 else turn.since
        TurnFactory(track=turn.track, number=number, step=STEP, since=since, ended_at=ending, event=event)
    actions.issue_forecasts(at=NOW)
    assert queries.forecasts_of([turn.pk])[turn.pk].waited_days == 11


def test_a_wait_is_counted_from_its_first_turn_to_the_one_that_ends_it(case):
    track = TrackFactory(case=case, closed=True, opened_at=NOW - 50 * DAY)
    ended(case, begun=40, days=10, event=TurnEvent.POSTPONED, track=track, number=1)
    ended(case, begun=30, days=10, event=TurnEvent.DONE, track=track, number=2)
    waits = run.waits_since(NOW - 400 * DAY)
    assert (waits.over - waits.begun).tolist() == [20, 20]
    assert waits.is_end.tolist() == [False, True]


def test_what_was_said_of_an_earlier_turn_of_the_wait_counts_until_it_is_said_anew(case, history):
    turn = open_turn(case, begun=2, turn__number=2)
    earlier = TurnFactory(
        track=turn.track, number=1, step=STEP, since=NOW - 9 * DAY, ended_at=turn.since, event=TurnEvent.POSTPONED
    )
    ForecastFactory(turn=earlier, issued_on=TODAY - 5 * DAY, waited_days=4)
    assert queries.forecasts_of([turn.pk])[turn.pk].waited_days == 4
    actions.issue_forecasts(at=NOW)
    assert queries.forecasts_of([turn.pk])[turn.pk].waited_days == 9


def test_what_was_said_of_another_wait_of_the_track_does_not_count(case):
    turn = open_turn(case, begun=2, turn__number=3)
    for number, (step, event) in enumerate([(STEP, TurnEvent.ANSWERED), ("we_meet", TurnEvent.CORRECTED)], 1):
        since = NOW - (9 - 3 * number) * DAY
        earlier = TurnFactory(
            track=turn.track, number=number, step=step, since=since, ended_at=since + 3 * DAY, event=event
        )
        ForecastFactory(turn=earlier, issued_on=TODAY - 5 * DAY, waited_days=1)
    assert queries.forecasts_of([turn.pk]) == {}


def test_a_parent_that_waits_for_its_subtracks_is_told_nothing(case):
    for number in range(40):
        ended(case, begun=100, days=number, step="await_subtracks", holder=Holder.SUBTRACKS)
    parent = open_turn(case, begun=0, step="await_subtracks", turn__holder=Holder.SUBTRACKS, turn__due_on=None)
    actions.issue_forecasts(at=NOW)
    assert queries.forecasts_of([parent.pk]) == {}


def test_it_is_said_once_a_day_and_anew_after_a_week_or_when_the_day_has_passed(case, history):
    turn = open_turn(case, begun=0)
    for days, said in [(0, 1), (0, 0), (1, 0), (6, 0), (7, 1), (13, 0)]:
        assert actions.issue_forecasts(at=NOW + days * DAY) == said
    assert list(Forecast.objects.order_by("issued_on").values_list("waited_days", flat=True)) == [0, 7]
    assert set(Forecast.objects.values_list("turn", flat=True)) == {turn.pk}


@pytest.mark.parametrize(
    ("said_on", "said_until", "is_due"),
    [
        (None, None, True),
        (TODAY, TODAY + DAY, False),
        (TODAY - DAY, TODAY, False),
        (TODAY - 2 * DAY, TODAY - DAY, True),
        (TODAY - 6 * DAY, TODAY + 9 * DAY, False),
        (TODAY - 7 * DAY, TODAY + 9 * DAY, True),
        (TODAY + DAY, TODAY + 9 * DAY, False),
    ],
)
def test_when_something_is_to_be_said(said_on, said_until, is_due):
    assert rules.is_to_be_said(said_on=said_on, said_until=said_until, on=TODAY) == is_due


def test_two_runs_of_a_day_read_the_past_once_and_leave_everything_as_it_is(case, history):
    open_turn(case, begun=3)
    actions.issue_forecasts(at=NOW)
    rows = list(Forecast.objects.order_by("pk").values()), list(StepEstimate.objects.order_by("pk").values())
    assert actions.issue_forecasts(at=NOW) == 0
    assert actions.estimate_steps(at=NOW) == 0
    assert (list(Forecast.objects.order_by("pk").values()), list(StepEstimate.objects.order_by("pk").values())) == rows


def test_of_two_who_say_it_at_once_the_first_has_said_it(case, history):
    turn = open_turn(case, begun=3)
    actions.issue_forecasts(at=NOW)
    said = queries.forecasts_of([turn.pk])[turn.pk]
    tables = run.tables_in_use()
    actions.keep_forecasts([said])
    actions.keep_estimates(tables, TODAY)
    assert Forecast.objects.count() == 1
    assert StepEstimate.objects.count() == len(tables)


def test_the_estimates_of_a_new_day_take_the_place_of_the_old(case, history):
    actions.issue_forecasts(at=NOW)
    actions.issue_forecasts(at=NOW + DAY)
    assert set(StepEstimate.objects.values_list("computed_on", flat=True)) == {TODAY + DAY}
    assert queries.estimated_on() == TODAY + DAY


def test_a_stop_between_saying_and_judging_is_made_good_by_the_next_run(case, history, monkeypatch):
    for _ in range(3):
        open_turn(case, begun=3)
    monkeypatch.setattr("helevejen.waiting.actions.forecasts._AT_ONCE", 1)
    keep, kept = actions.keep_forecasts, []

    def stop(said):
        if kept:
            raise KeyboardInterrupt
        kept.append(said)
        keep(said)

    monkeypatch.setattr("helevejen.waiting.actions.forecasts.keep_forecasts", stop)
    with pytest.raises(KeyboardInterrupt):
        actions.issue_forecasts(at=NOW)
    assert Forecast.objects.count() == 1
    monkeypatch.setattr("helevejen.waiting.actions.forecasts.keep_forecasts", keep)
    assert actions.issue_forecasts(at=NOW) == 2
    assert Forecast.objects.count() == 3


def test_the_worked_example_of_the_page():
    table = LifeTable.of([[day, 41 - day, 1] for day in range(1, 41)])
    found = outlook(table, [0, 10, 12], rules.SHARE)
    assert found.days.tolist()[:2] == [37, 28]
    enough = [
        rules.is_enough(finished=int(n), error=float(e)) for n, e in zip(found.based_on, found.error, strict=True)
    ]
    assert (found.based_on.tolist(), enough) == ([40, 31, 29], [True, True, False])


# --- What came of it ---


@pytest.mark.parametrize(("ago", "inside"), [(3, True), (2, True), (1, False)])
def test_it_is_judged_by_the_day_that_was_said(case, ago, inside):
    turn = open_turn(case, begun=20)
    row = ForecastFactory(turn=turn, issued_on=TODAY - 10 * DAY, left_days=8)
    end(turn, ago=ago)
    assert actions.score_forecasts(at=NOW) == 1
    row.refresh_from_db()
    assert (row.judged_on, row.ended_on, row.is_inside) == (TODAY, TODAY - ago * DAY, inside)
    assert actions.score_forecasts(at=NOW + DAY) == 0


def test_whoever_still_waits_when_the_day_has_passed_is_outside(case):
    row = ForecastFactory(turn=open_turn(case, begun=20), issued_on=TODAY - 10 * DAY, left_days=9)
    actions.score_forecasts(at=NOW)
    row.refresh_from_db()
    assert (row.judged_on, row.ended_on, row.is_inside) == (TODAY, None, False)


def test_it_is_not_judged_before_the_day_has_passed_even_when_it_has_come_true(case):
    turn = open_turn(case, begun=20)
    row = ForecastFactory(turn=turn, issued_on=TODAY - 10 * DAY, left_days=10)
    end(turn, ago=5)
    assert actions.score_forecasts(at=NOW) == 0
    assert actions.score_forecasts(at=NOW + DAY) == 1
    row.refresh_from_db()
    assert row.is_inside


@pytest.mark.parametrize("event", [TurnEvent.POSTPONED, TurnEvent.TAKEN_OVER, TurnEvent.CORRECTED])
def test_a_turn_that_was_postponed_taken_over_or_put_right_is_judged_by_the_end_of_the_wait(case, event):
    turn = open_turn(case, begun=2, turn__number=2, step="we_meet")
    earlier = TurnFactory(track=turn.track, number=1, step=STEP, since=NOW - 9 * DAY, ended_at=turn.since, event=event)
    row = ForecastFactory(turn=earlier, issued_on=TODAY - 5 * DAY, waited_days=4, left_days=4)
    end(turn, ago=1)
    actions.score_forecasts(at=NOW)
    row.refresh_from_db()
    assert (row.ended_on, row.is_inside, row.step) == (TODAY - DAY, True, STEP)


def test_hundreds_are_judged_a_few_at_a_time_with_as_many_queries_each(case, monkeypatch):
    def make_more():
        ForecastFactory(turn=open_turn(case, begun=20), issued_on=TODAY - 10 * DAY, left_days=3)

    make_more()
    assert count_queries(lambda: actions.judge_some(on=TODAY)) <= 5
    make_more()
    assert_flat(lambda: actions.judge_some(on=TODAY), make_more)
    for _ in range(5):
        make_more()
    monkeypatch.setattr("helevejen.waiting.actions.forecasts._AT_ONCE", 2)
    assert actions.score_forecasts(at=NOW) == 5
    assert not Forecast.objects.filter(judged_on__isnull=True).exists()


def test_the_record_counts_by_step_and_by_the_month_of_the_day_that_was_said(case):
    for number, is_inside in enumerate([True, True, False]):
        turn = open_turn(case, begun=200)
        month = date(2026, 1 + number // 2, 10)
        ForecastFactory(
            turn=turn, issued_on=month - 9 * DAY, left_days=9, judged_on=TODAY, is_inside=is_inside,
            ended_on=month if is_inside else None,
        )  # fmt: skip
    ForecastFactory(turn=open_turn(case, begun=3))
    kind = TrackKind.CLARIFICATION
    assert queries.forecast_record(since=date(2026, 1, 1)) == [
        rules.RecordRow(kind, STEP, date(2026, 1, 1), 2, 2, 1),
        rules.RecordRow(kind, STEP, date(2026, 2, 1), 1, 0, 1),
    ]
    assert queries.forecast_record(since=date(2026, 2, 1))[0].count == 1
    found = queries.step_record(kind=kind, step=STEP, since=date(2026, 1, 1), before=date(2026, 3, 1))
    assert found == rules.RecordRow(kind, STEP, None, 3, 2, 1)
    assert found.share == 2 / 3
    assert queries.step_record(kind=TrackKind.EDUCATION, step=STEP, since=date(2026, 1, 1), before=TODAY) is None
    assert queries.step_record(kind=kind, step="we_meet", since=date(2026, 1, 1), before=TODAY) is None


def test_the_record_counts_citizens_apart_from_what_was_said_of_them(case):
    turn = open_turn(case, begun=90)
    for week in range(5):
        ForecastFactory(turn=turn, issued_on=TODAY - (40 - week) * DAY, left_days=9, judged=True)
    ForecastFactory(turn=open_turn(case, begun=90), issued_on=TODAY - 40 * DAY, left_days=9, judged=True)
    found = queries.step_record(kind=TrackKind.CLARIFICATION, step=STEP, since=TODAY - 90 * DAY, before=TODAY)
    assert (found.count, found.citizens, found.is_told) == (6, 1, False)
    for _ in range(4):
        ForecastFactory(turn=open_turn(CaseFactory(), begun=90), issued_on=TODAY - 40 * DAY, left_days=9, judged=True)
    found = queries.step_record(kind=TrackKind.CLARIFICATION, step=STEP, since=TODAY - 90 * DAY, before=TODAY)
    assert (found.count, found.citizens, found.is_told) == (10, 5, True)


def test_what_is_judged_is_summed_up_and_read_from_the_sums(case):
    until = TODAY - 2 * DAY
    for number in range(3):
        turn = open_turn(CaseFactory() if number else case, begun=30)
        ForecastFactory(turn=turn, issued_on=until - 9 * DAY, left_days=9)
    RecordSumFactory(step="long_gone", month=date(2020, 1, 1))
    for _twice in range(2):
        actions.score_forecasts(at=NOW)
        since = until.replace(day=1)
        assert queries.forecast_record(since=since) == queries.count_record(since=since)
        assert [row.count for row in queries.forecast_record(since=since)] == [3]
        assert count_queries(lambda: queries.forecast_record(since=date(2026, 1, 1))) == 1
    steps = [row.step for row in queries.forecast_record(since=date(2020, 1, 1))]
    assert "long_gone" in steps, "what cannot change is not forgotten"


def test_the_record_of_whole_months_is_summed_up_and_read(case):
    since, before = rules.months_of_record(TODAY)
    for whose in (case, CaseFactory(), CaseFactory()):
        for ago in (40, 75):
            turn = open_turn(whose, begun=ago + 20)
            ForecastFactory(turn=turn, issued_on=TODAY - (ago + 9) * DAY, left_days=9)
    ForecastFactory(turn=open_turn(case, begun=30), issued_on=TODAY - 12 * DAY, left_days=9)  # of this month
    StepRecordFactory(step="long_gone")

    def read(**asked):
        months = {"since": since, "before": before} | asked
        return queries.step_record(kind=TrackKind.CLARIFICATION, step=STEP, **months)

    for _twice in range(2):
        actions.score_forecasts(at=NOW)
        (counted,) = queries.count_step_records(since=since, before=before)
        assert read() == counted
        assert (counted.count, counted.citizens) == (6, 3), "a citizen is counted once, however many months"
        assert count_queries(read) == 1
    assert read(since=before, before=TODAY).count == 1, "other months are counted now"
    assert not StepRecord.objects.filter(step="long_gone").exists()


def test_the_record_of_one_step_is_found_by_its_index(case):
    ForecastFactory(turn=open_turn(case, begun=30), judged=True)
    with CaptureQueriesContext(connection) as asked:
        queries.step_record(kind=TrackKind.CLARIFICATION, step=STEP, since=TODAY - 365 * DAY, before=TODAY)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked[-1]['sql']}")
            plan = " ".join(row[3] for row in cursor.fetchall())
        assert "forecast_by_step (kind=? AND step=? AND until>? AND until<?)" in plan, "where nothing is summed up"


def test_reading_what_was_said_is_one_query(case):
    turns = [ForecastFactory(turn=open_turn(case, begun=n)).turn_id for n in range(5)]
    assert count_queries(lambda: queries.forecasts_of(turns)) == 1
    assert count_queries(lambda: queries.count_record(since=TODAY)) == 1
    assert count_queries(lambda: queries.forecast_record(since=TODAY)) == 2, "nothing has been summed up"
    assert (
        count_queries(lambda: queries.step_record(kind="clarification", step=STEP, since=TODAY - DAY, before=TODAY))
        == 2
    ), "nor has this"
    assert count_queries(lambda: queries.open_waits(at=NOW)) == 2


# --- The database keeps it ---


def test_what_was_said_is_not_changed_or_removed(case):
    row = ForecastFactory(turn=open_turn(case, begun=3))
    for deed in (
        lambda: Forecast.objects.filter(pk=row.pk).update(until=TODAY + 99 * DAY),
        lambda: Forecast.objects.filter(pk=row.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()


def test_what_was_judged_is_not_judged_again(case):
    row = ForecastFactory(turn=open_turn(case, begun=30), judged=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        Forecast.objects.filter(pk=row.pk).update(is_inside=False, ended_on=None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"judged_on": TODAY, "is_inside": None},
        {"judged_on": None, "is_inside": True},
        {"judged_on": TODAY, "is_inside": True, "ended_on": None},
        {"judged_on": TODAY, "is_inside": True, "ended_on": TODAY},
        {"judged_on": TODAY, "is_inside": False, "ended_on": TODAY - 5 * DAY},
        {"judged_on": TODAY - 2 * DAY, "is_inside": False},
        {"until": TODAY - 20 * DAY},
    ],
)
def test_half_a_judgement_is_refused(case, wrong):
    with pytest.raises(DatabaseError), transaction.atomic():
        ForecastFactory(**{"turn": open_turn(case, begun=30), "issued_on": TODAY - 19 * DAY, "left_days": 17, **wrong})


def test_the_factories_make_rows_the_database_accepts(case):
    for factory in (StepEstimateFactory, ForecastFactory):
        assert factory().pk != factory().pk
    assert ForecastFactory(judged=True).is_inside
    assert ForecastFactory(judged=True, is_inside=False).ended_on is None
    with pytest.raises(ObjectDoesNotExist):
        Forecast.objects.get(is_inside=None, judged_on__isnull=False)


# --- The backtest ---


def test_nothing_of_the_future_is_known_on_an_origin(case, history):
    late = open_turn(case, begun=20)
    origin = TODAY - 19 * DAY
    before = run.tables_on(run.waits_since(NOW - 400 * DAY), origin)
    end(late, ago=1)
    for _ in range(50):
        ended(case, begun=19, days=1)
    after = run.tables_on(run.waits_since(NOW - 400 * DAY), origin)
    assert {cell: table.rows for cell, table in before.items()} == {cell: table.rows for cell, table in after.items()}


def test_a_backtest_says_and_judges_as_it_would_have_been(case, history):
    for number in range(10):
        ended(case, begun=100 - number, days=10)
    waits = run.waits_since(NOW - 400 * DAY)
    origins = origins_between(TODAY - 99 * DAY, TODAY, every_days=1)
    found = backtest(waits, origins, on=TODAY)
    (row,) = found.rows
    assert (row.kind, row.step, row.group) == (TrackKind.CLARIFICATION, STEP, None)
    assert row.cases > 10
    assert 0 < row.share <= 1
    assert set(row.peers) == {"mean", "p90", "p90_as_long"}
    assert found.asked >= row.cases + found.silent - found.asked
    assert {one.group for one in backtest(waits, origins, on=TODAY, by_group=True).rows} == {""}


def test_a_backtest_of_nothing_is_empty(db):
    assert backtest(run.waits_since(NOW), [TODAY], on=TODAY).rows == []
