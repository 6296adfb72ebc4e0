"""Needs and refusals inside the sentences about an order, and hours that are enough because a task is shared."""

from datetime import date
from decimal import Decimal

import pytest

from helevejen.engines.matching import market as engine
from helevejen.engines.matching.views import for_citizen, for_desk, record_of
from helevejen.profiles.enums import Consideration, RefusalKind
from helevejen.suggestions.queries.needs import needs_in_sentences
from helevejen.suggestions.rules import words
from helevejen.suggestions.rules.words import Ordered, Refusable, Told

ON = date(2026, 3, 11)


def record(*facts, **more):
    plain = {
        "pk": 3, "company": 2, "occupation_uri": "", "positions": 1, "hours_least": Decimal(4),
        "hours_most": Decimal(37), "days": [], "shifts": [], "starts_on": None, "forms": ["flex"],
        "considerations": [], "demands_clean_record": False, "may_be_split": False,
    }  # fmt: skip
    one = words.citizen_of(7, facts, refusable=Refusable({}, {}))
    order = words.order_of(Ordered(**plain | more), [])
    return record_of(engine.Market(on=ON, citizens=(one,), orders=(order,)), one, order)


def test_every_need_and_every_refusal_of_a_kind_of_work_has_words_for_a_sentence():
    refusals = set(RefusalKind) - {RefusalKind.COMPANY, RefusalKind.WORK}
    assert set(needs_in_sentences("da")) == {*Consideration, *refusals}


def test_a_refusal_is_asked_about_as_what_the_work_demands():
    asked = for_desk(record(Told("refusal", "nights")), "da", needs_in_sentences("da"))
    assert "Kræver arbejdet, at man arbejder om natten?" in asked.ask_company


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (12, "De beder om mindst 4 timer om ugen, og du kan 12."),
        (2, "De beder om 4 timer om ugen, men opgaven kan deles. Dine 2 kan være nok."),
    ],
)
def test_hours_are_told_as_the_order_states_them(hours, told):
    said = for_citizen(record(Told("hours", hours=Decimal(hours)), may_be_split=True), "da", {})
    assert told in said.good
