"""
Which inquiries are open to whom.

A citizen's inquiry follows the citizen's file, and its owner reads it whether or not the file is open to them: somebody
must be able to answer. What comes from companies and from nobody known is the team's. Strangers find nothing.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from helevejen.accounts import perms as staff
from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import Absence, Employment, User
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.enums import Level, Protection
from helevejen.citizens.models import Citizen, ConflictOfInterest
from helevejen.citizens.rules import access as rules
from helevejen.companies import perms as company_perms
from helevejen.inquiries.models import Attachment, Inquiry, Post

#: The levels at which the file shows what an inquiry is about, and those at which it shows the words.
_ABOUT = frozenset(rules.levels_showing("E")) - {Level.CARD}
_WORDS = frozenset(rules.levels_showing("F")) - {Level.CARD}


def visible_to(user: User, at: datetime) -> QuerySet[Inquiry]:
    """Return the inquiries the user may know of: sender, subject, owner, clocks. The words are asked for apart."""
    return _open_to(user, at, _ABOUT)


def readable_by(user: User, at: datetime) -> QuerySet[Inquiry]:
    """Return the inquiries whose words the user may read."""
    return _open_to(user, at, _WORDS)


def posts_readable_by(user: User, at: datetime) -> QuerySet[Post]:
    """Return what is written in inquiries the user may read."""
    return Post.objects.filter(inquiry__in=readable_by(user, at).values("pk"))


def attachments_readable_by(user: User, at: datetime) -> QuerySet[Attachment]:
    """Return the files of inquiries whose words the user may read."""
    return Attachment.objects.filter(post__inquiry__in=readable_by(user, at).values("pk"))


def covered_by(user: User, at: datetime) -> QuerySet[Absence]:
    """Return the absences in which the user stands in today."""
    return Absence.objects.on(citizen_perms.day_of(at)).filter(substitute_id=user.pk)


def teams_of(user: User, at: datetime) -> QuerySet[Employment]:
    """Return the employments the user has today."""
    return Employment.objects.on(citizen_perms.day_of(at)).filter(user_id=user.pk)


def may_own(user: User, citizen: Citizen | None, at: datetime) -> bool:
    """
    Return whether the user may be given the inquiry of a citizen, or of nobody known: not of one they may not touch,
    nor of a specially protected one whose file is shut to them. Two queries at most.
    """
    if citizen is None:
        return True
    if citizen_perms.has_conflict(user, citizen):
        return False
    return citizen.protection != Protection.SPECIAL or citizen_perms.may_open(user, citizen, at)


def _open_to(user: User, at: datetime, levels: frozenset[Level]) -> QuerySet[Inquiry]:
    if not user.is_active:
        return Inquiry.objects.none()
    if user.kind == UserKind.CITIZEN:
        return Inquiry.objects.filter(citizen__in=citizen_perms.visible_to(user, at).values("pk"))
    if user.kind == UserKind.COMPANY:
        return Inquiry.objects.filter(company__in=company_perms.visible_to(user, at).values("pk"))
    working = Exists(staff.at_work_on(citizen_perms.day_of(at)).filter(pk=user.pk))
    owned = Q(track__isnull=True, owner_id=user.pk) & ~_barred(user)
    covered = Q(track__isnull=True, owner__in=covered_by(user, at).values("user")) & ~_barred(user)
    covered &= Q(citizen__isnull=True) | ~Q(citizen__protection=Protection.SPECIAL)
    of_team = Q(citizen__isnull=True, team__in=teams_of(user, at).values("team"))
    by_file = Q(citizen__in=citizen_perms.ids_open_to(user, at, levels=levels))
    return Inquiry.objects.filter(working, owned | covered | of_team | by_file)


def _barred(user: User) -> Q:
    """Return the condition that the inquiry is of a citizen the user may not touch (forvaltningsloven § 3)."""
    declared = ConflictOfInterest.objects.filter(
        user_id=user.pk, citizen_id=OuterRef("citizen_id"), ended_at__isnull=True
    )
    barred = Q(Exists(declared)) | Q(citizen__isnull=False, citizen__user_id=user.pk)
    if user.cpr_index:
        barred |= Q(citizen__isnull=False, citizen__cpr_index=user.cpr_index)
    if user.home_key:
        barred |= Q(citizen__isnull=False, citizen__home_key=user.home_key)
    return barred
