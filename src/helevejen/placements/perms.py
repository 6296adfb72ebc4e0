"""
Whose placements are open to whom.

Staff: where work and places of the citizen are shown. The citizen: their own. The company: its own, once the citizen
has said yes to an agreement, and for a while after the last day.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import User
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.enums import Level
from helevejen.citizens.rules import access as rules
from helevejen.companies import perms as company_perms
from helevejen.engines.calendar import day_of
from helevejen.placements.models import Placement, PlacementQuerySet

#: So long a company can read of a placement after its last day.
COMPANY_READS_FOR: Final = timedelta(days=90)


def visible_to(user: User, at: datetime) -> PlacementQuerySet:
    """Return the placements the user may open at the moment."""
    if user.kind == UserKind.CITIZEN:
        return Placement.objects.filter(case__citizen__in=citizen_perms.visible_to(user, at).values("pk"))
    if user.kind == UserKind.COMPANY:
        since = day_of(at) - COMPANY_READS_FOR
        return Placement.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=since),
            company__in=company_perms.visible_to(user, at).values("pk"),
            is_open_to_company=True,
        )
    levels = set(rules.levels_showing("C")) & set(rules.levels_showing("D")) - {Level.CARD}
    return Placement.objects.filter(case__citizen__in=citizen_perms.visible_to(user, at, levels=levels).values("pk"))
