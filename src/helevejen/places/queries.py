"""Reads of the middles of postcodes."""

from __future__ import annotations

from helevejen.places.models import PostcodeCentre
from helevejen.places.rules import Centre, Metres, metres_of


def centres() -> dict[str, Centre]:
    """Return the middle of every postcode that is known, in degrees. One query."""
    rows = PostcodeCentre.objects.order_by("postcode").values_list("postcode", "name", "latitude", "longitude")
    return {row[0]: Centre(*row) for row in rows}


def points() -> dict[str, Metres]:
    """Return the middle of every postcode that is known, in metres. One query."""
    return {one.postcode: metres_of(one.latitude, one.longitude) for one in centres().values()}
