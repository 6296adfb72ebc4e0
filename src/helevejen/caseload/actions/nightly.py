"""Every write of what is counted at night, so that no page counts it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from helevejen.caseload import queries
from helevejen.caseload.models import ComingChange, NightlyCount
from helevejen.caseload.queries import caps, nightly
from helevejen.core.deeds import action

_AT_ONCE = 1_000


def count_figures(*, at: datetime) -> int:
    """Count the sums of everybody for each period, and return for how many. Safe to run twice."""
    for days in queries.PERIODS.values():
        # Counting takes a second, so it is no part of the deed: on SQLite nobody else could write meanwhile.
        figures = queries.team_figures(None, at, since=at - timedelta(days=days))
        keep_count(nightly.figures_name(days), nightly.as_content(figures), at=at)
    return len(queries.PERIODS)


def count_minutes(*, at: datetime) -> int:
    """Count the minutes of each team by cap for each period, and return for how many. Safe to run twice."""
    for days in queries.PERIODS.values():
        minutes = caps.minutes_of_teams(at, days=days)
        keep_count(caps.minutes_name(days), minutes, at=at)
    return len(queries.PERIODS)


@action
def keep_count(name: str, content: object, *, at: datetime) -> None:
    """Put what was counted in place of what was counted before."""
    _keep(name, content, at)


@action
def keep_coming_changes(found: Iterable[queries.CaseChange], *, on: date, at: datetime) -> None:
    """Put what the law's changes until a day do in place of what was found before, and drop days that have come."""
    # First, so that of two who found it at once the second waits here and then replaces what the first has kept.
    _keep(nightly.law_name(on), {}, at)
    ComingChange.objects.filter(on=on).delete()
    ComingChange.objects.bulk_create(
        (
            ComingChange(
                case_id=one.case_id,
                on=on,
                clause=one.clause,
                effect=one.effect,
                before_on=one.before_on,
                after_on=one.after_on,
                is_draft=one.is_draft,
                why=one.why,
            )
            for one in found
        ),
        batch_size=_AT_ONCE,
    )


@action
def drop_changes_before(on: date) -> None:
    """Drop what was found of days that have come: it is no forecast any more."""
    ComingChange.objects.filter(on__lte=on).delete()


def _keep(name: str, content: object, at: datetime) -> None:
    NightlyCount.objects.bulk_create(
        [NightlyCount(name=name, made_at=at, content=content)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["made_at", "content"],
    )
