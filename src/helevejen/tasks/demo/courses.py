"""The demo's catalogue of courses for transport and logistics. Every course in it is invented, and says so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from helevejen.tasks.demo.order_rows import Course

if TYPE_CHECKING:
    from helevejen.tasks.demo.world import World

_SOURCE: Final = "Opfundet til demoen. Priser, dage og lister er ikke rigtige."
_ESCO: Final = "http://data.europa.eu/esco/skill/"
TRUCK: Final = f"{_ESCO}28cb374e-6261-4133-8371-f9a5470145da"  # køre gaffeltruck
PACK: Final = f"{_ESCO}667cbbaf-f377-46d8-8f2d-1f6d8a55d74a"  # pakke varer
PREPARE: Final = f"{_ESCO}0675eb6d-7918-4248-917b-dbce45b06901"  # klargøre varer
STOCK: Final = f"{_ESCO}de804504-bd5c-465d-b54f-9da299d8ee90"  # vedligeholde lagerstyring
STOCK_RULES: Final = f"{_ESCO}5aaf2780-04d7-4bbf-8b06-af36eafe8eba"  # regler for lagerstyring
SECURE: Final = f"{_ESCO}b1e4b6b3-c32e-426f-91a1-41b8adac086c"  # sikre gods og last
ROAD_RULES: Final = f"{_ESCO}509ff122-3546-40a7-ae02-3ee7395b3a76"  # regler om vejtransport
DANGEROUS: Final = f"{_ESCO}3217dc52-af06-4f59-8938-3178733128c6"  # farer ved lastning af farligt gods
SAFETY: Final = f"{_ESCO}74ad37e3-325b-4ccd-ab2a-04f7696750e8"  # arbejdsmiljø og sikkerhed i transport
HYGIENE: Final = f"{_ESCO}0c944316-12f6-4949-a156-a03dbaae790f"  # sørge for god hygiejne


class _Offered(NamedTuple):
    """One course: what it costs and takes, what it gives and asks, and in how many working days it begins."""

    title: str
    price_dkk: int | None
    length_days: int
    place: str
    begins_in: int | None
    is_listed: bool | None
    licences: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


_COURSES: Final = (
    _Offered("Gaffeltruck B", 5_500, 7, "Fredericia", 8, True, ("forklift_b",), skills=(TRUCK,)),
    _Offered("Gaffelstabler A", 2_900, 3, "Fredericia", 12, True, ("forklift_a",)),
    _Offered("Kørekort C (lastbil)", 19_000, 30, "Vejle", 25, True, ("C",), ("B",)),
    _Offered("Kørekort C/E (vogntog)", 12_500, 15, "Vejle", 40, True, ("CE",), ("C",)),
    _Offered(
        "EU-kvalifikation, gods", 10_000, 20, "Kolding", 18, True, ("eu_driver",), ("C",), (ROAD_RULES, SECURE, SAFETY)
    ),
    _Offered("ADR, farligt gods", 4_200, 3, "Fredericia", 30, None, ("adr",), ("B",), (DANGEROUS,)),
    _Offered("Kørekort D (bus)", 24_000, 35, "Kolding", None, True, ("D",), ("B",)),
    _Offered("Krancertifikat", 9_800, 10, "Odense", None, False, ("crane",)),
    _Offered("Teleskoplæsser", 5_900, 5, "Vejle", 22, True, ("telehandler",)),
    _Offered("Lager fra dag et", 4_000, 10, "Fredericia", 10, True, skills=(PACK, PREPARE, STOCK, STOCK_RULES)),
    _Offered("Surring og lastsikring", 1_800, 2, "Kolding", 15, None, skills=(SECURE,)),
    _Offered("Hygiejne i fødevarelager", 1_200, 2, "Online", 6, False, ("hygiene",), skills=(HYGIENE,)),
)


def offer_courses(world: World) -> None:
    """Write the catalogue, which all municipalities of a demo share."""
    days = world.days
    year = date(days.on.year, 1, 1)
    for nth, one in enumerate(_COURSES, start=1):
        world.book.add(
            Course, external_id=f"eksempel-{nth}", title=one.title, provider="Eksempelskolen", price_dkk=one.price_dkk,
            length_days=one.length_days, place=one.place, is_on_positive_list=one.is_listed,
            positive_from=year if one.is_listed else None, skills=list(one.skills), licences=list(one.licences),
            requires=list(one.requires),
            starts_on=days.after(days.on, one.begins_in) if one.begins_in is not None else None,
            source=_SOURCE, is_example=True, valid_from=year,
        )  # fmt: skip
