"""The log in words, for the citizen, for staff and for the control."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helevejen.accounts.enums import Role, UserKind
from helevejen.audit.queries import Look

CLASSES = {
    "A": gettext_lazy("navn og kontakt"),
    "B": gettext_lazy("CPR-nummer"),
    "C": gettext_lazy("adresse"),
    "D": gettext_lazy("ønsker og job"),
    "E": gettext_lazy("sag og notater"),
    "F": gettext_lazy("helbred"),
    "G": gettext_lazy("personlige forhold"),
    "H": gettext_lazy("ydelse"),
    "I": gettext_lazy("breve og afgørelser"),
    "J": gettext_lazy("hvem der har set oplysningerne"),
}


@dataclass(frozen=True, slots=True)
class LookRow:
    """One line of the log in words. `who` has the name only where it may be shown."""

    access_id: int
    citizen_id: int
    at: datetime
    who: str
    what: str
    shown: str
    why: str
    reason: str


def rows_of(looks: Iterable[Look], *, with_names: bool) -> list[LookRow]:
    """Return the log in words, in the order given."""
    return [
        LookRow(
            access_id=look.access_id,
            citizen_id=look.citizen_id,
            at=look.at,
            who=_who(look, with_names=with_names),
            what=look.what,
            shown=_and([str(CLASSES[letter]) for letter in look.data_classes if letter in CLASSES]),
            why=look.why,
            reason=look.reason,
        )
        for look in looks
    ]


def role_label(acting_as: str) -> str:
    """Return a role, or a part of the system, as people say it."""
    labels = {role.value: role.label for role in Role} | {kind.value: kind.label for kind in UserKind}
    return str(labels.get(acting_as, _("Systemet")))


def _who(look: Look, *, with_names: bool) -> str:
    if look.acting_as == UserKind.CITIZEN:
        return _("Borgeren selv")
    role = role_label(look.acting_as)
    name = look.actor_name if with_names and look.actor_id else ""
    return ", ".join(part for part in (name, role, look.unit) if part)


def _and(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s og %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
