from django.db import migrations

from helevejen.core.migrations_ops import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0001_initial")]

    operations = [
        AppendOnly("recruitment_orderevent"),
    ]
