from django.db import migrations

from helevejen.core.migrations_overlap import NoOverlap


class Migration(migrations.Migration):
    dependencies = [("caseload", "0001_initial")]

    operations = [
        NoOverlap(
            "caseload_assignment",
            key="case_id",
            period=("valid_from", "valid_until"),
            kind="tstzrange",
            name="assignment_no_overlap",
        ),
    ]
