"""Teams, seats and the people who sit in them over the years, with their absences."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from helevejen.tasks.demo import names, rows
from helevejen.tasks.demo.chance import Chance, Dice
from helevejen.tasks.demo.days import Days, start_of
from helevejen.tasks.demo.rows import Book
from helevejen.tasks.demo.sizes import Size

NO_PASSWORD = "!demo"  # noqa: S105 - the mark of an account that no password opens

#: Staff with names of their own, by seat; the first two are each other's backup.
_SEATED = ("Jens Bro", "Mette Dahl", "Omar Aziz", "Sofie Lind")
_LEADERS = ("Lene Krag", "Torben Friis", "Hanne Bruun", "Ali Demir")  # the first leads the team of the seated
_OTHERS = (
    ("Rikke Buhl", "recruiter", "Rekrutteringskonsulent"),
    ("Vibeke Thorsen", "veteran_coordinator", "Veterankoordinator"),
    ("Anders Holck", "analyst", "Analytiker"),
    ("Karen Munk", "log_controller", "Logkontrollant"),
    ("Bent Rask", "administrator", "Systemadministrator"),
)
_KINDS = (0, 1, 3, 0, 1, 3, 2, 0, 1, 3, 1, 0, 3, 2)  # of the seats' teams, in proportion to the cases
_LEAVES_A_YEAR = 0.11  # of the seats change hands in a year


@dataclass(slots=True)
class Person:
    """A member of staff."""

    id: int
    name: str
    from_: date
    until: date | None = None
    away: set[date] = field(default_factory=set)
    taken: dict[date, int] = field(default_factory=dict)  # office hours already booked, as bits

    def is_here(self, day: date) -> bool:
        return day not in self.away


@dataclass(slots=True)
class Seat:
    """A caseload, whoever carries it."""

    number: int
    team: int
    kind: int
    holders: list[Person] = field(default_factory=list)
    open_until: list[date] = field(default_factory=list)  # when the cases of the seat end

    def holder_on(self, day: date) -> Person:
        return next(person for person in self.holders if person.until is None or day < person.until)

    @property
    def holder(self) -> Person:
        return self.holders[-1]


@dataclass(slots=True)
class Staff:
    """Everybody employed in one municipality."""

    seats: list[Seat]
    leaders: list[Person]
    others: dict[str, Person]
    team_names: list[str]
    name_of: dict[int, str] = field(default_factory=dict)

    def backup_of(self, seat: Seat) -> Seat:
        """Return the partner on the same team."""
        mates = [other for other in self.seats if other.team == seat.team]
        place = mates.index(seat)
        last = len(mates) - 1
        partner = place ^ 1 if place ^ 1 <= last else place - 1
        return mates[partner]


class _Maker:
    def __init__(self, book: Book, chance: Chance, days: Days, number: int) -> None:
        self.book, self.days, self.number = book, days, number
        self.dice = chance.dice("staff", number)
        self.used: set[str] = {*_SEATED, *_LEADERS, *(name for name, _role, _title in _OTHERS)}

    def employ(self, name: str, team: int, role: str, title: str, from_: date, until: date | None = None) -> Person:
        username = self._username(name)
        number = self.book.add(
            rows.User, username=username, kind="staff", name=name, email=f"{username}@kommunen.example",
            phone=phone(self.dice), password=NO_PASSWORD, is_active=until is None, date_joined=start_of(from_),
        )  # fmt: skip
        hours = self.dice.weighted({37: 0.8, 32: 0.15, 30: 0.05})
        self.book.add(
            rows.Employment, user=number, team=team, role=role, title=title, weekly_hours=hours, valid_from=from_,
            valid_until=until,
        )  # fmt: skip
        return Person(number, name, from_, until)

    def invent(self) -> str:
        while True:
            name = f"{self.dice.one_of(names.WOMEN + names.MEN)} {self.dice.one_of(names.SURNAMES)}"
            if name not in self.used:
                self.used.add(name)
                return name

    def long_ago(self) -> date:
        return self.days.first - timedelta(days=self.dice.whole(30, 4_000))

    def _username(self, name: str) -> str:
        plain = name.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa").replace(" ", ".")
        return plain if self.number == 0 else f"{plain}.{self.number}"


def phone(dice: Dice) -> str:
    """Return a telephone number that no subscriber has: Danish ones do not begin with 1."""
    return f"1{dice.whole(0, 9)} {dice.whole(0, 99):02} {dice.whole(0, 99):02} {dice.whole(0, 99):02}"


def make_staff(book: Book, chance: Chance, days: Days, size: Size, number: int) -> Staff:
    """Employ everybody of one municipality; number 0 has the people the picker knows."""
    make = _Maker(book, chance, days, number)
    suffix = f" ({number})" if number else ""
    team_names = [_team_name(index) + suffix for index in range(size.teams)]
    teams = [book.add(rows.Team, name=name, phone=phone(make.dice)) for name in team_names]
    known = number == 0
    leaders = [
        make.employ(_leader(make, place, len(teams), is_known=known), team, "team_leader", "Teamleder", make.long_ago())
        for place, team in enumerate(teams)
    ]
    seats = [_seat(make, teams, n, is_known=known) for n in range(size.workers)]
    others = {}
    for name, role, title in _OTHERS:
        others[role] = make.employ(name if known else make.invent(), teams[0], role, title, make.long_ago())
    staff = Staff(seats, leaders, others, team_names)
    _plan_absences(book, make.dice, days, staff)
    people = [*leaders, *others.values(), *(person for seat in seats for person in seat.holders)]
    staff.name_of = {person.id: person.name for person in people}
    return staff


def _leader(make: _Maker, team: int, of: int, *, is_known: bool) -> str:
    """Return the leader's name; the first of the known ones leads the team of the known seats."""
    place = (team - min(1, of - 1)) % of
    return _LEADERS[place] if is_known and place < len(_LEADERS) else make.invent()


def _team_name(index: int) -> str:
    first, again = names.TEAMS[index % len(names.TEAMS)], index // len(names.TEAMS)
    return f"{first} {again + 1}" if again else first


def _seat(make: _Maker, teams: list[int], number: int, *, is_known: bool) -> Seat:
    """Fill a seat from before the history until today, with a successor each time somebody leaves."""
    kind = 1 if number < len(_SEATED) else _KINDS[number % len(_KINDS)]  # the named four sit together
    of_kind = [team for team in range(len(teams)) if team % 4 == kind % len(teams)] or [0]
    team = of_kind[0 if number < len(_SEATED) else number // len(_KINDS) % len(of_kind)]
    seat = Seat(number, team, kind)
    is_named = is_known and number < len(_SEATED)
    from_ = make.long_ago()
    while True:
        leaves = None if is_named else _leaving_day(make, max(from_, make.days.first))
        name = _SEATED[number] if is_named else make.invent()
        seat.holders.append(make.employ(name, teams[team], "jobformidler", "Jobformidler", from_, leaves))
        if leaves is None:
            return seat
        from_ = leaves


def _leaving_day(make: _Maker, after: date) -> date | None:
    days = make.dice.unit() / _LEAVES_A_YEAR * 365 * 1.5
    leaves = make.days.after(after + timedelta(days=int(max(days, 120))), 0).replace(day=1)
    return leaves if leaves < make.days.on - timedelta(days=30) else None


def _plan_absences(book: Book, dice: Dice, days: Days, staff: Staff) -> None:
    for seat in staff.seats:
        partner = staff.backup_of(seat)
        leader = staff.leaders[seat.team]
        for year in range(days.first.year, days.on.year + 1):
            for kind, first, length in _usual_absences(dice, year, seat.number):
                if first + timedelta(days=length) <= days.on:
                    _be_away(book, days, leader, seat, partner, kind, first, length)
    _absences_now(book, days, staff)


def _usual_absences(dice: Dice, year: int, number: int) -> list[tuple[str, date, int]]:
    monday = date.fromisocalendar(year, 28 if number % 2 == 0 else 31, 1)
    found = [("holiday", monday, 21 if dice.happens(0.7) else 14)]
    if dice.happens(0.5):
        found.append(("holiday", date.fromisocalendar(year, 42 if number % 2 else 7, 1), 7))
    found += [
        ("illness", date(year, 1, 1) + timedelta(days=dice.whole(0, 364)), dice.whole(1, 5))
        for _ in range(dice.whole(0, 3))
    ]
    if dice.happens(0.4):
        found.append(("course", date.fromisocalendar(year, dice.whole(9, 20), 2), 3))
    return found


def _absences_now(book: Book, days: Days, staff: Staff) -> None:
    """Let a colleague of the first seat be ill today, covered by it, and one of the last be on leave for months."""
    if len(staff.seats) < 6:
        return
    ill, cover = staff.seats[2], staff.seats[0]
    since = days.before(days.on, 2)
    _be_away(book, days, staff.leaders[ill.team], ill, cover, "illness", since, (days.on - since).days + 3)
    parent = staff.seats[-1]
    since = days.before(days.on, 45)
    _be_away(book, days, staff.leaders[parent.team], parent, staff.backup_of(parent), "parental", since, 240)


def _be_away(
    book: Book, days: Days, leader: Person, seat: Seat, cover: Seat, kind: str, first: date, length: int
) -> None:
    until = first + timedelta(days=length)
    person, substitute = seat.holder_on(first), cover.holder_on(first)
    dates = {first + timedelta(days=n) for n in range(length)}
    near = {first - timedelta(days=1), until} | dates
    if first < days.first or near & person.away or dates & substitute.away or (person.until and person.until < until):
        return
    if substitute is person or (substitute.until and substitute.until < until):
        return
    person.away |= dates
    planned = start_of(first if kind == "illness" else days.before(first, 20)) + timedelta(hours=8)
    book.add(
        rows.Absence, user=person.id, substitute=substitute.id, kind=kind, valid_from=first, valid_until=until,
        planned_by=leader.id, planned_at=planned,
    )  # fmt: skip
