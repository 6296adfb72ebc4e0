from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_keep_the_books"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("grant", "Bevilling"),
                    ("take_back", "Bevilling taget tilbage"),
                    ("transfer", "Omplacering"),
                    ("reserve", "Disponering"),
                    ("spend", "Forbrug"),
                    ("release", "Disponering frigivet"),
                    ("expire", "Disponering udløbet"),
                    ("credit", "Kreditering"),
                    ("close", "Årsafslutning"),
                    ("correction", "Rettelse"),
                ],
                max_length=10,
            ),
        ),
    ]
