"""A placement ends, and what became of it."""

from __future__ import annotations

from datetime import date, datetime

from helevejen.accounts.models import User
from helevejen.audit.enums import Verb
from helevejen.cases.actions import jobs
from helevejen.core.deeds import action, refused_as
from helevejen.engines.calendar import day_of
from helevejen.placements.actions import keeping
from helevejen.placements.actions.keeping import UnableToKeepPlacement
from helevejen.placements.enums import Outcome, PlacementState
from helevejen.placements.models import Placement
from helevejen.placements.rules import agreeing


class UnableToEndPlacement(UnableToKeepPlacement):
    """It cannot end so."""


@action
def end_placement(
    *, placement: Placement, outcome: str, on: date, by: User, at: datetime, stop_reason: str = "", words: str = ""
) -> Placement:
    """
    Write down that a placement is over and what became of it. Its track ends, and its job with it.

    Args:
        on: The last day.
        stop_reason: Why, when it stopped early and only then.

    Raises:
        UnableToEndPlacement, UnableToKeepPlacement: nothing has been changed.
    """
    placement = keeping.hold(placement)
    terms = keeping.terms_of(placement)
    if objection := agreeing.objection_to_ending(
        state=placement.state, outcome=outcome, stop_reason=stop_reason,
        starts_on=placement.began_on or terms.starts_on, ended_on=on, on=day_of(at),
    ) or agreeing.objection_to_text(words, is_needed=False):  # fmt: skip
        raise UnableToEndPlacement(objection)
    placement.state, placement.ended_on = PlacementState.ENDED, on
    placement.outcome, placement.stop_reason, placement.ended_words = outcome, stop_reason, words.strip()
    placement.talk_on = None
    placement.save()
    if placement.job is not None and placement.job.ended_on is None:
        because = words.strip()[:_MOST_CAUSE] or str(placement.get_outcome_display())
        with refused_as(UnableToEndPlacement):
            jobs.finish_job(job=placement.job, by=by, at=at, on=on, because=because)
    keeping.record(Verb.PLACEMENT_ENDED, placement, by=by, at=at, outcome=str(outcome))
    with refused_as(UnableToEndPlacement):
        keeping.follow(placement, by=by, at=at)
    return placement


_MOST_CAUSE = 300


def leads_to_job(outcome: str) -> bool:
    """Return whether an outcome is a job, so that the pages offer to write it down."""
    return outcome in {Outcome.JOB_HERE, Outcome.JOB_ELSEWHERE}
