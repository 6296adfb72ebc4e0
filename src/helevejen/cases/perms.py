"""Which cases, and which of their notes, are open to whom. A case follows its citizen."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import User
from helevejen.cases.enums import Cap, NoteKind
from helevejen.cases.models import Case, Note
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.enums import Level
from helevejen.citizens.rules import access as rules

_WORKING = frozenset(level for level, reach in rules.REACH.items() if reach.may_work)


def visible_to(user: User, at: datetime) -> QuerySet[Case]:
    """Return the cases whose file is open to the user, closed ones too."""
    return Case.objects.filter(citizen__in=citizen_perms.visible_to(user, at))


def workable_by(user: User, at: datetime) -> QuerySet[Case]:
    """Return the cases on which the user may do deeds: by full relation, not as leader, former, or by emergency."""
    return Case.objects.filter(citizen__in=citizen_perms.visible_to(user, at, levels=_WORKING))


def can_work(user: User, case: Case, at: datetime) -> bool:
    """Return whether the user may do deeds on the case. One query."""
    level = citizen_perms.levels_of(user, [case.citizen_id], at).get(case.citizen_id)
    return level in _WORKING


def notes_readable_by(user: User, at: datetime) -> QuerySet[Note]:
    """
    Return the notes the user may read.

    A mentor's notes: the present jobformidler and the citizen. Health, social and unclassified notes: whoever's
    level shows health. Ordinary notes: whoever's level shows notes. A citizen: what is shared with them.
    """
    if user.kind == UserKind.CITIZEN:
        return Note.objects.filter(case__citizen__in=citizen_perms.visible_to(user, at), is_shared_with_citizen=True)
    return Note.objects.filter(
        (_of(user, at, "E") & Q(kind=NoteKind.ORDINARY) & ~Q(cap=Cap.MENTOR))
        | (_of(user, at, "F") & ~Q(cap=Cap.MENTOR))
        | Q(case__citizen__in=citizen_perms.ids_open_to(user, at, levels=[Level.OWN]))
    )


def _of(user: User, at: datetime, data_class: str) -> Q:
    levels = set(rules.levels_showing(data_class)) - {Level.CARD}
    return Q(case__citizen__in=citizen_perms.ids_open_to(user, at, levels=levels))
