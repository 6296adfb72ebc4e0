"""Rows of lists as pages show them: the same facts for the desk and Min vej, each as much as its reader may know."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from helevejen.citizens.enums import Protection
from helevejen.suggestions.enums import RuleName
from helevejen.suggestions.queries import lists, views
from helevejen.web.shared import order_words


@dataclass(frozen=True, slots=True)
class OrderSeen:
    """
    The order of a row.

    Attributes:
        town: Where the workplace is, empty where it is not known.
        unread: What it requires in words that no rule reads.
    """

    order_id: int
    title: str
    company: str
    town: str
    hours: str
    forms: str
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeskRow:
    """
    A row as the desk reads it.

    Attributes:
        number: Counted anew for the reader; None for a near miss.
        kept_by: The one rule that keeps it away, in words.
        company_pct, citizen_pct: The two scores of the pair, in per cent.
        things: What is asked, each with how much of it is there, in per cent.
    """

    suggestion_id: int
    number: int | None
    kept_by: str
    order: OrderSeen
    view: Any
    company_pct: int
    citizen_pct: int
    things: tuple[tuple[str, int], ...]
    case_id: int
    name: str
    jobformidler: str


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row as the citizen reads it; without numbers."""

    order: OrderSeen
    kept_by: str
    good: tuple[str, ...]
    in_the_way: tuple[str, ...]
    to_answer: tuple[str, ...]
    to_ask: tuple[str, ...]


def desk_rows(rows: Iterable[Any], *, health_of: dict[int, bool], placeless: Collection[int] = ()) -> list[DeskRow]:
    """
    Return rows for the desk.

    Args:
        health_of: For each citizen by number, whether the reader's level shows health.
        placeless: The citizens whose place the reader's level does not show; those whose address is protected now have
            none for anybody.
    """
    rows = list(rows)
    told, unread = views.told(rows, _language()), lists.unread_requirements({row.order_id for row in rows})
    seen, number = [], 0
    for row in rows:
        number += 1 if row.place else 0
        with_health = health_of[row.case.citizen_id]
        # What considerations alone keep away says that there are some.
        if row.kept_by == RuleName.CONSIDERATIONS and not with_health:
            continue
        with_place = row.case.citizen_id not in placeless and row.case.citizen.protection == Protection.NONE
        if row.kept_by == RuleName.TRAVEL and not with_place:
            continue
        view = views.desk_view(told[row.pk], with_health=with_health, with_place=with_place)
        seen.append(
            DeskRow(
                suggestion_id=row.pk,
                number=number if row.place else None,
                kept_by=_rule(row),
                order=_order(row.order, unread),
                view=view,
                company_pct=view.company_score // 100,
                citizen_pct=view.citizen_score // 100,
                things=tuple(views.asked_things(told[row.pk])),
                case_id=row.case_id,
                name=row.case.citizen.name,
                jobformidler=row.case.jobformidler.name,
            )
        )
    return seen


def own_rows(rows: Iterable[Any]) -> list[OwnRow]:
    """Return rows for the citizen they are about."""
    rows = list(rows)
    told, unread = views.told(rows, _language()), lists.unread_requirements({row.order_id for row in rows})
    seen = []
    for row in rows:
        view, to_answer = views.citizen_view(told[row.pk]), views.citizen_questions(told[row.pk])
        seen.append(
            OwnRow(
                order=_order(row.order, unread),
                kept_by=_rule(row),
                good=view.good,
                in_the_way=view.in_the_way,
                to_answer=to_answer,
                to_ask=tuple(words for words in view.questions if words not in to_answer),
            )
        )
    return seen


def _rule(row: Any) -> str:
    return str(RuleName(row.kept_by).label) if row.kept_by else ""


def _order(order: Any, unread: dict[int, list[str]]) -> OrderSeen:
    return OrderSeen(
        order_id=order.pk,
        title=order.title,
        company=order.company.name,
        town=order.workplace.city if order.workplace else "",
        hours=order_words.hours_in_words(order),
        forms=order_words.forms_in_words(order),
        unread=tuple(unread.get(order.pk, ())),
    )


def _language() -> str:
    return (get_language() or "da")[:2]
