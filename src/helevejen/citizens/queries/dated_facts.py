"""Reads of what holds for a citizen for a time, and of what the citizen has stated, as far as the viewer may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from helevejen.accounts.models import User
from helevejen.citizens import perms
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


def find_dated_facts(user: User, citizen: Citizen, at: datetime) -> DatedFacts | None:
    """Return target groups, contact groups and benefits, None when they are not for the user. Four queries."""
    if not _shows(user, citizen, at, "H"):
        return None
    groups = _latest_first(TargetGroupPeriod.objects.filter(citizen=citizen))
    contact_groups = _latest_first(ContactGroupPeriod.objects.filter(citizen=citizen))
    benefits = _latest_first(BenefitPeriod.objects.filter(citizen=citizen))
    return DatedFacts(
        tuple(_period(one, str(one.get_group_display()), one.reason) for one in groups),
        tuple(_period(one, one.group) for one in contact_groups),
        tuple(_period(one, str(one.get_benefit_display())) for one in benefits),
    )


def find_stated(user: User, citizen: Citizen, at: datetime) -> Stated | None:
    """Return what the citizen has stated, None when it is not for the user. Three queries."""
    if not _shows(user, citizen, at, "G"):
        return None
    mark = VeteranMark.objects.filter(citizen=citizen, withdrawn_at__isnull=True).order_by("-pk").first()
    consents = Consent.objects.filter(citizen=citizen, withdrawn_at__isnull=True, valid_until__gt=perms.day_of(at))
    given = [
        GivenConsent(str(one.get_purpose_display()), one.partner, one.valid_until)
        for one in consents.order_by("-given_at", "-pk")
    ]
    return Stated(mark.stated_at if mark else None, tuple(given))


def _shows(user: User, citizen: Citizen, at: datetime, data_class: str) -> bool:
    level = perms.level_of(user, citizen, at)
    return level is not None and data_class in rules.reach_of(level).shows


def _latest_first(periods: QuerySet[Any]) -> QuerySet[Any]:
    return periods.order_by("-valid_from", "-pk")


def _period(one: Any, words: str, reason: str = "") -> Period:
    return Period(words, one.valid_from, one.valid_until, one.source, reason)
