"""What a company is asked to do, told without a word about whom: the chain's own sentences and a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from helevejen.accounts import perms as staff
from helevejen.accounts.models import User
from helevejen.cases import perms
from helevejen.cases.enums import Holder
from helevejen.cases.models import CompanyContact, Job, Track, Turn
from helevejen.cases.rules import chains
from helevejen.cases.rules import turns as rules
from helevejen.companies.models import Company, Workplace


@dataclass(frozen=True, slots=True)
class CompanyTurn:
    """
    One turn a company has. Not whose case it is, not what somebody wrote.

    Attributes:
        reference: A number that the company and the jobformidler both see, so that nobody need be named.
        words: The chain's sentence to a company; empty when the chain has none.
        since: When the company got the ball, postponements counted in.
        asked_by: The member of staff who follows the case, with telephone and mail, which may be empty.
    """

    pk: int
    reference: int
    words: str
    since: date
    due_on: date | None
    is_late: bool
    asked_by: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class EndedTurn:
    """
    One turn a company had, and when it ended.

    Attributes:
        now: The number of the turn that took its place; None when the company has it no more.
    """

    reference: int
    words: str
    ended_on: date
    now: int | None


def turns_of_company(company: Company, on: date) -> list[CompanyTurn]:
    """
    Return the open turns a company has, by due day. Two queries.

    A turn is the company's when it is named as the holder, or, where nobody is named, when the track's job is there or
    the latest talk about the track was with it. Where another company has the same name, the latest talk decides.
    """
    by_day = _held_by(company).order_by(F("due_on").asc(nulls_last=True), "pk")
    language = get_language() or "da"
    # Columns and no rows of models: forty turns are a hundred and eighty objects.
    return [_seen(_Held(*row), on, language) for row in by_day.values_list(*_COLUMNS)]


def seen_by_company(turn: Turn, on: date) -> CompanyTurn:
    """Return a turn from `turns_visible_to_company` as the company sees it. No query."""
    worker = turn.track.case.jobformidler
    held = _Held(
        *(turn.pk, turn.track_id, turn.track.kind, turn.step),
        turn.held_since,  # type: ignore[attr-defined]
        *(turn.due_on, worker.name, worker.phone, worker.email),
    )
    return _seen(held, on, get_language() or "da")


def turns_visible_to_company(company: Company) -> QuerySet[Turn]:
    """Return the open turns a company has. Two queries."""
    return _held_by(company)


def is_turn_of(company: Company, turn: Turn) -> bool:
    """Return whether an open turn is the company's. Two queries."""
    return _held_by(company).filter(pk=turn.pk).exists()


def find_ended_turn_of(company: Company, turn_id: int) -> EndedTurn | None:
    """
    Return a turn a company had and has no more; None for any other turn.

    Where it ended in words only (postponed, say), the turn that took its place is the one to answer. Four queries.
    """
    ended = _theirs(company, Turn.objects.filter(ended_at__isnull=False)).filter(pk=turn_id).first()
    if ended is None or ended.ended_at is None:
        return None
    now = _held_by(company).filter(track=ended.track_id, step=ended.step, since__gte=ended.ended_at).first()
    words = chains.wording(ended.track.kind, ended.step, "company", get_language() or "da")
    return EndedTurn(ended.track_id, words, rules.day_of(ended.ended_at), now.pk if now else None)


def find_contact_for(company: Company, on: date) -> User | None:
    """Return the member of staff at work who talked to a company last, None when nobody did. One query."""
    talks = CompanyContact.objects.filter(company=company)
    working = staff.at_work_on(on).filter(pk=OuterRef("by"))
    last = talks.filter(Exists(working)).select_related("by").order_by("-at", "-pk").first()
    return last.by if last else None


def find_task(user: User, number: int, at: datetime) -> Track | None:
    """
    Return the track whose number a company says, of those whose file is open to the user; None for any other number.

    Only a track on which a company has or has had the ball: no other number was ever shown to one. One query.
    """
    asked = Turn.objects.filter(track=OuterRef("pk"), holder=Holder.COMPANY)
    tracks = Track.objects.filter(Exists(asked), perms.of_visible(user, at))
    loaded = tracks.select_related("case__citizen", "open_turn").defer("case__citizen__cpr", "case__citizen__address")
    return loaded.filter(pk=number).first()


def _held_by(company: Company) -> QuerySet[Turn]:
    return _theirs(company, Turn.objects.open())


def _theirs(company: Company, among: QuerySet[Turn]) -> QuerySet[Turn]:
    names = _names_of(company)
    shared = {name for name, is_shared in names.items() if is_shared}
    turns = among.filter(holder=Holder.COMPANY).annotate(talked_to=_latest_talk(), held_since=_since())
    # Looked up for each turn that names nobody; joined, PostgreSQL reads every job of the municipality first.
    jobs = Job.objects.filter(retention_track=OuterRef("track")).order_by()
    turns = turns.alias(job=Subquery(jobs.values("pk")), job_at=Subquery(jobs.values("company")))
    is_theirs = (
        Q(holder_name__in=names.keys() - shared)
        | Q(holder_name__in=shared, talked_to=company.pk)
        | Q(holder_name="") & (Q(job_at=company.pk) | Q(job=None, talked_to=company.pk))
    )
    loaded = turns.filter(is_theirs).select_related("track__case__jobformidler")
    worker = "track__case__jobformidler"
    return loaded.only(
        "holder",
        "step",
        "since",
        "due_on",
        "ended_at",
        "track__kind",
        f"{worker}__name",
        f"{worker}__phone",
        f"{worker}__email",
    )


def _names_of(company: Company) -> dict[str, bool]:
    """Return the names of a company and its workplaces, and whether another company has one of the name. One query."""
    its_own = Q(name=company.name) | Q(name__in=Workplace.objects.filter(company=company).order_by().values("name"))
    companies = Company.objects.filter(its_own).order_by().values_list("name", "pk")
    workplaces = Workplace.objects.filter(its_own).order_by().values_list("name", "company")
    named: dict[str, set[int]] = {}
    for name, whose in companies.union(workplaces):
        named.setdefault(name, set()).add(whose)
    return {name: whose != {company.pk} for name, whose in named.items()}


def _latest_talk() -> Subquery:
    talks = CompanyContact.objects.filter(track=OuterRef("track")).order_by("-at", "-pk")
    return Subquery(talks.values("company")[:1])


def _since() -> Coalesce:
    """Return when the company got the ball, postponements counted in."""
    ended = Turn.objects.filter(track=OuterRef("track"), ended_at__isnull=False)
    ended = ended.exclude(event__in=rules.EVENTS_THAT_KEEP_THE_HOLDER).order_by()
    last = ended.values("track").annotate(last=Max("ended_at")).values("last")
    return Coalesce(Subquery(last), F("track__opened_at"))


class _Held(NamedTuple):
    """What is read of a turn a company has, of its track and of who follows the case."""

    pk: int
    track_id: int
    kind: str
    step: str
    held_since: datetime
    due_on: date | None
    asked_by: str
    phone: str
    email: str


_COLUMNS: Final = (
    *("pk", "track_id", "track__kind", "step", "held_since", "due_on"),
    *(f"track__case__jobformidler__{name}" for name in ("name", "phone", "email")),
)


def _seen(turn: _Held, on: date, language: str) -> CompanyTurn:
    return CompanyTurn(
        pk=turn.pk,
        reference=turn.track_id,
        words=chains.wording(turn.kind, turn.step, "company", language),
        since=rules.day_of(turn.held_since),
        due_on=turn.due_on,
        is_late=rules.is_overdue(turn.due_on, on=on),
        asked_by=turn.asked_by,
        phone=turn.phone,
        email=turn.email,
    )
