"""How many places somebody is signed in at once, and leaving the others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from helevejen.accounts.actions.notices import tell_staff
from helevejen.accounts.models import OpenSession, User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.core.deeds import action

_TOO_MANY = _(
    "Du var logget ind for mange steder på én gang, så vi har logget dig ud det sted, hvor du begyndte først."
)


@action
def begin_session(*, user: User, key: str, ways: Iterable[str], at: datetime, most: int) -> None:
    """
    Write down that somebody has signed in, and end the oldest of their sessions where there are more than may be.

    Args:
        key: The key of the session that has just begun.
        ways: How they came: password, totp, recovery_codes, webauthn.
        most: How many may be open at once, this one counted in.
    """
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)  # two who sign in at once are counted one by one
    OpenSession.objects.create(user=user, key=key, began_at=at)
    ended = _end(_living(user, at)[most:])
    audit_actions.record_event(
        Verb.SIGNED_IN, subject=user, by=user, at=at, detail={"ways": list(ways)} | ({"ended": ended} if ended else {})
    )
    if ended:
        tell_staff([user], kind="own_account", text=_TOO_MANY, at=at)


@action
def end_other_sessions(*, user: User, key: str, at: datetime) -> int:
    """Sign somebody out everywhere but here, and return of how many places."""
    ended = _end([one for one in _living(user, at) if one.key != key])
    audit_actions.record_event(Verb.SESSIONS_ENDED, subject=user, by=user, at=at, detail={"ended": ended})
    return ended


def _living(user: User, at: datetime) -> list[OpenSession]:
    """Return the sessions that still open a door, newest first; those that are over are forgotten."""
    kept = list(OpenSession.objects.filter(user=user).order_by("-began_at", "-pk"))
    there = Session.objects.filter(session_key__in=[one.key for one in kept], expire_date__gt=at)
    keys = set(there.order_by("pk").values_list("session_key", flat=True))
    OpenSession.objects.filter(user=user).exclude(key__in=keys).delete()
    return [one for one in kept if one.key in keys]


def _end(sessions: list[OpenSession]) -> int:
    Session.objects.filter(session_key__in=[one.key for one in sessions]).delete()
    OpenSession.objects.filter(pk__in=[one.pk for one in sessions]).delete()
    return len(sessions)
