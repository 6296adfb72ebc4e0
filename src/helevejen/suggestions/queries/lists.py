"""The lists that were made, newest first, and what citizens have said no to."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from helevejen.citizens.models import Citizen
from helevejen.suggestions.enums import ListKind
from helevejen.suggestions.models import DeclinedOrder, MatchList, Stop, Suggestion


def find_stop() -> Stop | None:
    """Return why no list is made now, or None. One query."""
    return Stop.objects.filter(resumed_at__isnull=True).select_related("stopped_by").order_by("pk").first()


def rows_of(match_list: MatchList) -> list[Suggestion]:
    """Return the rows of a list: those with a place, then what one rule alone keeps away. One query."""
    rows = match_list.suggestions.select_related(
        "match_list", "order__company", "order__workplace", "order__owner", "case__citizen", "case__jobformidler"
    )
    return sorted(rows.order_by("pk"), key=lambda one: (one.place is None, one.place or 0, one.pk))


def declined_by(citizen: Citizen) -> list[DeclinedOrder]:
    """Return the orders a citizen has said do not suit, the newest first. One query."""
    said = DeclinedOrder.objects.filter(citizen=citizen.pk, taken_back_at__isnull=True)
    return list(said.select_related("order__company").order_by("-said_at", "-pk"))


def find_newest(kind: ListKind, *, case_id: int | None = None, order_id: int | None = None) -> MatchList | None:
    """Return the newest list of a case or an order, or None. One query."""
    lists = MatchList.objects.filter(kind=kind, case=case_id, order=order_id)
    return lists.select_related("made_by", "case__citizen", "order").order_by("-made_at", "-pk").first()


def lists_older_than(moment: datetime) -> QuerySet[MatchList]:
    """Return the lists whose time is over."""
    return MatchList.objects.filter(made_at__lt=moment)
