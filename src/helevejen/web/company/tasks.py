"""The company's page: whom to talk to at the municipality, and what the company is asked to do."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.caseload.queries import own_cases as caseload_queries
from helevejen.cases.queries import company_turns as queries
from helevejen.cases.queries.company_answers import answers_owed_to
from helevejen.companies import queries as company_queries
from helevejen.core import clock
from helevejen.proposals import queries as proposal_queries
from helevejen.recruitment import queries as order_queries
from helevejen.web.company.placements import placements_on_page
from helevejen.web.company.task_rows import by_person
from helevejen.web.shared.access import fetch, requires

#: Of placements and of orders, each sorted with what goes on first; the rest is one press away.
_MOST_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class ContactSeen:
    """Somebody at the municipality; telephone and mail may be empty."""

    name: str
    phone: str
    email: str


@requires(Permission.OWN_COMPANY_VIEW)
@require_safe
def our_tasks(request: HttpRequest) -> HttpResponse:
    now, today = clock.now(), clock.today()
    company: Any = fetch(request, company_queries.companies_alone_visible_to(request.user, now))
    contact = queries.find_contact_for(company, today)
    teams = [] if contact else caseload_queries.teams_to_call(now)
    most = None if request.GET.get("vis") == "alle" else _MOST_SHOWN
    placements, placement_count, places = placements_on_page(request, most)
    held = queries.turns_of_company(company, today)
    candidates, unshown, is_one_off = proposal_queries.candidate_tasks(request.user, now)
    turns = [turn for turn in held if turn.reference in places or turn.reference not in unshown]
    orders, order_count = order_queries.own_orders(request.user, now, most)
    shown = {
        "company_name": company.name,
        "turns": turns,
        "placements": placements,
        "placement_count": placement_count,
        "orders": orders,
        "order_count": order_count,
        "people": by_person(turns, lambda turn: _answer_at(turn, places, candidates), today),
        "called_off": proposal_queries.called_off_at(company, now) if is_one_off else [],
        "owed": answers_owed_to(company, today),
        "contact": ContactSeen(contact.name, contact.phone, contact.email) if contact else None,
        "teams": [ContactSeen(team.name, team.phone, "") for team in teams],
        "today": today,
    }
    return render(request, "company/our_tasks.html", shown)


def _answer_at(turn: Any, places: Mapping[int, int], candidates: Collection[int]) -> str:
    """Return the page a task is answered on: of the place at work, of the candidate, or its own."""
    if turn.reference in places:
        return _address("our_placement", places[turn.reference])
    if turn.reference in candidates:
        return _address("our_candidate", turn.reference)
    return _address("turn_answer", turn.pk)


def _address(name: str, number: int) -> str:
    return _form_of_address(name).replace("/0/", f"/{number}/", 1)


# As it is under the script prefix of the first call: one process serves the house under one prefix.
@cache
def _form_of_address(name: str) -> str:
    return reverse(f"company:{name}", args=[0])
