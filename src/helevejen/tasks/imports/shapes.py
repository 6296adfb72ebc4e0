"""What a kind of file and its columns are made of; `columns` and `company_columns` say which there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

EXTERNAL: Final = 64  # letters of an external id


class Reads(StrEnum):
    """How a cell is read; the value is the Danish word of the dictionary."""

    TEXT = "tekst"
    LONG_TEXT = "lang tekst"
    DATE = "dato"
    MOMENT = "dato og klokkeslæt"
    INTEGER = "helt tal"
    DECIMAL = "tal"
    YES_NO = "ja/nej"
    CODE = "kode"
    CODES = "koder"
    CPR = "CPR-nummer"
    CVR = "CVR-nummer"
    PNUMBER = "P-nummer"
    EMAIL = "mailadresse"
    CONCEPTS = "ESCO-adresser"


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column.

    Attributes:
        meaning: A Danish sentence for whoever makes the extract.
        longest: Letters that fit.
        codes: What may stand there → what it means here, for codes.
        default: What an empty cell means.
    """

    name: str
    reads: Reads
    example: str
    meaning: Any
    is_required: bool = False
    longest: int = 200
    codes: Mapping[str, str] = field(default_factory=dict)
    default: Any = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """
    One kind of file.

    Attributes:
        name: As given to --kind.
        title: In Danish.
        order: Kinds are loaded from the lowest up, so that what is referred to is there.
        key: The column that tells one row from another, and the same row in the next extract.
        about: A Danish sentence or two above its columns.
    """

    name: str
    title: Any
    order: int
    key: str
    about: Any
    columns: tuple[Column, ...]

    @property
    def required(self) -> list[str]:
        return [column.name for column in self.columns if column.is_required]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


def words_of(enum: Any, words: str) -> dict[str, str]:
    """Pair the words of a file with the members of an enum, in order; parted by blanks."""
    return dict(zip(words.split(), (str(member) for member in enum), strict=True))


def id_column(name: str, example: str, meaning: Any) -> Column:
    """Return the column of a number from another system, which a row cannot do without."""
    return Column(name, Reads.TEXT, example, meaning, is_required=True, longest=EXTERNAL)
