"""
Making a list: facts are read, the engine is run, and what was used and found is kept in one deed.

Reading and counting come before the deed, so that no other writer waits for them; what was read is what is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b

from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.models import Case
from helevejen.core import bulk
from helevejen.core.deeds import Refusal, action, step
from helevejen.engines.calendar import day_of
from helevejen.engines.matching.market import Citizen, Market, Order
from helevejen.places import queries as places
from helevejen.recruitment.models import JobOrder
from helevejen.suggestions.enums import ListKind, SheetKind
from helevejen.suggestions.models import FactSheet, MatchList, SheetSet, Suggestion
from helevejen.suggestions.queries import facts, lists, sheets
from helevejen.suggestions.rules import saying, words
from helevejen.suggestions.rules import sheets as texts
from helevejen.suggestions.run import lists as engine
from helevejen.suggestions.run.courses import opening_courses
from helevejen.suggestions.run.requirements import opened_without

#: From a number that tells nothing: ties are drawn by lot, the same lots for every list of one day.
_SEED_BITS = 31

_VERBS = {
    ListKind.OPENINGS: Verb.OPENINGS_LISTED,
    ListKind.CANDIDATES: Verb.CANDIDATES_LISTED,
    ListKind.PAIR: Verb.PAIR_LOOKED_AT,
}


class UnableToMakeList(Refusal):
    """Lists are stopped, the case is closed or the order is not open; nothing has been kept."""


def make_openings(*, case: Case, by: User, at: datetime) -> MatchList:
    """
    Make and keep the list of openings that may suit a citizen.

    What the citizen keeps private keeps openings away from the own list alone: whoever else makes one gets the same
    whatever is private.

    Raises:
        UnableToMakeList: nothing has been kept.
    """
    _demand_list(is_case_open=case.is_open)
    points = places.points()
    orders, refusable = facts.open_orders(points)
    told = facts.citizens_as_told([case.citizen_id], refusable, points)
    citizens = told if by.kind == UserKind.CITIZEN else _without_private(told)
    return _made(
        ListKind.OPENINGS, Market(day_of(at), tuple(citizens), tuple(orders), seed=seed_of(at)), by, at, case=case
    )


def make_candidates(*, order: JobOrder, by: User, at: datetime) -> MatchList:
    """
    Make and keep the list of citizens with open cases whom an order may suit: the same citizens in the same order
    whatever they keep private and wherever they live.

    Raises:
        UnableToMakeList: nothing has been kept.
    """
    _demand_list(is_order_open=order.is_open)
    points = places.points()
    orders, refusable = facts.open_orders(points)
    cases = facts.citizens_with_open_cases()
    citizens = _without_private(facts.citizens_as_told(cases, refusable, points, every=True))
    market = Market(day_of(at), tuple(citizens), tuple(orders), seed=seed_of(at))
    return _made(ListKind.CANDIDATES, market, by, at, order=order, cases=cases)


def record_pair(*, case: Case, order: JobOrder, by: User, at: datetime) -> Suggestion:
    """
    Keep everything the rules say of one citizen and one order that a person has chosen, whatever they say.

    Raises:
        UnableToMakeList: nothing has been kept.
    """
    _demand_list(is_case_open=case.is_open, is_order_open=order.is_open)
    points = places.points()
    orders, refusable = facts.open_orders(points)
    citizens = facts.citizens_as_told([case.citizen_id], refusable, points)
    market = Market(day_of(at), tuple(citizens), tuple(orders), seed=seed_of(at))
    return _made(ListKind.PAIR, market, by, at, case=case, order=order).suggestions.get()


def _without_private(told: Sequence[Citizen]) -> list[Citizen]:
    """Return citizens as others may know them: two equal orders side by side would else tell what is private."""
    return [one if one.has_clean_record is None else replace(one, has_clean_record=None) for one in told]


def seed_of(at: datetime) -> int:
    """Return the seed of the lots on a day: nobody chooses it, and who was lucky one day is not the next."""
    digest = blake2b(day_of(at).isoformat().encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - _SEED_BITS)


def _demand_list(*, is_case_open: bool = True, is_order_open: bool = True) -> None:
    is_stopped = lists.find_stop() is not None
    if objection := saying.objection_to_list(
        is_stopped=is_stopped, is_case_open=is_case_open, is_order_open=is_order_open
    ):
        raise UnableToMakeList(objection)


def _made(
    kind: ListKind,
    market: Market,
    by: User,
    at: datetime,
    *,
    case: Case | None = None,
    order: JobOrder | None = None,
    cases: dict[int, int] | None = None,
) -> MatchList:
    more = _more_of(kind, market, order)
    # The order as the page had read it: whatever was corrected since is another order than the one that was counted.
    rules = engine.rules_for(kind) | ({"order_number": order.number} if order else {})
    rows = engine.rows_of(kind, market, rules, order=words.order_key(order.pk) if order else "")
    made = MatchList(
        kind=kind, case=case, order=order, made_by=by, made_at=at, on=market.on, engine_version=engine.version(),
        seed=market.seed, rules=rules, more=more,
    )  # fmt: skip
    return keep_list(made, market, rows, cases or ({case.citizen_id: case.pk} if case else {}))


def _more_of(kind: ListKind, market: Market, order: JobOrder | None) -> str:
    """Return what would open more: courses to a citizen, fewer requirements to an order."""
    if kind == ListKind.CANDIDATES and order is not None:
        return texts.text_of_without(opened_without(market, words.order_key(order.pk)))
    courses = facts.courses_on_offer(market.on) if kind == ListKind.OPENINGS else []
    return texts.text_of_courses(courses, opening_courses(market, courses)) if courses else ""


@action
def keep_list(made: MatchList, market: Market, rows: Sequence[engine.Row], cases: dict[int, int]) -> MatchList:
    """Keep a list with the facts it was made of, and its rows."""
    at = made.made_at
    made.orders = _kept_set(SheetKind.ORDER, market.orders, at)
    made.citizens = _kept_set(SheetKind.CITIZEN, market.citizens, at)
    made.save(force_insert=True)
    Suggestion.objects.bulk_create(
        Suggestion(
            match_list=made, place=row.place, kept_by=row.kept_by, record=texts.text_of_record(row.record),
            case_id=cases[words.number_of(row.record.citizen)], order_id=words.number_of(row.record.order),
        )
        for row in rows
    )  # fmt: skip
    citizen_id = made.case.citizen_id if made.case else None
    audit_actions.record_event(_VERBS[ListKind(made.kind)], subject=made, by=made.made_by, at=at, citizen_id=citizen_id)
    return made


@step
def _kept_set(kind: SheetKind, told: Sequence[Citizen] | Sequence[Order], at: datetime) -> SheetSet:
    """Keep the sheets nobody has kept yet, and the set of them all."""
    content = {sheets.digest_of(text := texts.text_of(one)): (words.number_of(one.key), text) for one in told}
    whole = sheets.digest_of(f"{kind} " + " ".join(content))
    if known := sheets.find_set(whole):
        return known
    known_sheets = sheets.known_sheets(content)
    side = "citizen" if kind == SheetKind.CITIZEN else "order"
    new = [(kind, digest, number, text, at) for digest, (number, text) in content.items() if digest not in known_sheets]
    bulk.insert(FactSheet, ("kind", "digest", side, "content", "made_at"), new)
    known_sheets |= sheets.known_sheets(digest for _kind, digest, *_rest in new)
    kept, _is_new = SheetSet.objects.get_or_create(
        digest=whole, defaults={"sheets": [known_sheets[digest] for digest in content], "made_at": at}
    )
    return kept
