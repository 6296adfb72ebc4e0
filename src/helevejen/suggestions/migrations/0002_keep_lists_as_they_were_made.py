from django.db import migrations

from helevejen.core.migrations_ops import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("suggestions", "0001_lists_and_what_they_were_made_of")]

    operations = [
        AppendOnly("suggestions_factsheet"),
        AppendOnly("suggestions_sheetset"),
        AppendOnly("suggestions_matchlist"),
        AppendOnly("suggestions_suggestion"),
        AppendOnly("suggestions_declinedorder", may_change=["taken_back_at"], when_null="taken_back_at"),
        AppendOnly("suggestions_stop", may_change=["resumed_by_id", "resumed_at"], when_null="resumed_at"),
    ]
