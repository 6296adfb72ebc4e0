"""Meetings of a track: times proposed or given, then held, missed or called off, with the notes that come of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from helevejen.tasks.demo import rows, words
from helevejen.tasks.demo.days import COPENHAGEN, at
from helevejen.tasks.demo.world import OFFICE_SLOTS

if TYPE_CHECKING:
    from helevejen.tasks.demo.staff import Person
    from helevejen.tasks.demo.tracks import Track

_PURPOSE: Final = {
    "first_contact": "first",
    "clarification": "follow_up",
    "job_and_company": "follow_up",
    "education": "plan",
    "mentoring": "follow_up",
    "health_and_social": "follow_up",
    "retention": "check_in",
    "dialogue": "follow_up",
}
_REASONS: Final = {
    "illness": 0.34, "care": 0.1, "transport": 0.08, "not_received": 0.1, "forgot": 0.16, "job": 0.08, "unknown": 0.14,
}  # fmt: skip


@dataclass(slots=True)
class Arranged:
    """A meeting that has been proposed or agreed and has not yet been."""

    id: int
    host: Person
    purpose: str
    cap: str
    channel: str
    place: str
    minutes: int
    starts_at: datetime
    others: list[datetime]
    proposed_by: int
    proposed_at: datetime

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def day(self) -> date:
        return self.starts_at.astimezone(COPENHAGEN).date()


def arrange(track: Track, moment: datetime, *, with_choice: bool) -> Arranged:
    """Set a meeting up with the jobformidler of its day; with a choice, three times are proposed."""
    story, dice, world = track.story, track.dice, track.story.world
    wanted = world.days.after(moment.date(), dice.whole(6, 12) if with_choice else dice.whole(2, 9))
    host, starts_at = _free_time(track, wanted)
    others = []
    if with_choice:
        day = starts_at.astimezone(COPENHAGEN).date()
        others = [at(world.days.after(day, step), dice.one_of(OFFICE_SLOTS[:4])) for step in (1, 2)]
    purpose, channel = _PURPOSE[track.kind], story.citizen.channel
    if track.kind == "job_and_company" and dice.happens(0.25):
        purpose, channel = "company_visit", "workplace"
    place = dice.one_of(words.ROOMS) if channel == "in_person" else track.company.name if channel == "workplace" else ""
    proposer = story.worker_at(moment).id
    number = world.book.next_id(rows.Meeting)
    minutes = dice.weighted({45: 0.6, 30: 0.3, 60: 0.1})
    track.meeting = Arranged(
        number, host, purpose, str(track.cap()), channel, place, minutes, starts_at, others, proposer, moment
    )
    verb = "meeting_proposed" if with_choice else "meeting_booked"
    world.log(verb, moment, proposer, ("cases.meeting", number), story.citizen.id, track.meeting.cap)
    story.news("meeting", moment, meeting_id=number, event=verb.removeprefix("meeting_"))
    return track.meeting


def _free_time(track: Track, wanted: date) -> tuple[Person, datetime]:
    """Return the jobformidler of the day and their first free time; another's when the case changes hands before it."""
    story, first_slot = track.story, track.dice.whole(0, 5)
    host = story.worker_at(at(wanted, 720))
    while True:
        starts_at = story.world.free_slot(host, wanted, first_slot)
        if story.worker_at(starts_at) is host:
            return host, starts_at
        host, wanted = story.worker_at(starts_at), starts_at.astimezone(COPENHAGEN).date()


def write(track: Track, meeting: Arranged, state: str, closed_at: datetime | None = None, reason: str = "") -> None:
    """Write the meeting down as it stands."""
    story, book = track.story, track.story.world.book
    is_timed = state != "proposed"
    book.rows[rows.Meeting].append(
        rows.Meeting(
            meeting.id,
            story.case_id,
            story.citizen.id,
            track.id,
            meeting.host.id,
            meeting.purpose,
            meeting.cap,
            state,
            meeting.channel,
            meeting.place,
            meeting.starts_at if is_timed else None,
            meeting.ends_at if is_timed else None,
            meeting.minutes,
            meeting.proposed_by,
            meeting.proposed_at,
            UUID(int=(story.world.number << 96) + meeting.id),
            absence_reason=reason,
            cancelled_by_citizen=track.dice.happens(0.7) if state == "cancelled" else None,
            closed_at=closed_at,
        )
    )
    if meeting.others:
        for start in sorted({meeting.starts_at, *meeting.others}):
            end = start + timedelta(minutes=meeting.minutes)
            book.add(rows.MeetingSlot, meeting=meeting.id, starts_at=start, ends_at=end)


def conclude(track: Track, meeting: Arranged, was: str, moment: datetime) -> None:
    """Write down how a meeting went."""
    story = track.story
    reason = track.dice.weighted(_REASONS) if was == "missed" else ""
    write(track, meeting, was, moment, reason)
    verb = {"held": "meeting_held", "missed": "meeting_missed", "cancelled": "meeting_cancelled"}[was]
    story.world.log(verb, moment, meeting.host.id, ("cases.meeting", meeting.id), story.citizen.id, meeting.cap)
    if was != "held":
        return
    caps = [meeting.cap]
    if track.dice.happens(0.3):
        other = "mentor" if meeting.cap != "mentor" else "authority"
        caps.append(other)
    for cap in caps:
        story.note(track, cap, moment, minutes=meeting.minutes // len(caps), meeting=meeting.id)
    story.agree_steps(track, moment)
