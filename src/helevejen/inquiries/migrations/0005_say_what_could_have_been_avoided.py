from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inquiries", "0004_tell_of_decisions_only_asked_for"),
    ]

    operations = [
        migrations.AlterField(
            model_name="inquiry",
            name="avoidable",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Nej, den var ny"),
                    ("where_is_my_case", "Afsenderen ville vide, hvor sagen står"),
                    ("letter_not_understood", "Brevet var ikke til at forstå"),
                    ("nobody_answered", "Ingen havde svaret"),
                ],
                default="",
                max_length=25,
            ),
        ),
    ]
