"""What a company is asked to do, told without a word about whom: the chain's own sentences and a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import get_language

from helevejen.accounts import perms as staff
from helevejen.accounts.models import User
from helevejen.cases.enums import Holder
from helevejen.cases.models import CompanyContact, Turn
from helevejen.cases.rules import chains
from helevejen.cases.rules import turns as rules
from helevejen.companies.models import Company


@dataclass(frozen=True, slots=True)
class CompanyTurn:
    """
    One turn a company has. Not whose case it is, not what somebody wrote.

    Attributes:
        words: The chain's sentence to a company.
        asked_by: The member of staff who follows the case.
    """

    words: str
    since: date
    due_on: date | None
    is_late: bool
    asked_by: str


def turns_of_company(company: Company, on: date) -> list[CompanyTurn]:
    """
    Return the open turns a company has, by due day; `company.workplaces` must be loaded. One query.

    A turn is the company's when it is named as the holder, or, where nobody is named, when the track's job is there or
    the latest talk about the track was with it.
    """
    language = get_language() or "da"
    turns = (
        _held_by(company)
        .select_related("track__case__jobformidler")
        .only("step", "since", "due_on", "track__kind", "track__case__jobformidler__name")
    )
    return [
        CompanyTurn(
            words=chains.wording(turn.track.kind, turn.step, "company", language),
            since=rules.day_of(turn.since),
            due_on=turn.due_on,
            is_late=rules.is_overdue(turn.due_on, on=on),
            asked_by=turn.track.case.jobformidler.name,
        )
        for turn in turns.order_by("due_on", "pk")
    ]


def find_contact_for(company: Company, on: date) -> User | None:
    """Return the member of staff at work who talked to a company last, None when nobody did. One query."""
    talks = CompanyContact.objects.filter(company=company)
    working = staff.at_work_on(on).filter(pk=OuterRef("by"))
    last = talks.filter(Exists(working)).select_related("by").order_by("-at", "-pk").first()
    return last.by if last else None


def _held_by(company: Company) -> QuerySet[Turn]:
    names = {company.name, *(workplace.name for workplace in company.workplaces.all())}
    latest = CompanyContact.objects.filter(track=OuterRef("track")).order_by("-at", "-pk")
    turns = Turn.objects.open().filter(holder=Holder.COMPANY).annotate(talked_to=Subquery(latest.values("company")[:1]))
    unnamed = Q(holder_name="") & (Q(track__job__company=company) | Q(track__job=None, talked_to=company.pk))
    return turns.filter(Q(holder_name__in=names) | unnamed)
