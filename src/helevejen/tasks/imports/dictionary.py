"""The data dictionary in words: docs/import.md and `helevejen import --columns`, both from `columns`."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import override

from helevejen.tasks.imports.columns import KINDS
from helevejen.tasks.imports.shapes import Column, Kind, Reads

_INTRODUCTION = """\
# Indlæsning af data

`helevejen import FIL...` tager de udtræk, en kommune kan få af sine nuværende systemer. Denne side er skrevet af
programmet selv (`helevejen import --columns alle`) og følger altid koden.

## Sådan gør du

1. Lav udtrækkene som CSV eller Excel med kolonnerne herunder. Første række er kolonnenavnene; rækkefølgen er
   ligegyldig, og kolonner, der ikke er krævet, kan udelades.
2. `helevejen import medarbejdere.csv borgere.csv tilknytninger.xlsx` viser, hvad der ville blive oprettet, ændret og
   ladt være, og hvad der er galt. Intet bliver skrevet.
3. `helevejen import --yes ...` indlæser det hele i én omgang, eller slet ikke, hvis der er en fejl.

Den samme fil kan indlæses igen: en række kendes på sit nummer fra jeres system, og det, der ikke er ændret, bliver
ladt være. Filer, der viser til hinanden, gives med på én gang; rækkefølgen er ligegyldig.

## Hvad der kan stå i en celle

- **Filer**: CSV med semikolon, komma eller tabulator i UTF-8 (Windows-1252 bliver læst og nævnt), eller Excel (.xlsx).
- **Datoer**: `31-12-2025`, `31.12.2025`, `2025-12-31` eller en datocelle. Klokkeslæt: `31-12-2025 13:45`, dansk tid.
- **Tal**: komma foran decimalerne, `12.345,50`, eller en talcelle.
- **Ja/nej**: `ja`, `nej`.
- **Koder**: ordene i tabellerne herunder, med store eller små bogstaver.
- **Perioder**: `fra` er første dag, `til` er sidste dag, som er med.
- Formler, fejlværdier og tal, der har mistet et foranstillet nul, bliver afvist med række og kolonne.
- CPR-numre er tekst i Excel. Erstatnings-CPR (dag + 60) kan bruges.
"""


def dictionary() -> str:
    """Return the whole dictionary, as it stands in docs/import.md."""
    with override("da"):
        return "\n".join(
            [_INTRODUCTION, *(describe(kind) for kind in sorted(KINDS.values(), key=lambda one: one.order))]
        )


def describe(kind: Kind) -> str:
    """Return the columns of one kind as a table, with the codes that may stand in them."""
    with override("da"):
        return "\n".join(_lines(kind))


def example(kind: Kind) -> str:
    """Return a file of the kind with one row, to begin from."""
    header = ";".join(kind.names)
    return f"{header}\n{';'.join(_sample(column) for column in kind.columns)}\n"


def _sample(column: Column) -> str:
    is_seldom = column.name == "til" or (column.reads is Reads.CODE and not column.is_required and column.default == "")
    return "" if is_seldom else column.example


def _lines(kind: Kind) -> Iterator[str]:
    yield f"## {kind.title} (`{kind.name}`)\n"
    yield f"{kind.about}\n"
    yield "| kolonne | type | krævet | eksempel | betydning |"
    yield "|---|---|---|---|---|"
    for column in kind.columns:
        must = "ja" if column.is_required else "nej"
        yield f"| `{column.name}` | {_type(column)} | {must} | `{column.example}` | {column.meaning} |"
    yield ""
    for column in kind.columns:
        if column.codes:
            yield f"Koder i `{column.name}`: {', '.join(f'`{word}`' for word in column.codes)}.\n"


def _type(column: Column) -> str:
    has_length = column.reads in {Reads.TEXT, Reads.LONG_TEXT}
    return f"{column.reads}, højst {column.longest} tegn" if has_length else str(column.reads)
