from django.db import migrations

from helevejen.core.migrations_ops import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("proposals", "0001_initial")]

    operations = [
        AppendOnly("proposals_proposalevent"),
        AppendOnly("proposals_disclosure"),
    ]
