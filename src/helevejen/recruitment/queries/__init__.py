"""Every read of job orders, courses and demand. Callers import this package."""

from helevejen.recruitment.queries.board import (
    OrderRow,
    counts_of,
    in_box,
    lines_of,
    orders_at,
    row_of,
    rows_of,
    rows_of_lines,
)
from helevejen.recruitment.queries.call_list import NearOrder, ToCall, call_list
from helevejen.recruitment.queries.courses import CourseSeen, catalogue
from helevejen.recruitment.queries.demand import Demand, DemandRow, GapRow, demand
from helevejen.recruitment.queries.detail import (
    OrderEventSeen,
    OrderInWords,
    RequirementSeen,
    events_of,
    in_words,
    orders_visible_to,
    requirements_of,
)
from helevejen.recruitment.queries.own import OwnOrder, own_events_of, own_order, own_orders
from helevejen.recruitment.queries.owners import people_to_choose
from helevejen.recruitment.queries.places import checks_at
from helevejen.recruitment.queries.tending import orders_to_remind
from helevejen.recruitment.queries.told import KEPT_DEMAND, demand_to_keep, kept_demand
from helevejen.recruitment.rules.demand import LEAST_TOLD, OLDEST_TOLD

__all__ = [
    "KEPT_DEMAND",
    "LEAST_TOLD",
    "OLDEST_TOLD",
    "CourseSeen",
    "Demand",
    "DemandRow",
    "GapRow",
    "NearOrder",
    "OrderEventSeen",
    "OrderInWords",
    "OrderRow",
    "OwnOrder",
    "RequirementSeen",
    "ToCall",
    "call_list",
    "catalogue",
    "checks_at",
    "counts_of",
    "demand",
    "demand_to_keep",
    "events_of",
    "in_box",
    "in_words",
    "kept_demand",
    "lines_of",
    "orders_at",
    "orders_to_remind",
    "orders_visible_to",
    "own_events_of",
    "own_order",
    "own_orders",
    "people_to_choose",
    "requirements_of",
    "row_of",
    "rows_of",
    "rows_of_lines",
]
