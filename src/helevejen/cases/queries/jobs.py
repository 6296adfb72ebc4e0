"""Reads of jobs and of talks with companies."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

from django.db.models import QuerySet

from helevejen.accounts.models import User
from helevejen.cases import perms
from helevejen.cases.models import Case, CompanyContact, Job
from helevejen.cases.rules import jobs as rules

M = TypeVar("M", Job, CompanyContact)


def jobs_visible_to(user: User, at: datetime) -> QuerySet[Job]:
    """Return the jobs of the citizens open to the user, newest first, with track and company. One query."""
    return _loaded(perms.jobs_readable_by(user, at))


def jobs_of(case: Case, viewer: User, at: datetime) -> list[Job]:
    """Return a case's jobs the viewer may read, the latest first, with track and company. One query."""
    jobs = perms.jobs_readable_by(viewer, at).filter(case=case).select_related("company", "retention_track")
    return _of(case, jobs.order_by("-started_on", "-pk"))


def company_contacts_of(case: Case, viewer: User, at: datetime) -> list[CompanyContact]:
    """Return a case's talks with companies the viewer may read, the latest first, with those who talked. One query."""
    talks = perms.company_contacts_readable_by(viewer, at).filter(case=case).select_related("company", "by")
    return _of(case, talks.order_by("-at", "-pk"))


def company_contacts_visible_to(user: User, at: datetime) -> QuerySet[CompanyContact]:
    """Return the talks with companies of the citizens open to the user, the latest first. One query."""
    visible = perms.company_contacts_readable_by(user, at)
    return visible.select_related("case__citizen", "company", "by", "track").order_by("-at", "-pk")


def next_check_in_on(job: Job, on: date) -> date | None:
    """Return the day a check-in done today would put the next one on, or None when it would be the last. No query."""
    return rules.next_check_in_on(
        after=max(on, job.started_on), check_in_days=job.check_in_days, until=job.follow_up_until
    )


def _of(case: Case, rows: QuerySet[M]) -> list[M]:
    """Return rows of a case with it, which is at hand and so not joined to each of them."""
    found = list(rows)
    for one in found:
        one.case = case
    return found


def _loaded(jobs: QuerySet[Job]) -> QuerySet[Job]:
    return jobs.select_related(
        "case__citizen", "case__jobformidler", "company", "retention_track", "registered_by"
    ).order_by("-started_on", "-pk")
