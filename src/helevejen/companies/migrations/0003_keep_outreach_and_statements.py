from django.db import migrations

from helevejen.core.migrations_ops import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("companies", "0002_know_size_and_outreach")]

    operations = [
        AppendOnly("companies_outreach"),
        AppendOnly("companies_stewardstatement"),
    ]
