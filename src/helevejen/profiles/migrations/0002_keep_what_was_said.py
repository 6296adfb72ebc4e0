from django.db import migrations

from helevejen.core.migrations_ops import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("profiles", "0001_initial")]

    operations = [
        AppendOnly(
            "profiles_profilefact",
            may_change=[
                "first_id",
                "confirmed_by_id",
                "confirmed_at",
                "replaced_at",
                "withdrawn_by_id",
                "withdrawn_at",
                "disagreement",
            ],
            when_null="withdrawn_at",
        ),
        AppendOnly("profiles_privatefact", may_change=["withdrawn_at"], when_null="withdrawn_at"),
    ]
