"""Appointments of different kinds beside each other, and which of them fall on top of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from helevejen.proposals.rules import interviews as rules


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something agreed at a time, and what it is in few words."""

    starts_at: datetime
    ends_at: datetime
    what: str


def of_interview(interview: Any, *, names_company: bool = True) -> Appointment:
    """Return an interview as an appointment."""
    what = _("samtale hos %(company)s") % {"company": interview.company} if names_company else _("samtale om job")
    return Appointment(interview.starts_at, interview.ends_at, what)


def clashing(appointments: Sequence[Appointment]) -> list[tuple[Appointment, Appointment]]:
    """Return the pairs that overlap, each with the earlier one first."""
    in_order = sorted(appointments, key=lambda one: (one.starts_at, one.ends_at))
    pairs = rules.clashes([(one.starts_at, one.ends_at) for one in in_order])
    return [(in_order[first], in_order[second]) for first, second in pairs]
