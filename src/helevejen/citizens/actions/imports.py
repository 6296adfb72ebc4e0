"""Citizens and their dated facts from a file, many at a time. What follows from the facts is filled in here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from helevejen.accounts.models import User
from helevejen.citizens.enums import RelationKind
from helevejen.citizens.models import Citizen, Relation
from helevejen.citizens.queries import cpr_index_of, home_key_of
from helevejen.citizens.queries.imports import PERIODS
from helevejen.core import bulk
from helevejen.core.deeds import step
from helevejen.core.text import search_key

_LONG_AGO = date(1000, 1, 1)  # before any day a file may hold
_DERIVED = ("search_key", "cpr_index", "home_key")


class CitizenFacts(NamedTuple):
    """A citizen as a file gives it; the names are those of the model."""

    external_id: str
    given_name: str
    family_name: str
    cpr: str | None
    birth_date: date | None
    protection: str
    address: str | None
    postcode: str
    city: str
    phone: str
    email: str
    preferred_channel: str
    language: str
    needs_interpreter: bool


class PeriodFacts(NamedTuple):
    """A dated fact as a file gives it; `values` as the fields of its kind in `PERIODS`."""

    external_id: str
    citizen: int
    valid_from: date
    valid_until: date | None
    values: tuple[str, ...]


@step
def load_citizens(new: Sequence[CitizenFacts], changed: Mapping[int, CitizenFacts], *, at: datetime) -> list[int]:
    """Register new citizens and change known ones; return the numbers of the new, in order."""
    ids = bulk.reserve_ids(Citizen, len(new))
    bulk.insert(
        Citizen,
        ("id", *CitizenFacts._fields, *_DERIVED, "registered_at"),
        ((pk, *facts, *_derived(facts), at) for pk, facts in zip(ids, new, strict=True)),
    )
    bulk.update(
        Citizen, (*CitizenFacts._fields, *_DERIVED), ((*facts, *_derived(facts), pk) for pk, facts in changed.items())
    )
    return list(ids)


@step
def load_periods(what: str, new: Sequence[PeriodFacts], changed: Mapping[int, PeriodFacts]) -> None:
    """
    Write new periods of one kind of dated fact, and change known ones.

    The changed go first. They step aside into days long ago before they take their new ones, so that two periods may
    change places although the database lets none overlap at any moment.
    """
    model, names = PERIODS[what]
    columns = ("external_id", "citizen", "valid_from", "valid_until", *names)
    aside = (
        (_LONG_AGO + timedelta(days=place), _LONG_AGO + timedelta(days=place + 1), pk)
        for place, pk in enumerate(changed)
    )
    bulk.update(model, ("valid_from", "valid_until"), aside)
    bulk.update(model, columns, ((*facts[:4], *facts.values, pk) for pk, facts in changed.items()))
    bulk.insert(model, columns, ((*facts[:4], *facts.values) for facts in new))


@step
def load_caseload_relations(rows: Sequence[tuple[int, int, int]], *, by: User, at: datetime) -> None:
    """Open citizens to those who follow them, from now; each row is user, citizen and case."""
    reason = str(RelationKind.CASELOAD.label)
    bulk.insert(
        Relation,
        ("user", "citizen", "kind", "valid_from", "valid_until", "reason", "opened_by", "source"),
        (
            (user, citizen, str(RelationKind.CASELOAD), at, None, reason, by.pk, f"cases.case:{case}")
            for user, citizen, case in rows
        ),
    )


@step
def load_meeting_relations(rows: Sequence[tuple[int, int, int, datetime]], *, by: User, at: datetime) -> None:
    """Open citizens to the hosts of booked meetings; each row is user, citizen, meeting and until when."""
    reason = str(RelationKind.MEETING.label)
    bulk.insert(
        Relation,
        ("user", "citizen", "kind", "valid_from", "valid_until", "reason", "opened_by", "source"),
        (
            (user, citizen, str(RelationKind.MEETING), at, until, reason, by.pk, f"cases.meeting:{meeting}")
            for user, citizen, meeting, until in rows
        ),
    )


@step
def close_meeting_relations(meeting_ids: Sequence[int], *, at: datetime) -> None:
    """Close what some meetings opened."""
    for some in bulk.in_chunks(f"cases.meeting:{pk}" for pk in meeting_ids):
        held = Relation.objects.filter(kind=RelationKind.MEETING, source__in=some, valid_until__gt=at)
        held.update(valid_until=at)


def _derived(facts: CitizenFacts) -> tuple[str, str | None, str]:
    return (
        search_key(f"{facts.given_name} {facts.family_name}"),
        cpr_index_of(facts.cpr) if facts.cpr else None,
        home_key_of(facts.address or "", facts.postcode),
    )
