"""How a way ends: a job with its retention, and why a case is closed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from helevejen.tasks.demo import rows
from helevejen.tasks.demo.companies import Firm
from helevejen.tasks.demo.days import at
from helevejen.tasks.demo.tracks import Track

if TYPE_CHECKING:
    from helevejen.tasks.demo.stories import Story

#: Why cases of a target group are closed; the rest end in a lasting job.
REASONS: Final[dict[str, dict[str, float]]] = {
    "young": {"lasting_job": 0.3, "education": 0.42, "moved": 0.15, "self_supporting": 0.08, "wish": 0.05},
    "ill": {"lasting_job": 0.62, "self_supporting": 0.14, "pension": 0.12, "moved": 0.08, "wish": 0.03},
    "near": {"lasting_job": 0.7, "education": 0.07, "self_supporting": 0.11, "moved": 0.09, "wish": 0.03},
    "far": {"lasting_job": 0.36, "pension": 0.3, "education": 0.06, "moved": 0.14, "self_supporting": 0.11},
}  # fmt: skip


def reasons_of(group: str) -> dict[str, float]:
    """Return why the cases of a target group are closed, with shares."""
    if group in {"4", "5", "13"}:
        return REASONS["young"]
    if group in {"6", "7"}:
        return REASONS["ill"]
    return REASONS["near"] if group in {"1", "2", "12"} else REASONS["far"]


def job(story: Story) -> None:
    """Begin the job, and follow up until it is sure or the agreed time is over."""
    if story.job_on is None or story.follow_up_until is None:
        return
    dice = story.dice
    form = dice.weighted({"ordinary": 0.7, "subsidy": 0.1, "flex": 0.15, "apprentice": 0.05})
    if story.group in {"9", "11"}:
        form = dice.weighted({"flex": 0.7, "miniflex": 0.3})
    hours = {"flex": dice.whole(8, 20), "miniflex": dice.whole(3, 9)}.get(form, 37)
    firm = story.firm()
    track = begin_job(story, firm, title=dice.one_of(firm.titles), form=form, hours=hours)
    track.walk(max(story.limit, track.opened_at + timedelta(minutes=30)), "reached")


def begin_job(story: Story, firm: Firm, *, title: str, form: str, hours: float) -> Track:
    """Write a job that began on the story's day, and return its retention track, still without a turn."""
    if story.job_on is None or story.follow_up_until is None:
        raise ValueError("the story has no job")
    begun = at(story.job_on, 600)
    track = Track(story, "retention", begun)
    track.company = firm
    world, by = story.world, story.worker_at(begun).id
    number = world.book.add(
        rows.Job, case=story.case_id, company=firm.id, employer_name=firm.name, form=form,
        title=title, weekly_hours=hours, started_on=story.job_on, retention_track=track.id,
        check_in_days=story.check_in_days, follow_up_until=story.follow_up_until, registered_by=by, registered_at=begun,
    )  # fmt: skip
    world.log("job_started", begun, by, ("cases.job", number), story.citizen.id, "company")
    return track
