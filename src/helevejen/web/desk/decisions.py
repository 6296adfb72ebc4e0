"""The decisions of a case: drafted part by part beside what is still missing, released by a named person, printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from helevejen.accounts.enums import Permission
from helevejen.cases import actions, queries
from helevejen.cases.enums import DecisionState, MissingElement
from helevejen.cases.rules import decisions as rules
from helevejen.core import clock
from helevejen.inquiries import queries as inquiry_queries
from helevejen.web.desk.adding import show_adding, track_choices, track_in
from helevejen.web.desk.deeds import Deed, done, done_on, sent, show_deed
from helevejen.web.desk.forms import decisions as forms
from helevejen.web.desk.frame import fetch_case_to_work, fetch_to_work, open_file
from helevejen.web.desk.statements import statement_names
from helevejen.web.shared.access import fetch, may_work_on, requires
from helevejen.web.shared.doing import did
from helevejen.web.shared.phrasing import day

#: The control to go to for each thing that is missing; what has none is put right in another place.
_WHERE = {
    MissingElement.FACTS: "id_facts",
    MissingElement.LAW: "id_law_clause",
    MissingElement.LAW_NOT_IN_FORCE: "id_law_clause",
    MissingElement.CONSIDERATIONS: "id_considerations",
    MissingElement.OUTCOME: "id_outcome_0",
    MissingElement.HEARING_NOT_CONSIDERED: "id_is_hearing_needed_0",
    MissingElement.HEARING_NOT_SENT: "hoering",
    MissingElement.HEARING_NOT_OVER: "hoering",
    MissingElement.COMPLAINT_GUIDANCE: "id_complaint_guidance",
    MissingElement.COMPLAINT_DEADLINE: "id_complaint_due_on",
    MissingElement.MENTOR_NOTE: "bilag",
}


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision of the list; `href` leads on to writing a draft or to reading what was released."""

    pk: int
    name: str
    state: str
    outcome: str
    is_draft: bool
    drafted_by: str
    drafted_on: Any
    released_by: str
    released_on: Any
    hearing_due_on: date | None
    is_heard: bool
    complaint_due_on: date | None
    href: str


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing in a draft, and where to put it right."""

    words: str
    where: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One note a decision rests on."""

    note_id: int
    headline: str
    written_by: str
    written_at: Any
    cap: str


@dataclass(frozen=True, slots=True)
class Draft:
    """
    A draft as the page that writes it shows it.

    Attributes:
        is_hearing_needed: None while nobody has considered it.
        is_law_read: A lawyer has read the clause against the act.
        may_send_hearing: There is something to be heard about, and nothing has been sent.
    """

    pk: int
    case_id: int
    name: str
    hearing_sent_on: date | None
    hearing_due_on: date | None
    hearing_answer: str
    is_hearing_needed: bool | None
    has_facts: bool
    is_law_read: bool
    may_send_hearing: bool
    may_answer_hearing: bool


@requires(Permission.CASE_VIEW)
def case_decisions(request: HttpRequest, case_id: int) -> HttpResponse:
    case, frame = open_file(request, case_id, tab="case_decisions", shown="F")
    lines = [_line(one, frame.may_work) for one in queries.decisions_of(case, request.user, clock.now())]
    context = {
        "frame": frame,
        "done": done_on(request),
        "drafts": [line for line in lines if line.is_draft],
        "released": [line for line in lines if not line.is_draft],
    }
    return render(request, "desk/case_decisions.html", context)


@requires(Permission.CASE_WORK)
def decision_draft(request: HttpRequest, case_id: int) -> HttpResponse:
    case = fetch_case_to_work(request, case_id)
    tracks = track_choices(queries.open_turns_of(case, clock.today()))
    maybe = inquiry_queries.applications_of(case.citizen_id, request.user, clock.now())
    chosen = next((one for one in maybe if str(one.inquiry_id) == request.GET.get("henvendelse")), None)
    initial = {"applied_on": chosen.received_on, "applied_by": chosen.by.value} if chosen else {}
    form = forms.DraftDecision(sent(request), kinds=queries.decision_kinds(), tracks=tracks, initial=initial)
    if form.is_valid():
        values = {"kind": form.cleaned_data["kind"], "track": track_in(request, case, form.cleaned_data["track"])}
        values["application"] = form.application(chosen.inquiry_id if chosen else None)
        if did(form, actions.draft_decision, case=case, by=request.user, at=clock.now(), **values):
            return done(request, _tab(case.pk), "decision_drafted")
    more = {"maybe": maybe, "chosen": chosen, "case_id": case.pk, "today": clock.today()}
    part = "desk/_decision_draft.html"
    return show_adding(request, form, case=case, name="decision_draft", submit=_("Begynd udkastet"), part=part, **more)


@requires(Permission.CASE_WORK)
def decision_write(request: HttpRequest, decision_id: int) -> HttpResponse:
    decision = _fetch(request, decision_id)
    if decision.state != DecisionState.DRAFT:
        return redirect("desk:decision_detail", decision.pk)
    form = _write_form(request, decision)
    if form.is_valid():
        values = form.changes()
        if not values or did(
            form, actions.write_decision, decision=decision, by=request.user, at=clock.now(), **values
        ):
            if not request.headers.get("HX-Request") and not form.half:
                return done(request, _write(decision.pk), "decision_saved")
            decision = _fetch(request, decision_id)
            form.ask_for_other_half()
    return _writing(request, decision, form)


@requires(Permission.DECISION_RELEASE)
def decision_release(request: HttpRequest, decision_id: int) -> HttpResponse:
    decision, today = _fetch(request, decision_id), clock.today()
    form = django_forms.Form(sent(request))
    if form.is_valid() and did(form, actions.release_decision, decision=decision, by=request.user, at=clock.now()):
        return redirect(f"{reverse('desk:decision_detail', args=[decision.pk])}?gjort=decision_released")
    context = {
        "form": form,
        "draft": _draft(decision, today),
        "citizen_name": decision.case.citizen.name,
        "blocks": queries.decision_text(decision),
        "missing": _missing(decision, today),
        "complaint_due_on": decision.complaint_due_on or rules.complaint_due_on(today),
    }
    return render(request, "desk/decision_release.html", context, status=422 if form.errors else 200)


@requires(Permission.CASE_WORK)
def decision_withdraw(request: HttpRequest, decision_id: int) -> HttpResponse:
    decision = _fetch(request, decision_id)
    form = django_forms.Form(sent(request))
    if form.is_valid() and did(form, actions.withdraw_draft, decision=decision, by=request.user, at=clock.now()):
        return done(request, _tab(decision.case_id), "decision_withdrawn")
    text = _("Udkastet bliver gemt i loggen, men du kan ikke skrive videre på det. Begynd et nyt, hvis du fortryder.")
    return show_deed(
        request, form, _deed(decision, _("Slet udkastet"), _("Slet udkastet"), text, "desk/_dangerous_deed.html")
    )


@requires(Permission.CASE_VIEW)
def decision_detail(request: HttpRequest, decision_id: int) -> HttpResponse:
    decision = fetch(request, queries.decisions_visible_to(request.user, clock.now()), pk=decision_id, shown="I")
    is_draft = decision.state == DecisionState.DRAFT
    context = {
        "line": _line(decision, may_work=may_work_on(request, decision.case.citizen_id)),
        "case_id": decision.case_id,
        "citizen_name": decision.case.citizen.name,
        "is_draft": is_draft,
        "is_withdrawn": decision.state == DecisionState.WITHDRAWN,
        "may_write": is_draft and decision.case.is_open and may_work_on(request, decision.case.citizen_id),
        "blocks": queries.decision_text(decision),
        "statements": statement_names(request, decision),
        "done": done_on(request),
    }
    return render(request, "desk/decision_detail.html", context)


@requires(Permission.CASE_VIEW)
def decision_text(request: HttpRequest, decision_id: int) -> HttpResponse:
    decision = fetch(request, queries.decisions_visible_to(request.user, clock.now()), pk=decision_id, shown="I")
    text = rules.plain_text(queries.decision_text(decision))
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8")


@requires(Permission.CASE_WORK)
@require_POST
def note_attach(request: HttpRequest, decision_id: int) -> HttpResponse:
    decision, at = _fetch(request, decision_id), clock.now()
    known = {str(note.pk): note for note in queries.notes_for_evidence(decision, request.user, at)}
    form = _attach_form(request.POST, known)
    if form.is_valid() and did(
        form, actions.attach_note, decision=decision, note=known[form.cleaned_data["note"]], by=request.user, at=at
    ):
        return done(request, _write(decision.pk), "note_attached", place="bilag")
    return show_deed(request, form, _deed(decision, _("Læg et notat til"), _("Læg til")))


@requires(Permission.CASE_WORK)
@require_POST
def note_detach(request: HttpRequest, decision_id: int, note_id: int) -> HttpResponse:
    decision, at = _fetch(request, decision_id), clock.now()
    note = fetch(request, queries.notes_visible_to(request.user, at), pk=note_id, case=decision.case_id, shown="E")
    form = django_forms.Form(request.POST)
    if form.is_valid() and did(form, actions.detach_note, decision=decision, note=note, by=request.user, at=at):
        return done(request, _write(decision.pk), "note_detached", place="bilag")
    return show_deed(request, form, _deed(decision, _("Fjern notatet"), _("Prøv igen")))


def _fetch(request: HttpRequest, decision_id: int) -> Any:
    visible = queries.decisions_visible_to(request.user, clock.now())
    return fetch_to_work(request, visible, pk=decision_id, shown="FI")


def _write_form(request: HttpRequest, decision: Any) -> forms.WriteDecision:
    laws = queries.laws_for(decision.kind, clock.today())
    names = (
        "applied_on",
        "applied_by",
        "outcome",
        "facts",
        "law_clause",
        "considerations",
        "complaint_guidance",
        "complaint_due_on",
    )
    initial = {name: getattr(decision, name) for name in names}
    initial["is_hearing_needed"] = forms.hearing_word(decision.is_hearing_needed)
    return forms.WriteDecision(sent(request), initial=initial, laws=laws)


def _writing(request: HttpRequest, decision: Any, form: forms.WriteDecision) -> HttpResponse:
    at, today = clock.now(), clock.today()
    notes = {str(note.pk): note for note in queries.notes_for_evidence(decision, request.user, at)}
    context = {
        "form": form,
        "attach_form": _attach_form(None, notes) if notes else None,
        "draft": _draft(decision, today),
        "deadline": inquiry_queries.deadline_of_draft(decision, today),
        "missing": [*_half_written(form), *_missing(decision, today)],
        "statements": statement_names(request, decision),
        "evidence": [_evidence(one) for one in queries.evidence_of(decision)],
        "citizen_name": decision.case.citizen.name,
        "done": done_on(request),
        "today": today,
    }
    return render(request, "desk/decision_write.html", context, status=422 if form.is_bound and form.errors else 200)


def _attach_form(data: Any, notes: dict[str, Any]) -> forms.AttachNote:
    choices = [(pk, f"{day(note.written_at, clock.today())}: {note.headline}") for pk, note in notes.items()]
    return forms.AttachNote(data, notes=choices)


def _draft(decision: Any, today: date) -> Draft:
    law = rules.clauses().find_law(decision.law_clause)
    stated = decision.is_hearing_needed
    needed = rules.is_hearing_needed(kind=decision.kind, outcome=decision.outcome, stated=stated)
    return Draft(
        pk=decision.pk,
        case_id=decision.case_id,
        name=queries.decision_name(decision.kind),
        hearing_sent_on=decision.hearing_sent_on,
        hearing_due_on=decision.hearing_due_on,
        hearing_answer=decision.hearing_answer,
        is_hearing_needed=needed,
        has_facts=bool(decision.facts.strip()),
        is_law_read=law is None or bool(law.verified_by),
        may_send_hearing=decision.hearing_sent_on is None and (needed or stated is None),
        may_answer_hearing=decision.hearing_sent_on is not None and decision.hearing_answered_on is None,
    )


def _missing(decision: Any, today: date) -> list[Missing]:
    return [Missing(str(one.label), _WHERE.get(one, "")) for one in queries.missing_in(decision, today)]


def _half_written(form: forms.WriteDecision) -> list[Missing]:
    return [Missing(str(words), f"id_{name}") for name, words in form.HALF.items() if form.has_error(name)]


def _evidence(one: Any) -> Evidence:
    note = one.note
    return Evidence(note.pk, note.headline, note.written_by.name, note.written_at, note.cap)


def _line(decision: Any, may_work: bool) -> DecisionLine:
    is_draft = decision.state == DecisionState.DRAFT
    return DecisionLine(
        pk=decision.pk,
        name=queries.decision_name(decision.kind),
        state=str(decision.get_state_display()),
        outcome=str(decision.get_outcome_display()) if decision.outcome else "",
        is_draft=is_draft,
        drafted_by=decision.drafted_by.name,
        drafted_on=decision.drafted_at,
        released_by=decision.released_by.name if decision.released_by else "",
        released_on=decision.released_at,
        hearing_due_on=decision.hearing_due_on,
        is_heard=decision.hearing_answered_on is not None,
        complaint_due_on=decision.complaint_due_on,
        href=reverse(f"desk:decision_{'write' if is_draft and may_work else 'detail'}", args=[decision.pk]),
    )


def _deed(decision: Any, title: str, submit: str, text: str = "", part: str = "desk/_deed.html") -> Deed:
    about = f"{decision.case.citizen.name} · {queries.decision_name(decision.kind)}"
    return Deed(title, submit, back=_write(decision.pk), text=text, about=about, part=part)


def _tab(case_id: int) -> str:
    return reverse("desk:case_decisions", args=[case_id])


def _write(decision_id: int) -> str:
    return reverse("desk:decision_write", args=[decision_id])
