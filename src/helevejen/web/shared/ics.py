"""
The calendar file of a meeting.

It says when, and where unless the citizen is protected; never with whom, why, or that it is the employment service, for
calendars are read over shoulders and shared with families.
"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import icalendar
from django.http import HttpResponse
from django.utils.translation import gettext

from helevejen.cases.queries import CalendarEntry

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_MAKER = "-//Hele Vejen//DA"


def calendar_text(entry: CalendarEntry, *, host: str) -> str:
    """
    Return the text of a calendar file with one appointment, in Danish time with its zone's rules.

    Args:
        host: The name of the installation, which makes the appointment's number unique in the world.
    """
    event = icalendar.Event()
    event.add("uid", f"{entry.uid}@{host}")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("dtstart", _danish(entry.starts_at))
    event.add("dtend", _danish(entry.ends_at))
    event.add("summary", gettext("Aftale"))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if entry.place:
        event.add("location", entry.place)
    calendar = icalendar.Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if entry.is_cancelled else "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical().decode("utf-8")


def calendar_response(entry: CalendarEntry, *, host: str) -> HttpResponse:
    """Return the calendar file as a page to download, under a name that tells nothing."""
    response = HttpResponse(calendar_text(entry, host=host), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="aftale.ics"'
    response["Cache-Control"] = "no-store"
    return response


def _danish(moment: datetime) -> datetime:
    return moment.astimezone(COPENHAGEN)
