"""The facts about a citizen, as far as the reader's level shows them: seen, asked for, changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from helevejen.accounts.enums import Permission
from helevejen.cases import actions as case_actions
from helevejen.cases import queries
from helevejen.citizens import actions
from helevejen.citizens import queries as citizen_queries
from helevejen.core import clock
from helevejen.core.deeds import Refusal
from helevejen.web.desk.deeds import Deed, done, done_on, sent, show_deed
from helevejen.web.desk.forms import facts as forms
from helevejen.web.desk.frame import fetch_case_to_work, language_name, open_file
from helevejen.web.shared.access import fetch, requires
from helevejen.web.shared.doing import did
from helevejen.web.shared.languages import SPOKEN


@requires(Permission.CASE_VIEW)
def case_facts(request: HttpRequest, case_id: int) -> HttpResponse:
    return _show_facts(request, case_id)


@requires(Permission.CPR_REVEAL, any_level=True)
@require_POST
def cpr_reveal(request: HttpRequest, case_id: int) -> HttpResponse:
    case = _fetch(request, case_id)
    try:
        number = actions.reveal_cpr(citizen=case.citizen, by=request.user, at=clock.now())
    except Refusal as objection:
        return _show_facts(request, case_id, refused=str(objection))
    if request.headers.get("HX-Request"):
        return render(request, "desk/_cpr.html", {"cpr": number, "is_revealed": True, "case_id": case_id})
    return _show_facts(request, case_id, cpr=number)


@requires(Permission.CPR_REVEAL, any_level=True)
def address_reveal(request: HttpRequest, case_id: int) -> HttpResponse:
    case = _fetch(request, case_id)
    form = forms.RevealAddress(sent(request))
    if form.is_valid():
        try:
            facts = actions.reveal_address(
                citizen=case.citizen, by=request.user, at=clock.now(), reason=form.cleaned_data["reason"]
            )
        except Refusal as objection:
            form.add_error("reason", str(objection))
        else:
            if request.headers.get("HX-Request"):
                return render(request, "desk/_address.html", {"facts": facts, "is_asked_for": True})
            return _show_facts(request, case_id, facts=facts)
    deed = Deed(
        _("Vis den beskyttede adresse"),
        _("Vis adressen"),
        back=_tab(case_id),
        text=_("Adressen er beskyttet. At du ser den, og hvorfor, bliver skrevet ned."),
        about=case.citizen.name,
    )
    return show_deed(request, form, deed)


@requires(Permission.CASE_WORK)
def citizen_change(request: HttpRequest, case_id: int) -> HttpResponse:
    case, at = fetch_case_to_work(request, case_id), clock.now()
    facts = citizen_queries.get_facts(request.user, case.citizen, at)
    is_address_shown = not facts.may_reveal_address and facts.town is not None
    known = forms.known_facts(facts) | _names_of(case.citizen) | (_address_of(case.citizen) if is_address_shown else {})
    form = forms.ChangeCitizen(
        sent(request),
        initial=known | ({"address": facts.street or ""} if is_address_shown else {}),
        languages=_languages(facts.language),
        is_address_shown=is_address_shown,
    )
    if form.is_valid() and did(
        form, actions.change_citizen, citizen=case.citizen, by=request.user, at=at, **form.cleaned_data
    ):
        return done(request, _tab(case.pk), "citizen_changed")
    text = "" if is_address_shown else _("Adressen er beskyttet og rettes ikke her.")
    return show_deed(request, form, _deed(case, _("Ret oplysninger"), _("Gem"), text))


@requires(Permission.CASE_WORK)
def target_group_set(request: HttpRequest, case_id: int) -> HttpResponse:
    return _set(request, case_id, forms.SetTargetGroup, case_actions.set_target_group, _("Ny målgruppe"))


@requires(Permission.CASE_WORK)
def contact_group_set(request: HttpRequest, case_id: int) -> HttpResponse:
    return _set(request, case_id, forms.SetContactGroup, case_actions.set_contact_group, _("Ny kontaktgruppe"))


@requires(Permission.CASE_WORK)
def benefit_set(request: HttpRequest, case_id: int) -> HttpResponse:
    return _set(request, case_id, forms.SetBenefit, case_actions.set_benefit, _("Ny ydelse"))


def _set(
    request: HttpRequest, case_id: int, kind: type[django_forms.Form], deed: Callable[..., Any], title: str
) -> HttpResponse:
    case = fetch_case_to_work(request, case_id)
    form = kind(sent(request), initial={"valid_from": clock.today()})
    if form.is_valid() and did(form, deed, citizen=case.citizen, by=request.user, at=clock.now(), **form.cleaned_data):
        return done(request, _tab(case.pk), deed.__name__.removeprefix("set_") + "_set")
    text = _("Det nuværende slutter dagen før, og begge bliver stående.")
    return show_deed(request, form, _deed(case, title, _("Gem"), text))


def _show_facts(
    request: HttpRequest, case_id: int, *, facts: Any = None, cpr: str = "", refused: str = ""
) -> HttpResponse:
    case, frame = open_file(request, case_id, tab="case_facts", shown="BCGH")
    at = clock.now()
    facts = facts or citizen_queries.get_facts(request.user, case.citizen, at)
    context = {
        "frame": frame,
        "done": done_on(request),
        "facts": facts,
        "is_asked_for": False,
        "language": language_name(facts.language) or _("dansk"),
        "cpr": cpr or facts.cpr_masked,
        "is_revealed": bool(cpr),
        "case_id": case.pk,
        "may_reveal": facts.may_reveal_cpr,
        "refused": refused,
        "channel": case.citizen.get_preferred_channel_display(),
        "dated": citizen_queries.find_dated_facts(case.citizen, frame.level),
        "stated": citizen_queries.find_stated(case.citizen, frame.level, at),
    }
    return render(request, "desk/case_facts.html", context)


def _fetch(request: HttpRequest, case_id: int) -> Any:
    return fetch(request, queries.cases_visible_to(request.user, clock.now()), pk=case_id, shown="A")


def _names_of(citizen: Any) -> dict[str, str]:
    names = ("given_name", "family_name", "preferred_channel")
    return {name: getattr(citizen, name) for name in names}


def _address_of(citizen: Any) -> dict[str, str]:
    return {"postcode": citizen.postcode, "city": citizen.city}


def _languages(present: str) -> list[tuple[str, str]]:
    codes = dict.fromkeys([*SPOKEN, present or "da"])
    named = [(code, language_name(code) or _("dansk")) for code in codes]
    return sorted(named, key=lambda one: (one[0] != "da", one[1]))


def _deed(case: Any, title: str, submit: str, text: str) -> Deed:
    return Deed(title, submit, back=_tab(case.pk), text=text, about=case.citizen.name)


def _tab(case_id: int) -> str:
    return reverse("desk:case_facts", args=[case_id])
