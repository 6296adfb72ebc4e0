"""
Every page's door: who may open it, which row it is about, and what the log says of it.

`@requires` names the permission, `fetch` finds the one row through visibility, `shows` names the citizens of a list.
What a page shows is written down after it is made and before it is sent: no log, no content. Why it may be shown is
asked of the relations in the same breath: no reason, no content.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from helevejen.accounts import rules as account_rules
from helevejen.accounts.enums import Permission, Role, UserKind
from helevejen.audit import actions as audit_actions
from helevejen.audit.actions import Shown
from helevejen.audit.enums import AccessKind, Outcome, Purpose
from helevejen.citizens import queries as citizen_queries
from helevejen.citizens.enums import Level
from helevejen.citizens.rules.access import reach_of
from helevejen.core import acting, clock, tally
from helevejen.core.personal import PersonalClass, declaration_of
from helevejen.core.readonly import reading_only

M = TypeVar("M", bound=Model)
View = Callable[..., HttpResponse]

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
#: Deeds on a case, which ask for the full relation; other deeds ask only that the level is not read-only.
_WORK = frozenset({Permission.CASE_WORK, Permission.CASE_CLOSE, Permission.DECISION_RELEASE})
#: Rows of personal data that are about staff and companies and no citizen. Others must lead to one, or are refused.
_ABOUT_NO_CITIZEN = frozenset({
    "accounts.absence", "accounts.employment", "accounts.user", "companies.company",
    "inquiries.duty", "ledger.account", "ledger.correction", "ledger.entry",
})  # fmt: skip


class ShownWithoutReason(RuntimeError):
    """A page would show citizens whom nothing opens to the user. It is not sent; fetch through `visible_to`."""


class AboutNobody(RuntimeError):
    """A page would show a row that leads to no citizen, and is not of a kind that may. It is not sent."""


@dataclass(slots=True)
class Looked:
    """What one request has shown so far, gathered for the log, with the level that opens each citizen."""

    permission: Permission
    any_level: bool = False
    kind: AccessKind = AccessKind.READ
    subjects: set[int] = field(default_factory=set)
    object_kind: str = ""
    object_id: str = ""
    data_classes: set[str] = field(default_factory=set)
    criterion: str = ""
    purpose: Purpose | None = None
    otherwise: dict[int, Purpose] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


def requires(permission: Permission, *, any_level: bool = False) -> Callable[[View], View]:
    """
    Open a page for those who hold a permission today, and write down whom it showed.

    A page answering GET runs under a guard that refuses any SQL but reading, in one transaction with its log row.

    Args:
        any_level: A deed open to levels that only read otherwise: asking for a number, declaring a conflict.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.looked = Looked(permission, any_level)
            try:
                _demand(permission, request)
                return _serve(view, request, args, kwargs)
            except (Http404, PermissionDenied):
                _refuse(request, page=view.__name__)
                raise

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(view: View) -> View:
    """Open a page for anyone. It may show no personal data."""
    opened = login_not_required(view)
    opened.permission = None  # type: ignore[attr-defined]
    return opened


def fetch(
    request: HttpRequest,
    visible: QuerySet[M],
    *,
    shown: str = "A",
    otherwise: Purpose | None = None,
    **lookup: Any,
) -> M:
    """
    Return the one row of what the user may see, and note whom the page is about.

    Args:
        visible: A queryset from `…_visible_to(user, at)`, with what tells the citizen already loaded.
        shown: The letters of the classes of data the page shows. Empty, said aloud, when the page shows nothing of the
            citizen the row leads to: a company's own turn, told without a word about whom.

    Raises:
        Http404: there is none, or not for this user; the two cannot be told apart. The refusal is logged.
        PermissionDenied: it is there to be read, and a deed was asked for. The refusal is logged.
        AboutNobody: nothing says whom the row is about, so nobody could see that it was looked at.
    """
    request.looked.object_kind = visible.model._meta.label_lower
    request.looked.object_id = ",".join(str(value) for value in lookup.values())
    found = visible.filter(**lookup).first()
    if found is None:
        raise Http404
    if shown and not (_is_about_no_citizen(type(found)) or getattr(found, "is_about_nobody", False)):
        citizen_id = _citizen_of(found)
        shows(request, [citizen_id], shown=shown, kind=request.looked.kind, otherwise=otherwise)
        _demand_deeds_are_allowed(request, citizen_id)
    return found


def shows(
    request: HttpRequest,
    citizen_ids: Iterable[int],
    *,
    shown: str = "A",
    kind: AccessKind = AccessKind.LIST,
    criterion: str = "",
    purpose: Purpose | None = None,
    otherwise: Purpose | None = None,
) -> None:
    """
    Note which citizens a page shows, what of them, and, for a search, what was searched for.

    Args:
        purpose: Why, where it is not a relation that opens them: the control of the log.
        otherwise: Why, for those of them to whom no relation opens more than a card or a reading.
    """
    looked: Looked = request.looked
    citizen_ids = set(citizen_ids)
    looked.kind = AccessKind.SEARCH if criterion else kind
    looked.subjects |= citizen_ids
    looked.data_classes |= set(shown)
    looked.criterion = criterion or looked.criterion
    looked.purpose = purpose or looked.purpose
    if otherwise is not None:
        levels = levels_in(request, citizen_ids)
        shut = {one for one in citizen_ids if one not in levels or reach_of(levels[one]).is_read_only}
        looked.otherwise |= dict.fromkeys(shut, otherwise)


def level_in(request: HttpRequest, citizen_id: int) -> Level | None:
    """Return how far the user reaches into a citizen; one query, once per request and citizen."""
    return levels_in(request, {citizen_id}).get(citizen_id)


def levels_in(request: HttpRequest, citizen_ids: Collection[int]) -> Mapping[int, Level]:
    """
    Return how far the user reaches into each of some citizens, and into those who were asked for before; one query.

    The log asks for those no more.
    """
    known: dict[int, Level] = request.looked.levels
    if unknown := set(citizen_ids) - set(known):
        known |= citizen_queries.levels_of(request.user, unknown, clock.now())
    return known


def citizens_open(request: HttpRequest) -> Collection[int]:
    """
    Return the citizens whose file is open to the member of staff who asks; one query.

    For a page that asks for much of what hangs on them. The log asks for those no more, and for any other all the same.
    """
    opened = citizen_queries.levels_open_to(request.user, clock.now())
    request.looked.levels |= opened
    return list(opened)


def may_work_on(request: HttpRequest, citizen_id: int) -> bool:
    """Return whether deeds on the citizen's case are open to the user, for a page to show its buttons."""
    level = level_in(request, citizen_id)
    return level is not None and reach_of(level).may_work


def permissions_of(request: HttpRequest) -> frozenset[Permission]:
    """Return what the user may do today, by the employment that holds; no query."""
    user = request.user
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    role = Role(request.employment.role) if request.employment else None
    return account_rules.permissions_of(UserKind(user.kind), role)


def _demand(permission: Permission, request: HttpRequest) -> None:
    if permission not in permissions_of(request):
        raise PermissionDenied


def _serve(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    if request.method in _READING:
        with transaction.atomic():
            with reading_only():
                response = _made(view(request, *args, **kwargs))
            is_content = _write_down(view, request, response)
    else:
        response = _made(view(request, *args, **kwargs))
        with transaction.atomic():
            is_content = _write_down(view, request, response)
    if is_content:
        tally.count(tally.SERVED, clock.today())
    return response


def _made(response: HttpResponse) -> HttpResponse:
    if response.streaming:
        raise RuntimeError("a page is made whole before it is logged and sent; it may not be a stream")
    render = getattr(response, "render", None)
    return render() if callable(render) else response


def _write_down(view: View, request: HttpRequest, response: HttpResponse) -> bool:
    """
    Write down what the page shows, and return whether it shows anything of anybody.

    A search is written down even when it leads elsewhere: what it found, or that it found nobody, was used.
    """
    looked: Looked = request.looked
    is_elsewhere = 300 <= response.status_code < 400
    if not looked.criterion and (is_elsewhere or not looked.subjects):
        return False
    is_file = response.get("Content-Disposition", "").startswith("attachment")
    audit_actions.record_access(
        AccessKind.EXPORT if is_file else looked.kind,
        who=_who(),
        at=clock.now(),
        page=view.__name__,
        purpose_of=_purposes(request),
        shown=Shown(
            looked.object_kind, looked.object_id, "".join(sorted(looked.data_classes)), criterion=looked.criterion
        ),
    )
    return not is_elsewhere


def _refuse(request: HttpRequest, *, page: str) -> None:
    with transaction.atomic(), acting.for_purpose(Purpose.NONE):
        audit_actions.record_access(
            AccessKind.REFUSE,
            who=_who(),
            at=clock.now(),
            page=page,
            purpose_of={},
            shown=Shown(request.looked.object_kind, request.looked.object_id),
            outcome=Outcome.REFUSED,
        )


def _purposes(request: HttpRequest) -> dict[int, str]:
    looked: Looked = request.looked
    if looked.purpose is not None:
        return dict.fromkeys(looked.subjects, looked.purpose)
    by_relation = looked.subjects - set(looked.otherwise)
    levels = levels_in(request, by_relation)
    if missing := by_relation - set(levels):
        raise ShownWithoutReason(f"{len(missing)} of {len(looked.subjects)} citizens are not open to the user")
    purposes = {citizen_id: citizen_queries.purpose_of(levels[citizen_id]) for citizen_id in by_relation}
    return purposes | dict(looked.otherwise)


def _demand_deeds_are_allowed(request: HttpRequest, citizen_id: int) -> None:
    """Refuse a deed where the level is to read only, and note for the log of the deed why the user is there."""
    if request.method in _READING:
        return
    if citizen_id in request.looked.otherwise:
        _who().purpose_of[citizen_id] = request.looked.otherwise[citizen_id]
        return
    level = level_in(request, citizen_id)
    if level is None:
        raise Http404
    _who().purpose_of[citizen_id] = citizen_queries.purpose_of(level)
    reach = reach_of(level)
    if request.looked.any_level:
        return
    if reach.is_read_only or (request.looked.permission in _WORK and not reach.may_work):
        raise PermissionDenied


def _who() -> acting.Acting:
    who = acting.current()
    if who is None:
        raise RuntimeError("nobody acts: PersonOfToday is missing from MIDDLEWARE")
    return who


def _is_about_no_citizen(model: type[Model]) -> bool:
    if model._meta.label_lower in _ABOUT_NO_CITIZEN:
        return True
    declared = declaration_of(model)
    return bool(declared) and all(one.klass is PersonalClass.NONE for one in declared.values())


def _citizen_of(row: Model) -> int:
    if row._meta.label_lower == "citizens.citizen":
        return int(row.pk)
    case = row.case if getattr(row, "case_id", None) is not None else row  # type: ignore[attr-defined]
    citizen_id: int | None = getattr(row, "citizen_id", None) or getattr(case, "citizen_id", None)
    if citizen_id is None:
        raise AboutNobody(f"{row._meta.label} {row.pk} leads to no citizen; name its kind in _ABOUT_NO_CITIZEN")
    return citizen_id
