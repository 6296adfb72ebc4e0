from django.db import migrations

import helevejen.core.fields
from helevejen.core.migrations_ops import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_link_wishes_to_tracks")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="closing_note",
            field=helevejen.core.fields.EncryptedTextField(blank=True, null=True),
        ),
        AppendOnly(
            "cases_decision",
            may_change=[
                "state",
                "outcome",
                "facts",
                "law_clause",
                "considerations",
                "is_hearing_needed",
                "hearing_sent_on",
                "hearing_due_on",
                "hearing_answered_on",
                "hearing_answer",
                "complaint_guidance",
                "complaint_due_on",
                "released_by_id",
                "released_at",
                "text",
            ],
            when_null="released_at",
        ),
    ]
