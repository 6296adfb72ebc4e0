"""The plan: goals and small steps, ours and the citizen's, and the answer to a wish."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from helevejen.accounts.enums import Permission
from helevejen.cases import actions, queries
from helevejen.cases.enums import GoalState
from helevejen.core import clock
from helevejen.web.desk.adding import cap_of, hide_known_cap, show_adding
from helevejen.web.desk.deeds import Deed, done, sent, show_deed
from helevejen.web.desk.forms.plan import AgreeStep, AnswerWish, EndGoal, SetGoal
from helevejen.web.desk.frame import fetch_case_to_work, fetch_to_work
from helevejen.web.shared.access import requires
from helevejen.web.shared.doing import did

_USUAL_DAYS = 14  # proposed for a step; the two agree on the day
_WORDS_SHOWN = 80


@requires(Permission.CASE_WORK)
def goal_set(request: HttpRequest, case_id: int) -> HttpResponse:
    case, at = fetch_case_to_work(request, case_id), clock.now()
    wishes = queries.wishes_visible_to(request.user, at).filter(
        citizen=case.citizen_id, replaced_at=None, withdrawn_at=None
    )
    known = {str(wish.pk): wish for wish in wishes}
    form = SetGoal(sent(request), wishes=[(pk, _short(wish.text)) for pk, wish in known.items()])
    if form.is_valid():
        wish = known.get(form.cleaned_data["wish"])
        if did(form, actions.set_goal, case=case, by=request.user, at=at, text=form.cleaned_data["text"], wish=wish):
            return done(request, _file(case.pk), "goal_set", place="plan")
    return show_adding(request, form, case=case, name="goal_set", submit=_("Sæt målet"))


@requires(Permission.CASE_WORK)
def goal_end(request: HttpRequest, goal_id: int) -> HttpResponse:
    at = clock.now()
    goal = fetch_to_work(request, queries.goals_visible_to(request.user, at), pk=goal_id, shown="D")
    form = EndGoal(sent(request))
    if form.is_valid() and did(form, actions.end_goal, goal=goal, by=request.user, at=at, **form.cleaned_data):
        return done(request, _file(goal.case_id), "goal_ended", place="plan")
    deed = Deed(title=_("Afslut målet"), submit=_("Afslut"), back=_file(goal.case_id), about=goal.text)
    return show_deed(request, form, deed)


@requires(Permission.CASE_WORK)
def step_agree(request: HttpRequest, case_id: int) -> HttpResponse:
    case, at = fetch_case_to_work(request, case_id), clock.now()
    goals = queries.goals_visible_to(request.user, at).filter(case=case, state=GoalState.ACTIVE)
    known = {str(goal.pk): goal for goal in goals}
    initial = {"due_on": clock.today() + timedelta(days=_USUAL_DAYS), "goal": request.GET.get("maal", "")}
    form = AgreeStep(sent(request), initial=initial, goals=[(pk, _short(goal.text)) for pk, goal in known.items()])
    hide_known_cap(form, cap_of(request))
    if form.is_valid():
        values = form.cleaned_data | {"goal": known.get(form.cleaned_data["goal"])}
        if did(form, actions.agree_step, case=case, by=request.user, at=at, **values):
            return done(request, _file(case.pk), "step_agreed", place="plan")
    return show_adding(request, form, case=case, name="step_agree", submit=_("Aftal skridtet"))


@requires(Permission.CASE_WORK)
@require_POST
def step_finish(request: HttpRequest, step_id: int) -> HttpResponse:
    return _end_step(request, step_id, actions.finish_step, "step_finished")


@requires(Permission.CASE_WORK)
@require_POST
def step_drop(request: HttpRequest, step_id: int) -> HttpResponse:
    return _end_step(request, step_id, actions.drop_step, "step_dropped")


@requires(Permission.CASE_WORK)
def wish_answer(request: HttpRequest, wish_id: int) -> HttpResponse:
    at = clock.now()
    wish = fetch_to_work(request, queries.wishes_visible_to(request.user, at), pk=wish_id, shown="D")
    case = queries.find_open_case(wish.citizen)
    back = _file(case.pk) if case else reverse("desk:citizen_detail", args=[wish.citizen_id])
    form = AnswerWish(sent(request))
    if form.is_valid() and did(form, actions.answer_wish, wish=wish, by=request.user, at=at, **form.cleaned_data):
        return done(request, back, "wish_answered", place=f"oenske-{wish.pk}")
    deed = Deed(
        title=_("Svar på ønsket"),
        submit=_("Send svaret"),
        back=back,
        text=wish.text,
        about=wish.citizen.name,
        part="desk/_wish_answer.html",
    )
    return show_deed(request, form, deed)


def _end_step(request: HttpRequest, step_id: int, deed: Callable[..., Any], said: str) -> HttpResponse:
    """End a step; when somebody else was first, show the plan as it is now and say so."""
    at = clock.now()
    step = fetch_to_work(request, queries.plan_steps_visible_to(request.user, at), pk=step_id, shown="D")
    is_done = did(forms.Form(request.POST), deed, step=step, by=request.user, at=at)
    return done(request, _file(step.case_id), said if is_done else "step_over", place=f"skridt-{step.pk}")


def _short(text: str) -> str:
    return Truncator(text).chars(_WORDS_SHOWN)


def _file(case_id: int) -> str:
    return reverse("desk:case_detail", args=[case_id])
