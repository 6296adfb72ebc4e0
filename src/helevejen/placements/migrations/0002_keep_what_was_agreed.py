from django.db import migrations

from helevejen.core.migrations_ops import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("placements", "0001_agree_on_a_place_at_work")]

    operations = [
        AppendOnly("placements_terms"),
        AppendOnly("placements_termsanswer"),
        AppendOnly("placements_rung"),
        AppendOnly("placements_workedweek"),
        AppendOnly("placements_evaluation"),
        AppendOnly("placements_doubt", may_change=["answer", "answered_by_id", "answered_at"], when_null="answered_at"),
    ]
