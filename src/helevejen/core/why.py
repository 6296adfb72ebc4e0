"""The lines of the calendar engine's explanations, put into the user's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from helevejen.core import formats
from helevejen.engines.calendar import Line, LineKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


def in_words(lines: Iterable[Line]) -> list[str]:
    """Return one sentence for each line, in order."""
    return [_sentence(line) for line in lines]


def _sentence(line: Line) -> str:
    match line.kind:
        case LineKind.ANCHOR:
            return gettext("Der regnes fra %(day)s. Den dag tælles ikke med.") % {"day": _day(line.day)}
        case LineKind.COUNT:
            return gettext("Fristen er %(count)s.") % {"count": _count(line.count or 0, line.unit)}
        case LineKind.WEEKENDS:
            return ngettext(
                "%(n)s dag i weekenden er sprunget over.", "%(n)s dage i weekender er sprunget over.", line.count or 0
            ) % {"n": line.count}
        case LineKind.CLOSED:
            return gettext("%(day)s er sprunget over: %(name)s.") % {"day": _capital(_day(line.day)), "name": line.name}
        case LineKind.SHORT_MONTH:
            return gettext("Måneden er kortere. Derfor regnes der til den sidste dag, %(day)s.") % {
                "day": _day(line.day)
            }
        case LineKind.PAUSE:
            return _pause(line)
        case LineKind.STANDS_STILL:
            words = {"day": _day(line.day), "why": line.name}
            return gettext("Fristen står stille fra %(day)s, indtil pausen er forbi: %(why)s.") % words
        case LineKind.MOVED:
            words = {"day": _day(line.day), "until": _day(line.until)}
            return gettext("%(day)s er ikke en arbejdsdag. Fristen er flyttet til %(until)s.") % {
                **words,
                "day": _capital(words["day"]),
            }
        case LineKind.DUE:
            return gettext("Fristen er %(day)s.") % {"day": _day(line.day)}


def _pause(line: Line) -> str:
    last = None if line.until is None else line.until.fromordinal(line.until.toordinal() - 1)
    words = {"n": line.count, "from": _day(line.day), "last": _day(last), "why": line.name}
    return (
        ngettext(
            "Fristen stod stille %(n)s dag i tiden %(from)s – %(last)s: %(why)s.",
            "Fristen stod stille %(n)s dage i tiden %(from)s – %(last)s: %(why)s.",
            line.count or 0,
        )
        % words
    )


def _count(count: int, unit: str) -> str:
    match unit:
        case "working_day":
            text = ngettext("%(n)s arbejdsdag", "%(n)s arbejdsdage", count)
        case "week":
            text = ngettext("%(n)s uge", "%(n)s uger", count)
        case "month":
            text = ngettext("%(n)s måned", "%(n)s måneder", count)
        case "year":
            text = ngettext("%(n)s år", "%(n)s år", count)
        case "office_minute":
            return _office_time(count)
        case _:
            text = ngettext("%(n)s dag", "%(n)s dage", count)
    return text % {"n": count}


def _office_time(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if rest:
        return gettext("%(hours)s t. %(minutes)s min. i åbningstiden") % {"hours": hours, "minutes": rest}
    return ngettext("%(n)s time i åbningstiden", "%(n)s timer i åbningstiden", hours) % {"n": hours}


def _day(on: date | None) -> str:
    return formats.weekday_and_day(on) if on else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
