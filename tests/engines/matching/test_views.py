import random
from dataclasses import asdict, fields, replace
from string import Formatter

import pytest

from helevejen.engines.matching.judge import Reason, Rule, Verdict
from helevejen.engines.matching.market import AskedLicence, AskedSkill, Citizen, Held, Market, Order, Place
from helevejen.engines.matching.views import (
    COMPANY_FIELDS,
    CompanyView,
    for_citizen,
    for_company,
    for_desk,
    record_of,
)
from helevejen.engines.matching.wording import _SENTENCES, codes, hours, sentence
from tests.engines.matching import made


def records(seeds=range(40)):
    for seed in seeds:
        market = made.market(random.Random(seed), 6, 6)
        for citizen in market.citizens:
            for order in market.orders:
                yield market, citizen, order, record_of(market, citizen, order)


def test_every_reason_a_rule_gives_is_a_sentence_in_both_languages_to_and_about_the_citizen():
    said = set()
    for _market, _citizen, _order, record in records():
        for outcome in record.outcomes:
            for reason in outcome.reasons:
                said.add(reason.code)
                for language in ("da", "en"):
                    assert sentence(reason, language, to_citizen=True).endswith((".", "?"))
                    about = sentence(reason, language, to_citizen=False)
                    assert bool(about) is (outcome.rule is not Rule.RECORD)
                    assert "{" not in about
    assert set(codes()) - said <= {"too_little_effective", "skill_near"}


def test_the_four_wordings_of_a_reason_use_the_same_values():
    for code, wordings in _SENTENCES.items():
        values = [{name for _text, name, _spec, _conv in Formatter().parse(text) if name} for text in wordings if text]
        assert all(one <= values[0] for one in values), code


def test_the_companys_view_has_the_allowed_fields_and_no_others():
    assert tuple(field.name for field in fields(CompanyView)) == COMPANY_FIELDS


def test_the_company_hears_of_nothing_but_what_its_order_names():
    shown = 0
    for _market, _citizen, order, record in records():
        if not record.rank:
            with pytest.raises(ValueError, match="told nothing"):
                for_company(record)
            continue
        view = for_company(record)
        asked = {x.skill for x in order.skills} | {x.code for x in order.licences} | {order.occupation}
        asked |= {f"{x.language} {x.level}" for x in order.languages}
        assert {*view.covered, *view.near, *view.not_told} <= asked
        shown += 1
    assert shown > 20


def test_two_who_bring_the_same_look_the_same_to_the_company_whatever_else_is_told_of_them():
    order = Order("o", skills=(AskedSkill("s"),), licences=(AskedLicence("B"),), company="v")
    citizen = Citizen("c", skills=frozenset({"s", "other"}), licences=(Held("B"), Held("CE")))
    others = [
        replace(citizen, place=Place(1, 1)),
        replace(citizen, needs=frozenset({"quiet"}), cannot=frozenset({"lifting"})),
        replace(citizen, has_clean_record=False, intensity_pct=30),
        replace(citizen, wishes=frozenset({"driver"}), refused_companies=frozenset({"another"})),
    ]
    market = Market(made.ON, (citizen,), (order,))
    expected = for_company(record_of(market, citizen, order))
    assert expected == CompanyView(("s", "B"), (), (), 10_000)
    assert {for_company(record_of(market, other, order)) for other in others} == {expected}


@pytest.mark.parametrize("asks", [True, None])
@pytest.mark.parametrize("record", [True, False, None])
def test_a_record_is_in_the_citizens_view_alone(record, asks):
    citizen, order = Citizen("c", has_clean_record=record), Order("o", asks_clean_record=asks)
    found = record_of(Market(made.ON, (citizen,), (order,)), citizen, order)
    words = str(asdict(for_desk(found, "da"))) + (str(asdict(for_company(found))) if found.rank else "")
    assert "straffeattest" not in words
    assert ("straffeattest" in str(for_citizen(found, "da"))) is (record is not True)
    assert (found.verdict is Verdict.FAIL) is (record is False and asks is True)


def test_the_desk_is_told_the_same_whatever_the_record_is():
    order = Order("o", asks_clean_record=True)
    citizens = [Citizen("c", has_clean_record=record) for record in (True, False, None)]
    found = [record_of(Market(made.ON, (citizen,), (order,)), citizen, order) for citizen in citizens]
    assert [bool(record.rank) for record in found] == [True, False, True]
    assert len({for_desk(record, "da") for record in found}) == 1
    assert for_desk(found[1], "da").is_possible


def test_what_is_not_the_citizens_alone_makes_a_pair_impossible_at_the_desk():
    citizen, order = Citizen("c", has_all_licences=True), Order("o", licences=(AskedLicence("CE"),))
    assert not for_desk(record_of(Market(made.ON, (citizen,), (order,)), citizen, order), "da").is_possible


def test_what_stands_in_the_way_is_said_to_the_citizen_in_words_that_can_be_contradicted():
    citizen = Citizen("c", has_all_licences=True)
    order = Order("o", licences=(AskedLicence("CE"),))
    view = for_citizen(record_of(Market(made.ON, (citizen,), (order,)), citizen, order), "da", {"CE": "kørekort C/E"})
    assert not view.is_suggested
    assert view.in_the_way == ("De kræver kørekort C/E. Har du det?",)


def test_hours_have_no_more_digits_than_they_need():
    assert [hours(minutes, "da") for minutes in (60, 90, 615, 600)] == ["1", "1,5", "10,25", "10"]
    reason = Reason("too_many_hours", (("asked", 600), ("most", 450)))
    assert sentence(reason, "en", to_citizen=True) == ("They ask for 10 hours a week at least; you can do 7.5 at most.")
