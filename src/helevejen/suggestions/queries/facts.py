"""What is known now of citizens and open orders, as the matching engine is told it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date

from helevejen.cases.models import Case
from helevejen.citizens.enums import Protection
from helevejen.citizens.models import Citizen
from helevejen.core import bulk
from helevejen.engines.matching import market as engine
from helevejen.places.rules import Metres
from helevejen.profiles.models import PrivateFact, ProfileFact
from helevejen.recruitment.models import JobOrder, Requirement
from helevejen.recruitment.queries import courses as recruitment
from helevejen.suggestions.models import DeclinedOrder
from helevejen.suggestions.rules import words
from helevejen.suggestions.rules.words import Ordered, Refusable, Required, Told

_ORDERED = tuple(field.name for field in fields(Ordered))
_NAMED = ("company__name", "occupation_label", "workplace__postcode")
_REQUIRED = tuple(field.name for field in fields(Required))
#: Words of one's own are sealed, and opened only where they can mean something here.
_TOLD = tuple(name for name in Told._fields if name != "label")


#: Postcodes with their middles; without any, everything is nowhere.
Points = Mapping[str, Metres]
_NOWHERE: Points = {}


def open_orders(points: Points = _NOWHERE, *, also: int | None = None) -> tuple[list[engine.Order], Refusable]:
    """Return the open orders by number, one more if it is named, and what of them can be refused. Two queries."""
    rows = JobOrder.objects.open() | JobOrder.objects.filter(pk=also or 0)
    named = list(rows.order_by("pk").values_list(*_ORDERED, *_NAMED))
    required: dict[int, list[Required]] = defaultdict(list)
    asked = Requirement.objects.filter(order__in=rows).order_by("pk")
    for order_id, *rest in asked.values_list("order_id", *_REQUIRED):
        required[order_id].append(Required(*rest))
    refusable = Refusable(
        companies={words.folded(name): str(row[_ORDERED.index("company")]) for *row, name, _label, _postcode in named},
        occupations={
            words.folded(label): row[_ORDERED.index("occupation_uri")]
            for *row, _name, label, _postcode in named
            if label
        },
    )
    orders = [(Ordered(*row), _place(points, postcode)) for *row, _name, _label, postcode in named]
    return [replace(words.order_of(one, required[one.pk]), place=place) for one, place in orders], refusable


def courses_on_offer(on: date) -> list[engine.Course]:
    """Return the courses on offer on a day, as the engine is told them. One query."""
    return [
        engine.Course(one.key, skills=one.skills, licences=one.licences, requires=one.requires)
        for one in recruitment.catalogue(on=on)
    ]


def citizens_with_open_cases() -> dict[int, int]:
    """Return the citizens who take part, each with the number of the open case. One query."""
    return dict(Case.objects.open().order_by("citizen").values_list("citizen", "pk"))


def citizens_as_told(
    citizen_ids: Iterable[int], refusable: Refusable, points: Points = _NOWHERE, *, every: bool = False
) -> list[engine.Citizen]:
    """
    Return what the engine is told of citizens, by number. Four queries for every 500 of them, or four for everybody.

    Args:
        refusable: What words of the citizens' own can mean.
        points: Given, one query more says where homes are; whose address is protected lives nowhere.
        every: Read all facts at once; for when most citizens are asked about.
    """
    asked = sorted(citizen_ids)
    told: list[engine.Citizen] = []
    for some in [asked] if every else bulk.in_chunks(asked):
        told += _told(some, refusable, only=None if every else some)
    return _at_home(told, points, every=every) if points else told


def _at_home(told: list[engine.Citizen], points: Points, *, every: bool) -> list[engine.Citizen]:
    """Return citizens with the middle of the postcode they live in, read of nobody whose address is protected."""
    homes = Citizen.objects.filter(protection=Protection.NONE).exclude(postcode="").order_by("pk")
    postcodes: dict[int, str] = {}
    for some in [None] if every else bulk.in_chunks(words.number_of(one.key) for one in told):
        postcodes |= dict((homes if some is None else homes.filter(pk__in=some)).values_list("pk", "postcode"))
    return [replace(one, place=_place(points, postcodes.get(words.number_of(one.key)))) for one in told]


def _place(points: Points, postcode: str | None) -> engine.Place | None:
    point = points.get(postcode or "")
    return engine.Place(*point) if point else None


def _told(citizen_ids: list[int], refusable: Refusable, *, only: list[int] | None) -> list[engine.Citizen]:
    narrowed = {} if only is None else {"citizen__in": only}
    labels = _own_words(narrowed)
    facts: dict[int, list[Told]] = defaultdict(list)
    for pk, citizen_id, *row in (
        ProfileFact.objects.current().filter(**narrowed).order_by("pk").values_list("pk", "citizen_id", *_TOLD)
    ):
        facts[citizen_id].append(Told._make((*row, labels.get(pk, ""))))
    private: dict[int, set[str]] = defaultdict(set)
    kept = PrivateFact.objects.filter(withdrawn_at__isnull=True, **narrowed).order_by("pk")
    for citizen_id, demand in kept.values_list("citizen_id", "demand"):
        private[citizen_id].add(demand)
    declined: dict[int, set[int]] = defaultdict(set)
    said = DeclinedOrder.objects.filter(taken_back_at__isnull=True, **narrowed).order_by("pk")
    for citizen_id, order_id in said.values_list("citizen_id", "order_id"):
        declined[citizen_id].add(order_id)
    return [
        words.citizen_of(
            one, facts.get(one, ()), private=private.get(one, ()), declined=declined.get(one, ()), refusable=refusable
        )
        for one in citizen_ids
    ]


def _own_words(narrowed: dict[str, list[int]]) -> dict[int, str]:
    """Return the words of refusals that name a company or a kind of work, by the number of the fact."""
    refusals = ProfileFact.objects.current().filter(kind="refusal", subject__in=("company", "work"), **narrowed)
    return dict(refusals.order_by("pk").values_list("pk", "label"))
