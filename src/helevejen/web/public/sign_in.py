"""The front page with its doors, and coming back from the provider."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from helevejen.accounts import actions as account_actions
from helevejen.accounts import queries as account_queries
from helevejen.accounts import rules as account_rules
from helevejen.accounts.enums import Role, UserKind
from helevejen.citizens import actions as citizen_actions
from helevejen.clients import identity
from helevejen.companies import actions as company_actions
from helevejen.core import clock, cpr
from helevejen.core.deeds import Refusal
from helevejen.core.parse import Unreadable
from helevejen.web.shared import way_back
from helevejen.web.shared.access import public

if TYPE_CHECKING:
    from helevejen.accounts.models import User

#: Where each kind of person begins.
HOME_OF_KIND = {
    UserKind.STAFF: "desk:my_day",
    UserKind.CITIZEN: "citizen:my_path",
    UserKind.COMPANY: "company:our_tasks",
}
#: What the addresses begin with that are for each kind of person.
PAGES_OF_KIND = {
    UserKind.STAFF: ("/arbejde/", "/ledelse/", "/konto/"),
    UserKind.CITIZEN: ("/min-vej/",),
    UserKind.COMPANY: ("/virksomhed/",),
}
HOME_OF_ROLE = {
    Role.TEAM_LEADER: "lead:team_board",
    Role.VETERAN_COORDINATOR: "desk:veterans",
    Role.RECRUITER: "desk:orders",
    Role.ANALYST: "lead:team_figures",
    Role.LOG_CONTROLLER: "lead:log_control",
    Role.ADMINISTRATOR: "desk:accounts",
}

#: Where somebody is led on to when they come back from the provider.
_WAY_ON = "way_on"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@public
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(_led_on(request.user, way_back.wanted(request)))
    people = account_queries.demo_people() if settings.DEMO else []
    shown = {"doors": _doors(), "people": people, "way_on": way_back.with_way_on("", way_back.wanted(request))}
    return render(request, "public/front.html", shown)


@public
@never_cache
@require_GET
def citizen_sign_in(request: HttpRequest) -> HttpResponse:
    return _send(request, "citizens", "public:citizen_returned")


@public
@never_cache
@require_GET
def citizen_returned(request: HttpRequest) -> HttpResponse:
    return _receive(request, "citizens", _citizen_of)


@public
@never_cache
@require_GET
def company_sign_in(request: HttpRequest) -> HttpResponse:
    return _send(request, "companies", "public:company_returned")


@public
@never_cache
@require_GET
def company_returned(request: HttpRequest) -> HttpResponse:
    return _receive(request, "companies", _contact_of)


@public
@never_cache
@require_POST
def demo_enter(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as one of the demo's people. There is no such page where the demo did not make the database."""
    if not settings.DEMO or username not in {person.username for person in account_queries.demo_people()}:
        raise Http404
    user = account_queries.get_demo_account(username)
    _begin(request, user, way="demo")
    return redirect(_led_on(user, way_back.wanted(request)))


def home_of(user: User) -> str:
    """Return the address where a person's work begins."""
    employment = user.employment_on(clock.today()) if user.kind == UserKind.STAFF else None
    name = HOME_OF_ROLE.get(Role(employment.role)) if employment else None
    return reverse(name or HOME_OF_KIND[UserKind(user.kind)])


def _led_on(user: User, wanted: str) -> str:
    """Return the page a person was on the way to, if it is one of theirs, else where their work begins."""
    return wanted if wanted.startswith(PAGES_OF_KIND[UserKind(user.kind)]) else home_of(user)


def _doors() -> dict[str, bool]:
    providers = settings.IDENTITY_PROVIDERS
    return {"citizens": "citizens" in providers, "companies": "companies" in providers}


def _provider(kind: str) -> identity.Provider:
    facts = settings.IDENTITY_PROVIDERS.get(kind)
    if facts is None:
        raise Http404
    return identity.Provider(name=kind, **facts)


def _send(request: HttpRequest, kind: str, back_to: str) -> HttpResponse:
    request.session[_WAY_ON] = way_back.wanted(request)
    try:
        return identity.send_to(_provider(kind), request, back_to=request.build_absolute_uri(reverse(back_to)))
    except identity.SignInFailed:
        return _failed(
            request, _("Vi kan ikke få fat i log ind-tjenesten lige nu. Prøv igen om lidt, eller ring til os."), 503
        )


def _receive(request: HttpRequest, kind: str, person_of: Callable[[Mapping[str, Any]], User]) -> HttpResponse:
    """Sign in whoever the provider vouches for, if the level of assurance is enough and the person is known here."""
    try:
        claims = identity.claims_from(_provider(kind), request)
    except identity.SignInFailed:
        return _failed(request, _("Det lykkedes ikke at logge ind. Begynd forfra her."), 400)
    if not account_rules.is_assured_enough(claims):
        account_actions.note_failed_sign_in(username="", way="assurance", at=clock.now())
        return _failed(
            request,
            _("Du skal logge ind med MitID på niveauet Betydelig eller Høj, fordi siden viser personlige oplysninger."),
            403,
        )
    try:
        user = person_of(claims)
    except Refusal as refusal:
        account_actions.note_failed_sign_in(username="", way="mitid", at=clock.now())
        return _failed(request, str(refusal), 403)
    way_on = request.session.get(_WAY_ON, "")
    _begin(request, user, way="mitid")
    return redirect(_led_on(user, way_on))


def _citizen_of(claims: Mapping[str, Any]) -> User:
    try:
        digits = cpr.parse(account_rules.cpr_claimed(claims) or "")
    except Unreadable:
        digits = None
    return citizen_actions.sign_citizen_in(cpr=digits, subject=_subject(claims), at=clock.now())


def _contact_of(claims: Mapping[str, Any]) -> User:
    return company_actions.sign_contact_in(
        cvr=account_rules.cvr_claimed(claims),
        email=str(claims.get("email", "")),
        subject=_subject(claims),
        at=clock.now(),
    )


def _subject(claims: Mapping[str, Any]) -> str:
    return f"{claims['iss']} {claims['sub']}"


def _begin(request: HttpRequest, user: User, *, way: str) -> None:
    """Begin a session of its own, and write it down: nothing of an earlier one is taken along."""
    request.session.flush()
    login(request, user, backend=_BACKEND)
    account_actions.note_sign_in(user=user, ways=[way], at=clock.now())


def _failed(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    return render(request, "public/sign_in_failed.html", {"reason": reason}, status=status)
