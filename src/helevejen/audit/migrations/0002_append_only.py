from django.db import migrations

from helevejen.core.migrations_ops import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        AppendOnly("audit_event"),
        AppendOnly("audit_access", may_change=["seal"], when_null="seal"),
        AppendOnly("audit_accesssubject"),
    ]
