"""The lists that were made, newest first, and what citizens have said no to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import User
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.models import Citizen
from helevejen.recruitment.enums import RequirementKind
from helevejen.recruitment.models import JobOrder, Requirement
from helevejen.recruitment.queries import courses
from helevejen.suggestions.enums import ListKind
from helevejen.suggestions.models import DeclinedOrder, MatchList, Stop, Suggestion
from helevejen.suggestions.rules import sheets, words


def find_stop() -> Stop | None:
    """Return why no list is made now, or None. One query."""
    return Stop.objects.filter(resumed_at__isnull=True).select_related("stopped_by").order_by("pk").first()


def find_list(list_id: int) -> MatchList | None:
    """Return a list by its number, or None. One query."""
    return MatchList.objects.select_related("orders", "citizens").filter(pk=list_id).first()


def rows_of(match_list: MatchList) -> list[Suggestion]:
    """Return the rows of a list: those with a place, then what one rule alone keeps away. One query."""
    rows = match_list.suggestions.select_related(
        "order__company", "order__workplace", "order__owner", "case__citizen", "case__jobformidler"
    )
    return sorted(rows.order_by("pk"), key=lambda one: (one.place is None, one.place or 0, one.pk))


def unread_requirements(order_ids: Iterable[int]) -> dict[int, list[str]]:
    """Return what orders require in words of their own, which no rule reads. One query."""
    read = (
        Q(kind=RequirementKind.LICENCE, code__gt="")
        | Q(kind=RequirementKind.LANGUAGE, code__gt="", level__gt="")
        | Q(kind=RequirementKind.SKILL, uri__gt="")
    )
    found: dict[int, list[str]] = {}
    rows = Requirement.objects.filter(order__in=list(order_ids)).exclude(read).order_by("pk")
    for order_id, label in rows.values_list("order_id", "label"):
        found.setdefault(order_id, []).append(label)
    return found


def orders_on_own_lists(user: User, at: datetime) -> QuerySet[JobOrder]:
    """Return the orders that have been on a list of the citizen who is signed in: those the citizen can say no to."""
    mine = Suggestion.objects.filter(case__citizen__in=citizen_perms.visible_to(user, at))
    return (
        JobOrder.objects.filter(pk__in=mine.values("order"))
        if user.kind == UserKind.CITIZEN
        else JobOrder.objects.none()
    )


def stops() -> list[Stop]:
    """Return every stretch in which lists were stopped, the newest first. One query."""
    return list(Stop.objects.select_related("stopped_by", "resumed_by").order_by("-stopped_at", "-pk"))


@dataclass(frozen=True, slots=True)
class CourseSeen:
    """A course that would open more, with the titles of the orders that are open still, each with its company."""

    title: str
    provider: str
    price_dkk: int | None
    length_days: int | None
    place: str
    is_on_positive_list: bool | None
    starts_on: date | None
    orders: tuple[str, ...]


def courses_opening_more(match_list: MatchList, on: date) -> list[CourseSeen]:
    """Return what was found of courses still on offer and orders still open, the most first. Two queries."""
    _offered, opened = sheets.courses_in(match_list.more)
    if not opened:
        return []
    offered = {one.key: one for one in courses.catalogue(on=on)}
    numbers = {words.number_of(key) for _course, keys in opened for key in keys}
    rows = JobOrder.objects.open().filter(pk__in=numbers).order_by("pk")
    titles = {pk: f"{title} · {company}" for pk, title, company in rows.values_list("pk", "title", "company__name")}
    found = []
    for key, orders in opened:
        course = offered.get(key)
        told = tuple(titles[number] for number in map(words.number_of, orders) if number in titles)
        if course and told:
            values = {name: getattr(course, name) for name in CourseSeen.__slots__ if name != "orders"}
            found.append(CourseSeen(**values, orders=told))
    return sorted(found, key=lambda one: -len(one.orders))


def declined_by(citizen: Citizen) -> list[DeclinedOrder]:
    """Return the orders a citizen has said do not suit, the newest first. One query."""
    said = DeclinedOrder.objects.filter(citizen=citizen.pk, taken_back_at__isnull=True)
    return list(said.select_related("order__company").order_by("-said_at", "-pk"))


def find_openings(case_id: int, *, is_own: bool) -> MatchList | None:
    """Return the newest list of openings of a case: the citizen's own, or that of those who help. One query."""
    own = Q(made_by__kind=UserKind.CITIZEN)
    return _newest(MatchList.objects.filter(own if is_own else ~own, kind=ListKind.OPENINGS, case=case_id))


def find_shortlist(order_id: int) -> MatchList | None:
    """Return the newest list of candidates of an order, or None. One query."""
    return _newest(MatchList.objects.filter(kind=ListKind.CANDIDATES, order=order_id))


def _newest(lists: QuerySet[MatchList]) -> MatchList | None:
    return lists.select_related("made_by", "case__citizen", "order").order_by("-made_at", "-pk").first()


def lists_older_than(moment: datetime) -> QuerySet[MatchList]:
    """Return the lists whose time is over."""
    return MatchList.objects.filter(made_at__lt=moment)
