"""Who of a shortlist is whose: a relation opens a citizen, and a role opens none."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from helevejen.accounts.models import User
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.enums import Level, Protection
from helevejen.citizens.models import Citizen, ConflictOfInterest
from helevejen.citizens.rules.access import reach_of


def levels_to_work(user: User, citizens: Collection[Citizen], at: datetime) -> dict[int, Level]:
    """Return the citizens whose cases the user may work, each with the level. One query for every 500."""
    levels = citizen_perms.levels_of(user, [one.pk for one in citizens], at)
    return {pk: level for pk, level in levels.items() if reach_of(level).may_work}


def not_even_a_line(user: User, citizens: Collection[Citizen]) -> set[int]:
    """
    Return those of whom somebody without a relation learns nothing: the specially protected and the near. One query.

    Near: declared, or the user's own CPR number or home.
    """
    declared = ConflictOfInterest.objects.filter(user_id=user.pk, citizen__in=citizens, ended_at__isnull=True)
    near = set(declared.order_by("pk").values_list("citizen_id", flat=True))
    return near | {
        one.pk
        for one in citizens
        if one.protection == Protection.SPECIAL
        or one.user_id == user.pk
        or (user.cpr_index and user.cpr_index == one.cpr_index)
        or (user.home_key and user.home_key == one.home_key)
    }
