"""When somebody last showed who they are, for what asks for it anew: emergency access."""

from __future__ import annotations

from datetime import UTC, datetime

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from helevejen.core import clock

REAUTHENTICATED = "reauthenticated_at"


def reauthenticated_at(request: HttpRequest) -> datetime | None:
    """
    Return when the person at the keyboard last showed a password, key or code; None when nobody knows.

    The demo has no passwords: everybody there has just shown who they are.
    """
    if settings.DEMO:
        return clock.now()
    shown = [
        datetime.fromtimestamp(one["at"], UTC)
        for one in get_authentication_records(request, request.user)
        if "at" in one
    ]
    if REAUTHENTICATED in request.session:
        shown.append(datetime.fromisoformat(request.session[REAUTHENTICATED]))
    return max(shown, default=None)
