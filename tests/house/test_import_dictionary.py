from pathlib import Path

import pytest

from helevejen.tasks.imports.columns import KINDS
from helevejen.tasks.imports.dictionary import describe, dictionary, example
from helevejen.tasks.imports.faults import Faults
from helevejen.tasks.imports.kinds import HANDLERS
from helevejen.tasks.imports.readers import read_bytes
from helevejen.tasks.imports.records import read_records
from helevejen.tasks.imports.shapes import Kind, Reads

PAGE = Path(__file__).parents[2] / "docs" / "import.md"
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)


def test_the_page_says_what_the_code_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == dictionary(), "helevejen import --columns alle > docs/import.md"


def test_every_kind_can_be_planned_and_loaded() -> None:
    assert set(HANDLERS) == set(KINDS)
    assert len({kind.order for kind in KINDS.values()}) == len(KINDS)


@every_kind
def test_the_example_of_every_column_can_be_read(kind: Kind) -> None:
    faults = Faults()
    [table] = read_bytes(example(kind).encode(), name="eksempel.csv")
    records = read_records(table, faults)
    assert [str(fault) for fault in faults.shown] == []
    assert records is not None
    assert records.kind == kind
    assert len(records.found) == 1


@every_kind
def test_the_key_is_a_required_column_and_codes_belong_to_code_columns(kind: Kind) -> None:
    assert kind.key in kind.required
    assert all(bool(column.codes) == (column.reads in {Reads.CODE, Reads.CODES}) for column in kind.columns)
    assert f"| `{kind.key}` |" in describe(kind)
