"""
The administrator's pages: who works here, in which role, from when until when, and how they get in.

No page here shows a citizen. That somebody still follows some is told as a number.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from helevejen.accounts import actions, queries, rules
from helevejen.accounts.enums import Permission, Role, UserKind
from helevejen.accounts.queries import StaffRow
from helevejen.caseload import queries as caseload_queries
from helevejen.citizens.rules.access import is_fresh
from helevejen.core import clock
from helevejen.core.deeds import Refusal
from helevejen.core.text import search_key
from helevejen.web.desk.forms.accounts import (
    GONE,
    UNSEEN,
    WITHOUT_FACTOR,
    AddForm,
    ChangeForm,
    EndForm,
    FilterAccounts,
    PostForm,
)
from helevejen.web.shared.access import fetch, requires
from helevejen.web.shared.reauthentication import reauthenticated_at
from helevejen.web.shared.sorting import in_order, order_asked_for

if TYPE_CHECKING:
    from helevejen.accounts.actions import PasswordLink
    from helevejen.accounts.models import User

ROWS_AT_A_TIME = 25
_LINK = "link_to_hand_over"
_LONG_AGO = datetime.min.replace(tzinfo=clock.COPENHAGEN)

#: What a column sorts by; the name decides between equals, since the list comes by name.
_COLUMNS: dict[str, Callable[[StaffRow], Any]] = {
    "navn": lambda row: row.name,
    "rolle": lambda row: str(row.role) or None,
    "hold": lambda row: row.team or None,
    "set": lambda row: row.last_seen or _LONG_AGO,
}


@requires(Permission.ACCOUNT_MANAGE)
def accounts(request: HttpRequest) -> HttpResponse:
    rows = queries.staff_accounts(clock.now(), clock.today())
    form = FilterAccounts(request.GET)
    here = [row for row in rows if row.is_here]
    kept = in_order(_filtered(rows, form), order_asked_for(request, _COLUMNS, standard="navn"), _COLUMNS)
    context = {
        "form": form,
        "page": Paginator(kept, ROWS_AT_A_TIME).get_page(request.GET.get("side")),
        "here_count": len(here),
        "unsafe_count": sum(not row.has_second_factor for row in here),
        "unseen_count": sum(row.is_unseen for row in here),
        "is_filtered": bool(request.GET.get("q") or request.GET.get("vis")),
        "today": clock.today(),
    }
    return render(request, "desk/accounts.html", context)


@requires(Permission.ACCOUNT_MANAGE)
def account_detail(request: HttpRequest, user_id: int) -> HttpResponse:
    user, today = _fetch(request, user_id), clock.today()
    employments = queries.employments_of(user)
    link = request.session.get(_LINK, {})
    if link.get("user") == user.pk:
        del request.session[_LINK]  # shown once
    context = {
        "person": user,
        "is_own": user.pk == request.user.pk,
        "employments": [
            (one, one.valid_until is None or one.valid_until > today, _day_before(one.valid_until))
            for one in employments
        ],
        "factors": queries.factors_of(user),
        "follows": caseload_queries.caseload_of(user, today).count(),
        "link": link if link.get("user") == user.pk else None,
        "link_until": datetime.fromisoformat(link["valid_until"]) if link else None,
        "today": today,
    }
    return render(request, "desk/account_detail.html", context)


@requires(Permission.ACCOUNT_MANAGE)
def account_add(request: HttpRequest) -> HttpResponse:
    initial = {"valid_from": clock.today()}
    form = AddForm(request.POST if request.method == "POST" else None, teams=queries.team_names(), initial=initial)
    if form.is_valid():
        try:
            user, link = actions.add_staff(
                person=form.person, post=form.post, by=request.user, at=clock.now(), door=_door(request)
            )
        except actions.UnableToAddStaff as objection:
            form.add_error(None, str(objection))
        else:
            _hand_over(request, user, link)
            messages.success(request, _("Medarbejderen er oprettet."))
            return redirect("desk:account_detail", user.pk)
    return render(request, "desk/account_add.html", {"form": form}, status=422 if form.errors else 200)


@requires(Permission.ACCOUNT_MANAGE)
def account_change(request: HttpRequest, user_id: int) -> HttpResponse:
    user = _fetch(request, user_id)
    initial = {"name": user.name, "email": user.email, "phone": user.phone}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            actions.change_account(
                user=user,
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                phone=form.cleaned_data["phone"],
                ties=form.ties_after(user.cpr_index, user.home_key),
                by=request.user,
                at=clock.now(),
            )
        except actions.UnableToChangeAccount as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Oplysningerne er rettet."))
            return redirect("desk:account_detail", user.pk)
    context = {"form": form, "person": user}
    return render(request, "desk/account_change.html", context, status=422 if form.errors else 200)


@requires(Permission.ACCOUNT_MANAGE)
def employment_change(request: HttpRequest, user_id: int) -> HttpResponse:
    user, today = _fetch(request, user_id), clock.today()
    present = user.employment_on(today)
    initial: dict[str, Any] = {"valid_from": today}
    if present:
        initial |= {"role": present.role, "team": present.team.name, "title": present.title}
        initial["weekly_hours"] = present.weekly_hours
    form = PostForm(request.POST if request.method == "POST" else None, teams=queries.team_names(), initial=initial)
    if form.is_valid():
        try:
            actions.change_employment(
                user=user, post=form.post, by=request.user, at=clock.now(), plan_path=_plan_path(user, form.post.role)
            )
        except actions.UnableToChangeEmployment as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Rollen er ændret. Teamets leder har fået besked."))
            return redirect("desk:account_detail", user.pk)
    context = {"form": form, "person": user, "present": present}
    return render(request, "desk/employment_change.html", context, status=422 if form.errors else 200)


@requires(Permission.ACCOUNT_MANAGE)
def employment_end(request: HttpRequest, employment_id: int) -> HttpResponse:
    today = clock.today()
    employment = fetch(request, queries.employments_to_end(today), pk=employment_id)
    user = employment.user
    follows = caseload_queries.caseload_of(user, today).count()
    form = EndForm(request.POST if request.method == "POST" else None, initial={"last_day": today})
    if form.is_valid():
        try:
            actions.end_employment(
                employment=employment, by=request.user, at=clock.now(), on=form.on, plan_path=_plan_path(user)
            )
        except actions.UnableToEndEmployment as objection:
            form.add_error(None, str(objection))
        else:
            messages.success(request, _("Ansættelsen slutter den dag, og adgangen lukker dagen efter."))
            return redirect("desk:account_detail", user.pk)
    leaders = queries.leaders_of([user], today)
    context = {"form": form, "person": user, "employment": employment, "follows": follows, "leaders": leaders}
    return render(request, "desk/employment_end.html", context, status=422 if form.errors else 200)


@requires(Permission.ACCOUNT_MANAGE)
def account_close(request: HttpRequest, user_id: int) -> HttpResponse:
    user = _fetch(request, user_id)
    if request.method == "POST":
        close = partial(actions.close_account, user=user, by=request.user, at=clock.now())
        return _done(request, user, close, _("Kontoen er lukket."))
    return _ask(
        request,
        user,
        title=_("Vil du lukke kontoen?"),
        text=_("Den lukker med det samme, også hvis medarbejderen er logget ind nu. Du kan åbne den igen."),
        label=_("Luk kontoen"),
        is_danger=True,
    )


@requires(Permission.ACCOUNT_MANAGE)
def account_reopen(request: HttpRequest, user_id: int) -> HttpResponse:
    user = _fetch(request, user_id)
    if request.method == "POST":
        reopen = partial(actions.reopen_account, user=user, by=request.user, at=clock.now())
        return _done(request, user, reopen, _("Kontoen er åben igen."))
    return _ask(
        request,
        user,
        title=_("Vil du åbne kontoen igen?"),
        text=_("Medarbejderen kan logge ind med den adgangskode og ekstra sikring, der var før."),
        label=_("Åbn kontoen"),
    )


@requires(Permission.ACCOUNT_MANAGE)
def password_renew(request: HttpRequest, user_id: int) -> HttpResponse:
    user = _fetch(request, user_id)
    if away := _shown_long_ago(request):
        return away
    if request.method == "POST":
        renew = partial(actions.make_password_link, user=user, by=request.user, at=clock.now(), door=_door(request))
        return _done(request, user, renew, _("Den gamle adgangskode virker ikke længere."))
    return _ask(
        request,
        user,
        title=_("Vil du lave et link til en ny adgangskode?"),
        text=_("Den gamle holder op med at virke, og medarbejderen bliver logget ud. Den ekstra sikring bliver."),
        label=_("Lav et link"),
    )


@requires(Permission.ACCOUNT_MANAGE)
def factor_reset(request: HttpRequest, user_id: int) -> HttpResponse:
    user = _fetch(request, user_id)
    if away := _shown_long_ago(request):
        return away
    if request.method == "POST":
        reset = partial(actions.reset_second_factor, user=user, by=request.user, at=clock.now(), door=_door(request))
        return _done(request, user, reset, _("Den ekstra sikring og adgangskoden er nulstillet."))
    return _ask(
        request,
        user,
        title=_("Vil du nulstille den ekstra sikring?"),
        text=_(
            "Gør det kun, når du har set, hvem det er. Adgangskoden nulstilles også, og du får et link at give videre."
        ),
        label=_("Nulstil"),
        is_danger=True,
    )


def _plan_path(user: Any, role: Role | None = None) -> str:
    """Return where a leader plans who takes over the cases of somebody who will follow none; empty without cases."""
    goes_on = Permission.CASE_WORK in rules.permissions_of(UserKind.STAFF, role)
    follows = not goes_on and caseload_queries.caseload_of(user, clock.today()).exists()
    return reverse("lead:departure_plan", args=[user.pk]) if follows else ""


def _fetch(request: HttpRequest, user_id: int) -> Any:
    return fetch(request, queries.accounts_managed(clock.today()), pk=user_id)


def _door(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("public:password_choose"))


def _hand_over(request: HttpRequest, user: User, link: PasswordLink) -> None:
    """Keep a link until the next page has shown it, once."""
    request.session[_LINK] = {
        "user": user.pk,
        "address": link.address,
        "valid_until": link.valid_until.isoformat(),
        "mailed_to": link.mailed_to,
    }


def _ask(
    request: HttpRequest, user: User, *, title: str, text: str, label: str, is_danger: bool = False
) -> HttpResponse:
    context = {
        "title": f"{title} {user.name}",
        "text": text,
        "confirm_label": label,
        "cancel_url": reverse("desk:account_detail", args=[user.pk]),
        "is_danger": is_danger,
        "form": None,
    }
    return render(request, "shared/confirm.html", context)


def _day_before(day: date | None) -> date | None:
    return day - timedelta(days=1) if day else None


def _done(request: HttpRequest, user: User, deed: Callable[[], Any], told: str) -> HttpResponse:
    """Do a deed on somebody's account and go back to it, with what came of it."""
    try:
        link = deed()
    except Refusal as objection:
        messages.error(request, str(objection))
    else:
        messages.success(request, told)
        if link is not None:
            _hand_over(request, user, link)
    return redirect("desk:account_detail", user.pk)


def _shown_long_ago(request: HttpRequest) -> HttpResponse | None:
    """Send whoever has not shown lately who they are to do so first."""
    if is_fresh(reauthenticated_at(request), clock.now()):
        return None
    return redirect(f"{reverse('mfa_reauthenticate_webauthn')}?{urlencode({'next': request.path})}")


def _filtered(rows: list[StaffRow], form: FilterAccounts) -> list[StaffRow]:
    wanted = form.cleaned_data if form.is_valid() else {}
    if text := search_key(wanted.get("q", "")):
        rows = [row for row in rows if text in search_key(row.name) or text in row.username]
    only = wanted.get("vis")
    if only == GONE:
        return [row for row in rows if not row.is_here]
    if only == WITHOUT_FACTOR:
        return [row for row in rows if row.is_here and not row.has_second_factor]
    if only == UNSEEN:
        return [row for row in rows if row.is_unseen]
    return [row for row in rows if row.is_here or text]
