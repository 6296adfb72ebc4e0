"""
Medical statements: no money, no order.

The order, its track and its commitment in the ledger are one transaction. The ball lies with whoever writes the
statement until the answer is there, then with the jobformidler until it has been read or used.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.actions import tracks, turns
from helevejen.cases.actions.locks import lock_case, lock_turn
from helevejen.cases.enums import (
    Cap,
    DecisionState,
    DueKind,
    StatementObjection,
    StatementState,
    TrackKind,
    TrackOutcome,
    TurnEvent,
)
from helevejen.cases.models import Case, Decision, Nudge, Statement, StatementUse, Track, Turn
from helevejen.cases.rules import statements as rules
from helevejen.cases.rules.turns import day_of
from helevejen.core.deeds import Refusal, action, refused_as
from helevejen.ledger import actions as ledger
from helevejen.ledger import queries as ledger_queries


class UnableToOrderStatement(Refusal):
    """No statement is ordered and no money committed."""


class UnableToChangeStatement(Refusal):
    """The statement cannot be reminded of, received, paid, cancelled or used so. Nothing has been changed."""


@dataclass(frozen=True, slots=True)
class Order:
    """
    What is ordered.

    Attributes:
        price_oere: None for the fee of the day.
        promised_on: None for the usual time.
        key: The idempotency key of the form, so that one sent twice orders once.
    """

    kind: str
    purpose: str
    questions: str
    supplier_name: str
    price_oere: int | None = None
    promised_on: date | None = None
    has_interpreter: bool = False
    key: str = ""


@action
def order_statement(
    *, case: Case, order: Order, by: User, at: datetime, parent: Track | None = None, cap: str = Cap.AUTHORITY
) -> Statement:
    """
    Order a statement: its price is committed, a track opens with the ball at whoever writes it.

    Args:
        parent: The track that waits for the answer; the new one runs below it.

    Raises:
        UnableToOrderStatement: a rule forbids it, or there is no money. Nothing is ordered, no track is opened and
            nothing is committed.
    """
    case, on = lock_case(case), day_of(at)
    if repeated := _find_repeated(case, order):
        return repeated
    kind, price = _priced(case, order, by, parent, on=on)
    promised = order.promised_on or rules.promised_on(kind, on=on)
    with refused_as(UnableToOrderStatement):
        track = tracks.open_track(
            case=case,
            kind=TrackKind.CLARIFICATION,
            by=by,
            at=at,
            parent=parent,
            title=kind.name_da,
            step=kind.step,
            cap=cap,
            holder_name=order.supplier_name.strip(),
            due_on=promised,
            due_kind=DueKind.AGREEMENT,
        )
        expires_on = rules.held_until(promised, on=on)
        commitment = (
            _commit(price, reference=reference_of(track), by=by, at=at, expires_on=expires_on) if price else None
        )
    statement = Statement.objects.create(
        case=case,
        track=track,
        kind=kind.id,
        purpose=order.purpose,
        questions=order.questions.strip(),
        supplier_name=order.supplier_name.strip(),
        has_interpreter=order.has_interpreter,
        price_oere=price,
        commitment=commitment,
        ordered_by=by,
        ordered_at=at,
        promised_on=promised,
        order_key=order.key or None,
    )
    _record(Verb.STATEMENT_ORDERED, statement, by=by, at=at, cap=cap, kind=kind.id)
    return statement


@action
def remind_statement(
    *, statement: Statement, by: User, at: datetime, note: str = "", promised_on: date | None = None
) -> Statement:
    """
    Write down that somebody has reminded of a statement, at most once a day, and the new day that was promised.

    Raises:
        UnableToChangeStatement: nothing has been changed.
    """
    statement = _lock(statement)
    _demand_ordered(statement)
    on = day_of(at)
    if promised_on is not None and promised_on < on:
        raise UnableToChangeStatement(StatementObjection.PROMISED_IN_PAST)
    turn = _waiting_turn(statement)
    if turn is not None:
        # Of the whole track: a new promised day begins a new turn, and the doctor is still reminded once a day.
        nudges = Nudge.objects.filter(turn__track=statement.track_id).order_by("at")
        if any(day_of(nudge.at) == on for nudge in nudges):
            raise UnableToChangeStatement(StatementObjection.REMINDED_TODAY)
        Nudge.objects.create(turn=turn, by=by, at=at, note=note.strip())
    _record(Verb.STATEMENT_REMINDED, statement, by=by, at=at, cap=Cap.AUTHORITY)
    if promised_on is not None and promised_on != statement.promised_on:
        statement.promised_on = promised_on
        statement.save(update_fields=["promised_on"])
        if turn is not None:
            _promise(turn, promised_on, by=by, at=at)
    return statement


@action
def receive_statement(
    *, statement: Statement, by: User, at: datetime, answer: str = "", bill_oere: int | None = None
) -> Statement:
    """
    Write down that the answer is there: the ball is the jobformidler's, to read it and call.

    Args:
        bill_oere: What it cost, when the bill came with it.

    Raises:
        UnableToChangeStatement: it is received or cancelled, or there is no money for a bill that is larger than what
            was committed. Nothing has been changed.
    """
    statement = _lock(statement)
    _demand_ordered(statement)
    statement.state, statement.received_at, statement.answer = StatementState.RECEIVED, at, answer.strip()
    if bill_oere is not None:
        _pay(statement, bill_oere, by=by, at=at)
    statement.save()
    _record(Verb.STATEMENT_RECEIVED, statement, by=by, at=at, cap=Cap.AUTHORITY)
    if _waiting_turn(statement) is not None:
        with refused_as(UnableToChangeStatement):
            turns.hand_turn(
                track=statement.track, by=by, at=at, event=TurnEvent.ANSWERED, step=rules.READ, cap=Cap.AUTHORITY
            )
    return statement


@action
def pay_statement(*, statement: Statement, by: User, at: datetime, bill_oere: int) -> Statement:
    """
    Write the bill of a statement in: what was committed is spent, and what is left of it is free again.

    Raises:
        UnableToChangeStatement: it is paid or cancelled already, or there is no money for what the bill is larger.
            Nothing has been changed.
    """
    statement = _lock(statement)
    if statement.state == StatementState.CANCELLED:
        raise UnableToChangeStatement(StatementObjection.CANCELLED)
    _pay(statement, bill_oere, by=by, at=at)
    statement.save()
    return statement


@action
def cancel_statement(*, statement: Statement, by: User, at: datetime, reason: str, fee_oere: int = 0) -> Statement:
    """
    Cancel an order: what was committed is free again, what was paid is credited, but for what the doctor keeps.

    Args:
        fee_oere: What the doctor is paid although nothing comes.

    Raises:
        UnableToChangeStatement: nothing has been changed.
    """
    statement = _lock(statement)
    _demand_ordered(statement)
    if not reason.strip():
        raise UnableToChangeStatement(StatementObjection.NO_REASON)
    with refused_as(UnableToChangeStatement):
        _give_back(statement, reason, fee_oere, by=by, at=at)
    statement.state, statement.cancelled_at = StatementState.CANCELLED, at
    statement.cancelled_because = reason.strip()
    statement.save()
    _record(Verb.STATEMENT_CANCELLED, statement, by=by, at=at, cap=Cap.AUTHORITY)
    _end(statement, TrackOutcome.NOT_NEEDED, by=by, at=at)
    return statement


@action
def use_statement(*, statement: Statement, decision: Decision, by: User, at: datetime) -> StatementUse:
    """
    Let a draft decision rest on a statement. Its track has come to its end: the ball goes back to what waited for it.

    Raises:
        UnableToChangeStatement: it is not received, the decision is no draft or of another case. Nothing has been
            changed.
    """
    statement = _lock(statement)
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if objection := rules.objection_to_using(
        state=statement.state,
        is_draft=decision.state == DecisionState.DRAFT,
        is_same_case=decision.case_id == statement.case_id,
    ):
        raise UnableToChangeStatement(objection)
    use, is_new = StatementUse.objects.get_or_create(
        statement=statement, decision=decision, defaults={"used_by": by, "used_at": at}
    )
    if is_new:
        _record(Verb.STATEMENT_USED, statement, by=by, at=at, cap=Cap.AUTHORITY, decision=decision.pk)
        _end(statement, TrackOutcome.REACHED, by=by, at=at)
    return use


def reference_of(track: Track) -> str:
    """Return what the ledger knows a statement by."""
    return f"{rules.REFERENCE}{track.pk}"


def _find_repeated(case: Case, order: Order) -> Statement | None:
    """Return what the same form has ordered already; the case is locked before it is asked."""
    if not order.key:
        return None
    made = Statement.objects.filter(order_key=order.key).select_related("track").first()
    if made is not None and (made.case_id, made.kind, made.questions) != (case.pk, order.kind, order.questions.strip()):
        raise UnableToOrderStatement(StatementObjection.KEY_USED)
    return made


def _priced(case: Case, order: Order, by: User, parent: Track | None, *, on: date) -> tuple[rules.StatementKind, int]:
    """Return the kind and the price of an order that nothing speaks against but money."""
    if not case.is_open:
        raise UnableToOrderStatement(StatementObjection.CASE_CLOSED)
    if not by.is_staff_member:
        raise UnableToOrderStatement(StatementObjection.NOT_STAFF)
    if parent is not None and (parent.case_id != case.pk or not parent.is_open or parent.parent_id is not None):
        raise UnableToOrderStatement(StatementObjection.WRONG_TRACK)
    kind, price = rules.kinds().get(order.kind), order.price_oere
    if price is None and kind is not None:
        price = rules.usual_price(kind, on=on, has_interpreter=order.has_interpreter)
    objection = rules.objection_to_ordering(
        kind=kind, purpose=order.purpose, price_oere=price, promised=order.promised_on, on=on
    ) or rules.objection_to_words(questions=order.questions, supplier_name=order.supplier_name)
    if objection or kind is None or price is None:
        raise UnableToOrderStatement(objection)
    return kind, price


def _commit(price: int, *, reference: str, by: User, at: datetime, expires_on: date | None = None) -> Any:
    account = ledger_queries.find_account(rules.SERIES, day_of(at))
    if account is None:
        raise UnableToOrderStatement(StatementObjection.NO_ACCOUNT)
    return ledger.reserve(account=account, amount=price, reference=reference, by=by, at=at, expires_on=expires_on)


def _pay(statement: Statement, bill_oere: int, *, by: User, at: datetime) -> None:
    if statement.paid_at is not None:
        raise UnableToChangeStatement(StatementObjection.PAID_ALREADY)
    if bill_oere < 0:
        raise UnableToChangeStatement(StatementObjection.PRICE_BELOW_ZERO)
    held = _held(statement)
    within = min(bill_oere, statement.price_oere) if held is not None else 0
    with refused_as(UnableToChangeStatement):
        if held is not None:
            ledger.spend(commitment=held, amount=within, by=by, at=at)
        if (more := bill_oere - within) > 0:
            ledger.spend(commitment=_commit_more(statement, more, by=by, at=at), amount=more, by=by, at=at)
    statement.paid_at, statement.paid_oere = at, bill_oere
    _record(Verb.STATEMENT_PAID, statement, by=by, at=at, cap=Cap.AUTHORITY)


def _commit_more(statement: Statement, more: int, *, by: User, at: datetime) -> Any:
    """
    Reserve what a bill is larger than what is held for it.

    The year of the order bears it. When that is closed, the year of the bill does.
    """
    if statement.commitment is None or ledger_queries.is_closed(statement.commitment.account):
        return _commit(more, reference=reference_of(statement.track), by=by, at=at)
    account = statement.commitment.account
    return ledger.reserve(account=account, amount=more, reference=reference_of(statement.track), by=by, at=at)


def _held(statement: Statement) -> Any:
    """Return what is held for an order; None when it cost nothing, or has expired while no bill came."""
    held = statement.commitment
    return held if held is not None and ledger_queries.is_open(held) else None


def _give_back(statement: Statement, reason: str, fee_oere: int, *, by: User, at: datetime) -> None:
    reference = reference_of(statement.track)
    if statement.paid_at is None:
        if fee_oere:
            _pay(statement, fee_oere, by=by, at=at)
        elif (held := _held(statement)) is not None:
            ledger.release(commitment=held, by=by, at=at, reason=reason)
        return
    left = ledger_queries.spent_on(reference) - fee_oere
    for commitment in ledger_queries.commitments_of(reference):
        credit = min(left, ledger_queries.spent_of(commitment))
        if credit > 0:
            ledger.credit(commitment=commitment, amount=credit, by=by, at=at, reason=reason)
            left -= credit
    statement.paid_oere = ledger_queries.spent_on(reference)


def _waiting_turn(statement: Statement) -> Turn | None:
    """Return the open turn of whoever writes the statement; None when the ball has been moved by hand since."""
    kind = rules.kinds().get(statement.kind)
    if kind is None:
        return None
    return Turn.objects.filter(open_key=statement.track_id, step=kind.step).order_by("pk").first()


def _promise(turn: Turn, promised_on: date, *, by: User, at: datetime) -> None:
    """Give the holder the new day: the ball stays, and the wait is one. What was said to the doctor stays with us."""
    track, turn = lock_turn(turn.track, turn.pk, at=at, refusal=UnableToChangeStatement)
    turns.give_day(track, turn, due_on=promised_on, by=by, at=at)


def _end(statement: Statement, outcome: str, *, by: User, at: datetime) -> None:
    """Close the statement's own track, unless somebody has, or it has tracks below it."""
    track = Track.objects.select_related("case").get(pk=statement.track_id)
    if track.is_open and not track.subtracks.open().exists():
        tracks.end_track(track=track, by=by, at=at, outcome=outcome, cap=Cap.AUTHORITY)


def _lock(statement: Statement) -> Statement:
    """Return the statement, locked after its case, so that everybody takes the two in one order."""
    lock_case(statement.case)
    Statement.objects.select_for_update(of=("self",), no_key=True).values_list("pk").get(pk=statement.pk)
    loaded = Statement.objects.select_related("case__citizen", "track__case", "commitment__account")
    return loaded.get(pk=statement.pk)


def _demand_ordered(statement: Statement) -> None:
    if not statement.is_open:
        raise UnableToChangeStatement(StatementObjection.NOT_OPEN)


def _record(verb: Verb, statement: Statement, *, by: User, at: datetime, cap: str, **detail: object) -> None:
    audit_actions.record_event(
        verb, subject=statement, by=by, at=at, citizen_id=statement.case.citizen_id, cap=cap, detail=detail
    )
