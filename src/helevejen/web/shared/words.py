"""The words and icons of the caps and of the holders of a turn, as every surface shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Sign(NamedTuple):
    """An icon of the design system and the word that always stands beside it."""

    icon: str
    word: _StrPromise | str
    hint: _StrPromise | str = ""


CAPS: dict[str, Sign] = {
    "authority": Sign("assignment", _("Myndighed"), _("Hører til sagen og kan bruges i en afgørelse.")),
    "mentor": Sign("forum", _("Mentor"), _("Ses af dig, jobformidleren og borgeren. Kan ikke bruges i en afgørelse.")),
    "company": Sign("business", _("Virksomhed"), _("Handler om job, praktik og virksomheder.")),
}

HOLDERS: dict[str, Sign] = {
    "me": Sign("person", _("Dig")),
    "citizen": Sign("person", _("Borgeren")),
    "staff": Sign("support-agent", _("Jobformidleren")),
    "doctor": Sign("plus", _("Lægen")),
    "company": Sign("business", _("Virksomheden")),
    "school": Sign("student", _("Skolen")),
    "authority": Sign("account", _("En anden myndighed")),
    "subtracks": Sign("hourglass", _("Delspor")),
    "nobody": Sign("check", _("Ingen")),
}

#: Other names for the same holder, so that an enum of the cases need not know the components.
SAME_HOLDER = {
    "jobformidler": "staff",
    "colleague": "staff",
}

#: Holders who are persons: the ball shows their initial, the others an icon.
PERSONS = frozenset({"me", "citizen", "staff"})


def holder_kind(value: str) -> str:
    """Return the kind of ball for a holder's value; an unknown one counts as another authority."""
    value = str(value)
    kind = SAME_HOLDER.get(value, value)
    return kind if kind in HOLDERS else "authority"


def cap_kind(value: str) -> str:
    """Return the kind of cap for a value; raises for one that does not exist, since a cap is never a guess."""
    if str(value) not in CAPS:
        raise ValueError(f"No such cap: {value!r}; the caps are {', '.join(CAPS)}.")
    return str(value)
