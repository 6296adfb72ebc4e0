"""
Taking hold of a case, a track and its turn, so that eight at once come one after the other.

A locking query joins nothing. On PostgreSQL a query that has waited for its row sees that row as it is now, but all it
joins as it was when the wait began; so the row is locked first and the rest is read afterwards. On SQLite the immediate
transaction has kept other writers out from the beginning. The case comes before its tracks, and tracks come by number,
so that nobody waits in a ring; `no_key`, so that rows which merely point at the locked one need not wait.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, ngettext

from helevejen.cases.enums import TurnObjection
from helevejen.cases.models import Case, Track, Turn
from helevejen.cases.rules.turns import day_of
from helevejen.core.deeds import Refusal, step


@step
def lock_case(case: Case) -> Case:
    """Return the case with its people, locked against others who open or close its tracks."""
    Case.objects.select_for_update(of=("self",), no_key=True).values_list("pk").get(pk=case.pk)
    return Case.objects.select_related("jobformidler", "citizen").get(pk=case.pk)


@step
def lock_track(pk: int) -> Track:
    """Return the track with its case, its jobformidler and its open turn, locked."""
    Track.objects.select_for_update(of=("self",), no_key=True).values_list("pk").get(pk=pk)
    return Track.objects.select_related("case__jobformidler", "open_turn").get(pk=pk)


@step
def lock_turn(track: Track, expected_turn: int | None, *, at: datetime, refusal: type[Refusal]) -> tuple[Track, Turn]:
    """
    Return the track, locked, and its open turn.

    Raises:
        Refusal: of the type given, when the track is closed or the ball is not where the page showed it.
    """
    track = lock_track(track.pk)
    turn = track.open_turn
    if turn is not None and expected_turn in {None, turn.pk}:
        return track, turn
    if expected_turn is None:
        raise refusal(TurnObjection.TRACK_CLOSED)
    raise refusal(_moved_text(is_open=turn is not None), **_who_moved(track, at=at))


@step
def lock_open_turns(case: Case) -> list[tuple[Track, Turn]]:
    """Lock every open track of a case, and return each with its open turn, by number."""
    locked = Track.objects.select_for_update(of=("self",), no_key=True).filter(case=case, closed_at__isnull=True)
    pks = list(locked.order_by("pk").values_list("pk", flat=True))
    turns = Turn.objects.filter(open_key__in=pks).select_related("track__case").order_by("open_key")
    return [(turn.track, turn) for turn in turns]


def _moved_text(*, is_open: bool) -> Any:
    if is_open:
        return gettext_lazy("%(name)s sendte bolden videre %(ago)s. Genindlæs siden for at se, hvor den ligger nu.")
    return gettext_lazy("%(name)s lukkede sporet %(ago)s. Genindlæs siden for at se, hvad der skete.")


def _who_moved(track: Track, *, at: datetime) -> dict[str, str]:
    last = track.turns.exclude(ended_at=None).select_related("ended_by").order_by("-number").first()
    if last is None or last.ended_at is None:
        return {"name": gettext("En kollega"), "ago": ""}
    name = last.ended_by.get_short_name() if last.ended_by else gettext("Systemet")
    return {"name": name, "ago": _ago(last.ended_at, at=at)}


def _ago(moment: datetime, *, at: datetime) -> str:
    minutes = int((at - moment) / timedelta(minutes=1))
    if minutes < 1:
        return gettext("for et øjeblik siden")
    if minutes < 60:
        return ngettext("for %(count)s minut siden", "for %(count)s minutter siden", minutes) % {"count": minutes}
    return gettext("den %(day)s") % {"day": date_format(day_of(moment), "j. F")}
