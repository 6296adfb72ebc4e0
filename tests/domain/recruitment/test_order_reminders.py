"""The owner is reminded of each promise when three quarters of its time are gone and when it is past, once each."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from helevejen.accounts.models import Notice
from helevejen.proposals import actions as proposal_actions
from helevejen.recruitment import actions
from helevejen.recruitment.actions import Shortlist
from helevejen.recruitment.models import JobOrder
from helevejen.recruitment.queries import orders_to_remind
from helevejen.recruitment.rules import clocks
from helevejen.tasks.tending import tend
from tests.cast import NOW
from tests.domain.cases.test_turn_race import at_once
from tests.factories.recruitment import JobOrderFactory

pytestmark = [pytest.mark.both, pytest.mark.django_db]

#: A Wednesday at nine: answered by one o'clock, a shortlist by Monday at midnight.
NINE = datetime(2026, 3, 11, 9, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture
def order(cast):
    promise = clocks.promise_for(NINE)
    return JobOrderFactory(
        company=cast.poul.company, owner=cast.rikke, title="Chauffør", ordered_at=NINE, reply_due_at=promise.reply_by,
        shortlist_due_at=promise.shortlist_by,
    )  # fmt: skip


def told(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


def hours(count):
    return NINE + timedelta(hours=count)


def test_the_owner_is_reminded_of_the_answer_before_and_after_it_was_promised(cast, order):
    for moment in (hours(2), hours(3), hours(3.5), hours(4.1), hours(5)):
        tend(moment)
    assert told(cast.rikke) == [
        "Havnens Transport A/S venter på svar. Ring senest 11. marts 2026 kl. 13.00: Chauffør.",
        "Havnens Transport A/S har ikke fået det svar, vi lovede: Chauffør.",
    ]
    assert set(Notice.objects.values_list("path", flat=True)) == {f"/arbejde/ordrer/{order.pk}/"}


def test_the_shortlist_has_its_own_reminders_and_what_is_given_none(cast, order):
    actions.answer_order(order=order, by=cast.rikke, at=hours(1), words="Vi talte om vagter.")
    tend(hours(24 * 5 + 8))
    tend(hours(24 * 6))
    assert [text[:34] for text in told(cast.rikke)] == [
        "Havnens Transport A/S får forslag ",
        "Havnens Transport A/S har ikke fåe",
    ]
    other = JobOrderFactory(owner=cast.rikke, answered=True)
    actions.give_shortlist(order=other, by=cast.rikke, at=NOW, shortlist=Shortlist(0, "Ingen lige nu."))
    assert orders_to_remind(NOW + timedelta(days=30)) == []


def test_an_order_on_pause_reminds_nobody(cast, order):
    proposal_actions.move_order(order=order, to="paused", by=cast.poul.user, at=hours(1), reason="Ferie")
    assert orders_to_remind(hours(50)) == []


def test_the_new_owner_is_the_one_who_is_reminded(cast, order):
    actions.take_over_order(order=order, by=cast.jens, at=hours(1))
    tend(hours(3))
    assert len(told(cast.jens)) == 1
    assert told(cast.rikke) == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_many_tendings_at_once_one_reminds(cast, order):
    at_once(lambda number: actions.remind_owner(order_id=order.pk, at=hours(5)))
    assert len(told(cast.rikke)) == 1
    assert JobOrder.objects.get(pk=order.pk).reply_reminded == 100
