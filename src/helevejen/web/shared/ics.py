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

# Danish time as it has been since 1996 (directive 2000/84/EC), without an end. The zone database's own list of changes
# would be fifteen times as long and stop in 2037.
_DANISH_TIME = """BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


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
    calendar.add_component(icalendar.Timezone.from_ical(_DANISH_TIME))
    calendar.add_component(event)
    return calendar.to_ical().decode("utf-8")


def calendar_response(entry: CalendarEntry, *, host: str) -> HttpResponse:
    """Return the calendar file as a page to download, under a name that tells nothing."""
    response = HttpResponse(calendar_text(entry, host=host), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="aftale.ics"'
    response["Cache-Control"] = "no-store"
    return response


def _danish(moment: datetime) -> datetime:
    """Return the moment on a Danish clock; in the hour that comes twice in October, in UTC, which has no doubt."""
    local = moment.astimezone(COPENHAGEN)
    is_doubtful = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    return moment.astimezone(UTC) if is_doubtful else local
