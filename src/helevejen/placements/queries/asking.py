"""Whom to tell on Min vej that they can say how it goes, because the day for it has come."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef

from helevejen.cases.enums import NoticeKind
from helevejen.cases.models import Case, Notice
from helevejen.placements.enums import Party, PlacementState
from helevejen.placements.models import Evaluation, Placement
from helevejen.placements.rules import moves


def placements_to_ask(on: date, *, only: int | None = None) -> list[int]:
    """
    Return the numbers of the running placements whose day came in the last three weeks, if nobody asked by hand, and
    the citizen has neither been told of it nor has said how it goes. Two queries.

    Args:
        only: One placement, for whoever has locked it.
    """
    said = Evaluation.objects.filter(placement=OuterRef("pk"), party=Party.CITIZEN)
    running = Placement.objects.filter(
        ~Exists(said), state=PlacementState.RUNNING, asked_on=None, case__in=Case.objects.open(),
        terms__version=F("version"), **{} if only is None else {"pk": only},
    )  # fmt: skip
    dated = running.order_by("pk").values_list("pk", "case", "began_on", "terms__starts_on", "terms__ends_until")
    due = {
        pk: case
        for pk, case, began_on, starts_on, ends_until in dated
        if _is_due(began_on or starts_on, ends_until, on)
    }
    told = _told_in(set(due.values()))
    return [pk for pk in due if pk not in told]


def is_told_to_say(placement: Placement) -> bool:
    """Return whether the citizen has been told to say how it goes. One query."""
    return placement.pk in _told_in({placement.case_id})


def _told_in(cases: set[int]) -> set[object]:
    """Return the numbers of the placements that notices in some cases have asked about."""
    news = Notice.objects.filter(kind=NoticeKind.PLACEMENT, case__in=cases).order_by("pk")
    return {values.get("placement_id") for values in news.values_list("values", flat=True)}


def _is_due(starts_on: date, ends_until: date | None, on: date) -> bool:
    ends_on = ends_until - timedelta(days=1) if ends_until else None
    asked = moves.ask_on(starts_on=starts_on, ends_on=ends_on)
    return asked <= on <= asked + timedelta(days=moves.ASKED_FOR_DAYS)
