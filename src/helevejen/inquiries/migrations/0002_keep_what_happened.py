from django.db import migrations

from helevejen.core.migrations_ops import AppendOnly
from helevejen.core.migrations_overlap import NoOverlap


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0001_initial")]

    operations = [
        AppendOnly("inquiries_inquiryevent"),
        AppendOnly("inquiries_post"),
        AppendOnly("inquiries_attachment"),
        AppendOnly("inquiries_cannedversion"),
        AppendOnly("inquiries_wait", may_change=["ended_at"], when_null="ended_at"),
        NoOverlap(
            "inquiries_duty",
            key="team_id",
            period=("valid_from", "valid_until"),
            kind="daterange",
            name="duty_one_on_a_team",
        ),
    ]
