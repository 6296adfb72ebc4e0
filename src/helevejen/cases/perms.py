"""Which cases, and which of their notes, are open to whom. A case follows its citizen."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import User
from helevejen.cases.enums import Cap, DecisionState, NoteKind
from helevejen.cases.models import Case, CompanyContact, Decision, Job, Meeting, Note, Statement
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.enums import Level
from helevejen.citizens.rules import access as rules

_WORKING = frozenset(level for level, reach in rules.REACH.items() if reach.may_work)


def visible_to(user: User, at: datetime) -> QuerySet[Case]:
    """Return the cases whose file is open to the user, closed ones too."""
    return Case.objects.filter(of_visible(user, at, citizen="citizen"))


def of_visible(user: User, at: datetime, *, citizen: str = "case__citizen") -> Q:
    """
    Return the condition that what hangs on a case hangs on one of `visible_to`.

    Args:
        citizen: The way to the citizen of the case. Asked for there, and not as a list of cases: a list within a list
            is planned anew by every question.
    """
    return Q(**{f"{citizen}__in": citizen_perms.ids_visible_to(user, at)})


def workable_by(user: User, at: datetime) -> QuerySet[Case]:
    """Return the cases on which the user may do deeds: by full relation, not as leader, former, or by emergency."""
    return Case.objects.filter(citizen__in=citizen_perms.ids_visible_to(user, at, levels=_WORKING))


def notes_readable_by(user: User, at: datetime) -> QuerySet[Note]:
    """
    Return the notes the user may read.

    A mentor's notes: the present jobformidler and the citizen. Health, social and unclassified notes: whoever's
    level shows health. Ordinary notes: whoever's level shows notes. Whoever works the case: also what they wrote
    themselves, so that it can be put right. A citizen: what is shared with them.
    """
    if user.kind == UserKind.CITIZEN:
        return Note.objects.filter(
            case__citizen__in=citizen_perms.ids_visible_to(user, at), is_shared_with_citizen=True
        )
    return Note.objects.filter(
        (_of(user, at, "E") & Q(kind=NoteKind.ORDINARY) & ~Q(cap=Cap.MENTOR))
        | (_of(user, at, "F") & ~Q(cap=Cap.MENTOR))
        | Q(case__citizen__in=citizen_perms.ids_open_to(user, at, levels=[Level.OWN]))
        | Q(case__citizen__in=citizen_perms.ids_open_to(user, at, levels=_WORKING), written_by=user)
    )


def meetings_readable_by(user: User, at: datetime) -> QuerySet[Meeting]:
    """Return the meetings the user may read, place included."""
    return Meeting.objects.filter(_showing(user, at, "CE"))


def company_contacts_readable_by(user: User, at: datetime) -> QuerySet[CompanyContact]:
    """Return the talks with companies the user may read; the company tells where a citizen may be."""
    return CompanyContact.objects.filter(_showing(user, at, "CE"))


def statements_readable_by(user: User, at: datetime) -> QuerySet[Statement]:
    """Return the medical statements the user may read: whoever's level shows health."""
    return Statement.objects.filter(_showing(user, at, "EF"))


def jobs_readable_by(user: User, at: datetime) -> QuerySet[Job]:
    """Return the jobs the user may read; the employer tells where a citizen may be."""
    return Job.objects.filter(_showing(user, at, "CD"))


def decisions_readable_by(user: User, at: datetime) -> QuerySet[Decision]:
    """
    Return the decisions the user may read.

    Released ones: whoever's level shows letters. Drafts, which may hold health: whoever's level shows that too. A
    citizen: what is released and what they are asked about.
    """
    released = Q(state=DecisionState.RELEASED)
    if user.kind == UserKind.CITIZEN:
        told = released | Q(state=DecisionState.DRAFT, hearing_sent_on__isnull=False)
        return Decision.objects.filter(_showing(user, at, "I"), told)
    return Decision.objects.filter((_showing(user, at, "I") & released) | _showing(user, at, "FI"))


def _showing(user: User, at: datetime, data_classes: str) -> Q:
    """Return the condition that the case's citizen is open to the user at a level that shows all these classes."""
    levels = set(Level).intersection(*(rules.levels_showing(letter) for letter in data_classes)) - {Level.CARD}
    return Q(case__citizen__in=citizen_perms.ids_visible_to(user, at, levels=levels))


def _of(user: User, at: datetime, data_class: str) -> Q:
    levels = set(rules.levels_showing(data_class)) - {Level.CARD}
    return Q(case__citizen__in=citizen_perms.ids_open_to(user, at, levels=levels))
