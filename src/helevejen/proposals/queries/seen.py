"""A proposal as each of the three parties sees it: whose turn, until when, and what was shared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language

from helevejen.accounts.models import User
from helevejen.cases.models import Case
from helevejen.cases.rules import chains
from helevejen.engines.calendar import day_of
from helevejen.proposals import perms
from helevejen.proposals.enums import DisclosureKind, NotNow, Party, ProposalState
from helevejen.proposals.models import Disclosure, Proposal
from helevejen.proposals.queries.numbers import counted_from_card, events_before_card, number_of, numbered
from helevejen.proposals.queries.words import Lines, shown_in_words
from helevejen.proposals.rules import steps
from helevejen.recruitment.models import JobOrder
from helevejen.suggestions.perms import not_even_a_line

_RELATED = (
    "case__citizen",
    "case__jobformidler",
    "order__company",
    "order__workplace",
    "order__owner",
    "proposed_by",
    "track__open_turn",
)


@dataclass(frozen=True, slots=True)
class SharedSeen:
    """One thing a company was shown: what, when, by whom, until when, and the thing itself in words."""

    label: str
    kind: str
    at: datetime
    by: str
    company: str
    until: date
    lines: Lines


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """
    One proposal in a list.

    Attributes:
        seat: What the company calls the candidate; 0 before it was shown one.
        name: Whose it is; empty when the file is not open to the reader.
        words: What happens now, in the reader's words: the chain's for staff or citizen.
        party: Who has the ball; empty when it is over.
        why: Why the company said no, in words; empty otherwise.
        may_work: Whether the reader may open it; asked for the list of an order only.
    """

    pk: int
    seat: int
    name: str
    citizen_id: int | None
    jobformidler: str
    order_id: int
    title: str
    company: str
    state: str
    state_label: str
    words: str
    party: str
    holder: str
    due_on: date | None
    is_late: bool
    is_live: bool
    why: str
    missing: str
    reason_words: str
    at: datetime
    may_work: bool = False


@dataclass(frozen=True, slots=True)
class CandidateSeen:
    """
    A candidate as the company sees it. Only these fields reach its page; `lines` and `person` are the allow-list.

    Attributes:
        pk: The number of the task, which company and municipality both know.
        seat: What the company calls the candidate: the first it was shown is 1.
        number: How much has happened since the card was shown, which a form gives back; nothing of what was before.
        person: The name and what else was agreed to; empty until it is given.
    """

    pk: int
    seat: int
    state: str
    state_label: str
    party: str
    words: str
    due_on: date | None
    is_late: bool
    lines: Lines
    person: Lines
    until: date
    interview_at: datetime | None
    interview_place: str
    number: int
    order_id: int
    order_title: str
    contact: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class AnsweredSeen:
    """A candidate a company has said no to: its own answer, and nothing of the citizen."""

    seat: int
    at: datetime | None
    why: str
    missing: str


def proposals_visible_to(user: User, at: datetime) -> QuerySet[Proposal]:
    """Return the proposals the user may open, with all they are about, the newest first. One query."""
    return numbered(perms.visible_to(user, at).select_related(*_RELATED)).order_by("-proposed_at", "-pk")


def proposals_of_order(order: JobOrder, user: User, at: datetime) -> list[ProposalRow]:
    """
    Return an order's proposals, those that go on first; names only of citizens open to the user. Four queries.

    Without a relation one reads that somebody goes on or is hired, and nothing of those that ended, of the specially
    protected or of those near to the reader.
    """
    open_to = set(perms.visible_to(user, at).filter(order=order).values_list("pk", flat=True))
    to_work = set(perms.workable_by(user, at).filter(pk__in=open_to).values_list("pk", flat=True)) if open_to else set()
    found = list(numbered(Proposal.objects.filter(order=order).select_related(*_RELATED)).order_by("seat"))
    silent = not_even_a_line(user, [one.case.citizen for one in found if one.pk not in open_to])
    rows = [
        replace(row_of(one, at, is_open=one.pk in open_to), may_work=one.pk in to_work)
        for one in found
        if one.pk in open_to or (_goes_on(one) and one.case.citizen_id not in silent)
    ]
    return sorted(rows, key=lambda row: not row.is_live)


def proposals_of_case(case: Case, at: datetime, *, audience: str = "staff") -> list[ProposalRow]:
    """
    Return a case's proposals, those that go on first, then the newest; citizen and jobformidler are those of the case.

    One query.
    """
    # Through the case, whose people are at hand, and so not joined to each of them.
    found = case.proposals.select_related("order__company", "track__open_turn").order_by("-proposed_at", "-pk")
    rows = [row_of(one, at, audience=audience) for one in found]
    return sorted(rows, key=lambda row: not row.is_live)


def orders_asked_of(case: Case) -> set[int]:
    """Return the numbers of the orders for which a case has a proposal that goes on. One query."""
    return set(Proposal.objects.live().filter(case=case).order_by("pk").values_list("order", flat=True))


def row_of(proposal: Proposal, at: datetime, *, is_open: bool = True, audience: str = "staff") -> ProposalRow:
    """Return a loaded proposal as a row. No query."""
    turn, order = proposal.track.open_turn, proposal.order
    party = _party(proposal)
    return ProposalRow(
        pk=proposal.pk,
        seat=number_of(proposal),
        name=proposal.case.citizen.name if is_open else "",
        citizen_id=proposal.case.citizen_id if is_open else None,
        jobformidler=proposal.case.jobformidler.name,
        order_id=order.pk,
        title=order.title,
        company=order.company.name,
        state=proposal.state,
        state_label=str(ProposalState(proposal.state).label),
        words=_words(proposal, audience) if party else "",
        party=party,
        holder=_holder(proposal, party),
        due_on=turn.due_on if turn and party else None,
        is_late=bool(turn and party and turn.due_on and turn.due_on < day_of(at)),
        is_live=proposal.is_live,
        why=str(NotNow(proposal.reason).label) if is_open and proposal.reason else "",
        missing=proposal.missing if is_open else "",
        reason_words=proposal.reason_words if is_open else "",
        at=proposal.ended_at or proposal.proposed_at,
    )


def shared_of(proposal: Proposal, *, shows_needs: bool = True) -> list[SharedSeen]:
    """Return what the company was shown, in order; the card's needs only where the reader may know them. One query."""
    return [
        SharedSeen(
            label=str(DisclosureKind(one.kind).label),
            kind=one.kind,
            at=one.shown_at,
            by=one.by.name,
            company=one.company.name,
            until=one.holds_until,
            lines=shown_in_words(one.kind, one.shown, shows_needs=shows_needs),
        )
        for one in proposal.disclosures.select_related("by", "company").order_by("shown_at", "pk")
    ]


def candidates_shown_to(user: User, at: datetime, *, order: JobOrder | None = None) -> list[Proposal]:
    """Return the proposals a company's contact sees, with what was shown, as first shown. Two queries."""
    found = candidates_visible_to(user, at)
    return list(found.filter(order=order) if order is not None else found)


def candidates_visible_to(user: User, at: datetime) -> QuerySet[Proposal]:
    """Return the proposals a company's contact sees, with what was shown, as first shown. Two queries."""
    shown = Prefetch("disclosures", Disclosure.objects.order_by("shown_at", "pk"))
    loaded = perms.shown_to(user, at).select_related(*_RELATED).prefetch_related(shown)
    return counted_from_card(numbered(loaded))


def candidate_of(proposal: Proposal, at: datetime) -> CandidateSeen:
    """Return a proposal of `candidates_visible_to` as the company sees it. No query."""
    turn, order = proposal.track.open_turn, proposal.order
    shown = {one.kind: shown_in_words(one.kind, one.shown) for one in proposal.disclosures.all()}
    party, worker = _party(proposal), proposal.case.jobformidler
    return CandidateSeen(
        pk=proposal.pk,
        seat=number_of(proposal),
        state=proposal.state,
        state_label=str(ProposalState(proposal.state).label),
        party=party,
        words=_words(proposal, "company"),
        due_on=turn.due_on if turn and party else None,
        is_late=bool(turn and party and turn.due_on and turn.due_on < day_of(at)),
        lines=shown.get(DisclosureKind.CARD, []),
        person=shown.get(DisclosureKind.NAME, []),
        until=proposal.holds_until,
        interview_at=proposal.interview_at,
        interview_place=proposal.interview_place,
        number=proposal.number - events_before_card(proposal),
        order_id=order.pk,
        order_title=order.title,
        contact=worker.name,
        phone=worker.phone,
        email=worker.email,
    )


def answered_by_company(order: JobOrder) -> list[AnsweredSeen]:
    """Return the company's own noes for one of its orders, as first shown. One query."""
    found = numbered(Proposal.objects.filter(order=order, state=ProposalState.REFUSED))
    return [AnsweredSeen(number_of(one), one.ended_at, str(NotNow(one.reason).label), one.missing) for one in found]


def events_of(proposal: Proposal) -> list[Any]:
    """Return what has happened to a proposal, with who did it, the newest first. One query."""
    return list(proposal.events.select_related("by").order_by("-number"))


def number_behind(proposal: Proposal, number: int | None) -> int | None:
    """Return the number of the last event a company's page showed, of what its form gave back. No query."""
    return None if number is None else number + events_before_card(proposal)


def candidate_tasks(user: User, at: datetime) -> tuple[set[int], set[int], bool]:
    """
    Return the numbers of a company's tasks that are candidates: those it sees, and those whose yes is past.

    And whether an interview to come has ended, so that `called_off_at` is worth its query. One query.
    """
    told = perms.told_to(user, at).order_by("pk")
    rows = list(told.values_list("pk", "holds_until", "is_told"))  # type: ignore[misc]
    until = {pk: day for pk, day, is_told in rows if is_told}
    seen = {pk for pk, day in until.items() if day > day_of(at)}
    return seen, set(until) - seen, len(until) < len(rows)


def _goes_on(proposal: Proposal) -> bool:
    return proposal.is_live or proposal.state == ProposalState.HIRED


def _party(proposal: Proposal) -> str:
    if not (proposal.is_live or (proposal.state == ProposalState.HIRED and proposal.track.is_open)):
        return ""
    party = steps.party_of(proposal.state)
    return party.value if party else ""


def _holder(proposal: Proposal, party: str) -> str:
    if party == Party.COMPANY:
        return proposal.order.company.name
    return proposal.case.jobformidler.name if party == Party.MUNICIPALITY else ""


def _words(proposal: Proposal, audience: str) -> str:
    turn = proposal.track.open_turn
    if turn is None:
        return ""
    return chains.wording(proposal.track.kind, turn.step, audience, get_language() or "da")
