"""What every part of the generator shares: the book, chance, the calendar, the people, and the log of deeds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from helevejen.tasks.demo import rows
from helevejen.tasks.demo.chance import Chance
from helevejen.tasks.demo.companies import Firm
from helevejen.tasks.demo.days import Days, at, start_of
from helevejen.tasks.demo.people import Population
from helevejen.tasks.demo.rows import Book
from helevejen.tasks.demo.sizes import Size
from helevejen.tasks.demo.staff import Person, Staff

OFFICE_SLOTS = (510, 570, 630, 750, 810, 870)  # minutes after midnight; the last two are closed on Fridays
_FRIDAY = 4
_SMALL_DEEDS = {"turn_passed", "note_written", "step_agreed", "step_done", "contact_logged", "meeting_proposed"}


@dataclass(slots=True)
class World:
    """One municipality while it is made. Nothing in it happens at or after `now`: midnight before the demo's day."""

    book: Book
    chance: Chance
    days: Days
    size: Size
    number: int
    staff: Staff
    firms: list[Firm]
    population: Population
    now: datetime = field(init=False)
    looks_from: datetime = field(init=False)  # looks are kept for half a year only
    small_deeds_from: datetime = field(init=False)  # and the daily deeds for a year, so that the demo loads in time
    played: set[str] = field(default_factory=set)
    team_of: dict[int, int] = field(default_factory=dict)  # of the staff, for the inbox
    _seen: set[tuple[int, int, date]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.now = start_of(self.days.on)
        self.looks_from = self.now - timedelta(days=180)
        self.small_deeds_from = self.now - timedelta(days=365)

    def log(
        self, verb: str, moment: datetime, actor: int | None, thing: tuple[str, int], citizen: int, cap: str = ""
    ) -> None:
        """Write a deed down, and once a day that its doer opened the citizen's file."""
        if moment < self.small_deeds_from and verb in _SMALL_DEEDS:
            return
        kind, number = thing
        name = self.staff.name_of.get(actor or 0, "Systemet" if actor is None else "Borgeren")
        self.book.add(
            rows.Event, at=moment, verb=verb, actor_id=actor, actor_name=name, cap=cap, object_kind=kind,
            object_id=str(number), subject_id=citizen,
        )  # fmt: skip
        if moment > self.looks_from:
            if actor in self.staff.name_of:
                self._look(actor, citizen, moment)
            self._change(verb, moment, actor, thing, citizen)

    def _change(self, verb: str, moment: datetime, actor: int | None, thing: tuple[str, int], citizen: int) -> None:
        """Log the change of the citizen's data that a deed is, where the citizen can see it."""
        if actor in self.staff.name_of:
            who = (self.staff.name_of[actor], "jobformidler", "own_caseload", "web")
        elif actor is None:
            who = ("Systemet", "system", "administration", "system")
        else:
            who = ("Borgeren", "citizen", "own_record", "web")
        name, acting_as, purpose, channel = who
        access = self.book.next_id(rows.Access)
        self.book.rows[rows.Access].append(
            rows.Access(
                access, moment, actor, name, "", acting_as, "change", verb, purpose, self._request(access), "", channel,
                thing[0], str(thing[1]),
            )
        )  # fmt: skip
        self.book.add(rows.AccessSubject, access_id=access, citizen_id=citizen, at=moment, purpose=purpose)

    def _request(self, access: int) -> str:
        return str(UUID(int=(self.number << 64) + access))

    def _look(self, actor: int | None, citizen: int, moment: datetime) -> None:
        seen = (actor or 0, citizen, moment.date())
        if seen in self._seen:
            return
        self._seen.add(seen)
        access = self.book.next_id(rows.Access)
        name = self.staff.name_of[actor or 0]
        self.book.rows[rows.Access].append(
            rows.Access(
                access, moment, actor, name, "", "jobformidler", "read", "case_file", "own_caseload",
                self._request(access), "AE",
            )
        )  # fmt: skip
        self.book.add(rows.AccessSubject, access_id=access, citizen_id=citizen, at=moment, purpose="own_caseload")

    def free_slot(self, host: Person, day: date, first_slot: int = 0) -> datetime:
        """Book the host's first free office slot on or after a day and return its start."""
        while True:
            day = self.days.after(day, 0)
            if host.is_here(day):
                taken = host.taken.get(day, 0)
                for slot in range(first_slot, 4 if day.weekday() == _FRIDAY else len(OFFICE_SLOTS)):
                    if not taken >> slot & 1:
                        host.taken[day] = taken | 1 << slot
                        return at(day, OFFICE_SLOTS[slot])
            first_slot = 0
            day = self.days.after(day, 1)
