"""How the citizen can be reached, as it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from helevejen.citizens.enums import Protection

_PROTECTED: Final = {
    Protection.PROTECTED: _("Vi ved, at dit navn og din adresse er beskyttet."),
    Protection.SPECIAL: _(
        "Vi ved, at du har særlig beskyttelse. Kun din jobformidler og de medarbejdere, der er navngivet i din sag, "
        "kan åbne den. Lederen af teamet kan se dit navn, hvem din jobformidler er, og hvis tur det er. "
        "Skriver du til os, kan den, der får din besked, læse den."
    ),
}


@dataclass(frozen=True, slots=True)
class AboutSeen:
    """Name, telephone and mail; empty where nothing is known. `protection` says how name and address are protected."""

    name: str
    phone: str
    email: str
    protection: str


def about_of(citizen: Any) -> AboutSeen:
    """Return how the citizen can be reached. No query."""
    told = str(_PROTECTED.get(citizen.protection, ""))
    return AboutSeen(name=citizen.name, phone=citizen.phone, email=citizen.email, protection=told)
