"""Several runs of a night at once: each wait is told once, each forecast judged once, and nothing fails."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from helevejen.waiting import actions, queries
from helevejen.waiting.models import Forecast, StepEstimate
from tests.factories.cases import CaseFactory, TrackFactory, TurnFactory
from tests.factories.times import NOW
from tests.support import patience
from tests.support.processes import at_work, kill, wait_until

pytestmark = [pytest.mark.both, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

DAY = timedelta(days=1)
AT_ONCE = 4


def at_once(deed):
    """Let four do it at the same moment; return what came back, and raise what was raised."""
    start = Barrier(AT_ONCE)

    def one(_number):
        try:
            start.wait(timeout=patience.SECONDS)
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


@pytest.fixture
def open_turns():
    """Twenty waits of which something can be said."""
    case = CaseFactory()
    for number in range(40):
        since = NOW - (150 - number) * DAY
        track = TrackFactory(case=case, closed=True, opened_at=since)
        TurnFactory(track=track, number=1, step="doctor_answers", since=since, ended_at=since + (7 + number) * DAY)
    tracks = [TrackFactory(case=case, opened_at=NOW - n * DAY / 4, turn__step="doctor_answers") for n in range(20)]
    return [track.open_turn.pk for track in tracks]


@pytest.fixture
def in_small_deeds(monkeypatch):
    monkeypatch.setattr("helevejen.waiting.actions.forecasts._AT_ONCE", 3)


@pytest.mark.usefixtures("in_small_deeds")
def test_of_four_who_issue_and_judge_at_once_each_thing_is_done_once(open_turns):
    at_once(lambda: actions.issue_forecasts(at=NOW))
    assert set(queries.forecasts_of(open_turns)) == set(open_turns)
    assert Forecast.objects.count() == len(open_turns)
    assert StepEstimate.objects.count() == 1
    judged = at_once(lambda: actions.score_forecasts(at=NOW + 400 * DAY))
    assert sum(judged) == len(open_turns)
    assert Forecast.objects.filter(is_inside=False, ended_on=None).count() == len(open_turns)


def work(at_once):
    """Judge a few at a time until killed; started in a process of its own by the test below."""
    from helevejen.waiting.actions import forecasts

    forecasts._AT_ONCE = at_once
    while True:
        actions.score_forecasts(at=NOW + 400 * DAY)


def test_what_was_killed_in_the_middle_is_finished_by_the_next_run(open_turns):
    actions.issue_forecasts(at=NOW)
    with at_work(__name__, [{"at_once": 1}]) as (process,):
        wait_until(lambda: Forecast.objects.filter(judged_on__isnull=False).exists())
        kill(process)
    actions.score_forecasts(at=NOW + 400 * DAY)
    assert Forecast.objects.filter(judged_on__isnull=False, is_inside=False).count() == len(open_turns)
