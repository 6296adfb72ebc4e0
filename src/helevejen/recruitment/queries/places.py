"""The machine checks of a workplace, from what the company has told of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Count, Sum

from helevejen.companies.models import Workplace, WorkplaceSize
from helevejen.companies.queries import find_statement
from helevejen.recruitment.rules import places


def checks_at(workplace: Workplace, on: date) -> list[places.Check]:
    """Return rimelighedskravet and merbeskæftigelse for one more full-time person at a workplace. Four queries."""
    rows = list(workplace.sizes.order_by("-month").values_list("month", "employees", "placed")[:_MOST_MONTHS])
    told = find_statement(workplace)
    statement = (
        places.Statement(told.stated_on, bool(told.employer_name), bool(told.steward_name), told.is_kept,
                         told.post_vacated_on)
        if told is not None
        else None
    )  # fmt: skip
    recent = {*places.months_before(on, 1), on.replace(day=1)}
    placed = next((placed for month, _employees, placed in rows if month in recent), None)
    whole = _sizes_of_company(workplace)
    now = next((whole[month] for month in sorted(recent, reverse=True) if month in whole), None)
    sizes = {month: employees for month, employees, _placed in rows}
    return [
        places.reasonable(sizes=sizes, placed=placed, statement=statement, on=on),
        places.additional(sizes=whole, now=now, statement=statement, on=on),
    ]


_MOST_MONTHS = 24


def _sizes_of_company(workplace: Workplace) -> dict[date, Decimal]:
    """Return the ordinary employees of the whole company by month, only of months all its workplaces have told."""
    count = Workplace.objects.filter(company_id=workplace.company_id).count()
    rows = WorkplaceSize.objects.filter(workplace__company_id=workplace.company_id).values("month").order_by("month")
    summed = rows.annotate(told=Count("pk"), sum=Sum("employees"))
    return {row["month"]: row["sum"] for row in summed if row["told"] == count}
