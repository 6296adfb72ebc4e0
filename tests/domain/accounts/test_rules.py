from datetime import date, timedelta

import pytest

from helevejen.accounts import rules
from helevejen.accounts.enums import Assurance, StaffObjection, UserKind
from tests.factories.times import NOW, TODAY

NSIS = "https://data.gov.dk/concept/core/nsis/loa/"


@pytest.mark.parametrize(
    ("claims", "level"),
    [
        ({}, Assurance.NONE),
        ({"acr": ""}, Assurance.NONE),
        ({"acr": "mystery"}, Assurance.NONE),
        ({"acr": NSIS + "Substantial"}, Assurance.SUBSTANTIAL),
        ({"nsis": "Betydelig"}, Assurance.SUBSTANTIAL),
        ({"loa": "urn:dk:gov:saml:attribute:nsis:loa:High"}, Assurance.HIGH),
        ({"nsis": "High", "acr": "Low"}, Assurance.LOW),
        ({"nsis": "High", "acr": "mystery"}, Assurance.NONE),
    ],
)
def test_the_lowest_level_a_provider_names_counts(claims, level):
    assert rules.assurance_of(claims) == level
    assert rules.is_assured_enough(claims) == (level >= Assurance.SUBSTANTIAL)


def test_a_number_is_found_under_the_brokers_names():
    assert rules.cpr_claimed({"dk.cpr": "1", "cpr": "2"}) == "1"
    assert rules.cpr_claimed({"name": "x"}) is None
    assert rules.cvr_claimed({"cvr": "12345678"}) == "12345678"


@pytest.mark.parametrize(
    ("password", "is_monotonous"),
    [
        ("aaaaaaaaaaaaaaaa", True),
        ("abcabcabcabcabcab", True),
        ("KolonihaveKolonihave", True),
        ("kolonihaveKolonihave", True),
        ("fire gule ællinger", False),
        ("kolonihave og kolonihave", False),
    ],
)
def test_a_word_over_and_over_is_monotonous(password, is_monotonous):
    assert rules.is_monotonous(password) == is_monotonous


def test_staff_may_sit_still_longer_than_citizens():
    assert rules.session_limits(UserKind.STAFF) == (30, 600)
    assert rules.session_limits(UserKind.CITIZEN) == rules.session_limits(UserKind.COMPANY) == (15, 120)


def test_the_first_link_lasts_a_day_and_later_ones_half_an_hour():
    assert rules.link_lasts(is_first=True) == timedelta(hours=24)
    assert rules.link_lasts(is_first=False) == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("seen", "made", "is_unseen"),
    [(89, 900, False), (90, 900, False), (91, 900, True), (None, 10, False), (None, 91, True), (None, None, True)],
)
def test_an_account_unused_for_ninety_days_is_unseen(seen, made, is_unseen):
    def ago(days):
        return None if days is None else NOW - timedelta(days=days)

    assert rules.is_unseen(ago(seen), ago(made), NOW) == is_unseen


@pytest.mark.parametrize("username", ["ida", "ida.nor", "ida-nor_2", "åse"])
def test_names_to_sign_in_by(username):
    assert rules.objection_to_account(username=username, name="Ida") is None


@pytest.mark.parametrize("username", ["", "i", "Ida", "ida nor", "ida@x", ".ida", "x" * 61])
def test_what_is_no_name_to_sign_in_by(username):
    assert rules.objection_to_account(username=username, name="Ida") == StaffObjection.BAD_USERNAME


def test_somebody_without_a_name_is_nobody():
    assert rules.objection_to_account(username="ida", name="  ") == StaffObjection.NO_NAME


def test_a_period_has_at_least_one_day():
    assert rules.objection_to_period(TODAY, None) is None
    assert rules.objection_to_period(TODAY, TODAY + timedelta(days=1)) is None
    assert rules.objection_to_period(TODAY, TODAY) == StaffObjection.PERIOD_BACKWARDS


@pytest.mark.parametrize(
    ("facts", "objection"),
    [
        ({}, None),
        ({"is_own": True, "is_same": True}, StaffObjection.OWN),
        ({"on": date(2026, 3, 10)}, StaffObjection.IN_THE_PAST),
        ({"changes_later": True}, StaffObjection.CHANGES_LATER),
        ({"is_same": True}, StaffObjection.SAME),
    ],
)
def test_a_change_of_role(facts, objection):
    ordinary = {"is_own": False, "is_same": False, "changes_later": False, "on": TODAY, "today": TODAY}
    assert rules.objection_to_change(**(ordinary | facts)) == objection
