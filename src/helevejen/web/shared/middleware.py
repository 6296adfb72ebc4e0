"""Who is asking today: the employment that holds, the circumstances for the log, and nothing left in any cache."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from helevejen.accounts.enums import UserKind
from helevejen.audit.enums import Purpose
from helevejen.core import acting, clock

Next = Callable[[HttpRequest], HttpResponse]


class PersonOfToday:
    """
    Find the employment of the day, sign out whoever has none, and act as that person until the answer is made.

    When an employment ends, the next request is anybody's, whatever the session says.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        request.employment = None
        if user.is_authenticated and user.kind == UserKind.STAFF:
            request.employment = user.employment_on(clock.today())
            if request.employment is None:
                logout(request)
        with acting.acting(acting_of(request)):
            return self.get_response(request)


class NothingIsKept:
    """Forbid browser and proxies to store what somebody signed in was shown; have it cleared away when they leave."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if was_signed_in or request.user.is_authenticated:
            patch_cache_control(response, no_store=True, private=True)
        if was_signed_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache", "storage"'  # the session's cookie goes with the session
        return response


def acting_of(request: HttpRequest) -> acting.Acting:
    """Return the circumstances of a request for the log; the purpose for each citizen follows from the relation."""
    user, employment = request.user, request.employment
    is_citizen = user.is_authenticated and user.kind == UserKind.CITIZEN
    more = {"request_id": request_id} if (request_id := request.META.get("helevejen.request_id")) else {}
    return acting.Acting(
        user_id=user.pk,
        name=user.name if user.is_authenticated else "",
        unit=employment.team.name if employment else "",
        role=employment.role if employment else getattr(user, "kind", "anonymous"),
        purpose=Purpose.OWN_RECORD if is_citizen else Purpose.ADMINISTRATION,
        ip=request.META.get("REMOTE_ADDR") or None,
        **more,
    )
