from django.db import migrations

import helevejen.core.fields
from helevejen.core.migrations_ops import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("suggestions", "0002_keep_lists_as_they_were_made")]

    operations = [
        migrations.AddField("matchlist", "more", helevejen.core.fields.EncryptedTextField(default="")),
        AppendOnly("suggestions_matchlist"),
    ]
