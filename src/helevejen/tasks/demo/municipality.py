"""One municipality: who comes when, to which jobformidler, and for how long. Each case is then a story of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from helevejen.tasks.demo import rows, words
from helevejen.tasks.demo.cast import CAST, Part
from helevejen.tasks.demo.chance import Chance, Dice
from helevejen.tasks.demo.companies import make_companies
from helevejen.tasks.demo.courses import offer_courses
from helevejen.tasks.demo.days import Days, at, start_of
from helevejen.tasks.demo.endings import reasons_of
from helevejen.tasks.demo.inbox import open_inbox
from helevejen.tasks.demo.orders import place_orders
from helevejen.tasks.demo.people import Population
from helevejen.tasks.demo.rows import Book
from helevejen.tasks.demo.scenes import RESERVED_TODAY
from helevejen.tasks.demo.sizes import GROUPS, Size
from helevejen.tasks.demo.staff import Seat, make_staff
from helevejen.tasks.demo.statements import lay_budget
from helevejen.tasks.demo.stories import Span, Story
from helevejen.tasks.demo.world import World

_FULL_ACTIVE: Final = 2_800
_SETTLING_DAYS: Final = 60  # cases older than the history are taken in over its first two months
_CHANGES_A_YEAR: Final = 0.15  # of jobformidler for other reasons than that somebody leaves
_CHANGE_REASONS: Final = {"citizens_wish": 0.35, "redistribution": 0.45, "target_group": 0.15, "conflict": 0.05}
_IN_JOB: Final = 0.12  # of the open cases
_OTHER_TEAM: Final = 7.0  # cases more on the own team before another team helps


@dataclass(frozen=True, slots=True, order=True)
class Arrival:
    """A case to come: from when until when, None while it is open."""

    opened_on: date
    nth: int
    group: str
    closed_on: date | None
    part: Part | None = None


def make_municipality(book: Book, chance: Chance, days: Days, size: Size, number: int) -> World:
    """Write everything but the stories of the cases, and return the world they happen in."""
    staff = make_staff(book, chance, days, size, number)
    firms = make_companies(book, chance, days, size, number)
    if number == 0:
        staff.seats[0].holder.taken[days.on] = RESERVED_TODAY
    world = World(book, chance, days, size, number, staff, firms, Population(book, days, number))
    lay_budget(world)
    open_inbox(world)
    if number == 0:
        place_orders(world)
        offer_courses(world)
    return world


def stories_of(world: World) -> Iterator[Story]:
    """Return the stories of a municipality in the order of their first day, each still to be told."""
    dice = world.chance.dice("seats", world.number)
    for arrival in _arrivals(world):
        yield _story(world, arrival, dice)


def _arrivals(world: World) -> list[Arrival]:
    dice, days, size = world.chance.dice("arrivals", world.number), world.days, world.size
    history = (days.on - days.first).days - 5
    found: list[tuple[date, str, date | None]] = []
    for group, facts in GROUPS.items():
        count = round(facts.active * size.active / _FULL_ACTIVE) or int(
            dice.happens(facts.active * size.active / _FULL_ACTIVE)
        )
        found += [(_opened(days, dice, facts.median_days, facts.spread, history), group, None) for _ in range(count)]
        found += _closed(days, dice, group, count, history)
    drawn = [Arrival(opened, nth, group, closed) for nth, (opened, group, closed) in enumerate(found)]
    if world.number == 0:
        drawn += [
            Arrival(days.before(days.on, part.since_working_days), -1 - nth, part.group, None, part)
            for nth, part in enumerate(CAST)
        ]
    return sorted(drawn)


def _opened(days: Days, dice: Dice, median: float, spread: float, history: int) -> date:
    """Draw the first day of a case open now: at a random point of a stay, in which long stays weigh more."""
    stay = dice.long_tailed(median * 2.718281828 ** (spread * spread), spread)
    age = stay * dice.unit()
    if age > history - _SETTLING_DAYS:
        age = history - dice.unit() * _SETTLING_DAYS
    return min(days.after(days.on - timedelta(days=int(age)), 0), days.before(days.on, 1))


def _closed(days: Days, dice: Dice, group: str, count: int, history: int) -> list[tuple[date, str, date | None]]:
    """Draw the cases that came and went within the history, as many as keep the number of open ones level."""
    facts = GROUPS[group]
    mean = facts.median_days * 2.718281828 ** (facts.spread * facts.spread / 2)
    found: list[tuple[date, str, date | None]] = []
    for _ in range(round(count * history / mean)):
        opened = days.after(days.first + timedelta(days=int(dice.unit() * history)), 0)
        closed = days.after(opened + timedelta(days=int(dice.long_tailed(facts.median_days, facts.spread))), 0)
        if closed < days.on and (closed - opened).days > 20:
            found.append((opened, group, closed))
    for _ in range(count):  # open when the history begins
        left = (
            dice.long_tailed(facts.median_days * 2.718281828 ** (facts.spread * facts.spread), facts.spread)
            * dice.unit()
        )
        opened = days.after(days.first + timedelta(days=int(dice.unit() * _SETTLING_DAYS)), 0)
        closed = days.after(days.first + timedelta(days=int(left)), 0)
        if (closed - opened).days > 20 and closed < days.on:
            found.append((opened, group, closed))
    return found


# --- One case ---


def _story(world: World, arrival: Arrival, seats: Dice) -> Story:
    part, book = arrival.part, world.book
    dice = world.chance.dice("case", world.number, arrival.nth + 1_000)
    opened = at(arrival.opened_on, dice.whole(500, 840))
    registered = opened - timedelta(days=dice.whole(0, 3))
    citizen = world.population.make(dice, arrival.group, registered, part.known if part else None)
    case_id = book.next_id(rows.Case)
    seat = world.staff.seats[part.seat] if part else _choose_seat(world, arrival, seats)
    closed = at(arrival.closed_on, dice.whole(560, 900)) if arrival.closed_on else None
    story = Story(world, case_id, citizen, arrival.group, seat, [], dice, ends=closed)
    story.spans, story.seat = _spans(world, arrival, story, opened)
    story.plot = part.plot if part else ""
    story.theme = part.theme if part else dice.one_of(list(words.WISHES))
    story.speed = 0.8 + 0.1 * (story.seat.number * 7 % 6)
    _end(story, arrival)
    until = arrival.closed_on
    since = arrival.opened_on - timedelta(
        days=dice.whole(0, 40) if arrival.opened_on > world.days.first + timedelta(90) else 400
    )
    world.population.belongs(dice, citizen, arrival.group, since, until)
    world.log(
        "citizen_registered",
        registered,
        world.staff.leaders[seat.team].id,
        ("citizens.citizen", citizen.id),
        citizen.id,
    )
    return story


def _choose_seat(world: World, arrival: Arrival, dice: Dice) -> Seat:
    kind = GROUPS[arrival.group].team
    for seat in world.staff.seats:
        seat.open_until = [day for day in seat.open_until if day > arrival.opened_on]

    def cost(seat: Seat) -> float:
        away = 4.0 if not seat.holder_on(arrival.opened_on).is_here(arrival.opened_on) else 0.0
        return len(seat.open_until) + away + (0.0 if seat.kind == kind else _OTHER_TEAM) + 2 * dice.unit()

    chosen = min(world.staff.seats, key=cost)
    chosen.open_until.append(arrival.closed_on or date.max)
    return chosen


def _spans(world: World, arrival: Arrival, story: Story, opened: datetime) -> tuple[list[Span], Seat]:
    """Return who follows the case from when: the holders of its seat, and perhaps one change to another seat."""
    seat, dice, until = story.seat, story.dice, arrival.closed_on or world.days.on
    spans = [Span(opened, seat.holder_on(arrival.opened_on), "first")]
    years = (until - arrival.opened_on).days / 365
    moved: date | None = None
    if arrival.part is None and years > 0.25 and dice.happens(_CHANGES_A_YEAR * years):
        moved = world.days.after(arrival.opened_on, dice.whole(30, max(31, int(years * 230))))
        moved = moved if moved < until else None
    spans += _successions(seat, arrival.opened_on, moved or until)
    if moved:
        mates = [other for other in world.staff.seats if other is not seat and other.team == seat.team]
        other = dice.one_of(mates or [one for one in world.staff.seats if one is not seat])
        if other.holder_on(moved) is not spans[-1].worker:
            spans.append(Span(at(moved, 540), other.holder_on(moved), dice.weighted(_CHANGE_REASONS)))
            spans += _successions(other, moved, until)
            seat = other
    return _with_handovers(world, story, spans), seat


def _successions(seat: Seat, since: date, until: date) -> list[Span]:
    return [
        Span(at(leaving.until, 480), follower, "resignation")
        for leaving, follower in pairwise(seat.holders)
        if leaving.until and since < leaving.until < until
    ]


def _with_handovers(world: World, story: Story, spans: list[Span]) -> list[Span]:
    """Write the hand-over behind each change."""
    found = spans[:1]
    for before, span in pairwise(spans):
        asked = span.from_ - timedelta(days=12)
        asked = max(asked, before.from_ + timedelta(hours=1))
        mates = [seat.holder for seat in world.staff.seats if seat.holder.id not in {span.worker.id, before.worker.id}]
        number = world.book.add(
            rows.Handover, case=story.case_id, from_user=before.worker.id, to_user=span.worker.id,
            new_backup=mates[story.case_id % len(mates)].id if mates else before.worker.id, reason=span.reason,
            state="completed", takes_effect_on=span.from_.date(), requested_by=before.worker.id, requested_at=asked,
            answered_at=min(asked + timedelta(days=1), span.from_), no_meeting_because="Aftalt med borgeren på telefon",
            citizen_told_at=min(asked + timedelta(days=2), span.from_), completed_at=span.from_,
        )  # fmt: skip
        world.log("handover_completed", span.from_, span.worker.id, ("caseload.handover", number), story.citizen.id)
        found.append(Span(span.from_, span.worker, span.reason, number))
    return found


def _end(story: Story, arrival: Arrival) -> None:
    """Settle how the case ends, and whether a job comes before."""
    dice, on = story.dice, story.world.days.on
    if arrival.part:
        return
    if arrival.closed_on is None:
        age = (on - arrival.opened_on).days
        if age > 75 and dice.happens(_IN_JOB / 0.7):
            ago = dice.whole(3, min(130, age - 45))
            story.job_on = story.world.days.before(on - timedelta(days=ago), 1)
            story.follow_up_until = on + timedelta(days=dice.whole(20, 170))
        return
    story.reason = dice.weighted(reasons_of(arrival.group))
    length = (arrival.closed_on - arrival.opened_on).days
    if story.reason == "lasting_job" and length <= 60:
        story.reason = "self_supporting"
    if story.reason == "lasting_job":
        ago = min(200, max(20, int(length * (0.25 + 0.35 * dice.unit()))))
        story.job_on = story.world.days.after(arrival.closed_on - timedelta(days=ago), 0)
        story.follow_up_until = arrival.closed_on + timedelta(days=dice.whole(1, 20))


__all__ = ["Arrival", "make_municipality", "start_of", "stories_of"]
