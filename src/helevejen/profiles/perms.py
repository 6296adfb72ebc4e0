"""Whose profile is open to whom, and which of its facts."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import User
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.enums import Level
from helevejen.citizens.models import Citizen
from helevejen.citizens.rules import access as rules
from helevejen.profiles.enums import FactKind
from helevejen.profiles.models import PrivateFact, ProfileFact


def facts_readable_by(user: User, at: datetime) -> QuerySet[ProfileFact]:
    """
    Return the facts the user may read: considerations at the levels that show health, the others where work is shown.

    A citizen: their own.
    """
    if user.kind == UserKind.CITIZEN:
        return ProfileFact.objects.filter(citizen__in=citizen_perms.ids_visible_to(user, at))
    return ProfileFact.objects.filter(
        (_showing(user, at, "D") & ~Q(kind=FactKind.CONSIDERATION)) | _showing(user, at, "DF")
    )


def private_facts_readable_by(user: User, at: datetime) -> QuerySet[PrivateFact]:
    """
    Return the private facts the user may read: the citizen's own, and those told to this very jobformidler.

    No leader, substitute, coordinator or emergency; nor the next jobformidler, until the citizen tells them too.
    """
    if user.kind == UserKind.CITIZEN:
        return PrivateFact.objects.filter(citizen__in=citizen_perms.ids_visible_to(user, at))
    own = citizen_perms.ids_open_to(user, at, levels=[Level.OWN])
    return PrivateFact.objects.filter(told_to_id=user.pk, citizen__in=own)


def _showing(user: User, at: datetime, data_classes: str) -> Q:
    levels = set(Level).intersection(*(rules.levels_showing(letter) for letter in data_classes)) - {Level.CARD}
    return Q(citizen__in=citizen_perms.ids_open_to(user, at, levels=levels))


def is_jobformidler_of(user: User, citizen: Citizen, at: datetime) -> bool:
    """Return whether the citizen is on the user's own caseload. One query."""
    return citizen_perms.level_of(user, citizen, at) == Level.OWN
