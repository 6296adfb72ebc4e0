from django.db import migrations, models

from helevejen.core.migrations_ops import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_compute_obligations"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="applied_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("portal", "På Min vej"),
                    ("mail", "Med en mail"),
                    ("letter", "Med et brev eller Digital Post"),
                    ("phone", "I telefonen"),
                    ("talk", "I en samtale eller ved skranken"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="applied_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("applied_by", ""), ("applied_on__isnull", True)),
                    models.Q(("applied_on__isnull", False), models.Q(("applied_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="decision_application_is_whole",
            ),
        ),
        AppendOnly(
            "cases_decision",
            may_change=[
                "state",
                "applied_on",
                "applied_by",
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
