"""One file for each kind: `plan` says what is wrong and what is new, `load` lays it by the steps of its app."""

from collections.abc import Callable
from functools import partial
from typing import Any

from helevejen.tasks.imports import columns
from helevejen.tasks.imports.kinds import (
    assignments,
    citizens,
    companies,
    courses,
    meetings,
    notes,
    orders,
    periods,
    staff,
    ties,
)

#: Kind to what plans it and what loads it.
HANDLERS: dict[str, tuple[Callable[..., Any], Callable[..., None]]] = {
    columns.COMPANIES.name: (companies.plan_companies, companies.load_companies),
    columns.WORKPLACES.name: (companies.plan_workplaces, companies.load_workplaces),
    columns.SIZES.name: (companies.plan_sizes, companies.load_sizes),
    columns.COMPANY_CONTACTS.name: (ties.plan_contacts, ties.load_contacts),
    columns.AGREEMENTS.name: (ties.plan_agreements, ties.load_agreements),
    columns.ORDERS.name: (orders.plan, orders.load),
    columns.COURSES.name: (courses.plan, courses.load),
    columns.STAFF.name: (staff.plan, staff.load),
    columns.CITIZENS.name: (citizens.plan, citizens.load),
    columns.TARGET_GROUP_PERIODS.name: (partial(periods.plan, kind=columns.TARGET_GROUP_PERIODS), periods.load),
    columns.CONTACT_GROUP_PERIODS.name: (partial(periods.plan, kind=columns.CONTACT_GROUP_PERIODS), periods.load),
    columns.BENEFIT_PERIODS.name: (partial(periods.plan, kind=columns.BENEFIT_PERIODS), periods.load),
    columns.ASSIGNMENTS.name: (assignments.plan, assignments.load),
    columns.CONTACTS.name: (notes.plan, notes.load),
    columns.MEETINGS.name: (meetings.plan, meetings.load),
}
