from django.db import migrations

from helevejen.core.migrations_balances import KeepBalances
from helevejen.core.migrations_ops import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        KeepBalances(),
        AppendOnly("ledger_account", may_change=["name", "valid_until", "two_people_from"]),
        AppendOnly("ledger_balance", may_change=["free", "committed", "spent"]),
        AppendOnly("ledger_commitment"),
        AppendOnly("ledger_entry"),
        AppendOnly("ledger_posting"),
        AppendOnly(
            "ledger_correction",
            may_change=["answered_at", "answered_by_id", "is_approved"],
            when_null="answered_at",
        ),
    ]
