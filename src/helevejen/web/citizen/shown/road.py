"""The path as steps, done, now and next, from the tracks of the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from helevejen.cases.enums import ClosingReason, TrackKind, TrackOutcome
from helevejen.core import clock

#: The tracks in plain words; the staff's own names are office words.
NAMES = {
    TrackKind.FIRST_CONTACT: _("Vi lærer hinanden at kende"),
    TrackKind.CLARIFICATION: _("Vi finder ud af, hvad du kan"),
    TrackKind.JOB_AND_COMPANY: _("Job og praktik"),
    TrackKind.EDUCATION: _("Uddannelse"),
    TrackKind.MENTORING: _("Støtte på vejen"),
    TrackKind.HEALTH_AND_SOCIAL: _("Helbred og støtte"),
    TrackKind.RETENTION: _("Godt i gang i jobbet"),
}

#: What a closed case is told to have ended with. Of a death nothing is said.
CLOSED_BECAUSE = {
    ClosingReason.LASTING_JOB: _("Du har fået et job, der holder. Tillykke med det!"),
    ClosingReason.EDUCATION: _("Du er i gang med en uddannelse. Held og lykke med den!"),
    ClosingReason.MOVED: _("Du er flyttet, og din nye kommune hjælper dig nu."),
    ClosingReason.PENSION: _("Du har fået pension."),
    ClosingReason.SELF_SUPPORTING: _("Du har selv en indtægt nu."),
    ClosingReason.WISH: _("Det har du selv ønsket."),
}

#: So many steps that are done are shown one by one; of more, the oldest are left out.
MOST_DONE = 4


@dataclass(frozen=True, slots=True)
class Milestone:
    """
    One step of the path.

    Attributes:
        state: done, now or next.
        on: When it began, or ended when it is done; None for what comes.
    """

    name: str
    state: str
    on: date | None


@dataclass(frozen=True, slots=True)
class JobSeen:
    """
    The job the citizen has begun.

    Attributes:
        is_followed: We still call and ask; the citizen may say stop.
        last_day: The last day of the follow-up that was agreed.
    """

    job_id: int
    title: str
    employer: str
    started_on: date
    ended_on: date | None
    is_followed: bool
    until: date


def road_of(tracks: Sequence[Any], *, is_open: bool) -> tuple[Milestone, ...]:
    """Return the path: what is done, what is going on, and the job that lies ahead as long as there is none."""
    done = [_milestone(track, "done") for track in tracks if not track.is_open and _counts(track)]
    now = [_milestone(track, "now") for track in tracks if track.is_open]
    has_job = any(track.kind == TrackKind.RETENTION for track in tracks)
    ahead = [Milestone(str(_("Job")), "next", None)] if is_open and not has_job else []
    return (*sorted(done, key=lambda one: one.on or date.min)[-MOST_DONE:], *now, *ahead)


def job_of(tracks: Sequence[Any]) -> JobSeen | None:
    """Return the newest job among tracks that come from `own_tracks`, None when there is none. No query."""
    jobs = [job for track in tracks if (job := _job(track)) is not None]
    if not jobs:
        return None
    job, is_followed = max(jobs, key=lambda one: (one[0].started_on, one[0].pk))
    return JobSeen(
        job_id=job.pk,
        title=job.title,
        employer=job.employer_name,
        started_on=job.started_on,
        ended_on=job.ended_on,
        is_followed=is_followed,
        until=job.follow_up_until,
    )


def closed_because(reason: str) -> str:
    """Return why the case was closed in one sentence; empty where there is nothing to say."""
    return str(CLOSED_BECAUSE.get(ClosingReason(reason), "")) if reason else ""


def _job(track: Any) -> tuple[Any, bool] | None:
    try:
        return track.job, track.is_open
    except ObjectDoesNotExist:
        return None


def _milestone(track: Any, state: str) -> Milestone:
    moment = track.closed_at if state == "done" else track.opened_at
    name = gettext(track.title) if track.title else str(NAMES.get(track.kind, track.get_kind_display()))
    return Milestone(name, state, moment.astimezone(clock.COPENHAGEN).date())


def _counts(track: Any) -> bool:
    """Return whether a closed track is a step on the way: what was not needed is none."""
    return track.outcome not in {TrackOutcome.NOT_NEEDED, TrackOutcome.GIVEN_UP}
