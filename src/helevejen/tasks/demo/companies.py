"""Companies with their workplaces and contacts. CVR numbers begin with 99 and P-numbers with 99: none are issued so."""

from __future__ import annotations

from dataclasses import dataclass

from helevejen.core.text import search_key
from helevejen.tasks.demo import names, rows
from helevejen.tasks.demo.chance import Chance
from helevejen.tasks.demo.days import Days, start_of
from helevejen.tasks.demo.rows import Book
from helevejen.tasks.demo.sizes import Size
from helevejen.tasks.demo.staff import NO_PASSWORD, phone

_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)


@dataclass(frozen=True, slots=True)
class Firm:
    """A company of the demo, with what is done there."""

    id: int
    name: str
    branch: str
    titles: tuple[str, ...]
    contact_name: str


def cvr_numbers(first_seven: int, count: int) -> list[str]:
    """Return CVR numbers that pass the check, from one on."""
    found: list[str] = []
    while len(found) < count:
        rest = 11 - sum(w * int(d) for w, d in zip(_WEIGHTS, str(first_seven), strict=True)) % 11
        if rest != 10:
            found.append(f"{first_seven}{rest % 11}")
        first_seven += 1
    return found


def make_companies(book: Book, chance: Chance, days: Days, size: Size, number: int) -> list[Firm]:
    """Found the companies of one municipality; the first two of number 0 are known by name."""
    dice = chance.dice("companies", number)
    shares = {branch: share for branch, (_forms, _titles, share) in names.BRANCHES.items()}
    cvrs = cvr_numbers(9_900_000 + number * 600, size.companies)
    firms = []
    for index, cvr in enumerate(cvrs):
        branch = dice.weighted(shares)
        forms, titles, _share = names.BRANCHES[branch]
        name = dice.one_of(forms).format(dice.one_of(names.FIRM_WORDS))
        if number == 0 and index < len(_KNOWN):
            name, branch = _KNOWN[index]
            titles = names.BRANCHES[branch][1]
        contact = f"{dice.one_of(names.WOMEN + names.MEN)} {dice.one_of(names.SURNAMES)}"
        company = book.add(rows.Company, cvr=cvr, name=name, search_key=search_key(name))
        place = _workplace(
            book, company, f"99{number:03}{index:05}", name, f"{dice.one_of(names.STREETS)} {dice.whole(1, 240)}",
            _AROUND.get(index % 20, ("7000", "Fredericia")),
        )  # fmt: skip
        user = None
        if number == 0 and index == 0:
            contact, user = "Poul Krogh", _account(book, days, "poul.krogh", "Poul Krogh")
        book.add(
            rows.Contact, company=company, workplace=place, user=user, name=contact, phone=phone(dice),
            title=dice.one_of(names.CONTACT_TITLES), email=f"kontakt{index}.{number}@firma.example",
        )  # fmt: skip
        firms.append(Firm(company, name, branch, titles, contact))
    return firms


_KNOWN = (("Havnens Transport", "transport"), ("Rideskolen Engly", "green"), ("Lager og Lyng", "transport"))


#: Of twenty companies these are in a town nearby, the others at home.
_AROUND = {
    4: ("5500", "Middelfart"), 8: ("6000", "Kolding"), 12: ("7080", "Børkop"), 16: ("7100", "Vejle"),
    19: ("8700", "Horsens"),
}  # fmt: skip


def _workplace(book: Book, company: int, pnumber: str, name: str, address: str, town: tuple[str, str]) -> int:
    return book.add(
        rows.Workplace, company=company, pnumber=pnumber, name=name, search_key=search_key(name),
        address=address, postcode=town[0], city=town[1],
    )  # fmt: skip


def _account(book: Book, days: Days, username: str, name: str) -> int:
    return book.add(
        rows.User, username=username, kind="company", name=name, email=f"{username}@firma.example", phone="",
        password=NO_PASSWORD, is_active=True, date_joined=start_of(days.before(days.on, 200)),
    )  # fmt: skip
