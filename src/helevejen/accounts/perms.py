"""Who stands for whom among staff on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from helevejen.accounts.enums import Role
from helevejen.accounts.models import Employment, User


def at_work_on(on: date) -> QuerySet[User]:
    """Return the staff with an employment on the day and an open account."""
    return User.objects.filter(Exists(Employment.objects.on(on).filter(user_id=OuterRef("pk"))), is_active=True)


def led_by(user: User, on: date) -> QuerySet[User]:
    """
    Return the staff of the teams the user leads on the day.

    Somebody who has left counts on the last team until another employment begins, so that their cases have a leader.
    """
    teams = Employment.objects.on(on).filter(user_id=user.pk, role=Role.TEAM_LEADER).values("team_id")
    members = last_employments(on).filter(team_id__in=teams).values("user_id")
    return User.objects.filter(pk__in=members).exclude(pk=user.pk)


def last_employments(on: date) -> QuerySet[Employment]:
    """Return the newest employment of everybody, as seen on the day."""
    later = Employment.objects.filter(
        user_id=OuterRef("user_id"), valid_from__gt=OuterRef("valid_from"), valid_from__lte=on
    )
    return Employment.objects.filter(~Exists(later), valid_from__lte=on)
