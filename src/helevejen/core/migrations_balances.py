"""
An operation for migrations: the database itself moves the balances of a ledger. Frozen, like `migrations_ops`.

An account gets its balance row when it is inserted; a posting moves the balances of its two ends, or is refused: two
units, a commitment that is missing, of another account or too small, more credited than spent. What an account may hold
is said by the checks on the balance row. On PostgreSQL the update locks the balance row, so the sums that are looked
up after it are those of all who came before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.migrations.operations.base import Operation

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState

_NAMES = ("ledger_account_gets_balance", "ledger_posting_moves_balance")

_BALANCE = (
    'INSERT INTO "ledger_balance" ("account_id", "free", "committed", "spent", "is_source") '
    'VALUES (NEW."id", 0, 0, 0, NEW."is_source")'
)
# ruff: noqa: S608 - every name in these statements is this file's own
_COMMITMENT = '(SELECT "commitment_id" FROM "ledger_entry" WHERE "id" = NEW."entry_id")'
_LIMITED = "('committed', 'spent')"


def _moved(column: str, sign: str, side: str) -> str:
    return f'"{column}" = "{column}" {sign} CASE WHEN NEW."{side}" = \'{column}\' THEN NEW."amount" ELSE 0 END'


def _update(sign: str, end: str) -> str:
    sets = ", ".join(_moved(column, sign, f"{end}_side") for column in ("free", "committed", "spent"))
    return f'UPDATE "ledger_balance" SET {sets} WHERE "account_id" = NEW."{end}_account_id"'


def _sum(side: str, value: str) -> str:
    return (
        '(SELECT COALESCE(SUM(p."amount"), 0) FROM "ledger_posting" p JOIN "ledger_entry" e ON e."id" = p."entry_id" '
        f'WHERE e."commitment_id" = {_COMMITMENT} AND p."{side}" = \'{value}\')'
    )


def _faults() -> list[tuple[str, str]]:
    """Return what refuses a posting, as conditions over NEW with the words of the error."""
    amount = f'(SELECT "amount" FROM "ledger_commitment" WHERE "id" = {_COMMITMENT})'
    account = f'(SELECT "account_id" FROM "ledger_commitment" WHERE "id" = {_COMMITMENT})'
    unit = '(SELECT "unit" FROM "ledger_account" WHERE "id" = NEW."{end}_account_id")'
    limited = f'(NEW."from_side" IN {_LIMITED} OR NEW."to_side" IN {_LIMITED})'
    return [
        (f"{unit.format(end='from')} <> {unit.format(end='to')}", "two units"),
        (f"{limited} AND {_COMMITMENT} IS NULL", "no commitment"),
        (f'{limited} AND {account} <> NEW."from_account_id"', "commitment of another account"),
        (
            f"NEW.\"to_side\" = 'committed' AND {_sum('to_side', 'committed')} > {amount}",
            "reserved more than committed",
        ),
        (f"NEW.\"from_side\" = 'committed' AND {_sum('from_side', 'committed')} > {amount}", "settled too much"),
        (
            f"NEW.\"from_side\" = 'spent' AND {_sum('from_side', 'spent')} > {_sum('to_side', 'spent')}",
            "credited more than spent",
        ),
    ]


class KeepBalances(Operation):
    """Let the database keep `ledger_balance`. End a migration that remakes a table of the ledger with it again."""

    reversible = True
    elidable = False

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__qualname__, [], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: triggers are no part of Django's picture of the models."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        vendor = schema_editor.connection.vendor
        for sql in [*_drop(vendor), *(_postgresql() if vendor == "postgresql" else _sqlite())]:
            schema_editor.execute(sql, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for sql in _drop(schema_editor.connection.vendor):
            schema_editor.execute(sql, params=None)

    def describe(self) -> str:
        return "Let the database keep the balances of the ledger"

    @property
    def migration_name_fragment(self) -> str:
        return "keep_balances"


def _drop(vendor: str) -> list[str]:
    tables = ("ledger_account", "ledger_posting")
    if vendor == "postgresql":
        return [
            statement
            for name, table in zip(_NAMES, tables, strict=True)
            for statement in (
                f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"',
                f'DROP FUNCTION IF EXISTS "{name}"()',
            )
        ]
    return [f'DROP TRIGGER IF EXISTS "{name}"' for name in _NAMES]


def _sqlite() -> list[str]:
    faults = "; ".join(f"SELECT RAISE(ABORT, 'ledger_posting: {words}') WHERE {when}" for when, words in _faults())
    moves = f"{_update('-', 'from')}; {_update('+', 'to')}"
    return [
        f'CREATE TRIGGER "{_NAMES[0]}" AFTER INSERT ON "ledger_account" BEGIN {_BALANCE}; END',
        f'CREATE TRIGGER "{_NAMES[1]}" AFTER INSERT ON "ledger_posting" BEGIN {moves}; {faults}; END',
    ]


def _postgresql() -> list[str]:
    faults = " ".join(
        f"IF {when} THEN RAISE EXCEPTION 'ledger_posting: {words}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        for when, words in _faults()
    )
    bodies = (f"{_BALANCE};", f"{_update('-', 'from')}; {_update('+', 'to')}; {faults}")
    tables = ("ledger_account", "ledger_posting")
    return [
        statement
        for name, table, body in zip(_NAMES, tables, bodies, strict=True)
        for statement in (
            f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NEW; END $$',
            f'CREATE TRIGGER "{name}" AFTER INSERT ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()',
        )
    ]
