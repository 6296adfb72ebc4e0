"""The demo's job orders: a haulier needs two for the warehouse, one company waits for our call, and all lies behind."""

from helevejen.tasks.demo import order_rows
from helevejen.tasks.demo.days import start_of
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
    assert sum(order.occupation_uri == "" for order in orders) == 1
    assert sum(order.answered_at is None for order in orders) == 1
    assert all(event.at < start_of(FRIDAY) for event in demo[order_rows.OrderEvent])
    for order in orders:
        numbers = [event.number for event in demo[order_rows.OrderEvent] if event.order == order.id]
        assert numbers == list(range(1, order.number + 1))
