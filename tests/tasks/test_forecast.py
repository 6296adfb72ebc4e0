import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from helevejen.core import clock
from helevejen.tasks import forecasts
from helevejen.tasks.demo.forecasts import keep_a_record
from helevejen.waiting import queries
from helevejen.waiting.models import Forecast
from helevejen.waiting.run.backtest import Backtest, BacktestRow
from tests.factories.cases import CaseFactory, TrackFactory, TurnFactory
from tests.factories.times import NOW, TODAY

DAY = timedelta(days=1)


def answer(*arguments):
    out = io.StringIO()
    with clock.frozen(NOW):
        call_command("forecast", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.fixture
def history(db):
    """A wait of one to four weeks begun every third day for half a year, and one that is open."""
    case = CaseFactory()
    for number in range(60):
        since = NOW - (190 - 3 * number) * DAY
        days = min(7 + (number * 7) % 22, 189 - 3 * number)
        track = TrackFactory(case=case, closed=True, opened_at=since)
        TurnFactory(track=track, number=1, step="doctor_answers", since=since, ended_at=since + days * DAY)
    return TrackFactory(case=case, opened_at=NOW - 5 * DAY, turn__step="doctor_answers").open_turn


@pytest.mark.both
def test_it_is_issued_and_scored_from_the_command_line(history):
    assert answer("issue") == "Said something new of 1 open waits.\n"
    assert json.loads(answer("issue", "--json")) == {"said": 0}
    assert answer("score") == "Judged 0 forecasts.\n"
    assert queries.forecasts_of([history.pk])[history.pk].waited_days == 5


def test_the_backtest_is_told_as_a_table_and_as_json(history):
    found = json.loads(answer("backtest", "--json"))
    assert (found["origins"], found["first"], found["last"]) == (74, "2024-03-11", "2026-03-11")
    (row,) = found["rows"]
    assert (row["kind"], row["step"], row["group"], row["is_as_promised"]) == (
        "clarification",
        "doctor_answers",
        None,
        True,
    )
    assert set(row["peers"]) == {"mean", "p90", "p90_as_long"}
    lines = answer("backtest", "--on", "2026-03-01", "--groups").splitlines()
    assert " ".join(lines[0].split()) == "kind step group cases said % was % mean p90 p90 of as long"
    assert lines[1].split()[:3] == ["clarification", "doctor_answers", "all"]
    assert lines[-1] == "0 of 0 with 200 cases or more lie from 85% to 95%."


@pytest.mark.django_db
def test_a_day_that_has_not_come_is_refused():
    with pytest.raises(CommandError, match="not known yet"):
        answer("backtest", "--on", "2026-03-12")


@pytest.mark.parametrize(
    ("cases", "share", "is_kept"),
    [(200, 0.85, True), (200, 0.95, True), (200, 0.849, False), (200, 0.951, False), (199, 0.5, True)],
)
def test_a_step_with_enough_cases_is_held_to_the_goal(cases, share, is_kept):
    row = BacktestRow("clarification", "we_meet", None, cases, cases, share, {})
    assert forecasts.is_as_promised(row) == is_kept
    told = forecasts.as_lines(Backtest([TODAY], [row], 1, 0))
    assert told[1].endswith("outside") != is_kept


@pytest.mark.both
def test_the_demos_record_is_said_and_judged_as_it_would_have_been(history):
    count = keep_a_record(TODAY, years=1)
    assert count == Forecast.objects.count() > 1
    assert not Forecast.objects.filter(judged_on__isnull=True, until__lt=TODAY).exists()
    assert queries.forecasts_of([history.pk])[history.pk].issued_on == TODAY
    rows = queries.forecast_record(since=TODAY - 400 * DAY)
    assert sum(row.count for row in rows) == Forecast.objects.filter(judged_on__isnull=False).count()
