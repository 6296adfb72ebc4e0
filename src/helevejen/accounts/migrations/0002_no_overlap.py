from django.db import migrations

from helevejen.core.migrations_overlap import NoOverlap

PERIOD = ("valid_from", "valid_until")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        NoOverlap("accounts_employment", key="user_id", period=PERIOD, kind="daterange", name="employment_no_overlap"),
        NoOverlap(
            "accounts_absence",
            key="user_id",
            period=PERIOD,
            kind="daterange",
            name="absence_no_overlap",
            where='"cancelled_at" IS NULL',
        ),
    ]
