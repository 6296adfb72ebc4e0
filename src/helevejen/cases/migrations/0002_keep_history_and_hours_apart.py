from django.db import migrations

from helevejen.core.migrations_ops import AppendOnly
from helevejen.core.migrations_overlap import NoOverlap

PERIOD = ("starts_at", "ends_at")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        AppendOnly(
            "cases_turn",
            may_change=["ended_at", "ended_by_id", "event", "event_note", "open_key", "open_track_id"],
            when_null="ended_at",
        ),
        AppendOnly("cases_note"),
        AppendOnly("cases_message"),
        NoOverlap(
            "cases_meeting",
            key="host_id",
            period=PERIOD,
            kind="tstzrange",
            name="meeting_host_once",
            where="\"state\" = 'booked'",
        ),
        NoOverlap(
            "cases_meeting",
            key="citizen_id",
            period=PERIOD,
            kind="tstzrange",
            name="meeting_citizen_once",
            where="\"state\" = 'booked'",
        ),
    ]
