from django.db import migrations, models

from helevejen.core.migrations_ops import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_freeze_released_decisions")]

    operations = [
        migrations.AddField(
            model_name="note",
            name="external_id",
            field=models.CharField(blank=True, max_length=64, null=True, unique=True),
        ),
        # SQLite made the table anew and dropped its triggers.
        AppendOnly("cases_note"),
    ]
