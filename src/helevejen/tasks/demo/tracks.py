"""The life of one track: turns from the chain of its kind, each with a wait that fits its holder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from helevejen.cases.enums import Cap, DueKind, Holder, TurnEvent
from helevejen.cases.rules.chains import AWAIT_SUBTRACKS, SUBTRACKS_ENDED, Step, chain_of
from helevejen.cases.rules.clarification import template_for
from helevejen.engines.calendar import add_working_days
from helevejen.tasks.demo import rows, words
from helevejen.tasks.demo.days import at
from helevejen.tasks.demo.meetings import Arranged, arrange, conclude, write
from helevejen.tasks.demo.statements import is_asked_on, write_statement

if TYPE_CHECKING:
    from helevejen.tasks.demo.stories import Story

CHOOSE, MEET, _FIND_TIME = "you_choose_time", "we_meet", "we_find_time"

#: Median wait in working days and spread of its lognormal, by step or else by holder. Doctors are the slow ones.
_WAITS: Final[dict[str, tuple[float, float]]] = {
    "doctor_answers": (12, 0.55),
    "specialist_answers": (29, 0.6),
    "doctor_treats": (34, 0.5),
    "company_answers": (3.2, 0.8),
    "company_tries": (20, 0.15),
    "company_trains": (20, 0.2),
    "you_visit_company": (3.5, 0.5),
    "you_apply": (8, 0.4),
    "school_answers": (9, 0.7),
    "school_teaches": (60, 0.5),
    "authority_answers": (15, 0.7),
    "you_act": (6, 0.6),
    CHOOSE: (2, 0.8),
}
_WAIT_OF_HOLDER: Final = {
    Holder.JOBFORMIDLER: (0.5, 0.8),  # of the days the promise gives
    Holder.CITIZEN: (0.5, 0.7),
    Holder.DOCTOR: (1.1, 0.6),
    Holder.COMPANY: (0.8, 0.7),
    Holder.SCHOOL: (0.9, 0.7),
    Holder.AUTHORITY: (0.9, 0.7),
}
_LIKELY: Final = (0.6, 0.28, 0.12)  # the first, second and third of the steps a chain names

#: What follows in practice where the chain leaves it open.
_AFTER: Final[dict[str, dict[str, dict[str, float]]]] = {
    "first_contact": {MEET: {"we_write_plan": 1}},
    "clarification": {
        "we_agree_questions": {"we_order_statement": 5, "we_find_trial": 2, CHOOSE: 2},
        "we_order_statement": {"doctor_answers": 5, "specialist_answers": 3.5, AWAIT_SUBTRACKS: 1.5},
        "we_follow_up": {CHOOSE: 4, "you_act": 2, "we_order_statement": 1.5, "we_find_trial": 1.5},
        MEET: {"we_follow_up": 2, "you_act": 3, "we_order_statement": 1.5, "we_find_trial": 1},
        SUBTRACKS_ENDED: {CHOOSE: 3, "we_decide": 1},
    },
    "job_and_company": {
        "we_follow_up": {"we_find_companies": 3, CHOOSE: 3, "you_apply": 1, "you_act": 1},
        MEET: {"we_find_companies": 3, "you_apply": 3, "we_follow_up": 1},
        "we_evaluate_trial": {CHOOSE: 3, "we_find_companies": 3, "company_trains": 1, "we_decide": 0.5},
    },
    "education": {
        "we_follow_up": {"school_teaches": 2, CHOOSE: 2, "you_act": 1},
        MEET: {"you_choose_course": 1, "we_follow_up": 1},
    },
    "mentoring": {
        MEET: {"you_try_small_step": 3, "we_talk_again": 1},
        "we_follow_up": {"you_try_small_step": 2, CHOOSE: 2},
    },
    "health_and_social": {
        "we_follow_up": {"you_use_support": 2, CHOOSE: 1, "authority_answers": 1},
        MEET: {"you_use_support": 2, "doctor_treats": 1},
    },
}
_CAPS: Final = {
    "first_contact": {"mentor": 2, "authority": 2},
    "clarification": {"authority": 5, "mentor": 2},
    "job_and_company": {"company": 4, "mentor": 2, "authority": 1},
    "education": {"authority": 1, "mentor": 2},
    "mentoring": {"mentor": 1},
    "health_and_social": {"mentor": 2, "authority": 1},
    "retention": {"mentor": 3, "company": 1},
    "dialogue": {"mentor": 1},
}


@dataclass(slots=True)
class Turn:
    """The turn a track stands at, before it is known how it ends."""

    step: Step
    since: datetime
    due_on: date | None
    passed_by: int | None
    holder_user: int | None
    holder_name: str
    cap: str


class Track:
    """One track while its turns are written."""

    def __init__(
        self, story: Story, kind: str, opened_at: datetime, *, title: str = "", parent: int | None = None
    ) -> None:
        self.story, self.kind, self.title, self.parent = story, kind, title, parent
        self.id = story.world.book.next_id(rows.Track)
        self.opened_at, self.number = opened_at, 0
        self.turn: Turn | None = None
        self.meeting: Arranged | None = None
        self.wish: int | None = None
        self.last_end = opened_at
        self.limit = story.world.now
        self.asked: tuple[Turn, datetime | None, str] | None = None  # the last time somebody was asked for a statement
        self.company = story.firm()
        self.dice = story.dice

    # --- Writing turns ---

    def begin(self, code: str, since: datetime, *, by: int | None, due_on: date | None = None, name: str = "") -> Turn:
        """Give the ball to whoever holds the step."""
        step = chain_of(self.kind).steps[code]
        due = due_on or _due(step, since.date())
        user = self.story.worker_at(since).id if step.holder == Holder.JOBFORMIDLER else None
        if step.holder == Holder.CITIZEN:
            user = self.story.citizen.user
        name = name or self._holder_name(step)
        self.turn = Turn(step, since, due, by, user, name, str(step.cap))
        return self.turn

    def end(self, until: datetime, event: str, *, by: int | None = None, note: str = "") -> None:
        """Take the ball from its holder; a change of jobformidler in between is a turn of its own."""
        turn = self._turn()
        for moment, worker in self.story.changes_between(turn.since, until):
            if turn.step.holder == Holder.JOBFORMIDLER:
                self._write(turn, moment, TurnEvent.TAKEN_OVER, by=worker, note="")
                turn = Turn(turn.step, moment, turn.due_on, worker, worker, "", turn.cap)
        ender = by if by is not None else self.story.worker_at(until).id
        self._write(turn, until, event, by=ender, note=note)
        self.story.world.log("turn_passed", until, ender, ("cases.track", self.id), self.story.citizen.id, turn.cap)
        self.turn, self.last_end = None, until

    def leave_open(self) -> None:
        """Write the turn as it stands, and the track as open."""
        turn = self._turn()
        if self.meeting:
            write(self, self.meeting, "proposed" if turn.step.code == CHOOSE else "booked")
        for moment, worker in self.story.changes_between(turn.since, self.story.world.now):
            if turn.step.holder == Holder.JOBFORMIDLER:
                self._write(turn, moment, TurnEvent.TAKEN_OVER, by=worker, note="")
                turn = Turn(turn.step, moment, turn.due_on, worker, worker, "", turn.cap)
        number = self._write(turn, None, "", by=None, note="")
        self._write_statement()
        self._nudge(number, turn)
        self.story.world.book.rows[rows.Track].append(
            rows.Track(
                self.id,
                self.story.case_id,
                self.kind,
                self.title,
                self.opened_at,
                parent=self.parent,
                template=self._template(),
                wish=self.wish,
                open_key=self.id,
                open_turn=self.id,
            )
        )

    def close(self, moment: datetime, outcome: str) -> None:
        """Write the track as closed; its last turn has ended."""
        self._write_statement()
        self.story.world.book.rows[rows.Track].append(
            rows.Track(
                self.id,
                self.story.case_id,
                self.kind,
                self.title,
                self.opened_at,
                parent=self.parent,
                template=self._template(),
                wish=self.wish,
                closed_at=moment,
                outcome=outcome,
            )
        )

    def _turn(self) -> Turn:
        if self.turn is None:
            raise RuntimeError(f"track {self.id} has no turn")
        return self.turn

    def _write(self, turn: Turn, until: datetime | None, event: str, *, by: int | None, note: str) -> int:
        self.number += 1
        is_open = until is None
        step = turn.step
        if is_asked_on(step.code):
            self.asked = turn, until, str(event)
        return self.story.world.book.add(
            rows.Turn, track=self.id, number=self.number, holder=str(step.holder), holder_user=turn.holder_user,
            holder_name=turn.holder_name, step=step.code, expects="", since=turn.since, due_on=turn.due_on,
            due_kind=str(step.due_kind or DueKind.AGREEMENT) if turn.due_on else "",
            due_reason="", cap=turn.cap, passed_by=turn.passed_by, ended_at=until,
            ended_by=by, event=str(event), event_note=note, open_key=self.id if is_open else None,
            open_track=self.id if is_open else None,
        )  # fmt: skip

    def _template(self) -> str | None:
        is_own = self.kind == "clarification" and self.parent is None
        return template_for(self.story.group).id if is_own else None

    def _write_statement(self) -> None:
        if self.asked:
            write_statement(self, *self.asked)

    def _nudge(self, number: int, turn: Turn) -> None:
        """Remind outsiders whose turn has stood open too long."""
        world = self.story.world
        late = turn.due_on and turn.due_on < world.days.before(world.days.on, 5)
        if late and turn.step.holder in {Holder.DOCTOR, Holder.COMPANY, Holder.AUTHORITY} and self.dice.happens(0.6):
            moment = at(world.days.before(world.days.on, self.dice.whole(1, 4)), self.dice.whole(500, 900))
            worker = self.story.worker_at(moment).id
            world.book.add(rows.Nudge, turn=number, by=worker, at=moment, note=self.dice.one_of(words.NUDGES))

    def _holder_name(self, step: Step) -> str:
        if step.holder == Holder.DOCTOR:
            specialist = step.code == "specialist_answers"
            return self.dice.one_of(words.ABOUT_SPECIALISTS if specialist else words.ABOUT_DOCTORS)
        if step.holder == Holder.COMPANY:
            return self.company.name
        if step.holder == Holder.SCHOOL:
            return self.dice.one_of(words.ABOUT_SCHOOLS)
        return self.dice.one_of(words.ABOUT_AUTHORITIES) if step.holder == Holder.AUTHORITY else ""

    # --- Walking the chain ---

    def walk(
        self, until: datetime, outcome: str, *, last_step: str = "", code: str = "", by: int | None = None
    ) -> datetime:
        """
        Write turn after turn until a moment, or until a step is done, and return when the track ended.

        Where the moment is the present the track is left open.
        """
        self.limit = until
        first = code or chain_of(self.kind).first
        by = by or self.story.worker_at(self.opened_at).id
        self.begin(first, self.opened_at, by=by, due_on=self.story.due_of(self, first, self.opened_at))
        while True:
            turn = self._turn()
            ends = self._ends(turn)
            if ends >= until:
                return self._stop(until, outcome)
            following = "" if turn.step.code == last_step else self._following(turn, ends)
            self._done(turn, ends, following, is_last=not following)
            if not following:
                self.close(ends, outcome)
                return ends

    def _stop(self, until: datetime, outcome: str) -> datetime:
        if until >= self.story.world.now:
            self.leave_open()
            return self.story.world.now
        turn = self._turn()
        if self.meeting:
            conclude(self, self.meeting, "cancelled", max(turn.since, until))
        moment = max(until, turn.since + timedelta(minutes=5))
        self.end(moment, TurnEvent.CLOSED, by=self.story.worker_at(moment).id)
        self.close(moment, outcome)
        return moment

    def _ends(self, turn: Turn) -> datetime:
        """Return when the turn ends if nothing stops it."""
        if self.meeting and turn.step.code == MEET:
            return self.meeting.ends_at + timedelta(minutes=self.dice.whole(2, 55))
        if turn.step.code == AWAIT_SUBTRACKS:
            return self.story.walk_subtracks(self)
        if turn.step.code == "we_check_in" and turn.due_on:
            day = self.story.world.days.after(turn.due_on, 0 if self.dice.happens(0.8) else self.dice.whole(1, 6))
            return self._moment_on(max(day, turn.since.date()), turn.since)
        median, spread = self._wait(turn.step)
        waited = round(self.dice.long_tailed(median * self.story.pace(turn.step.holder), spread))
        moment = self._moment_on(self.story.world.days.after(turn.since.date(), waited), turn.since)
        if self.meeting and turn.step.code == CHOOSE:  # answered at the latest on the evening before
            moment = min(moment, max(at(self.meeting.day, -300), turn.since + timedelta(minutes=30)))
        return moment

    def _wait(self, step: Step) -> tuple[float, float]:
        if step.code in _WAITS:
            return _WAITS[step.code]
        share, spread = _WAIT_OF_HOLDER[step.holder]
        return share * (step.working_days or 5), spread

    def _moment_on(self, day: date, after: datetime) -> datetime:
        moment = at(day, self.dice.whole(495, 925))
        return moment if moment > after else after + timedelta(minutes=self.dice.whole(7, 55))

    def _following(self, turn: Turn, ends: datetime) -> str:
        choices = _AFTER.get(self.kind, {}).get(turn.step.code)
        if not choices:
            choices = dict(zip(turn.step.next, _LIKELY, strict=False))
            choices = {code: share * (0.3 if code == "we_decide" else 1) for code, share in choices.items()}
        if self.parent is not None:
            choices = {code: share for code, share in choices.items() if code != AWAIT_SUBTRACKS} or choices
        return self.dice.weighted(choices)

    def _done(self, turn: Turn, ends: datetime, following: str, *, is_last: bool) -> None:
        """End the turn, with what comes of the step, and begin the next."""
        story, event, due = self.story, TurnEvent.DONE, None
        by = story.citizen.user if turn.step.holder == Holder.CITIZEN and self.dice.happens(0.4) else None
        if turn.step.holder in {Holder.DOCTOR, Holder.COMPANY, Holder.SCHOOL, Holder.AUTHORITY}:
            event = TurnEvent.ANSWERED
        if turn.step.code == MEET and self.meeting:
            was = self._meet(ends)
            if was != "held":
                event, following = TurnEvent.NOT_DONE, "" if is_last else _FIND_TIME
        elif turn.step.code == CHOOSE and self.meeting and following:
            event, following = TurnEvent.ANSWERED, MEET
        story.after_step(self, turn.step.code, ends)
        self.end(ends, event, by=by)
        if not following:
            return
        if following == CHOOSE and self.dice.happens(0.3):
            following = MEET  # agreed on the telephone there and then
        if following in {CHOOSE, MEET} and not self.meeting:
            arrange(self, ends, with_choice=following == CHOOSE)
        if following == MEET and self.meeting:
            due = self.meeting.day
        passed = by if by is not None else story.worker_at(ends).id
        self.begin(following, ends, by=passed, due_on=due or story.due_of(self, following, ends))

    def _meet(self, ends: datetime) -> str:
        """Hold the meeting, or not; what is called off is so before it begins, but written down when its turn ends."""
        meeting, self.meeting = self.meeting, None
        was = self.dice.weighted({"held": 0.86, "missed": 0.08, "cancelled": 0.06})
        if meeting:
            conclude(self, meeting, was, ends)
        return was

    def cap(self) -> Cap:
        return Cap(self.dice.weighted(_CAPS[self.kind]))


def _due(step: Step, on: date) -> date | None:
    return _day_after(step.working_days, on) if step.working_days else None


@lru_cache(maxsize=20_000)
def _day_after(working_days: int, on: date) -> date:
    return add_working_days(on, working_days).due  # what `due_day` says of a step with so many days
