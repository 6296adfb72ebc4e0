"""The people of the demo one can sign in as, and the citizens with a story of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from helevejen.tasks.demo.people import Known


@dataclass(frozen=True, slots=True)
class Part:
    """
    A citizen of the cast.

    Attributes:
        plot: The scene in `scenes` that tells the story.
        seat: The seat of the jobformidler; 0 is Jens Bro.
        since_working_days: How long ago the case was opened.
    """

    known: Known
    plot: str
    group: str
    theme: str
    seat: int
    since_working_days: int


CAST: Final = (
    Part(Known("Amina", "Holm", date(1984, 4, 9), "amina.holm"), "horses", "8", "animals", 0, 178),
    Part(Known("Bo", "Lund", date(2004, 9, 14), "bo.lund"), "young", "5", "craft", 0, 62),
    Part(Known("Carl", "Juhl", date(1971, 11, 23), "carl.juhl"), "retention", "6", "transport", 0, 240),
    Part(
        Known("Freja", "Ågård", date(1990, 6, 2), "freja.aagaard", protection="special"),
        "protected",
        "3",
        "calm",
        0,
        130,
    ),
    Part(Known("Erik", "Toft", date(1982, 2, 17), "erik.toft"), "veteran", "7", "green", 0, 150),
    Part(
        Known("Hodan", "Warsame", date(1988, 8, 30), "hodan.warsame", language="so"),
        "interpreter",
        "2",
        "language",
        0,
        45,
    ),
    Part(Known("Dorte", "Krogh Lauridsen", date(1967, 3, 5), "dorte.lauridsen"), "overdue", "6", "care", 0, 95),
    Part(Known("Villads", "Bech", date(2007, 5, 20), "villads.bech"), "new", "4", "food", 0, 2),
)

PEOPLE: Final = (
    (
        "jens.bro",
        "Jens Bro",
        "Jobformidler",
        "Har en fuld dag: samtaler, frister, et ønske at svare på og en kollega at dække.",
    ),
    ("mette.dahl", "Mette Dahl", "Jobformidler", "Jens’ vikar, med sin egen sagsstamme på samme team."),
    ("lene.krag", "Lene Krag", "Teamleder", "Ser teamets sager, ventetid og fravær på tavlen."),
    (
        "rikke.buhl",
        "Rikke Buhl",
        "Rekrutteringskonsulent",
        "Har jobordrerne: ringer til virksomhederne og holder, hvad der er lovet.",
    ),
    ("vibeke.thorsen", "Vibeke Thorsen", "Veterankoordinator", "Koordinerer for de veteraner, der har sagt ja."),
    ("karen.munk", "Karen Munk", "Logkontrollant", "Kontrollerer, hvem der har set hvad."),
    ("bent.rask", "Bent Rask", "Systemadministrator", "Opretter medarbejdere og ser ingen borgere."),
    (
        "amina.holm",
        "Amina Holm",
        "Borger",
        "Drømmer om heste, venter på en speciallæge og er spurgt om et job i en stald.",
    ),
    ("bo.lund", "Bo Lund", "Borger i praktik", "Vil være svejser, er på kursus og i praktik med nogle betalte timer."),
    ("carl.juhl", "Carl Juhl", "Borger i job", "Er begyndt på et lager og bliver fulgt op."),
    ("erik.toft", "Erik Toft", "Borger i minifleksjob", "Begyndte med fire timer om ugen. Nu er det seks."),
    (
        "hodan.warsame",
        "Hodan Warsame",
        "Borger",
        "Har sagt ja til, at en virksomhed må læse, hvad hun kan. Uden navn.",
    ),
    (
        "dorte.lauridsen",
        "Dorte Krogh Lauridsen",
        "Borger",
        "Fik et nej fra en virksomhed og kan læse hvorfor. Vi er bagud med hendes sag.",
    ),
    ("freja.aagaard", "Freja Ågård", "Borger med særlig beskyttelse", "Navn og adresse ses kun af navngivne personer."),
    (
        "poul.krogh",
        "Poul Krogh",
        "Kontaktperson i en virksomhed",
        "Havnens Transport: jobordrer, et kort uden navn at svare på, en praktik og et minifleksjob.",
    ),
)
