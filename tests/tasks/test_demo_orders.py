"""The demo's job orders: a haulier needs two for the warehouse, one company waits for our call, and all lies behind."""

from datetime import date
from decimal import Decimal

import pytest

from helevejen.placements.actions import Worked
from helevejen.tasks.demo import order_rows, rows
from helevejen.tasks.demo.days import start_of
from helevejen.tasks.demo.places import first_week
from helevejen.tasks.esco.starter import read_starter
from tests.tasks.test_demo_rows import FRIDAY, made


def test_the_orders_of_the_demo_are_whole_and_lie_behind() -> None:
    demo = made(1, on=FRIDAY)
    orders = demo[order_rows.JobOrder]
    haulier = next(order for order in orders if order.title == "Lagermedarbejdere med truck")
    needs = [need for need in demo[order_rows.Requirement] if need.order == haulier.id]
    assert (haulier.positions, haulier.hours_least) == (2, 4)
    assert ("forklift_b", "must") in {(need.code, need.weight) for need in needs}
    known = read_starter().names
    assert all((order.occupation_uri, "da") in known for order in orders if order.occupation_uri)
    can_be_called = {one.id for one in demo[rows.Contact] if one.phone}
    assert all(order.contact in can_be_called for order in orders)
    assert sum(order.occupation_uri == "" for order in orders) == 1
    assert sum(order.answered_at is None for order in orders) == 1
    assert all(event.at < start_of(FRIDAY) for event in demo[order_rows.OrderEvent])
    for order in orders:
        numbers = [event.number for event in demo[order_rows.OrderEvent] if event.order == order.id]
        assert numbers == list(range(1, order.number + 1))


@pytest.mark.parametrize(
    ("began_on", "worked"),
    [(date(2026, 11, 2), (12, 4)), (date(2026, 10, 29), (12, 4)), (date(2026, 10, 30), (6, 2))],
    ids=["Monday", "Thursday", "Friday"],
)
def test_the_first_week_of_an_internship_holds_what_its_days_can(began_on: date, worked: tuple[int, int]) -> None:
    told = first_week(began_on, Worked(Decimal(12), Decimal(4)), Decimal(6))
    assert (told.hours, told.paid_hours) == worked
