"""An order is placed, answered, given a shortlist, handed over, paused and ended; and who was there first."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from helevejen.accounts.models import Employment, Notice
from helevejen.audit.models import Event
from helevejen.core.db import erasing
from helevejen.proposals import actions as proposal_actions
from helevejen.recruitment import actions, queries
from helevejen.recruitment.actions import Promised, Shortlist, Where
from helevejen.recruitment.enums import OrderState
from helevejen.recruitment.models import JobOrder, OrderEvent
from helevejen.recruitment.rules.orders import Demanded, Wanted
from tests.cast import NOW, TODAY
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import CompanyContactFactory
from tests.factories.companies import CompanyFactory, WorkplaceFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WANTED = Wanted("Lagermedarbejdere", "Læsse af.", positions=2, hours_least=Decimal(4))
TRUCK = Demanded("licence", "Gaffeltruck B", code="forklift_b")


def placed(cast, by, **more):
    return actions.place_order(company=cast.poul.company, wanted=WANTED, by=by, at=NOW, **more)


@pytest.fixture
def unanswered(cast):
    """Ordered on the company's page; Rikke has it, and nobody has called."""
    return placed(cast, cast.poul.user)


@pytest.fixture
def answered(cast):
    return placed(cast, cast.rikke)


# --- Placing ---


def test_who_writes_it_down_at_the_desk_owns_it_and_has_answered(cast):
    order = placed(cast, cast.jens, demands=[TRUCK])
    assert (order.owner, order.answered_at, order.transfer_count) == (cast.jens, NOW, 0)
    assert order.requirements.get().code == "forklift_b"
    assert Event.objects.get().verb == "order_placed"
    assert not Notice.objects.exists()


def test_what_a_company_orders_by_itself_has_an_owner_at_once_who_is_told(cast, unanswered):
    assert (unanswered.owner, unanswered.answered_at) == (cast.rikke, None)
    assert unanswered.reply_due_at == NOW + 4 * HOUR
    assert Notice.objects.get().user == cast.rikke


def test_it_goes_to_whoever_talked_with_the_company_last(cast):
    CompanyContactFactory(case=cast.carls_case, company=cast.poul.company, by=cast.omar)
    assert placed(cast, cast.poul.user).owner == cast.omar


def test_when_the_unit_is_away_a_jobformidler_has_it(cast):
    AbsenceFactory(user=cast.rikke, substitute=cast.jens)
    assert placed(cast, cast.poul.user).owner in {cast.jens, cast.mette, cast.omar, cast.nina}


def test_when_nobody_is_at_work_it_is_refused_and_nothing_is_written(cast):
    Employment.objects.update(valid_until=TODAY)
    with pytest.raises(actions.UnableToPlaceOrder, match="Ingen er på arbejde"):
        placed(cast, cast.poul.user)
    assert not JobOrder.objects.exists()


def test_a_workplace_of_another_company_is_refused(cast):
    with pytest.raises(actions.UnableToPlaceOrder, match="anden virksomhed"):
        placed(cast, cast.jens, where=Where(workplace=WorkplaceFactory(company=CompanyFactory())))


def test_one_wrong_requirement_and_the_order_is_not_written(cast):
    with pytest.raises(actions.UnableToPlaceOrder):
        placed(cast, cast.jens, demands=[TRUCK, TRUCK])
    assert not JobOrder.objects.exists()


# --- Changing ---


def test_it_is_corrected_and_the_clocks_go_on(cast, unanswered):
    wanted = Wanted(
        "Chauffør", "Køre.", occupation_uri="http://data.europa.eu/esco/occupation/1", occupation_label="chauffør"
    )
    changed = proposal_actions.change_order(
        order=unanswered, wanted=wanted, where=Where(), by=cast.rikke, at=NOW + HOUR
    )
    assert (changed.title, changed.reply_due_at) == ("Chauffør", unanswered.reply_due_at)


def test_requirements_come_and_go(cast, answered):
    made = actions.require(order=answered, demanded=TRUCK, by=cast.rikke, at=NOW)
    with pytest.raises(actions.UnableToChangeOrder, match="står der allerede"):
        actions.require(order=answered, demanded=TRUCK, by=cast.rikke, at=NOW)
    actions.drop_requirement(order=answered, requirement_id=made.pk, by=cast.rikke, at=NOW)
    actions.drop_requirement(order=answered, requirement_id=made.pk, by=cast.rikke, at=NOW)
    assert not answered.requirements.exists()
    assert [event.words for event in answered.events.order_by("number")] == ["", "+ Gaffeltruck B", "− Gaffeltruck B"]


def test_an_ended_order_is_not_changed(cast):
    order = JobOrderFactory(closed=True)
    for deed in (
        lambda: actions.require(order=order, demanded=TRUCK, by=cast.rikke, at=NOW),
        lambda: actions.answer_order(order=order, words="Hej", by=cast.rikke, at=NOW),
        lambda: actions.take_over_order(order=order, by=cast.rikke, at=NOW),
    ):
        with pytest.raises(actions.UnableToHandleOrder, match="ikke åben"):
            deed()


# --- One owner ---


def test_whoever_answers_owns_and_that_is_no_transfer(cast, unanswered):
    order = actions.answer_order(order=unanswered, words="Ringede med Poul.", by=cast.jens, at=NOW + HOUR)
    assert (order.owner, order.answered_at, order.transfer_count) == (cast.jens, NOW + HOUR, 0)


def test_an_answer_to_an_answered_order_changes_no_owner(cast, answered):
    order = actions.answer_order(order=answered, words="De ringede igen.", by=cast.jens, at=NOW + HOUR)
    assert (order.owner, order.answered_at) == (cast.rikke, NOW)


def test_an_unanswered_order_is_taken_freely(cast, unanswered):
    order = actions.take_over_order(order=unanswered, by=cast.omar, at=NOW)
    assert (order.owner, order.transfer_count) == (cast.omar, 0)


def test_an_answered_one_is_taken_with_a_reason_and_counted(cast, answered):
    with pytest.raises(actions.UnableToTakeOrder, match="har fået svar"):
        actions.take_over_order(order=answered, by=cast.omar, at=NOW)
    order = actions.take_over_order(order=answered, by=cast.omar, at=NOW, reason="Kender stedet")
    assert (order.owner, order.transfer_count) == (cast.omar, 1)
    assert order.reply_due_at == answered.reply_due_at


def test_it_is_given_to_somebody_who_is_there_and_who_is_told(cast, answered):
    order = actions.hand_over_order(order=answered, to=cast.jens, by=cast.rikke, at=NOW, reason="Ferie")
    assert (order.owner, order.transfer_count) == (cast.jens, 1)
    assert Notice.objects.get().user == cast.jens
    for to, words in ((cast.jens, "allerede"), (cast.anders, "ikke på arbejde")):
        with pytest.raises(actions.UnableToTakeOrder, match=words):
            actions.hand_over_order(order=answered, to=to, by=cast.rikke, at=NOW, reason="Ferie")


# --- Shortlist and promises ---


def test_a_shortlist_stops_its_clock_and_a_later_one_keeps_the_first_moment(cast, answered):
    order = actions.give_shortlist(
        order=answered, by=cast.rikke, at=NOW + HOUR, shortlist=Shortlist(0, "Ingen med truck lige nu.")
    )
    assert (order.shortlisted_at, order.shortlist_count) == (NOW + HOUR, 0)
    order = actions.give_shortlist(order=order, by=cast.rikke, at=NOW + DAY, shortlist=Shortlist(2))
    assert (order.shortlisted_at, order.shortlist_count) == (NOW + HOUR, 2)
    assert [event.kind for event in order.events.order_by("number")] == ["ordered", "none_found", "shortlisted"]


def test_a_shortlist_before_the_first_answer_is_refused(cast, unanswered):
    with pytest.raises(actions.UnableToGiveShortlist, match="Tal med virksomheden først"):
        actions.give_shortlist(order=unanswered, by=cast.rikke, at=NOW, shortlist=Shortlist(2))


def test_what_was_promised_is_due_until_it_is_taken_away(cast, answered):
    order = actions.answer_order(
        order=answered, words="Vi sås.", by=cast.rikke, at=NOW, promised=Promised("Ringer igen", TODAY + DAY)
    )
    assert queries.row_of(order, NOW).clock == "Det, vi har lovet"
    order = actions.promise_next(order=order, promised=Promised(), by=cast.rikke, at=NOW)
    assert queries.row_of(order, NOW).clock == "Forslag til kandidater"


# --- States ---


def test_a_pause_stops_both_clocks(cast, unanswered):
    order = proposal_actions.move_order(
        order=unanswered, to=OrderState.PAUSED, by=cast.rikke, at=NOW + HOUR, reason="Ferie"
    )
    assert queries.row_of(order, NOW + DAY).due_at is None
    order = proposal_actions.move_order(order=order, to=OrderState.OPEN, by=cast.rikke, at=NOW + 3 * HOUR)
    assert order.reply_due_at == NOW + 6 * HOUR
    assert order.shortlist_due_at > unanswered.shortlist_due_at


def test_it_is_filled_and_taken_up_again(cast, answered):
    order = proposal_actions.move_order(order=answered, to=OrderState.FILLED, by=cast.rikke, at=NOW)
    assert (order.state, order.ended_at) == ("filled", NOW)
    order = proposal_actions.move_order(
        order=order, to=OrderState.OPEN, by=cast.rikke, at=NOW, reason="Den ene sagde op"
    )
    assert (order.state, order.ended_at) == ("open", None)


def test_it_is_closed_with_a_reason_of_the_list(cast, answered):
    order = proposal_actions.move_order(
        order=answered, to=OrderState.CLOSED, by=cast.rikke, at=NOW, closing="found_others"
    )
    assert (order.state, order.closing_reason) == ("closed", "found_others")
    with pytest.raises(actions.UnableToMoveOrder, match="der er lukket"):
        proposal_actions.move_order(order=order, to=OrderState.PAUSED, by=cast.rikke, at=NOW, reason="x")


def test_somebody_who_was_there_first_is_named(cast, unanswered):
    seen = unanswered.number
    actions.take_over_order(order=unanswered, by=cast.mette, at=NOW - timedelta(minutes=2), expected=seen)
    with pytest.raises(actions.UnableToHandleOrder, match="Mette var her for 2 minutter siden: overtaget"):
        actions.take_over_order(order=unanswered, by=cast.omar, at=NOW, expected=seen)


# --- What the database keeps ---


@pytest.mark.both
@pytest.mark.parametrize(
    "broken",
    [
        {"hours_most": Decimal(2)},
        {"positions": 0},
        {"shortlisted_at": NOW},
        {"next_step": "Ringer"},
        {"state": "paused"},
        {"state": "closed", "ended_at": NOW},
        {"reply_due_at": NOW - DAY},
    ],
    ids=" ".join,
)
def test_the_database_refuses_half_an_order(broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        JobOrderFactory(**broken)


@pytest.mark.both
def test_what_happened_cannot_be_changed(answered):
    for deed in (lambda some: some.update(words="andet"), lambda some: some.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            deed(OrderEvent.objects.filter(order=answered))
    with transaction.atomic(), erasing():
        OrderEvent.objects.filter(order=answered).delete()


# --- The board and the company's own ---


def test_the_board_has_what_is_due_first_on_top(cast):
    later = JobOrderFactory(answered=True, owner=cast.rikke)
    late = JobOrderFactory(reply_due_at=NOW - timedelta(minutes=5), owner=cast.jens)
    done = JobOrderFactory(shortlisted=True, owner=cast.jens)
    JobOrderFactory(paused=True, owner=cast.jens)
    JobOrderFactory(filled=True)
    rows = queries.rows_of(queries.in_box(cast.jens, "open", NOW), NOW)
    assert [row.pk for row in rows] == [late.pk, later.pk, done.pk]
    assert [row.is_late for row in rows] == [True, False, False]
    assert queries.counts_of(cast.jens, NOW) == {"open": 3, "mine": 3, "unanswered": 1, "paused": 1, "ended": 1}


def test_the_board_and_the_companys_list_are_flat(cast):
    def read():
        queries.rows_of(queries.in_box(cast.jens, "open", NOW), NOW)
        queries.own_orders(cast.poul.user, NOW)

    def more():
        RequirementFactory(order=JobOrderFactory(company=cast.poul.company))

    more()
    assert_flat(read, more)


def test_the_company_sees_owner_last_step_and_promise(cast, unanswered):
    (seen,), count = queries.own_orders(cast.poul.user, NOW)
    assert count == 1
    assert (seen.owner, seen.last_step, seen.clock) == ("Rikke Buhl", "Bestilt", "reply")
    assert seen.due_at == unanswered.reply_due_at


@pytest.mark.parametrize("name", ["jens", "lene", "rikke", "omar"])
def test_everybody_at_work_sees_every_order(cast, unanswered, name):
    assert queries.orders_visible_to(getattr(cast, name), NOW).get() == unanswered


def test_others_see_none(cast, unanswered):
    JobOrderFactory()
    assert list(queries.orders_visible_to(cast.poul.user, NOW)) == [unanswered]
    assert not queries.orders_visible_to(cast.amina.user, NOW).exists()
    Employment.objects.filter(user=cast.jens).update(valid_until=TODAY)
    assert not queries.orders_visible_to(cast.jens, NOW).exists()
