import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import helevejen.core.fields
from helevejen.core.migrations_ops import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_keep_the_day_of_application"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="clockpause",
            name="clockpause_open_once",
        ),
        migrations.AddField(
            model_name="clockpause",
            name="corrected_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="clockpause",
            name="corrects",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                to="cases.clockpause",
            ),
        ),
        migrations.AddField(
            model_name="clockpause",
            name="is_withdrawn",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="clockpause",
            name="reason",
            field=helevejen.core.fields.EncryptedTextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="clockpause",
            name="source",
            field=models.CharField(blank=True, default="", max_length=100),
        ),
        migrations.AddConstraint(
            model_name="clockpause",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("corrected_at__isnull", True), ("is_withdrawn", False), ("valid_until__isnull", True)
                ),
                fields=("case", "legal_ground"),
                name="clockpause_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockpause",
            constraint=models.CheckConstraint(
                condition=models.Q(("corrects__isnull", False), ("is_withdrawn", False), _connector="OR"),
                name="clockpause_withdrawn_names_what",
            ),
        ),
        AppendOnly("cases_clockpause", may_change=["valid_until", "corrected_at"], when_null="corrected_at"),
    ]
