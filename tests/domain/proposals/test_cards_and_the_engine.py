"""The card a company reads beside what the engine would tell one: whatever the engine tells stands on the card too."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from helevejen.engines.matching import market as engine
from helevejen.engines.matching.views import COMPANY_FIELDS, for_company, record_of
from helevejen.proposals.enums import Standing
from helevejen.proposals.rules import cards
from helevejen.proposals.rules.cards import Demand, Known
from helevejen.suggestions.rules.words import Ordered, Refusable, Required, Told, citizen_of, order_of
from tests.cast import TODAY

THINGS = [
    *(("licence", code) for code in ("AM", "B", "C", "CE", "forklift_a", "forklift_b", "crane")),
    *(("skill", f"http://x/{name}") for name in ("pack", "count", "drive")),
]
WEIGHTS = st.sampled_from(["must", "nice", "learnable"])
LAST_DAYS = st.sampled_from([None, TODAY, TODAY + timedelta(days=300), TODAY - timedelta(days=1)])
PLAIN = {
    "pk": 3, "company": 2, "occupation_uri": "", "positions": 1, "hours_least": Decimal(4), "hours_most": Decimal(37),
    "days": [], "shifts": [], "starts_on": None, "forms": ["flex"], "considerations": [],
    "demands_clean_record": False, "may_be_split": False,
}  # fmt: skip


def told_by_the_engine(asked, held):
    required = [Required(kind, weight, one, one if kind == "skill" else "", "") for (kind, one), weight in asked]
    order = order_of(Ordered(**PLAIN), required)
    facts = [Told(kind, one, expires_on=last if kind == "licence" else None) for (kind, one), last in held]
    citizen = citizen_of(7, facts, refusable=Refusable({}, {}))
    record = record_of(engine.Market(TODAY, (citizen,), (order,)), citizen, order)
    return for_company(replace(record, rank=1))


def card(asked, held):
    demands = [
        Demand(kind, one, weight, code="" if kind == "skill" else one, uri=one if kind == "skill" else "")
        for (kind, one), weight in asked
    ]
    facts = [Known(kind, one, expires_on=last if kind == "licence" else None) for (kind, one), last in held]
    return {line.text: line.standing for line in cards.card_for(demands, facts, on=TODAY).lines}


@settings(deadline=None, max_examples=150)
@given(
    asked=st.dictionaries(st.sampled_from(THINGS), WEIGHTS, max_size=5),
    held=st.dictionaries(st.sampled_from(THINGS), LAST_DAYS, max_size=5),
)
def test_whatever_the_engine_would_tell_stands_on_the_card_and_what_it_calls_there_is_there(asked, held):
    told, lines = told_by_the_engine(asked.items(), held.items()), card(asked.items(), held.items())
    assert {*told.covered, *told.near, *told.not_told} <= set(lines)
    assert {lines[one] for one in told.covered} <= {Standing.COVERED}
    assert tuple(COMPANY_FIELDS) == ("covered", "near", "not_told", "score")


def test_a_licence_is_worth_what_it_covers_on_the_card_too():
    asked, held = [(("licence", "B"), "must"), (("licence", "forklift_a"), "nice")], [(("licence", "CE"), TODAY)]
    assert card(asked, held) == {"B": "covered", "forklift_a": "untold"}
