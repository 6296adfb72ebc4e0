from datetime import UTC, datetime, timedelta
from uuid import UUID

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.cases.queries import CalendarEntry
from helevejen.web.shared import ics

UID = UUID("00000000-0000-4000-8000-000000000001")


def entry(starts_at=datetime(2026, 7, 1, 8, tzinfo=UTC), **words):
    usual = {"uid": UID, "sequence": 0, "place": "Rådhuset, lokale 2", "is_cancelled": False}
    moments = {"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=45), "changed_at": starts_at}
    return CalendarEntry(**{**usual, **moments, **words})


def read(made):
    calendar = icalendar.Calendar.from_ical(ics.calendar_text(made, host="fredericia.example"))
    return calendar, next(iter(calendar.walk("VEVENT")))


def test_a_calendar_reads_the_time_on_danish_clocks():
    _calendar, event = read(entry())
    assert event["dtstart"].to_ical() == b"20260701T100000"
    assert event["dtstart"].params["TZID"] == "Europe/Copenhagen"
    assert event.end - event.start == timedelta(minutes=45)


def test_a_changed_meeting_takes_the_place_of_the_old_one():
    _calendar, event = read(entry(sequence=3))
    assert (str(event["uid"]), event["sequence"]) == (f"{UID}@fredericia.example", 3)


def test_a_cancelled_meeting_is_taken_out_of_the_calendar():
    calendar, event = read(entry(is_cancelled=True, sequence=1))
    assert (str(calendar["method"]), str(event["status"])) == ("CANCEL", "CANCELLED")


def test_the_title_tells_nothing():
    _calendar, event = read(entry())
    assert str(event["summary"]) == "Aftale"
    assert set(event) == {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "CLASS", "LOCATION"}


def test_a_place_is_written_so_that_a_comma_stays_a_comma():
    _calendar, event = read(entry(place="Gade 1; port B, 2. sal\nbagindgang"))
    assert str(event["location"]) == "Gade 1; port B, 2. sal\nbagindgang"


def test_without_a_place_there_is_none():
    _calendar, event = read(entry(place=""))
    assert "location" not in event


def test_a_place_cannot_add_lines_of_its_own():
    calendar, event = read(entry(place="Her\r\nATTENDEE:mailto:x@y.dk\r\nEND:VEVENT"))
    assert "attendee" not in event
    assert len(calendar.walk("VEVENT")) == 1


def test_lines_are_as_short_as_the_standard_wants():
    text = ics.calendar_text(entry(place="Æ" * 200), host="fredericia.example")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@pytest.mark.parametrize("hour", [0, 1])
def test_the_hour_that_comes_twice_is_written_without_doubt(hour):
    starts_at = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    _calendar, event = read(entry(starts_at))
    assert event["dtstart"].dt == starts_at


@given(minutes=st.integers(0, 60 * 24 * 365 * 20))
def test_a_calendar_reads_the_moment_that_was_meant(minutes):
    starts_at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    _calendar, event = read(entry(starts_at))
    assert event.start.astimezone(UTC) == starts_at
    assert event.end.astimezone(UTC) == starts_at + timedelta(minutes=45)


def test_the_rules_of_danish_time_are_those_of_the_zone_database():
    zone = icalendar.Timezone.from_ical(ics._DANISH_TIME).to_tz()
    for month in range(1, 13):
        for day in (1, 28):
            by_rule = datetime(2031, month, day, 12, tzinfo=zone)
            assert by_rule.utcoffset() == by_rule.replace(tzinfo=ics.COPENHAGEN).utcoffset()


def test_the_file_has_a_name_that_tells_nothing_and_is_not_kept():
    response = ics.calendar_response(entry(), host="fredericia.example")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="aftale.ics"'
    assert response["Cache-Control"] == "no-store"
