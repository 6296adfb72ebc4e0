import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inquiries", "0006_find_the_open_ones_of_a_team"),
        ("recruitment", "0005_remember_reminders_of_promises"),
    ]

    operations = [
        migrations.AddField(
            model_name="inquiry",
            name="order",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inquiries",
                to="recruitment.joborder",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(("order__isnull", True), ("company__isnull", False), _connector="OR"),
                name="inquiry_about_an_order_is_a_companys",
            ),
        ),
    ]
