"""What a company was shown, in words: for its page, Min vej, the desk and the citizen's copy, all the same."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from helevejen.profiles.queries import words as profile_words
from helevejen.profiles.rules.facts import Said
from helevejen.proposals.enums import DisclosureKind, Share, Standing
from helevejen.proposals.rules import cards
from helevejen.recruitment.enums import Shift, Weekday, Weight

Lines = list[tuple[str, str]]


def shown_in_words(kind: str, shown: str, *, shows_needs: bool = True) -> Lines:
    """Return a stored card or name as pairs of a label and a value. No query."""
    if kind != DisclosureKind.CARD:
        return _person(cards.read_person(shown))
    return _card(cards.read_card(shown), shows_needs=shows_needs)


def shown_in_one_line(shown: str) -> str:
    """Return a stored card or name in one line; what cannot be read stays as it is."""
    try:
        lines = shown_in_words(DisclosureKind.CARD if '"lines"' in shown else DisclosureKind.NAME, shown)
    except (KeyError, TypeError, ValueError):
        return shown
    return "; ".join(f"{label}: {value}" for label, value in lines)


def shares_in_words(codes: str) -> str:
    """Return codes of what may be shared in words, parted by commas."""
    return ", ".join(str(Share(code).label) for code in codes.split() if code in Share.values)


def _card(card: cards.Card, *, shows_needs: bool) -> Lines:
    found = [(f"{line.text} ({str(Weight(line.weight).label).lower()})", _standing(line)) for line in card.lines]
    hours = _("%(n)s om ugen") % {"n": card.hours.replace(".", ",")} if card.hours else str(Standing.UNTOLD.label)
    found.append((_("Timer"), hours))
    if card.days is not None:
        found.append((_("Dage"), _listed([_day(code) for code in card.days])))
    if card.shifts is not None:
        found.append((_("Vagter"), _listed([str(Shift(code).label).lower() for code in card.shifts])))
    if card.needs and shows_needs:
        found.append((_("Hensyn på arbejdet"), _listed([_need(one) for one in card.needs])))
    return found


def _person(person: cards.Person) -> Lines:
    found = [(_("Navn"), person.name), (_("Telefon"), person.phone), (_("Mail"), person.email)]
    return [(label, value) for label, value in found if value]


def _standing(line: cards.Line) -> str:
    return str(Standing(line.standing).label)


def _need(need: cards.Need) -> str:
    said = Said(kind="consideration", subject=need.subject, kg=need.kg, minutes=need.minutes)
    return profile_words.heading(said)


def _listed(words: list[str]) -> str:
    return ", ".join(words) if words else _("Ingen af dem")


def _day(code: str) -> str:
    """Return a day in the middle of a line; English writes the names of days with a capital."""
    name = str(Weekday(code).label)
    return name if get_language() == "en" else name.lower()
