"""The company's answer to one of its turns: a few words, or a wish to be called. Then the jobformidler has the ball."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helevejen.accounts.enums import Permission
from helevejen.cases.actions import company_turns as actions
from helevejen.cases.queries import company_turns as queries
from helevejen.cases.queries.company_answers import GivenAnswer, find_answer_of
from helevejen.cases.rules.company_turns import MOST_ANSWER_LETTERS
from helevejen.companies import queries as company_queries
from helevejen.core import clock
from helevejen.placements import queries as placement_queries
from helevejen.proposals import queries as proposal_queries
from helevejen.web.company.task_rows import facts_of, words_of
from helevejen.web.shared.access import fetch, requires


class AnswerTurn(forms.Form):
    """A few words; whoever asks to be called need not write any."""

    text = forms.CharField(
        label=gettext_lazy("Jeres svar"),
        help_text=gettext_lazy("Et par linjer er nok. Skriv ikke om helbred, og skriv ikke CPR-numre."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "data-keep-words": "1"}),
        max_length=MOST_ANSWER_LETTERS,
        error_messages={
            "required": gettext_lazy("Skriv jeres svar, eller sæt kryds ved, at vi skal ringe."),
            "max_length": gettext_lazy("Teksten er for lang. Skriv den lidt kortere."),
        },
    )
    wants_call = forms.BooleanField(label=gettext_lazy("Ring hellere til os"), required=False)

    def clean(self) -> dict[str, Any]:
        """Let the words be left out by whoever would rather be called."""
        cleaned = super().clean() or {}
        if cleaned.get("wants_call") and self.has_error("text", code="required"):
            del self.errors["text"]
            cleaned["text"] = ""
        return cleaned


@requires(Permission.OWN_COMPANY_ACT)
def turn_answer(request: HttpRequest, turn_id: int) -> HttpResponse:
    company: Any = fetch(request, company_queries.companies_visible_to(request.user, clock.now()))
    if answer := find_answer_of(company, turn_id):
        return _answered(request, answer)
    if ended := queries.find_ended_turn_of(company, turn_id):
        if ended.now is None:
            return _ended(request, ended)
        turn_id = ended.now
    turn = fetch(request, queries.turns_visible_to_company(company), pk=turn_id, shown="")
    placement_id = placement_queries.find_placement_of_track(turn.track_id)
    if placement_id is not None and request.method != "POST":
        return redirect("company:our_placement", placement_id)
    candidates, unshown, _is_one_off = proposal_queries.candidate_tasks(request.user, clock.now())
    if turn.track_id in candidates and request.method != "POST":
        return redirect("company:our_candidate", turn.track_id)
    if turn.track_id in unshown:
        return _past(request, turn.track_id)
    seen = queries.seen_by_company(turn, clock.today())
    form = AnswerTurn(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.answer_as_company(turn=turn, by=request.user, at=clock.now(), **form.cleaned_data)
        except actions.UnableToAnswerAsCompany as objection:
            form.add_error("text", str(objection))
        else:
            messages.success(request, _("Tak for svaret. Nu har %(name)s bolden.") % {"name": seen.asked_by})
            return redirect("company:our_tasks")
    shown = {"turn": seen, "words": words_of(seen), "facts": facts_of(seen, clock.today())}
    shown |= {"form": form, "company_name": company.name, "today": clock.today()}
    return render(request, "company/turn_answer.html", shown, status=422 if form.errors else 200)


def _answered(request: HttpRequest, answer: GivenAnswer) -> HttpResponse:
    """Show what has been answered, and give back what a colleague wrote meanwhile, which is not sent."""
    shown = {"answer": answer, "unsent": _unsent(request), "today": clock.today()}
    return render(request, "company/turn_answered.html", shown, status=409 if request.method == "POST" else 200)


def _ended(request: HttpRequest, ended: queries.EndedTurn) -> HttpResponse:
    """Say that a task is done with, when it ended otherwise than by an answer here."""
    shown = {"ended": ended, "unsent": _unsent(request), "today": clock.today()}
    return render(request, "company/turn_ended.html", shown, status=409 if request.method == "POST" else 200)


def _past(request: HttpRequest, reference: int) -> HttpResponse:
    """Say that a candidate is shown no more, because the yes was given until a day that is past."""
    shown = {"reference": reference, "unsent": _unsent(request)}
    return render(request, "company/turn_past.html", shown, status=409 if request.method == "POST" else 200)


def _unsent(request: HttpRequest) -> str:
    return request.POST.get("text", "").strip()
