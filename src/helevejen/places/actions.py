"""The middles of postcodes laid into the database: only what differs is written, and all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from helevejen.core.deeds import Refusal, action, step
from helevejen.places.models import PostcodeCentre
from helevejen.places.queries import told_centres
from helevejen.places.rules import Centre, objection_to_centre


class UnableToLayCentres(Refusal):
    """A postcode cannot be as it is told; nothing has been written."""


@dataclass(frozen=True, slots=True)
class Laid:
    """How many postcodes were new, changed, and as they were."""

    created: int
    changed: int
    unchanged: int


@action
def import_centres(
    told: Sequence[Centre], *, source: str, on: date, only_new: bool = False, is_dated: bool = False
) -> Laid:
    """
    Lay the middles of postcodes into the database, whole or not at all; see `lay_centres`.

    Raises:
        UnableToLayCentres: nothing has been written.
    """
    return lay_centres(told, source=source, on=on, only_new=only_new, is_dated=is_dated)


@step
def lay_centres(
    told: Sequence[Centre], *, source: str, on: date, only_new: bool = False, is_dated: bool = False
) -> Laid:
    """
    Lay the middles of postcodes beside what is there; those that are not told of stay. Twice is once.

    Args:
        told: Each postcode once.
        source: Where the figures come from.
        on: The day they are from.
        only_new: Leave alone what is there already.
        is_dated: Source and day were said, so they are written with figures that are as they were, too.

    Raises:
        UnableToLayCentres: nothing has been written.
    """
    for one in told:
        if objection := objection_to_centre(one):
            raise UnableToLayCentres(objection)
    known = told_centres()
    new = [one for one in told if one.postcode not in known]
    again = [] if only_new else [one for one in told if one.postcode in known]
    changed = [one for one in again if known[one.postcode][0] != one]
    if is_dated:
        changed = [one for one in again if known[one.postcode] != (one, source, on)]
    PostcodeCentre.objects.bulk_create(_row(one, source, on) for one in new)
    for one in changed:
        PostcodeCentre.objects.filter(postcode=one.postcode).update(
            name=one.name, latitude=one.latitude, longitude=one.longitude, source=source, dated_on=on
        )
    return Laid(len(new), len(changed), len(told) - len(new) - len(changed))


def _row(one: Centre, source: str, on: date) -> PostcodeCentre:
    return PostcodeCentre(
        postcode=one.postcode, name=one.name, latitude=one.latitude, longitude=one.longitude, source=source, dated_on=on
    )
