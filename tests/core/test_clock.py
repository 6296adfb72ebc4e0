from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest

from helevejen.core import clock

NEW_YEAR_IN_DENMARK = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)


def test_now_is_aware_and_in_utc():
    assert clock.now().utcoffset() == timedelta(0)


def test_today_is_the_day_in_denmark():
    with clock.frozen(NEW_YEAR_IN_DENMARK):
        assert clock.now() == NEW_YEAR_IN_DENMARK
        assert clock.today() == date(2026, 1, 1)


def test_a_frozen_clock_runs_again_afterwards():
    with clock.frozen(NEW_YEAR_IN_DENMARK):
        with clock.frozen(datetime(2020, 1, 1, tzinfo=UTC)):
            assert clock.today() == date(2020, 1, 1)
        assert clock.now() == NEW_YEAR_IN_DENMARK
    assert clock.now() != NEW_YEAR_IN_DENMARK


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"), clock.frozen(NEW_YEAR_IN_DENMARK.replace(tzinfo=None)):
        pass


@pytest.mark.parametrize("everywhere", [False, True])
def test_other_threads_see_a_frozen_clock_only_when_asked(everywhere):
    seen = []
    with clock.frozen(NEW_YEAR_IN_DENMARK, in_every_thread=everywhere):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert (seen == [NEW_YEAR_IN_DENMARK]) is everywhere
