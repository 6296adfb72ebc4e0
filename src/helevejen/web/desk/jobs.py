"""The jobs of a case and the talks with companies: begun, followed up, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.cases import actions, queries
from helevejen.core import clock, formats
from helevejen.proposals import queries as proposal_queries
from helevejen.web.desk.contacts import (
    companies_to_pick,
    company_choices,
    filled_in,
    is_searching,
    only_one,
    search_words,
)
from helevejen.web.desk.deeds import Deed, done, done_on, sent, show_deed
from helevejen.web.desk.forms import jobs as forms
from helevejen.web.desk.frame import Frame, fetch_case_to_work, fetch_to_work, open_file
from helevejen.web.desk.placements import rows_on_tab
from helevejen.web.shared.access import requires
from helevejen.web.shared.doing import did


@dataclass(frozen=True, slots=True)
class JobLine:
    """
    One job of the file.

    Attributes:
        next_on: The day of the next check-in; None when the follow-up is over.
    """

    pk: int
    title: str
    employer: str
    form: str
    weekly_hours: str
    started_on: date
    ended_on: date | None
    ended_because: str
    check_in_days: int
    follow_up_until: date
    is_followed_up: bool
    next_on: date | None

    @property
    def anchor(self) -> str:
        return f"job-{self.pk}"


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One talk with a company."""

    pk: int
    at: datetime
    company: str
    contact_name: str
    channel: str
    text: str
    by: str


@requires(Permission.CASE_VIEW)
def case_jobs(request: HttpRequest, case_id: int) -> HttpResponse:
    case, frame = open_file(request, case_id, tab="case_jobs", shown="E")
    at = clock.now()
    due = {ball.turn.track_id: ball.turn.due_on for ball in frame.balls}
    context = {
        "frame": frame,
        "done": done_on(request),
        "jobs": [_job(job, due, frame) for job in queries.jobs_of(case, request.user, at)],
        "proposals": proposal_queries.proposals_of_case(case, at),
        "placements": rows_on_tab(request, case),
        "contacts": [_contact(one) for one in queries.company_contacts_of(case, request.user, at)],
    }
    return render(request, "desk/case_jobs.html", context)


@requires(Permission.CASE_WORK)
def job_start(request: HttpRequest, case_id: int) -> HttpResponse:
    case = fetch_case_to_work(request, case_id)
    known = companies_to_pick(request, case)
    picked = only_one(known) if is_searching(request) else ""
    form = forms.StartJob(**filled_in(request, company=picked), companies=company_choices(known))
    if form.is_valid():
        values = form.values() | {"company": known.get(form.cleaned_data["company"])}
        if did(form, actions.start_job, case=case, by=request.user, at=clock.now(), **values):
            return done(request, _tab(case.pk), "job_started")
    text = _("Et job er ikke slutningen. Du følger op, så længe I har aftalt det, og bolden er din.")
    words = {"text": text, "about": case.citizen.name, "part": "desk/_job_start.html"}
    deed = Deed(_("Et job begynder"), _("Skriv jobbet ind"), back=_tab(case.pk), **words)
    return show_deed(request, form, deed, **search_words(request, case))


@requires(Permission.CASE_WORK)
def job_check_in(request: HttpRequest, job_id: int) -> HttpResponse:
    job = _fetch(request, job_id)
    form = forms.CheckIn(sent(request))
    if form.is_valid():
        values = form.cleaned_data | {"minutes": form.cleaned_data["minutes"] or 0}
        if did(form, actions.check_in, job=job, by=request.user, at=clock.now(), **values):
            return _done(request, job, "checked_in")
    next_on = queries.next_check_in_on(job, clock.today())
    text = "" if next_on else _("Det er den sidste opfølgning, I har aftalt. Bagefter er opfølgningen slut.")
    return show_deed(request, form, _deed(job, _("Følg op"), _("Gem"), text))


@requires(Permission.CASE_WORK)
def job_end(request: HttpRequest, job_id: int) -> HttpResponse:
    job = _fetch(request, job_id)
    form = forms.EndJob(sent(request), initial={"on": clock.today()})
    if form.is_valid() and did(form, actions.end_job, job=job, by=request.user, at=clock.now(), **form.cleaned_data):
        return _done(request, job, "job_ended")
    text = _("Bolden bliver at tale med borgeren om, hvad der så skal ske.")
    return show_deed(request, form, _deed(job, _("Jobbet er slut"), _("Jobbet er slut"), text))


@requires(Permission.CASE_WORK)
def follow_up_stop(request: HttpRequest, job_id: int) -> HttpResponse:
    job = _fetch(request, job_id)
    form = django_forms.Form(sent(request))
    if form.is_valid() and did(form, actions.stop_follow_up, job=job, by=request.user, at=clock.now()):
        return _done(request, job, "follow_up_stopped")
    text = _("Gør det kun, når borgeren selv siger stop. Jobbet bliver stående, og sagen kan åbne et nyt spor igen.")
    return show_deed(request, form, _deed(job, _("Stop opfølgningen"), _("Stop"), text))


def _fetch(request: HttpRequest, job_id: int) -> Any:
    return fetch_to_work(request, queries.jobs_visible_to(request.user, clock.now()), pk=job_id, shown="CD")


def _job(job: Any, due: dict[int, date | None], frame: Frame) -> JobLine:
    return JobLine(
        pk=job.pk,
        title=job.title,
        employer=job.employer_name if frame.shows_places else "",
        form=str(job.get_form_display()),
        weekly_hours=_hours(job.weekly_hours),
        started_on=job.started_on,
        ended_on=job.ended_on,
        ended_because=job.ended_because,
        check_in_days=job.check_in_days,
        follow_up_until=job.follow_up_until,
        is_followed_up=job.retention_track.is_open,
        next_on=due.get(job.retention_track_id),
    )


def _hours(hours: Decimal) -> str:
    is_whole = hours == hours.to_integral_value()
    return formats.number(hours, decimals=0 if is_whole else 1 if (hours * 10) % 1 == 0 else 2)


def _contact(one: Any) -> ContactLine:
    return ContactLine(
        pk=one.pk,
        at=one.at,
        company=one.company.name,
        contact_name=one.contact_name,
        channel=str(one.get_channel_display()),
        text=one.text,
        by=one.by.name,
    )


def _deed(job: Any, title: str, submit: str, text: str = "") -> Deed:
    about = f"{job.case.citizen.name} · {job.title}, {job.employer_name}"
    return Deed(title, submit, back=_tab(job.case_id), text=text, about=about)


def _done(request: HttpRequest, job: Any, said: str) -> HttpResponse:
    return done(request, _tab(job.case_id), said, place=f"job-{job.pk}")


def _tab(case_id: int) -> str:
    return reverse("desk:case_jobs", args=[case_id])
