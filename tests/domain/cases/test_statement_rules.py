from datetime import date

import pytest

from helevejen.cases.enums import Supplier
from helevejen.cases.rules import statements as rules

DAY = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("kind", "plain", "with_interpreter"),
    [
        ("hospital_records", 0, 0),
        ("specialist_records", 17_900, 17_900),
        ("status", 39_700, 39_700),
        ("specific_health", 79_600, 103_500),
        ("general_health", 154_400, 200_700),
        ("specialist", None, None),
        ("social_medicine", 0, 0),
        ("chronic", 29_000, 29_000),
        ("fit_for_work", 99_300, 99_300),
        ("rehabilitation_team", 154_400, 200_700),
        ("clinical_function", 0, 0),
        ("sick_pay", 100_700, 100_700),
    ],
)
def test_the_fees_are_those_of_the_list(kind, plain, with_interpreter):
    one = rules.kinds()[kind]
    assert rules.usual_price(one, on=DAY) == plain
    assert rules.usual_price(one, on=DAY, has_interpreter=True) == with_interpreter


def test_every_kind_of_the_list_is_there_once():
    codes = [one.code for one in rules.kinds().values()]
    numbers = (105, 115, 125, 135, 145, 155, 165, 225, 255, 265, 275, 285)
    assert codes == [f"LÆ {number}" for number in numbers]


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        ("status", date(2026, 3, 25)),
        ("general_health", date(2026, 4, 10)),
        ("sick_pay", date(2026, 3, 19)),
        ("specialist", date(2026, 4, 20)),  # 25 working days over Easter
        ("clinical_function", date(2026, 4, 27)),
    ],
)
def test_an_answer_is_promised_by_the_form_or_by_the_usual_time(kind, day):
    assert rules.promised_on(rules.kinds()[kind], on=DAY) == day


def test_before_the_first_fee_the_price_is_agreed():
    assert rules.usual_price(rules.kinds()["status"], on=date(2013, 6, 30)) is None


def test_only_the_gp_and_the_clinic_write_for_the_rehabilitation_team():
    refused = {
        one.supplier
        for one in rules.kinds().values()
        if rules.objection_to_ordering(kind=one, purpose="rehabilitation", price_oere=1, promised=None, on=DAY)
    }
    assert refused == {Supplier.SPECIALIST, Supplier.HOSPITAL}


def test_every_fee_has_its_source():
    assert all(fee.source for one in rules.kinds().values() for fee in one.fees)


@pytest.mark.parametrize(
    ("state", "is_draft", "is_same_case", "objection"),
    [
        ("received", True, True, None),
        ("ordered", True, True, "not_received"),
        ("cancelled", True, True, "not_received"),
        ("received", False, True, "not_a_draft"),
        ("received", True, False, "of_other_case"),
    ],
)
def test_a_draft_rests_on_what_is_received(state, is_draft, is_same_case, objection):
    assert rules.objection_to_using(state=state, is_draft=is_draft, is_same_case=is_same_case) == objection
