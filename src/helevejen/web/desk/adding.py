"""The one way to add to a case: first the cap, then what. Each kind has its own page; this is what they share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from helevejen.cases import queries
from helevejen.cases.enums import Cap
from helevejen.cases.queries import TurnRow
from helevejen.core import clock
from helevejen.web.desk.deeds import Deed, show_deed

#: What may be added under each cap, the likeliest first: the page's name and its word.
KINDS: dict[str, list[tuple[str, Any]]] = {
    Cap.AUTHORITY: [
        ("note_write", _("Notat")),
        ("decision_draft", _("Udkast til afgørelse")),
        ("statement_order", _("Attest")),
        ("step_agree", _("Skridt")),
        ("message_write", _("Besked")),
        ("goal_set", _("Mål")),
        ("track_start", _("Nyt spor")),
    ],
    Cap.MENTOR: [
        ("note_write", _("Notat")),
        ("step_agree", _("Skridt")),
        ("goal_set", _("Mål")),
        ("message_write", _("Besked")),
        ("track_start", _("Nyt spor")),
    ],
    Cap.COMPANY: [
        ("contact_log", _("Virksomhedskontakt")),
        ("note_write", _("Notat")),
        ("step_agree", _("Skridt")),
        ("message_write", _("Besked")),
        ("goal_set", _("Mål")),
        ("track_start", _("Nyt spor")),
    ],
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing to add, as a link."""

    href: str
    word: str
    is_current: bool


def cap_of(request: HttpRequest) -> str:
    """Return the cap the address names, or nothing when it names none: then the form asks."""
    cap = request.GET.get("kasket", "")
    return cap if cap in Cap.values else ""


def first_links(case_id: int) -> list[tuple[str, str]]:
    """Return for each cap where adding under it begins."""
    return [(str(cap), _address(kinds[0][0], case_id, cap)) for cap, kinds in KINDS.items()]


def kinds_under(cap: str, case_id: int, *, current: str) -> list[Kind]:
    """Return what may be added under a cap, as links."""
    return [Kind(_address(name, case_id, cap), str(word), name == current) for name, word in KINDS.get(cap, [])]


def show_adding(
    request: HttpRequest,
    form: forms.Form,
    *,
    case: Any,
    name: str,
    submit: str,
    part: str = "desk/_add.html",
    text: str = "",
    **more: Any,
) -> HttpResponse:
    """Return the form of one kind of thing to add, with the cap it is under and the other kinds beside it."""
    cap = cap_of(request) or str(form.data.get("cap", ""))
    kinds = kinds_under(cap, case.pk, current=name)
    deed = Deed(_("Skriv i sagen"), submit, back=_file(case), text=text, about=case.citizen.name, part=part)
    return show_deed(request, form, deed, cap=cap if kinds else "", kinds=kinds, **more)


def hide_known_cap(form: forms.Form, cap: str) -> None:
    """Let the form not ask for the cap again when it is chosen."""
    if cap:
        form.fields["cap"].widget = forms.HiddenInput()
        form.fields["cap"].initial = cap


def track_choices(turns: Iterable[TurnRow]) -> list[tuple[str, str]]:
    """Return the open tracks of a case, by their turns, to choose one from, or none of them."""
    named = [(str(turn.track_id), f"{turn.label}: {turn.staff_words}") for turn in turns]
    return [("", str(_("Ikke et bestemt spor"))), *named]


def track_in(request: HttpRequest, case: Any, chosen: str) -> Any:
    """Return the track chosen in a form of the case, or None."""
    if not chosen:
        return None
    return queries.tracks_visible_to(request.user, clock.now()).filter(case=case, pk=chosen).first()


def _file(case: Any) -> str:
    return reverse("desk:case_detail", args=[case.pk])


def _address(name: str, case_id: int, cap: str) -> str:
    return f"{reverse(f'desk:{name}', args=[case_id])}?kasket={cap}"
