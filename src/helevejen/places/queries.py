"""Reads of the middles of postcodes."""

from __future__ import annotations

from datetime import date

from helevejen.places.models import PostcodeCentre
from helevejen.places.rules import Centre, Metres, metres_of


def centres() -> dict[str, Centre]:
    """Return the middle of every postcode that is known, in degrees. One query."""
    rows = PostcodeCentre.objects.order_by("postcode").values_list("postcode", "name", "latitude", "longitude")
    return {row[0]: Centre(*row) for row in rows}


def told_centres() -> dict[str, tuple[Centre, str, date]]:
    """Return the middle of every postcode that is known, with its source and its day. One query."""
    columns = ("postcode", "name", "latitude", "longitude", "source", "dated_on")
    rows = PostcodeCentre.objects.order_by("postcode").values_list(*columns)
    return {row[0]: (Centre(*row[:4]), row[4], row[5]) for row in rows}


def points() -> dict[str, Metres]:
    """Return the middle of every postcode that is known, in metres. One query."""
    return {one.postcode: metres_of(one.latitude, one.longitude) for one in centres().values()}
