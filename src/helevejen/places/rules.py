"""
The middle of a postcode, and degrees as metres of one plane.

Source: docs/rules/distances.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from math import asinh, atan2, atanh, cos, cosh, hypot, isqrt, radians, sin, sinh, sqrt, tan
from typing import NamedTuple

from helevejen.places.enums import CentreObjection

_POSTCODE = re.compile(r"\d{4}", re.ASCII)
#: The corners of Denmark with Bornholm, in degrees; what lies outside is two columns changed round, or a slip.
SOUTH, NORTH = Decimal("54.4"), Decimal("57.9")
WEST, EAST = Decimal("7.9"), Decimal("15.4")

#: GRS80, the ellipsoid of ETRS89, and zone 32 of UTM: EPSG:25832.
_RADIUS, _FLATTENING = 6_378_137.0, 1 / 298.257222101
_MERIDIAN, _SCALE, _FALSE_EAST = radians(9), 0.9996, 500_000.0


@dataclass(frozen=True, slots=True)
class Centre:
    """The middle of a postcode, in degrees of ETRS89."""

    postcode: str
    name: str
    latitude: Decimal
    longitude: Decimal


class Metres(NamedTuple):
    """A point in whole metres east and north, in the plane of the Danish grid (EPSG:25832)."""

    x: int
    y: int


def objection_to_centre(centre: Centre) -> CentreObjection | None:
    """
    Return why something cannot be the middle of a Danish postcode, or None.

    Source:
        docs/rules/distances.md (where coordinates come from).
    """
    if not _POSTCODE.fullmatch(centre.postcode):
        return CentreObjection.POSTCODE
    if not SOUTH <= centre.latitude <= NORTH:
        return CentreObjection.LATITUDE
    return None if WEST <= centre.longitude <= EAST else CentreObjection.LONGITUDE


def metres_of(latitude: Decimal | float, longitude: Decimal | float) -> Metres:
    """
    Return degrees as metres of UTM zone 32, by Krüger's series to the third order: right to less than a metre here.

    Source:
        docs/rules/distances.md (from degrees to metres); L. Krüger, Konforme Abbildung des Erdellipsoids in der Ebene
        (1912), formulas 8 to 11 and 35; EPSG Guidance Note 7-2, Transverse Mercator.

    Examples:
        >>> metres_of(55, 12)
        Metres(x=691876, y=6098908)
    """
    third = _FLATTENING / (2 - _FLATTENING)
    eccentricity = 2 * sqrt(third) / (1 + third)
    phi, away = radians(latitude), radians(longitude) - _MERIDIAN
    conformal = sinh(asinh(tan(phi)) - eccentricity * atanh(eccentricity * sin(phi)))
    north, east = atan2(conformal, cos(away)), asinh(sin(away) / hypot(conformal, cos(away)))
    series = (
        third / 2 - 2 * third**2 / 3 + 5 * third**3 / 16,
        13 * third**2 / 48 - 3 * third**3 / 5,
        61 * third**3 / 240,
    )
    radius = _SCALE * _RADIUS / (1 + third) * (1 + third**2 / 4)
    x = east + sum(one * cos(2 * n * north) * sinh(2 * n * east) for n, one in enumerate(series, start=1))
    y = north + sum(one * sin(2 * n * north) * cosh(2 * n * east) for n, one in enumerate(series, start=1))
    return Metres(round(_FALSE_EAST + radius * x), round(radius * y))


def line_between(one: Metres, other: Metres) -> int:
    """
    Return the metres of straight line between two points, rounded down.

    Source:
        docs/rules/distances.md (from degrees to metres).
    """
    return isqrt((one.x - other.x) ** 2 + (one.y - other.y) ** 2)
