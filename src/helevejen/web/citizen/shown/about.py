"""How the citizen can be reached, as it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class AboutSeen:
    """Name, telephone and mail; empty where nothing is known."""

    name: str
    phone: str
    email: str


def about_of(citizen: Any) -> AboutSeen:
    """Return how the citizen can be reached. No query."""
    return AboutSeen(name=citizen.name, phone=citizen.phone, email=citizen.email)
