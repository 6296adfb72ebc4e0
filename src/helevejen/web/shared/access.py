"""
Every page's door: who may open it, which row it is about, and what the log says of it.

`@requires` names the permission, `fetch` finds the one row through visibility, `shows` names the citizens of a list.
What a page shows is written down after it is made and before it is sent: no log, no content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from helevejen.accounts.enums import Permission, UserKind
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import AccessKind, Outcome, Purpose
from helevejen.citizens import queries as citizen_queries
from helevejen.core import acting, clock
from helevejen.core.readonly import reading_only

M = TypeVar("M", bound=Model)
View = Callable[..., HttpResponse]


@dataclass(slots=True)
class Looked:
    """What one request has shown so far, gathered for the log."""

    kind: AccessKind = AccessKind.READ
    subjects: set[int] = field(default_factory=set)
    object_kind: str = ""
    object_id: str = ""
    data_classes: set[str] = field(default_factory=set)
    criterion: str = ""


def requires(permission: Permission) -> Callable[[View], View]:
    """
    Open a page for those who hold a permission today, and write down whom it showed.

    A page answering GET runs under a guard that refuses any SQL but reading, in one transaction with its log row.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.looked = Looked()
            with acting.acting(_acting_of(request)):
                if permission not in permissions_of(request):
                    refuse(request, page=view.__name__)
                    raise PermissionDenied
                try:
                    return _serve(view, request, args, kwargs)
                except Http404:
                    refuse(request, page=view.__name__)
                    raise

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(view: View) -> View:
    """Open a page for anyone. It may show no personal data."""
    opened = login_not_required(view)
    opened.permission = None  # type: ignore[attr-defined]
    return opened


def fetch(request: HttpRequest, visible: QuerySet[M], *, shown: str = "A", **lookup: Any) -> M:
    """
    Return the one row of what the user may see, and note whom the page is about.

    Args:
        visible: A queryset from `…_visible_to(user, at)`, with what tells the citizen already loaded.
        shown: The letters of the classes of data the page shows.

    Raises:
        Http404: there is none, or not for this user; the two cannot be told apart. The refusal is logged.
    """
    request.looked.object_kind = visible.model._meta.label_lower
    request.looked.object_id = ",".join(str(value) for value in lookup.values())[:40]
    found = visible.filter(**lookup).first()
    if found is None:
        raise Http404
    citizen_id = _citizen_of(found)
    if citizen_id is not None:
        shows(request, [citizen_id], shown=shown, kind=request.looked.kind)
    return found


def shows(
    request: HttpRequest,
    citizen_ids: Iterable[int],
    *,
    shown: str = "A",
    kind: AccessKind = AccessKind.LIST,
    criterion: str = "",
) -> None:
    """Note which citizens a page shows, what of them, and, for a search, what was searched for."""
    request.looked.kind = kind
    request.looked.subjects |= set(citizen_ids)
    request.looked.data_classes |= set(shown)
    request.looked.criterion = criterion or request.looked.criterion


def permissions_of(request: HttpRequest) -> frozenset[Permission]:
    """Return what the user may do today; looked up once per request."""
    if not hasattr(request, "permissions_today"):
        user = request.user
        request.permissions_today = user.permissions_on(clock.today()) if user.is_authenticated else frozenset()
    return request.permissions_today  # type: ignore[no-any-return]


def refuse(request: HttpRequest, *, page: str) -> None:
    """Write down that somebody was refused."""
    with transaction.atomic():
        audit_actions.record_access(
            AccessKind.REFUSE,
            who=acting.current() or _acting_of(request),
            at=clock.now(),
            page=page,
            purpose_of={},
            object_kind=request.looked.object_kind,
            object_id=request.looked.object_id,
            outcome=Outcome.REFUSED,
        )


def _serve(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    if request.method in {"GET", "HEAD"}:
        with transaction.atomic():
            with reading_only():
                response = _rendered(view(request, *args, **kwargs))
            _write_down(view, request, response)
        return response
    response = _rendered(view(request, *args, **kwargs))
    with transaction.atomic():
        _write_down(view, request, response)
    return response


def _rendered(response: HttpResponse) -> HttpResponse:
    render = getattr(response, "render", None)
    return render() if callable(render) else response


def _write_down(view: View, request: HttpRequest, response: HttpResponse) -> None:
    looked: Looked = request.looked
    shows_nothing = 300 <= response.status_code < 400
    if shows_nothing or not (looked.subjects or looked.criterion):
        return
    who = acting.current() or _acting_of(request)
    audit_actions.record_access(
        looked.kind,
        who=replace(who, purpose=Purpose.SEARCH) if looked.criterion else who,
        at=clock.now(),
        page=view.__name__,
        purpose_of=_purposes(request, looked.subjects),
        object_kind=looked.object_kind,
        object_id=looked.object_id,
        data_classes="".join(sorted(looked.data_classes)),
        criterion=looked.criterion,
    )


def _purposes(request: HttpRequest, citizen_ids: set[int]) -> dict[int, str]:
    if request.user.kind == UserKind.CITIZEN:
        return dict.fromkeys(citizen_ids, Purpose.OWN_RECORD)
    return citizen_queries.purposes_for(request.user, citizen_ids, clock.now())


def _citizen_of(row: Model) -> int | None:
    if row._meta.label_lower == "citizens.citizen":
        return row.pk  # type: ignore[no-any-return]
    if hasattr(row, "citizen_id"):
        return row.citizen_id  # type: ignore[no-any-return]
    return row.case.citizen_id if hasattr(row, "case_id") else None  # type: ignore[attr-defined]


def _acting_of(request: HttpRequest) -> acting.Acting:
    user = request.user
    employment = getattr(request, "employment", None)
    return acting.Acting(
        user_id=user.pk,
        name=user.name if user.is_authenticated else "",
        unit=employment.team.name if employment else "",
        role=employment.role if employment else getattr(user, "kind", "anonymous"),
        purpose=Purpose.OWN_RECORD if getattr(user, "kind", "") == UserKind.CITIZEN else Purpose.OWN_CASELOAD,
        ip=request.META.get("REMOTE_ADDR") or None,
    )
