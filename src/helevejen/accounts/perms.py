"""
Who stands for whom among staff on a day: at work, covering, leading, on the same team.

Each function is a subquery of account numbers, so that what opens a citizen stays one statement and can become a policy
of the database.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from helevejen.accounts.enums import Role
from helevejen.accounts.models import Absence, Employment, User


def is_at_work(user: User, on: date) -> Exists:
    """Return the condition that an employment of the user holds on the day."""
    return Exists(Employment.objects.on(on).filter(user_id=user.pk))


def covered_by(user: User, on: date) -> QuerySet[Absence, int]:
    """Return the colleagues whose work the user does on the day."""
    return Absence.objects.on(on).filter(substitute_id=user.pk).values("user_id")


def led_by(user: User, on: date) -> QuerySet[Employment, int]:
    """
    Return the staff of the teams the user leads on the day.

    Somebody who has left counts on the last team, until another employment begins: their cases still have a leader.
    """
    teams = Employment.objects.on(on).filter(user_id=user.pk, role=Role.TEAM_LEADER).values("team_id")
    return last_employments(on).filter(team_id__in=teams).exclude(user_id=user.pk).values("user_id")


def teammates_of(user: User, on: date) -> QuerySet[Employment, int]:
    """Return the jobformidlere on the user's team on the day, when the user is one; a role alone opens nothing."""
    teams = Employment.objects.on(on).filter(user_id=user.pk, role=Role.JOBFORMIDLER).values("team_id")
    return last_employments(on).filter(team_id__in=teams).exclude(user_id=user.pk).values("user_id")


def last_employments(on: date) -> QuerySet[Employment]:
    """Return the newest employment of everybody, as seen on the day."""
    later = Employment.objects.filter(
        user_id=OuterRef("user_id"), valid_from__gt=OuterRef("valid_from"), valid_from__lte=on
    )
    return Employment.objects.filter(~Exists(later), valid_from__lte=on)


def at_work_on(on: date) -> QuerySet[User]:
    """Return the staff with an employment on the day and an open account."""
    return User.objects.filter(Q(is_active=True), Exists(Employment.objects.on(on).filter(user_id=OuterRef("pk"))))
