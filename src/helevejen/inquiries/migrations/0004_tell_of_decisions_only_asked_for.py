import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_keep_the_day_of_application"),
        ("inquiries", "0003_know_what_became_of_a_mail"),
    ]

    operations = [
        migrations.AddField(
            model_name="deadlinenotice",
            name="track",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deadline_notices",
                to="cases.track",
            ),
        ),
        migrations.AlterField(
            model_name="deadlinenotice",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deadline_notices",
                to="cases.decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinenotice",
            constraint=models.UniqueConstraint(
                fields=("track", "due_on"), name="deadlinenotice_once_per_track_deadline"
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinenotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision__isnull", True), ("track__isnull", False)),
                    models.Q(("decision__isnull", False), ("track__isnull", True)),
                    _connector="OR",
                ),
                name="deadlinenotice_is_about_one_thing",
            ),
        ),
    ]
