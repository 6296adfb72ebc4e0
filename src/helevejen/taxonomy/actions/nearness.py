"""What is near an occupation, laid into the database in place of what was there."""

from __future__ import annotations

from collections.abc import Iterable

from helevejen.core import bulk
from helevejen.core.deeds import action, step
from helevejen.taxonomy.models import Concept, NearOccupation, UsualSkill
from helevejen.taxonomy.rules import Nearness


@action
def keep_nearness(found: Iterable[Nearness]) -> int:
    """Keep what is near every occupation, whole or not at all; see `lay_nearness`."""
    with bulk.with_room():
        return lay_nearness(found)


@step
def lay_nearness(found: Iterable[Nearness]) -> int:
    """Lay what is near every occupation in place of all that was there, and return how many occupations there are."""
    numbers = dict(Concept.objects.order_by("pk").values_list("uri", "pk"))
    every = list(found)
    NearOccupation.objects.all().delete()
    UsualSkill.objects.all().delete()
    bulk.insert(
        NearOccupation,
        ("occupation", "near", "place", "shared"),
        (
            (numbers[one.occupation], numbers[uri], place, list(shared))
            for one in every
            for place, (uri, shared) in enumerate(one.near, start=1)
        ),
    )
    bulk.insert(
        UsualSkill,
        ("occupation", "skill", "place"),
        (
            (numbers[one.occupation], numbers[uri], place)
            for one in every
            for place, uri in enumerate(one.skills, start=1)
        ),
    )
    return len(every)
