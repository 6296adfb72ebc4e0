"""What is known of citizens already, for an import that changes only what differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from helevejen.accounts.models import User
from helevejen.citizens.models import (
    BenefitPeriod,
    Citizen,
    ConflictOfInterest,
    ContactGroupPeriod,
    TargetGroupPeriod,
    Wish,
)
from helevejen.core import bulk

#: Fields of a citizen that an import gives, in the order of `KnownCitizen.values`.
CITIZEN_FIELDS = (
    "given_name", "family_name", "cpr", "birth_date", "protection", "address", "postcode", "city", "phone", "email",
    "preferred_channel", "language", "needs_interpreter",
)  # fmt: skip

#: The dated facts: model, and the fields of a period that an import gives beside citizen and days.
PERIODS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "target_group": (TargetGroupPeriod, ("group", "reason", "source")),
    "contact_group": (ContactGroupPeriod, ("group", "source")),
    "benefit": (BenefitPeriod, ("benefit", "source")),
}


@dataclass(frozen=True, slots=True)
class KnownCitizen:
    """One citizen as known; `values` as `CITIZEN_FIELDS`."""

    pk: int
    external_id: str | None
    values: tuple[Any, ...]
    home_key: str
    cpr_index: str | None


@dataclass(frozen=True, slots=True)
class KnownPeriod:
    """One dated fact as known; `values` as the fields of its kind."""

    pk: int
    external_id: str | None
    citizen_id: int
    valid_from: date
    valid_until: date | None
    values: tuple[str, ...]


def known_citizens(external_ids: Iterable[str]) -> dict[str, KnownCitizen]:
    """Return the citizens of some external ids; a query for each 500."""
    found = {}
    for some in bulk.in_chunks(external_ids):
        for citizen in _citizens(Q(external_id__in=some)):
            found[citizen.external_id or ""] = citizen
    return found


def citizens_by_cpr(cpr_indexes: Iterable[str]) -> dict[str, KnownCitizen]:
    """Return the citizens of some blind indexes of CPR numbers; a query for each 500."""
    found = {}
    for some in bulk.in_chunks(cpr_indexes):
        for citizen in _citizens(Q(cpr_index__in=some)):
            found[citizen.cpr_index or ""] = citizen
    return found


def known_periods(what: str, external_ids: Iterable[str]) -> dict[str, KnownPeriod]:
    """Return the dated facts of some external ids; a query for each 500."""
    found = {}
    for some in bulk.in_chunks(external_ids):
        for period in _periods(what, Q(external_id__in=some)):
            found[period.external_id or ""] = period
    return found


def periods_of(what: str, citizen_ids: Iterable[int]) -> list[KnownPeriod]:
    """Return every dated fact of a kind of some citizens; a query for each 500."""
    return [period for some in bulk.in_chunks(citizen_ids) for period in _periods(what, Q(citizen_id__in=some))]


def declared_conflicts(user_ids: Iterable[int]) -> set[tuple[int, int]]:
    """Return the conflicts of interest that some staff have declared, as user and citizen; a query for each 500."""
    found: set[tuple[int, int]] = set()
    for some in bulk.in_chunks(user_ids):
        declared = ConflictOfInterest.objects.filter(user_id__in=some, ended_at__isnull=True).order_by("pk")
        found.update(declared.values_list("user_id", "citizen_id"))
    return found


def keys_of_staff(user_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return the blind indexes of CPR number and home of those staff who have them; a query for each 500."""
    found: dict[int, tuple[str, str]] = {}
    for some in bulk.in_chunks(user_ids):
        users = User.objects.filter(pk__in=some).exclude(cpr_index="", home_key="").order_by("pk")
        found.update(
            {pk: (cpr_index, home_key) for pk, cpr_index, home_key in users.values_list("pk", "cpr_index", "home_key")}
        )
    return found


def citizens_with_wishes(citizen_ids: Iterable[int]) -> set[int]:
    """Return those of some citizens who have said a wish; a query for each 500."""
    found: set[int] = set()
    for some in bulk.in_chunks(citizen_ids):
        found.update(
            Wish.objects.filter(citizen_id__in=some).order_by("citizen_id").values_list("citizen_id", flat=True)
        )
    return found


def _citizens(condition: Q) -> list[KnownCitizen]:
    rows = Citizen.objects.filter(condition).order_by("pk")
    return [
        KnownCitizen(pk, external_id, tuple(values), home_key, cpr_index)
        for pk, external_id, home_key, cpr_index, *values in rows.values_list(
            "pk", "external_id", "home_key", "cpr_index", *CITIZEN_FIELDS
        )
    ]


def _periods(what: str, condition: Q) -> list[KnownPeriod]:
    model, names = PERIODS[what]
    rows = model.objects.filter(condition).order_by("pk")
    return [
        KnownPeriod(pk, external_id, citizen_id, from_, until, tuple(values))
        for pk, external_id, citizen_id, from_, until, *values in rows.values_list(
            "pk", "external_id", "citizen_id", "valid_from", "valid_until", *names
        )
    ]
