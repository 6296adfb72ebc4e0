"""The board's numbers as bars: a label, a length, a figure, a note, and the list behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helevejen.caseload import queries
from helevejen.caseload.enums import LoadLevel
from helevejen.core import clock, formats
from helevejen.web.shared import phrasing

if TYPE_CHECKING:
    from helevejen.accounts.models import Absence

#: The longest bar of a board on which nobody is fuller, in percent of what the guideline's upper numbers allow.
_LEAST_SCALE: Final = 125
_FULL: Final = 100
_MINUTES_OF_AN_HOUR: Final = 60
_LEAST_HOURS: Final = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `guideline` is where the mark stands, None for none; `over` fills it darker."""

    label: str
    value: float
    max: float
    text: str
    note: str = ""
    href: str = ""
    guideline: float | None = None
    over: bool = False


def load_bars(rows: list[queries.BoardRow]) -> list[Bar]:
    """Return how many cases each person works, as long as they fill the guideline's most, in the order given."""
    fullest = max((row.load.load.share_at_most or 0 for row in rows), default=0)
    scale = max(round(fullest * _FULL), _LEAST_SCALE)
    return [
        Bar(
            label=row.user.name,
            value=round((row.load.load.share_at_most or 0) * _FULL),
            max=scale,
            text=phrasing.cases(row.load.count),
            note=" · ".join(_notes(row)),
            href=_address("lead:team_cases", person=row.user.pk),
            guideline=_FULL,
            over=row.load.load.level == LoadLevel.ABOVE,
        )
        for row in rows
    ]


def wait_bars(waits: list[queries.HolderWait]) -> list[Bar]:
    """Return how many turns wait for each kind of holder, and for how long."""
    most = max((wait.count for wait in waits), default=0)
    return [
        Bar(
            label=str(wait.holder.label),
            value=wait.count,
            max=most,
            text=formats.number(wait.count),
            note=_typically(wait),
            href=_address("lead:team_turns", hos=wait.holder),
        )
        for wait in waits
    ]


def _typically(wait: queries.HolderWait) -> str:
    if wait.p90_days is None:
        return _("typisk %(median)s") % {"median": formats.span(wait.median_days)}
    parts = {"median": formats.span(wait.median_days), "p90": formats.span(wait.p90_days)}
    return _("typisk %(median)s · 9 ud af 10: højst %(p90)s") % parts


def change_bars(changes: list[queries.ReasonCount], period: str) -> list[Bar]:
    """Return the changes of jobformidler by reason."""
    most = max((change.count for change in changes), default=0)
    return [
        Bar(
            label=str(change.reason.label),
            value=change.count,
            max=most,
            text=formats.number(change.count),
            href=_address("lead:team_changes", periode=period, grund=change.reason),
        )
        for change in changes
    ]


def cap_bars(caps: list[queries.CapShare]) -> list[Bar]:
    """Return the share of the registered time under each cap; none when nothing is registered."""
    if not any(one.minutes for one in caps):
        return []
    return [
        Bar(
            label=str(one.cap.label),
            value=one.share,
            max=1,
            text=formats.percent(one.share),
            note=_time(one.minutes),
        )
        for one in caps
    ]


def _time(minutes: int) -> str:
    """Return a time in minutes while it is short, in whole hours when it is long."""
    if minutes < _LEAST_HOURS * _MINUTES_OF_AN_HOUR:
        return ngettext("%(n)s minut", "%(n)s minutter", minutes) % {"n": minutes}
    return _("%(hours)s timer") % {"hours": formats.number(round(minutes / _MINUTES_OF_AN_HOUR))}


def cover_words(absence: Absence) -> str:
    """Return who stands in for whoever is away, and until when."""
    last_day = phrasing.day(absence.valid_until - timedelta(days=1), clock.today())
    return _("vikar: %(name)s til og med %(day)s") % {"name": absence.substitute.name, "day": last_day}


def _notes(row: queries.BoardRow) -> list[str]:
    if row.has_left:
        return [_("er stoppet, sagerne mangler en plan")]
    if row.absence:
        return [_("væk"), cover_words(row.absence)]
    late = row.overdue_count
    overdue = ngettext("%(n)s over tiden", "%(n)s over tiden", late) % {"n": late} if late else ""
    notes = [phrasing.against_guideline(row.load.count, row.load.load), _covered(row), overdue]
    return [note for note in notes if note]


def _covered(row: queries.BoardRow) -> str:
    """Return how many of the cases are those of colleagues who are away, and until when."""
    if not row.load.covered_count:
        return ""
    today = clock.today()
    whom = [
        _("%(name)s til og med %(day)s")
        % {"name": one.user.name, "day": phrasing.day(one.valid_until - timedelta(days=1), today)}
        for one in row.covers
    ]
    return _("heraf %(n)s som vikar for %(whom)s") % {"n": row.load.covered_count, "whom": ", ".join(whom)}


def _address(name: str, **query: object) -> str:
    return f"{reverse(name)}?{urlencode(query)}"
