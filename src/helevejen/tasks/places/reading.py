"""A file of postcodes read: every fault by row, column and remedy, as any other import tells of them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helevejen.places.enums import CentreObjection
from helevejen.places.rules import Centre, objection_to_centre
from helevejen.tasks.imports.faults import Faults, UnreadableFile
from helevejen.tasks.imports.readers import read_bytes, read_tables
from helevejen.tasks.imports.records import Record, read_records
from helevejen.tasks.imports.shapes import Column, Kind, Reads
from helevejen.tasks.imports.tables import Table

LATITUDE, LONGITUDE = "breddegrad", "længdegrad"
#: Where the figures of the starter come from, and their day: towns, to about a kilometre.
STARTER_SOURCE: Final = "Byernes midte på cirka en kilometer; almindelig geografi"
STARTER_DATED: Final = date(2026, 11, 1)

POSTCODES: Final = Kind(
    "postnumre",
    gettext_lazy("Postnumre"),
    0,
    "postnummer",
    gettext_lazy("En række for hvert postnummer, med midten i grader (ETRS89 eller WGS84)."),
    (
        Column("postnummer", Reads.TEXT, "7000", gettext_lazy("Fire cifre."), is_required=True, longest=4),
        Column("navn", Reads.TEXT, "Fredericia", gettext_lazy("Postdistriktets navn."), is_required=True, longest=60),
        Column(LATITUDE, Reads.TEXT, "55,566", gettext_lazy("Grader nord."), is_required=True, longest=24),
        Column(LONGITUDE, Reads.TEXT, "9,753", gettext_lazy("Grader øst."), is_required=True, longest=24),
    ),
)

_DEGREES = re.compile(r"\d{1,2}(?:[.,]\d{1,18})?", re.ASCII)
#: About a metre; more says nothing of the middle of a postcode.
_FINEST: Final = Decimal("0.00001")
_COLUMN: Final = {
    CentreObjection.POSTCODE: "postnummer",
    CentreObjection.LATITUDE: LATITUDE,
    CentreObjection.LONGITUDE: LONGITUDE,
}


def read_postcodes(path: Path) -> tuple[list[Centre], Faults]:
    """Return the middles a file tells of, and everything that is wrong with it."""
    faults = Faults()
    try:
        tables = read_tables(path)
    except UnreadableFile as fault:
        faults.add(path.name, fault.row, fault.column, fault.problem, fault.remedy)
        return [], faults
    return _centres(tables, faults), faults


def read_starter() -> list[Centre]:
    """Return the starter: Fredericia and the towns around it, each to about a kilometre."""
    content = (resources.files("helevejen.tasks.places") / "starter.csv").read_bytes()
    return _centres(read_bytes(content, name="starter.csv"), Faults())


def _centres(tables: list[Table], faults: Faults) -> list[Centre]:
    found: dict[str, Centre] = {}
    for table in tables:
        records = read_records(table, faults, kind=POSTCODES)
        for record in records.found if records else ():
            centre = _centre(record, faults)
            if centre is None:
                continue
            if centre.postcode in found:
                faults.add(
                    record.file, record.row, "postnummer", _("Postnummeret står der to gange."), _("Slet den ene.")
                )
            found[centre.postcode] = centre
    return list(found.values())


def _centre(record: Record, faults: Faults) -> Centre | None:
    latitude, longitude = (_degrees(record, name, faults) for name in (LATITUDE, LONGITUDE))
    if latitude is None or longitude is None:
        return None
    centre = Centre(record["postnummer"], record["navn"], latitude, longitude)
    if objection := objection_to_centre(centre):
        remedy = _("Skriv det som 7000.")
        if objection != CentreObjection.POSTCODE:
            remedy = _("Se efter, om bredde og længde er byttet om.")
        faults.add(record.file, record.row, _COLUMN[objection], str(objection.label), remedy)
        return None
    return centre


def _degrees(record: Record, name: str, faults: Faults) -> Decimal | None:
    text = record[name]
    if not _DEGREES.fullmatch(text):
        faults.add(
            record.file, record.row, name, _("”%(text)s” er ikke grader.") % {"text": text}, _("Skriv det som 55,566.")
        )
        return None
    return Decimal(text.replace(",", ".")).quantize(_FINEST)
