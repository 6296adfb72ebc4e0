"""The company's page: whom to talk to at the municipality, and what the company is asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
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
from helevejen.web.shared.access import fetch, requires


@dataclass(frozen=True, slots=True)
class ContactSeen:
    """Somebody at the municipality; telephone and mail may be empty."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class AskedBy:
    """Somebody at the municipality with all that was agreed with them, what is due first on top."""

    contact: ContactSeen
    turns: list[Any]


@requires(Permission.OWN_COMPANY_VIEW)
@require_safe
def our_tasks(request: HttpRequest) -> HttpResponse:
    now, today = clock.now(), clock.today()
    company: Any = fetch(request, company_queries.companies_visible_to(request.user, now))
    contact = queries.find_contact_for(company, today)
    teams = [] if contact else caseload_queries.teams_to_call(now)
    turns = queries.turns_of_company(company, today)
    shown = {
        "company_name": company.name,
        "turns": turns,
        "placements": placements_on_page(request),
        "orders": order_queries.own_orders(request.user, now),
        "people": _by_person(turns),
        "candidates": proposal_queries.live_by_turn(request.user, now),
        "owed": answers_owed_to(company, today),
        "contact": ContactSeen(contact.name, contact.phone, contact.email) if contact else None,
        "teams": [ContactSeen(team.name, team.phone, "") for team in teams],
        "today": today,
    }
    return render(request, "company/our_tasks.html", shown)


def _by_person(turns: list[Any]) -> list[AskedBy]:
    """Return the turns by whom they were agreed with; the people in the order of what is due first with them."""
    people: dict[ContactSeen, list[Any]] = {}
    for turn in turns:
        people.setdefault(ContactSeen(turn.asked_by, turn.phone, turn.email), []).append(turn)
    return [AskedBy(contact, agreed) for contact, agreed in people.items()]
