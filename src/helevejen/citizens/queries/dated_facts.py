"""Reads of what holds for a citizen for a time, and of what the citizen has stated, as far as the viewer may know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Expression, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast

from helevejen.citizens import perms
from helevejen.citizens.enums import Benefit, Level, TargetGroup
from helevejen.citizens.models import (
    BenefitPeriod,
    Citizen,
    Consent,
    ContactGroupPeriod,
    TargetGroupPeriod,
    VeteranMark,
)
from helevejen.citizens.rules import access as rules


@dataclass(frozen=True, slots=True)
class Period:
    """One dated fact: what held, from when (inclusive) until when (exclusive; None while it holds)."""

    words: str
    valid_from: date
    valid_until: date | None
    source: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DatedFacts:
    """The three dated facts of a citizen, each with the latest first."""

    target_groups: tuple[Period, ...]
    contact_groups: tuple[Period, ...]
    benefits: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class GivenConsent:
    """One consent that holds: to what, for whom, and the day it ends."""

    words: str
    partner: str
    valid_until: date


@dataclass(frozen=True, slots=True)
class Stated:
    """
    What the citizen has stated and agreed to.

    Attributes:
        is_veteran_since: When the citizen said so; None when not, or when it was taken back.
        consents: Those that hold on the day, the latest first.
    """

    is_veteran_since: datetime | None
    consents: tuple[GivenConsent, ...]


def find_dated_facts(citizen: Citizen, level: Level) -> DatedFacts | None:
    """Return target groups, contact groups and benefits, None when the level does not show them. One query."""
    if "H" not in rules.reach_of(level).shows:
        return None
    nothing = Value("")
    rows = _values(TargetGroupPeriod.objects.filter(citizen=citizen), "group", "group", F("reason")).union(
        _values(ContactGroupPeriod.objects.filter(citizen=citizen), "contact_group", "group", nothing),
        _values(BenefitPeriod.objects.filter(citizen=citizen), "benefit", "benefit", nothing),
        all=True,
    )
    found: dict[str, list[Period]] = {"group": [], "contact_group": [], "benefit": []}
    for kind, value, *when_and_why in rows.order_by("-valid_from", "value"):
        found[kind].append(Period(_WORDS[kind](value), *when_and_why))
    return DatedFacts(tuple(found["group"]), tuple(found["contact_group"]), tuple(found["benefit"]))


def find_target_group(citizen_id: int, on: date) -> str:
    """Return the number of the target group a citizen is in on a day, empty when there is none. One query."""
    periods = TargetGroupPeriod.objects.on(on).filter(citizen=citizen_id).order_by("-valid_from")
    return str(periods.values_list("group", flat=True).first() or "")


def target_group_on(citizen: str, day: Expression) -> Subquery:
    """
    Return the answer of `find_target_group`, None where that is empty, as a part of a question about other rows.

    Args:
        citizen: The way from such a row to its citizen.
        day: The day, which may be another for each of them.
    """
    periods = TargetGroupPeriod.objects.on(day).filter(citizen=OuterRef(citizen)).order_by("-valid_from")
    return Subquery(periods.values("group")[:1])


def benefit_periods(citizen_id: int) -> list[tuple[str, date, date | None]]:
    """Return what a citizen has lived on: (benefit, first day, day after the last), the first one first. One query."""
    periods = BenefitPeriod.objects.filter(citizen=citizen_id).order_by("valid_from", "pk")
    return list(periods.values_list("benefit", "valid_from", "valid_until"))


def find_stated(citizen: Citizen, level: Level, at: datetime) -> Stated | None:
    """Return what the citizen has stated, None when the level does not show it. Two queries."""
    if "G" not in rules.reach_of(level).shows:
        return None
    mark = VeteranMark.objects.filter(citizen=citizen, withdrawn_at__isnull=True).order_by("-pk").first()
    consents = Consent.objects.filter(citizen=citizen, withdrawn_at__isnull=True, valid_until__gt=perms.day_of(at))
    given = [
        GivenConsent(str(one.get_purpose_display()), one.partner, one.valid_until)
        for one in consents.order_by("-given_at", "-pk")
    ]
    return Stated(mark.stated_at if mark else None, tuple(given))


_WORDS: dict[str, Callable[[str], str]] = {
    "group": lambda value: str(TargetGroup(value).label),
    "contact_group": str,
    "benefit": lambda value: str(Benefit(value).label),
}


def _values(periods: QuerySet[Any], kind: str, field: str, reason: Any) -> QuerySet[Any, Any]:
    columns = {"kind": Value(kind, CharField()), "value": F(field), "why": Cast(reason, CharField())}
    found: QuerySet[Any, Any] = (
        periods.order_by()
        .annotate(**columns)
        .values_list("kind", "value", "valid_from", "valid_until", "source", "why")
    )
    return found
