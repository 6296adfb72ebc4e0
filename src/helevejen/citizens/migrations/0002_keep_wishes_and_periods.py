from django.db import migrations

from helevejen.core.migrations_ops import AppendOnly
from helevejen.core.migrations_overlap import NoOverlap

PERIOD = ("valid_from", "valid_until")


class Migration(migrations.Migration):
    dependencies = [("citizens", "0001_initial")]

    operations = [
        AppendOnly("citizens_wish", may_change=["replaced_at", "withdrawn_at", "first_id"]),
        AppendOnly("citizens_wishanswer"),
        *(
            NoOverlap(f"citizens_{name}", key="citizen_id", period=PERIOD, kind="daterange", name=f"{name}_no_overlap")
            for name in ("targetgroupperiod", "contactgroupperiod", "benefitperiod")
        ),
    ]
