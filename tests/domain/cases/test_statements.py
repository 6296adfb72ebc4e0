"""A statement from the order to its use: money, track and ball move together, or not at all."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from helevejen.audit.models import Event
from helevejen.cases import actions, queries
from helevejen.cases.actions import Order
from helevejen.cases.enums import Holder, StatementState, TrackOutcome
from helevejen.cases.models import Statement, Track, Turn
from helevejen.ledger import actions as ledger_actions
from helevejen.ledger import queries as ledger
from helevejen.ledger.queries import Standing
from tests.factories.cases import CaseFactory, DecisionFactory, StatementFactory, TrackFactory
from tests.factories.citizens import BenefitPeriodFactory, CitizenFactory
from tests.factories.ledger import AccountFactory
from tests.factories.times import NOW, TODAY

pytestmark = [pytest.mark.both, pytest.mark.django_db]

LATER = NOW + timedelta(days=10)
FEE = 39_700
WORDS = {"purpose": "work_ability", "questions": "Hvad kan borgeren klare?", "supplier_name": "Lægehuset Kongensgade"}


@pytest.fixture(autouse=True)
def the_books_hold(db):
    yield
    assert ledger.faults() == []


@pytest.fixture
def account():
    return AccountFactory(series="statements", valid_from=date(2026, 1, 1), valid_until=date(2027, 1, 1))


@pytest.fixture
def case():
    return CaseFactory(citizen=CitizenFactory())


def order(case, *, by=None, parent=None, **words):
    wanted = Order(**{"kind": "status", **WORDS, **words})
    return actions.order_statement(case=case, order=wanted, by=by or case.jobformidler, at=NOW, parent=parent)


def holder_of(track):
    return Turn.objects.get(open_key=track.pk).holder


def test_an_order_commits_its_fee_and_gives_the_doctor_the_ball(case, account):
    statement = order(case)
    assert (statement.price_oere, statement.promised_on) == (FEE, TODAY + timedelta(days=14))
    assert ledger.standing(account) == Standing(free=100_000 - FEE, committed=FEE)
    turn = Turn.objects.get(open_key=statement.track_id)
    assert (turn.holder, turn.holder_name, turn.step) == (Holder.DOCTOR, WORDS["supplier_name"], "doctor_answers")
    assert turn.due_on == statement.promised_on
    assert Event.objects.filter(verb="statement_ordered", subject_id=case.citizen_id).count() == 1


def test_the_track_that_waits_gets_the_ball_back_when_the_statement_is_used(case, account):
    parent = TrackFactory(case=case)
    statement = order(case, parent=parent)
    assert holder_of(parent) == Holder.SUBTRACKS

    actions.receive_statement(statement=statement, by=case.jobformidler, at=LATER, answer="Skånehensyn")
    assert holder_of(statement.track) == Holder.JOBFORMIDLER
    assert holder_of(parent) == Holder.SUBTRACKS

    decision = DecisionFactory(case=case)
    actions.use_statement(statement=statement, decision=decision, by=case.jobformidler, at=LATER)
    assert Track.objects.get(pk=statement.track_id).outcome == TrackOutcome.REACHED
    assert Turn.objects.get(open_key=parent.pk).step == "we_gather_answers"
    assert statement.uses.get().decision == decision


def test_no_money_no_order(case):
    AccountFactory(series="statements", valid_from=date(2026, 1, 1), grant=FEE - 1)
    with pytest.raises(actions.UnableToOrderStatement, match="ikke penge nok"):
        order(case)
    assert not Statement.objects.exists()
    assert not Track.objects.exists()


def test_no_account_no_order(case):
    with pytest.raises(actions.UnableToOrderStatement, match="ikke sat penge af"):
        order(case)
    assert not Track.objects.exists()


def test_the_account_of_the_day_is_asked(case):
    AccountFactory(series="statements", valid_from=date(2025, 1, 1), valid_until=date(2026, 1, 1))
    with pytest.raises(actions.UnableToOrderStatement, match="ikke sat penge af"):
        order(case)


def test_a_statement_without_a_fee_needs_no_money(case):
    statement = order(case, kind="hospital_records")
    assert (statement.price_oere, statement.commitment) == (0, None)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "unknown"}, "findes ikke"),
        ({"questions": " "}, "hvad lægen skal svare på"),
        ({"supplier_name": ""}, "hvem der skal skrive"),
        ({"questions": "x" * 4001}, "for lang"),
        ({"kind": "specialist"}, "ingen fast pris"),
        ({"price_oere": -1}, "under 0"),
        ({"promised_on": TODAY - timedelta(days=1)}, "allerede gået"),
        ({"kind": "specialist", "purpose": "rehabilitation", "price_oere": 100}, "rehabiliteringsteamet"),
    ],
)
def test_what_cannot_be_ordered_is_said_why(case, account, change, words):
    with pytest.raises(actions.UnableToOrderStatement, match=words):
        order(case, **change)
    assert ledger.standing(account).committed == 0


def test_an_interpreter_costs_more(case):
    AccountFactory(series="statements", valid_from=date(2026, 1, 1), grant=500_000)
    assert order(case, kind="general_health", has_interpreter=True).price_oere == 200_700


def test_a_closed_case_and_a_citizen_order_nothing(case, account):
    closed = CaseFactory(closed=True)
    with pytest.raises(actions.UnableToOrderStatement, match="Sagen er lukket"):
        order(closed)
    citizen = CitizenFactory(with_account=True)
    with pytest.raises(actions.UnableToOrderStatement, match="Kun en medarbejder"):
        order(case, by=citizen.user)


def test_a_track_of_another_case_cannot_wait(case, account):
    with pytest.raises(actions.UnableToOrderStatement, match="hører ikke til sagen"):
        order(case, parent=TrackFactory())


def test_a_form_sent_twice_orders_once(case, account):
    assert order(case, key="abc") == order(case, key="abc")
    with pytest.raises(actions.UnableToOrderStatement, match="andet indhold"):
        order(case, key="abc", questions="Noget andet?")
    assert ledger.standing(account).committed == FEE


def test_a_reminder_is_written_once_a_day_and_keeps_the_wait_one(case, account):
    statement = order(case)
    new_day = TODAY + timedelta(days=30)
    values = {"statement": statement, "by": case.jobformidler, "note": "Ringede"}
    actions.remind_statement(**values, at=NOW, promised_on=new_day)
    turn = Turn.objects.get(open_key=statement.track_id)
    assert (turn.holder, turn.due_on) == (Holder.DOCTOR, new_day)
    statement.refresh_from_db()
    assert statement.promised_on == new_day
    row = queries.row_of(statement.track, TODAY)
    assert row.held_since == statement.ordered_at


def test_two_reminders_on_one_day_are_one_too_many(case, account):
    statement = order(case)
    values = {"statement": statement, "by": case.jobformidler, "at": NOW}
    actions.remind_statement(**values, promised_on=TODAY + timedelta(days=30))
    with pytest.raises(actions.UnableToChangeStatement, match="rykket i dag"):
        actions.remind_statement(**values)
    with pytest.raises(actions.UnableToChangeStatement, match="allerede gået"):
        actions.remind_statement(**values | {"at": LATER, "promised_on": TODAY})


def test_a_smaller_bill_gives_the_rest_back(case, account):
    statement = order(case)
    actions.receive_statement(statement=statement, by=case.jobformidler, at=LATER, bill_oere=30_000)
    assert ledger.standing(account) == Standing(free=70_000, spent=30_000)
    with pytest.raises(actions.UnableToChangeStatement, match="allerede skrevet ind"):
        actions.pay_statement(statement=statement, by=case.jobformidler, at=LATER, bill_oere=1)


def test_a_larger_bill_takes_the_rest_from_what_is_free(case, account):
    statement = order(case)
    actions.receive_statement(statement=statement, by=case.jobformidler, at=LATER)
    actions.pay_statement(statement=statement, by=case.jobformidler, at=LATER, bill_oere=50_000)
    assert ledger.standing(account) == Standing(free=50_000, spent=50_000)


def test_an_answer_is_received_also_when_there_is_no_money_for_its_bill(case):
    account = AccountFactory(series="statements", valid_from=date(2026, 1, 1), grant=FEE)
    statement = order(case)
    with pytest.raises(actions.UnableToChangeStatement, match="ikke penge nok"):
        actions.receive_statement(statement=statement, by=case.jobformidler, at=LATER, bill_oere=FEE + 1)
    statement.refresh_from_db()
    assert statement.state == StatementState.ORDERED
    actions.receive_statement(statement=statement, by=case.jobformidler, at=LATER)
    assert ledger.standing(account) == Standing(committed=FEE)


def test_what_is_received_is_neither_received_again_nor_cancelled(case, account):
    statement = order(case)
    values = {"statement": statement, "by": case.jobformidler, "at": LATER}
    actions.receive_statement(**values)
    for deed, more in (
        (actions.receive_statement, {}),
        (actions.cancel_statement, {"reason": "Fortrudt"}),
        (actions.remind_statement, {}),
    ):
        with pytest.raises(actions.UnableToChangeStatement, match="allerede modtaget eller afbestilt"):
            deed(**values, **more)


def test_a_cancelled_order_gives_the_money_back_and_ends_its_track(case, account):
    parent = TrackFactory(case=case)
    statement = order(case, parent=parent)
    values = {"statement": statement, "by": case.jobformidler, "at": LATER}
    with pytest.raises(actions.UnableToChangeStatement, match="hvorfor"):
        actions.cancel_statement(**values, reason=" ")
    actions.cancel_statement(**values, reason="Borgeren er flyttet")
    assert ledger.standing(account) == Standing(free=100_000)
    assert Track.objects.get(pk=statement.track_id).outcome == TrackOutcome.NOT_NEEDED
    assert holder_of(parent) == Holder.JOBFORMIDLER
    with pytest.raises(actions.UnableToChangeStatement, match="afbestilt"):
        actions.pay_statement(**values, bill_oere=1)


def test_a_doctor_may_keep_a_fee_for_a_cancelled_order(case, account):
    statement = order(case)
    values = {"statement": statement, "by": case.jobformidler, "at": LATER}
    actions.cancel_statement(**values, reason="Udeblev", fee_oere=10_000)
    assert ledger.standing(account) == Standing(free=90_000, spent=10_000)


def test_what_was_paid_beforehand_is_credited_when_cancelled(case, account):
    statement = order(case)
    values = {"statement": statement, "by": case.jobformidler, "at": LATER}
    actions.pay_statement(**values, bill_oere=45_000)
    actions.cancel_statement(**values, reason="Lægen er stoppet", fee_oere=5_000)
    assert ledger.standing(account) == Standing(free=95_000, spent=5_000)
    statement.refresh_from_db()
    assert statement.paid_oere == 5_000


def test_a_ball_moved_by_hand_stays_where_it_is(case, account):
    statement = order(case)
    by = case.jobformidler
    actions.pass_turn(track=statement.track, by=by, at=NOW, event="done", step="you_act", cap="mentor")
    actions.receive_statement(statement=statement, by=by, at=LATER)
    assert holder_of(statement.track) == Holder.CITIZEN


def test_a_track_closed_by_hand_hinders_nothing(case, account):
    statement = order(case)
    by = case.jobformidler
    actions.close_track(track=statement.track, by=by, at=NOW, outcome="not_needed")
    actions.cancel_statement(statement=statement, by=by, at=LATER, reason="Ikke nødvendig")
    assert ledger.standing(account).committed == 0


def test_a_decision_rests_on_what_is_received_and_while_it_is_a_draft(case, account):
    statement, by = order(case), case.jobformidler
    draft, released = DecisionFactory(case=case), DecisionFactory(case=case, released=True)
    values = {"statement": statement, "by": by, "at": LATER}
    with pytest.raises(actions.UnableToChangeStatement, match="ikke modtaget"):
        actions.use_statement(**values, decision=draft)
    actions.receive_statement(**values)
    for decision, words in ((released, "udkast"), (DecisionFactory(), "anden sag")):
        with pytest.raises(actions.UnableToChangeStatement, match=words):
            actions.use_statement(**values, decision=decision)
    assert actions.use_statement(**values, decision=draft) == actions.use_statement(**values, decision=draft)


def test_the_database_keeps_no_money_no_order(case):
    for change in ({"commitment": None}, {"price_oere": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Statement.objects.filter(pk=StatementFactory().pk).update(**change)


def test_another_week_costs_what_the_ladder_says(case):
    assert queries.cost_of_next_week(case, TODAY) is None
    BenefitPeriodFactory(citizen=case.citizen, benefit="kontanthjaelp", valid_from=TODAY - timedelta(weeks=59))
    cost = queries.cost_of_next_week(case, TODAY)
    assert (cost.oere, cost.week) == (220_505, 60)


def test_a_case_closes_when_no_statement_is_on_its_way(case, account):
    statement = order(case)
    closing = {"case": case, "by": case.jobformidler, "at": LATER, "reason": "lasting_job"}
    with pytest.raises(actions.UnableToCloseCase, match=r"Vi venter på .+ \(Lægehuset Kongensgade\).+Afbestil"):
        actions.close_case(**closing)
    assert ledger.standing(account).committed == FEE
    actions.cancel_statement(statement=statement, by=case.jobformidler, at=LATER, reason="Sagen lukkes")
    assert not actions.close_case(**closing).is_open
    assert ledger.standing(account) == Standing(free=100_000, committed=0)


def test_a_received_statement_holds_no_case_open(case):
    StatementFactory(case=case, received=True)
    assert not actions.close_case(case=case, by=case.jobformidler, at=LATER, reason="lasting_job").is_open


# --- An order without a bill, and a year that is closed ---


def expire(on):
    return ledger_actions.expire_commitments(on=on, at=LATER)


def test_the_money_of_an_order_without_a_bill_is_free_again_a_year_after_the_promised_day(case, account):
    statement = order(case)
    year_after = statement.promised_on.replace(year=2027)
    assert statement.commitment.expires_on == year_after
    assert expire(year_after - timedelta(days=1)) == []
    assert expire(year_after) == [statement.commitment_id]
    assert expire(year_after) == []
    assert ledger.standing(account) == Standing(free=100_000)
    statement.refresh_from_db()
    assert statement.state == StatementState.ORDERED


def test_a_bill_that_comes_after_all_is_paid_from_what_is_free(case, account):
    statement = order(case)
    expire(date(2028, 1, 1))
    actions.receive_statement(statement=statement, by=case.jobformidler, at=LATER, bill_oere=FEE)
    assert ledger.standing(account) == Standing(free=100_000 - FEE, spent=FEE)


def test_an_order_that_has_expired_is_cancelled_all_the_same(case, account):
    statement = order(case)
    expire(date(2028, 1, 1))
    actions.cancel_statement(statement=statement, by=case.jobformidler, at=LATER, reason="Lægen svarer ikke")
    assert ledger.standing(account) == Standing(free=100_000)


def test_when_the_year_of_the_order_is_closed_a_larger_bill_is_borne_by_the_year_of_the_bill(case, account):
    statement = order(case)
    new_year = NOW.replace(year=2027)
    following = AccountFactory(series="statements", valid_from=date(2027, 1, 1), valid_until=date(2028, 1, 1))
    ledger_actions.close_year(account=account, by=case.jobformidler, at=new_year)
    actions.receive_statement(statement=statement, by=case.jobformidler, at=new_year, bill_oere=FEE + 1_000)
    assert ledger.standing(account) == Standing(spent=FEE)
    assert ledger.standing(following) == Standing(free=99_000, spent=1_000)


def test_until_it_is_closed_the_year_of_the_order_bears_a_larger_bill(case, account):
    statement = order(case)
    AccountFactory(series="statements", valid_from=date(2027, 1, 1), valid_until=date(2028, 1, 1))
    new_year = NOW.replace(year=2027)
    actions.receive_statement(statement=statement, by=case.jobformidler, at=new_year, bill_oere=FEE + 1_000)
    assert ledger.standing(account) == Standing(free=100_000 - FEE - 1_000, spent=FEE + 1_000)


def test_what_comes_back_of_a_bill_after_receipt_is_told_with_the_statement(case, account):
    statement = order(case)
    actions.receive_statement(statement=statement, by=case.jobformidler, at=LATER, bill_oere=FEE)
    assert queries.credited_of([Statement.objects.get()]) == {statement.pk: 0}
    credit = ledger_actions.credit_payment(
        commitment=statement.commitment, amount=8_000, by=case.jobformidler, at=LATER, reason="Kreditnota"
    )
    assert queries.credited_of([Statement.objects.get()]) == {statement.pk: 8_000}
    ledger_actions.correct_entry(entry=credit, reason="Den var til en anden", by=case.jobformidler, at=LATER)
    assert queries.credited_of([Statement.objects.get()]) == {statement.pk: 0}
