"""The ladder of hours: where it starts, and what a review changes."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from helevejen.accounts.models import User
from helevejen.audit.enums import Verb
from helevejen.cases.actions import jobs
from helevejen.core.deeds import action, refused_as, step
from helevejen.engines.calendar import day_of
from helevejen.placements.actions import keeping
from helevejen.placements.actions.keeping import UnableToKeepPlacement
from helevejen.placements.enums import Direction, LadderReason, PlacementObjection, PlacementState
from helevejen.placements.models import Placement, Rung, Terms
from helevejen.placements.queries import standing
from helevejen.placements.rules import agreeing, hours
from helevejen.placements.rules.agreeing import Agreed


class UnableToReviewHours(UnableToKeepPlacement):
    """The review cannot be written down so."""


@action
def review_hours(
    *, placement: Placement, rung: hours.Rung, reason: str, by: User, at: datetime, words: str = ""
) -> Rung:
    """
    Write down what a review of the hours came to: more, the same or fewer, from a day, with the reason.

    Raises:
        UnableToReviewHours, UnableToKeepPlacement: nothing has been written.
    """
    placement = keeping.hold(placement)
    on = day_of(at)
    if placement.state != PlacementState.RUNNING:
        raise UnableToReviewHours(PlacementObjection.NOT_RUNNING)
    if reason not in set(LadderReason.values) - {LadderReason.AGREED}:
        raise UnableToReviewHours(PlacementObjection.NO_REASON)
    if objection := agreeing.objection_to_text(words, is_needed=reason == LadderReason.OTHER):
        raise UnableToReviewHours(objection)
    terms = keeping.terms_of(placement)
    starts_on = placement.began_on or terms.starts_on
    if objection := hours.objection_to_rung(
        placement.form, rung, starts_on=starts_on, ends_until=terms.ends_until, on=on
    ):
        raise UnableToReviewHours(objection)
    stands = standing.rungs_of(placement.rungs.all())
    before = hours.hours_on(stands, rung.from_on) or terms.hours
    written = _write(placement, rung, hours.direction(before, rung.hours), reason, words=words, by=by, at=at)
    keep_job(placement, by=by, at=at)
    keeping.record(Verb.PLACEMENT_REVIEWED, placement, by=by, at=at, direction=str(written.direction))
    with refused_as(UnableToReviewHours):
        keeping.follow(placement, by=by, at=at)
    return written


# --- Steps ---


@step
def start(placement: Placement, terms: Terms, *, review_on: date | None, by: User, at: datetime) -> Rung:
    """
    Write the first step of a ladder as the job begins: the hours agreed, to be looked at again within half a year.

    Raises:
        UnableToReviewHours: the day of the review cannot be so.
    """
    began_on = placement.began_on or terms.starts_on
    rung = hours.Rung(began_on, terms.hours, review_on or hours.review_day(max(began_on, day_of(at))))
    if objection := hours.objection_to_rung(
        placement.form, rung, starts_on=began_on, ends_until=terms.ends_until, on=day_of(at)
    ):
        raise UnableToReviewHours(objection)
    return _write(placement, rung, Direction.START, LadderReason.AGREED, by=by, at=at)


@step
def change_from_terms(placement: Placement, agreed: Agreed, *, reason: str, by: User, at: datetime) -> Rung:
    """Write the step that a new version of the agreement makes, from today."""
    on = day_of(at)
    stands = standing.rungs_of(placement.rungs.all())
    before = hours.hours_on(stands, on) or agreed.hours
    rung = hours.Rung(on, agreed.hours, _review_kept(stands, on))
    where = hours.direction(before, agreed.hours)
    written = _write(placement, rung, where, LadderReason.OTHER, words=reason, by=by, at=at)
    keep_job(placement, by=by, at=at)
    return written


@step
def keep_job(placement: Placement, *, by: User, at: datetime) -> None:
    """Let the job of the case have the hours that hold today."""
    stands = standing.rungs_of(Rung.objects.filter(placement=placement).order_by("pk"))
    now = hours.hours_on(stands, day_of(at))
    if placement.job is not None and now is not None:
        jobs.change_hours(job=placement.job, hours=Decimal(now), by=by, at=at)


@step
def _write(
    placement: Placement,
    rung: hours.Rung,
    direction: Direction,
    reason: str,
    *,
    by: User,
    at: datetime,
    words: str = "",
) -> Rung:
    assert rung.review_on is not None, "the rules ask for it"
    return Rung.objects.create(
        placement=placement, from_on=rung.from_on, hours=rung.hours, review_on=rung.review_on, direction=direction,
        reason=reason, words=words.strip(), by=by, at=at,
    )  # fmt: skip


def _review_kept(stands: list[hours.Rung], on: date) -> date:
    known = stands[-1].review_on if stands else None
    return known if known is not None and known > on else hours.review_day(on)
