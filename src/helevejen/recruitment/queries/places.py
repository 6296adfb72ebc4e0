"""The machine checks of a workplace, from what the company has told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Subquery, Sum

from helevejen.companies.models import Workplace, WorkplaceSize
from helevejen.companies.queries import find_statement
from helevejen.recruitment.rules import places


@dataclass(frozen=True, slots=True)
class _Month:
    """
    What has been told of a month.

    Attributes:
        employees: Ordinary employees of the workplace; None when it has not told them, and so with `placed`.
        whole: Ordinary employees of the whole company; None unless all its workplaces have told them.
    """

    employees: Decimal | None
    placed: Decimal | None
    whole: Decimal | None


def checks_at(workplace: Workplace, on: date) -> list[places.Check]:
    """Return rimelighedskravet and merbeskæftigelse for one more full-time person at a workplace. Two queries."""
    told = find_statement(workplace)
    statement = (
        places.Statement(told.stated_on, bool(told.employer_name), bool(told.steward_name), told.is_kept,
                         told.post_vacated_on)
        if told is not None
        else None
    )  # fmt: skip
    months = _months_of(workplace)
    recent = [months[month] for month in (on.replace(day=1), *places.months_before(on, 1)) if month in months]
    sizes = {month: one.employees for month, one in months.items() if one.employees is not None}
    whole = {month: one.whole for month, one in months.items() if one.whole is not None}
    placed = next((one.placed for one in recent if one.placed is not None), None)
    now = next((one.whole for one in recent if one.whole is not None), None)
    return [
        places.reasonable(sizes=sizes, placed=placed, statement=statement, on=on),
        places.additional(sizes=whole, now=now, statement=statement, on=on),
    ]


def _months_of(workplace: Workplace) -> dict[date, _Month]:
    """Return what a workplace and its whole company have told, by the first day of the month. One query."""
    all_there = Workplace.objects.filter(company_id=workplace.company_id).order_by().values("company")
    rows = WorkplaceSize.objects.filter(workplace__company_id=workplace.company_id).values("month").order_by("month")
    its_own = Q(workplace=workplace)
    summed = rows.annotate(
        own=Sum("employees", filter=its_own),
        own_placed=Sum("placed", filter=its_own),
        whole=Sum("employees"),
        told=Count("pk"),
        workplaces=Subquery(all_there.annotate(n=Count("pk")).values("n")),
    ).values_list("month", "own", "own_placed", "whole", "told", "workplaces")
    return {
        month: _Month(own, own_placed, whole if told == workplaces else None)
        for month, own, own_placed, whole, told, workplaces in summed
    }
