"""How big the demo is, and how its citizens are spread over target groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MUNICIPALITIES: Final = 98
_FULL_ACTIVE, _FULL_WORKERS = 2_800, 70  # Fredericia, an estimate: national figures × 51,000 inhabitants × 1.15


@dataclass(frozen=True, slots=True)
class Size:
    """
    How much to make.

    Attributes:
        active: Open cases.
        workers: Jobformidlere in post.
        teams: Teams, each with its leader.
        companies: Companies.
        years: Of history.
    """

    active: int
    workers: int
    teams: int
    companies: int
    years: int


def size_of(share: float, years: int) -> Size:
    """Return the size of a share of one municipality: 1 is the whole, a quarter is the ordinary demo."""
    workers = max(3, round(_FULL_WORKERS * share))
    return Size(
        active=max(10, round(_FULL_ACTIVE * share)),
        workers=workers,
        teams=min(workers // 3, max(2, round(workers / 5))) if workers >= 6 else 1,
        companies=max(20, round(420 * share)),
        years=years,
    )


@dataclass(frozen=True, slots=True)
class Group:
    """
    One target group in the demo.

    Attributes:
        active: Open cases of a whole municipality.
        contact_group: The contact group registered beside it.
        benefit: What these citizens live on.
        median_days: Half of the cases last no longer.
        spread: Of the lognormal length.
        ages: Youngest and oldest.
        clarified: Whether the way begins with clarification.
        team: Which of the four kinds of team takes it.
    """

    active: int
    contact_group: str
    benefit: str
    median_days: float
    spread: float
    ages: tuple[int, int]
    clarified: bool
    team: int


#: By number in LAB § 6. The proportions are those of the estimate for Fredericia.
GROUPS: Final[dict[str, Group]] = {
    "1": Group(520, "KG1", "dagpenge", 150, 0.8, (25, 63), clarified=False, team=0),
    "2": Group(190, "KG2", "kontanthjaelp", 240, 0.9, (30, 63), clarified=False, team=0),
    "3": Group(340, "KG3", "kontanthjaelp", 620, 0.8, (30, 64), clarified=True, team=3),
    "4": Group(120, "KG4", "kontanthjaelp", 210, 0.8, (18, 29), clarified=False, team=2),
    "5": Group(150, "KG5", "kontanthjaelp", 420, 0.8, (18, 29), clarified=True, team=2),
    "6": Group(780, "KG6", "sygedagpenge", 190, 0.7, (20, 64), clarified=True, team=1),
    "7": Group(175, "KG7", "ressourceforloebsydelse", 430, 0.6, (25, 64), clarified=True, team=1),
    "8": Group(230, "KG8", "ressourceforloebsydelse", 760, 0.5, (22, 58), clarified=True, team=3),
    "9": Group(195, "KG9", "ledighedsydelse", 420, 0.8, (28, 64), clarified=False, team=3),
    "10": Group(25, "KG10", "revalideringsydelse", 600, 0.4, (25, 50), clarified=False, team=2),
    "11": Group(20, "KG11", "foertidspension", 500, 0.6, (25, 62), clarified=False, team=3),
    "12": Group(35, "KG12", "none", 180, 0.7, (22, 60), clarified=False, team=0),
    "13": Group(20, "KG13", "none", 180, 0.6, (16, 17), clarified=False, team=2),
}
