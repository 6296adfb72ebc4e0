"""The rules of wishes and of persons. No database."""

from datetime import date

import pytest

from helevejen.citizens.enums import PeriodObjection, PersonObjection, WishObjection
from helevejen.citizens.rules import people, wishes

TODAY = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("words", "objection"),
    [
        ({}, None),
        ({"is_own": False}, WishObjection.NOT_THE_CITIZEN),
        ({"text": " "}, WishObjection.NO_TEXT),
        ({"text": "x" * 3_001}, WishObjection.TOO_LONG),
        ({"replaced_text": "Heste"}, WishObjection.SAME_WORDS),
        ({"replaced_text": "heste"}, None),
    ],
)
def test_saying_a_wish(words: dict[str, object], objection: WishObjection | None) -> None:
    assert wishes.objection_to_saying(**({"is_own": True, "text": "Heste", "replaced_text": None} | words)) == objection


@pytest.mark.parametrize(
    ("is_replaced", "is_withdrawn", "objection"),
    [
        (False, False, None),
        (True, False, WishObjection.NOT_CURRENT),
        (False, True, WishObjection.WITHDRAWN),
        (True, True, WishObjection.WITHDRAWN),
    ],
)
def test_which_version_counts(is_replaced: bool, is_withdrawn: bool, objection: WishObjection | None) -> None:
    assert wishes.objection_to_state(is_replaced=is_replaced, is_withdrawn=is_withdrawn) == objection


@pytest.mark.parametrize(
    ("words", "objection"),
    [
        ({}, None),
        ({"is_by_staff": False}, WishObjection.NOT_STAFF),
        ({"is_answered": True}, WishObjection.ANSWERED),
        ({"reason": ""}, WishObjection.NO_REASON),
        ({"reason": "x" * 3_001}, WishObjection.TOO_LONG),
    ],
)
def test_answering_a_wish(words: dict[str, object], objection: WishObjection | None) -> None:
    facts = {"is_answered": False, "is_by_staff": True, "reason": "Fordi"}

    assert wishes.objection_to_answering(**(facts | words)) == objection


@pytest.mark.parametrize(
    ("present", "has_later", "objection"),
    [
        (None, False, None),
        (("2", date(2026, 1, 1)), False, None),
        (("3", date(2026, 1, 1)), False, PeriodObjection.SAME),
        (("2", TODAY), False, PeriodObjection.BEFORE_PRESENT),
        (None, True, PeriodObjection.TAKEN_LATER),
    ],
)
def test_one_fact_after_another(
    present: tuple[str, date] | None, has_later: bool, objection: PeriodObjection | None
) -> None:
    answer = people.objection_to_period(value="3", from_=TODAY, present=present, has_later=has_later, source="KMD")

    assert answer == objection


def test_born_today_is_not_in_the_future() -> None:
    facts = {"given_name": "Ny", "family_name": "Født", "cpr_birth_date": None, "on": TODAY}

    assert people.objection_to_person(birth_date=TODAY, **facts) is None
    assert people.objection_to_person(birth_date=date(2026, 3, 12), **facts) == PersonObjection.BORN_IN_FUTURE


@pytest.mark.parametrize("objections", [WishObjection, PersonObjection, PeriodObjection])
def test_every_objection_is_a_sentence(objections: type[WishObjection]) -> None:
    for objection in objections:
        assert str(objection.label).endswith(".")
