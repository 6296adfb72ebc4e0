"""Times to propose for a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from helevejen.accounts.models import User
from helevejen.cases.models import Case
from helevejen.cases.queries.meetings import booked_spans
from helevejen.cases.rules import meetings as rules
from helevejen.engines.calendar import add_working_days

_FIRST_WORKING_DAY = 3  # a citizen needs a couple of days to read the invitation
_DAYS_TRIED = 10
_CLOCKS = (time(9), time(10, 30), time(13))


def times_to_propose(
    host: User, case: Case, at: datetime, *, minutes: int = 45, count: int = 3, taken: Sequence[rules.Span] = ()
) -> list[datetime]:
    """
    Return times when host and citizen are free, one on each of the coming working days and not all at one hour.

    Two queries. Fewer than asked for when the two are busy.

    Args:
        taken: When the citizen is elsewhere, which no meeting of the case tells.
    """
    today = at.astimezone(rules.COPENHAGEN).date()
    days = [add_working_days(today, _FIRST_WORKING_DAY + more).due for more in range(_DAYS_TRIED)]
    start, end = _at(days[0], time(0)), _at(days[-1], rules.LAST_END)
    booked = [*booked_spans(host, case, start, end), *taken]
    found: list[datetime] = []
    for day in days:
        turned = _CLOCKS[len(found) % 3 :] + _CLOCKS[: len(found) % 3]
        wanted = [_at(day, clock) for clock in turned]
        free = set(rules.free_slots(wanted, minutes=minutes, booked=booked, at=at))
        found += [one for one in wanted if one in free][:1]
        if len(found) == count:
            break
    return found


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=rules.COPENHAGEN)
