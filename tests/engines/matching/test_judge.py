from datetime import date

import pytest

from helevejen.engines.matching.judge import RULES, Likeness, Reason, Rule, Verdict, judge
from helevejen.engines.matching.market import (
    AskedLanguage,
    AskedLicence,
    AskedSkill,
    Citizen,
    Form,
    Held,
    Market,
    Mode,
    Near,
    Order,
    Place,
    Weight,
    metres_of_km,
    road_km,
)
from tests.engines.matching.made import ON

PASS, UNKNOWN, FAIL = Verdict.PASS, Verdict.UNKNOWN, Verdict.FAIL
HERE = Place(500_000, 6_100_000)


def km_away(km):
    return Place(HERE.x + 1_000 * km, HERE.y)


def outcome(rule, citizen, order, near=()):
    market = Market(ON, (), (), near=tuple(near))
    return judge(Citizen("c", **citizen), Order("o", **order), ON, Likeness(market))[RULES.index(rule)]


def asked(licence="CE", weight=Weight.MUST):
    return {"licences": (AskedLicence(licence, weight),)}


CASES = [
    (Rule.TRAVEL, {"place": HERE, "reach": ((Mode.BIKE, 9_000),)}, {"place": km_away(9)}, PASS),
    (Rule.TRAVEL, {"place": HERE, "reach": ((Mode.BIKE, 9_000),)}, {"place": km_away(10)}, FAIL),
    (Rule.TRAVEL, {"place": HERE, "reach": ((Mode.BIKE, 9_000), (Mode.CAR, 20_000))}, {"place": km_away(10)}, PASS),
    (Rule.TRAVEL, {"place": HERE}, {"place": km_away(900)}, UNKNOWN),
    (Rule.TRAVEL, {"place": HERE, "reach": ((Mode.CAR, 1),)}, {}, UNKNOWN),
    (Rule.HOURS, {"minutes_most": 600}, {"minutes_from": 600}, PASS),
    (Rule.HOURS, {"minutes_most": 599}, {"minutes_from": 600}, FAIL),
    (Rule.HOURS, {"minutes_most": 60}, {"minutes_from": 600, "is_splittable": True}, PASS),
    (Rule.HOURS, {"minutes_most": 59}, {"minutes_from": 600, "is_splittable": True}, FAIL),
    (Rule.HOURS, {}, {"minutes_from": 600}, UNKNOWN),
    (Rule.HOURS, {"minutes_most": 600}, {}, UNKNOWN),
    (Rule.HOURS, {"minutes_least": 600}, {"minutes_to": 599}, FAIL),
    (Rule.INTENSITY, {"minutes_most": 1200, "intensity_pct": 50}, {"effective_minutes": 600}, PASS),
    (Rule.INTENSITY, {"minutes_most": 1200, "intensity_pct": 49}, {"effective_minutes": 600}, FAIL),
    (Rule.INTENSITY, {"minutes_most": 2220, "intensity_pct": 50}, {"effective_minutes": 600, "minutes_to": 1000}, FAIL),
    (Rule.INTENSITY, {"minutes_most": 1200}, {"effective_minutes": 600}, UNKNOWN),
    (Rule.INTENSITY, {"minutes_most": 599}, {"effective_minutes": 600}, FAIL),
    (Rule.INTENSITY, {"intensity_pct": 10}, {"effective_minutes": 600, "is_splittable": True}, PASS),
    (Rule.INTENSITY, {"intensity_pct": 10}, {}, PASS),
    (Rule.DAYS, {"days": frozenset({"mon"})}, {"days": frozenset({"mon", "tue"})}, FAIL),
    (Rule.DAYS, {"days": frozenset({"mon"})}, {"days": frozenset({"mon", "tue"}), "days_needed": 1}, PASS),
    (Rule.DAYS, {"days": frozenset({"mon"})}, {"days": frozenset({"mon", "tue"}), "is_splittable": True}, PASS),
    (Rule.DAYS, {}, {"days": frozenset({"mon"})}, UNKNOWN),
    (Rule.SHIFTS, {"shifts": frozenset({"day"})}, {"shifts": frozenset({"day", "night"})}, FAIL),
    (Rule.SHIFTS, {"shifts": frozenset({"day"})}, {}, UNKNOWN),
    (Rule.LICENCES, {}, asked(), UNKNOWN),
    (Rule.LICENCES, {"has_all_licences": True}, asked(), FAIL),
    (Rule.LICENCES, {"has_all_licences": True, "licences_in_doubt": frozenset({"CE"})}, asked(), UNKNOWN),
    (Rule.LICENCES, {"has_all_licences": True, "licences_in_doubt": frozenset({"B"})}, asked(), FAIL),
    (Rule.LICENCES, {"has_all_licences": True}, asked(weight=Weight.NICE), PASS),
    (Rule.LICENCES, {"licences": (Held("CE"),)}, asked(), PASS),
    (Rule.LICENCES, {"licences": (Held("CE", ON),)}, asked(), PASS),
    (Rule.LICENCES, {"licences": (Held("CE", ON),)}, asked() | {"starts_on": date(2026, 12, 1)}, FAIL),
    (Rule.LICENCES, {"licences": (Held("CE", date(2026, 11, 1)),)}, asked() | {"starts_on": date(2026, 10, 1)}, FAIL),
    (Rule.LICENCES, {"licences": (Held("CE", date(2026, 1, 1)), Held("CE"))}, asked(), PASS),
    (Rule.LANGUAGES, {"languages": (("da", "B1"),)}, {"languages": (AskedLanguage("da", "B1"),)}, PASS),
    (Rule.LANGUAGES, {"languages": (("da", "A2"),)}, {"languages": (AskedLanguage("da", "B1"),)}, FAIL),
    (Rule.LANGUAGES, {"languages": (("en", "C2"),)}, {"languages": (AskedLanguage("da", "B1"),)}, UNKNOWN),
    (Rule.LANGUAGES, {"has_all_languages": True}, {"languages": (AskedLanguage("da", "B1"),)}, FAIL),
    (Rule.SKILLS, {"skills": frozenset({"s"})}, {"skills": (AskedSkill("s"),)}, PASS),
    (Rule.SKILLS, {}, {"skills": (AskedSkill("s"),)}, UNKNOWN),
    (Rule.SKILLS, {"has_all_skills": True}, {"skills": (AskedSkill("s"),)}, FAIL),
    (Rule.SKILLS, {"skills_lacking": frozenset({"s"})}, {"skills": (AskedSkill("s"),)}, FAIL),
    (Rule.SKILLS, {"skills_lacking": frozenset({"s"})}, {"skills": (AskedSkill("s", Weight.LEARNABLE),)}, PASS),
    (Rule.FORMS, {"forms": frozenset({Form.FLEX})}, {"forms": frozenset({Form.FLEX, Form.ORDINARY})}, PASS),
    (Rule.FORMS, {"forms": frozenset({Form.FLEX})}, {"forms": frozenset({Form.ORDINARY})}, FAIL),
    (Rule.FORMS, {"forms": frozenset({Form.FLEX})}, {}, UNKNOWN),
    (Rule.REFUSALS, {"refused_companies": frozenset({"x"})}, {"company": "x"}, FAIL),
    (Rule.REFUSALS, {"refused_occupations": frozenset({"x"})}, {"occupation": "x"}, FAIL),
    (Rule.REFUSALS, {"refused_orders": frozenset({"o"})}, {}, FAIL),
    (Rule.CONSIDERATIONS, {"cannot": frozenset({"lifting"})}, {"demands": frozenset({"lifting"})}, FAIL),
    (Rule.CONSIDERATIONS, {"cannot": frozenset({"lifting"})}, {"free_of": frozenset({"lifting"})}, PASS),
    (Rule.CONSIDERATIONS, {"cannot": frozenset({"lifting"})}, {}, UNKNOWN),
    (Rule.CONSIDERATIONS, {"needs": frozenset({"quiet"})}, {"offers": frozenset({"quiet"})}, PASS),
    (Rule.CONSIDERATIONS, {"needs": frozenset({"quiet"})}, {"cannot_offer": frozenset({"quiet"})}, FAIL),
    (Rule.CONSIDERATIONS, {"needs": frozenset({"quiet"})}, {}, UNKNOWN),
    (Rule.RECORD, {"has_clean_record": False}, {"asks_clean_record": True}, FAIL),
    (Rule.RECORD, {"has_clean_record": False}, {"asks_clean_record": False}, PASS),
    (Rule.RECORD, {}, {"asks_clean_record": True}, UNKNOWN),
    (Rule.RECORD, {"has_clean_record": True}, {}, PASS),
]


@pytest.mark.parametrize(("rule", "citizen", "order", "verdict"), CASES)
def test_a_rule_says(rule, citizen, order, verdict):
    assert outcome(rule, citizen, order).verdict is verdict


def test_two_who_have_told_nothing_are_never_kept_apart():
    told = judge(Citizen("c"), Order("o"), ON, Likeness(Market(ON, (), ())))
    assert [each.rule for each in told] == list(RULES)
    assert FAIL not in {each.verdict for each in told}


def test_a_near_skill_asks_instead_of_failing():
    near = [Near("truck", "stacker", 60)]
    citizen = {"skills": frozenset({"stacker"}), "has_all_skills": True, "skills_lacking": frozenset({"truck"})}
    found = outcome(Rule.SKILLS, citizen, {"skills": (AskedSkill("truck"),)}, near)
    assert found.verdict is UNKNOWN
    assert found.reasons == (
        Reason("skill_near", (("skill", "truck"), ("near", "stacker"), ("pct", 60)), asks="citizen"),
    )


def test_the_reasons_are_those_of_the_gravest_verdict():
    order = {"licences": (AskedLicence("B"), AskedLicence("CE"), AskedLicence("D"))}
    citizen = {"licences": (Held("B"), Held("CE", date(2020, 1, 1)))}
    found = outcome(Rule.LICENCES, citizen, order)
    assert (found.verdict, [reason.code for reason in found.reasons]) == (FAIL, ["licence_expires"])


def test_every_question_says_who_can_answer_and_that_of_the_record_goes_to_the_citizen_alone():
    told = judge(Citizen("c", cannot=frozenset({"lifting"})), Order("o", **asked()), ON, Likeness(Market(ON, (), ())))
    asks = {(each.rule, reason.asks) for each in told for reason in each.reasons if each.verdict is UNKNOWN}
    assert {whom for _rule, whom in asks} == {"citizen", "company", ""}
    assert [rule for rule, whom in asks if not whom] == [Rule.RECORD]


def test_a_road_is_longer_than_the_line():
    assert metres_of_km(13) == 10_000
    assert road_km(10_000) == 13
    assert road_km(10_001) == 14
