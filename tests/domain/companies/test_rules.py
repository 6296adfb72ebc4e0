import pytest

from helevejen.companies import rules
from helevejen.companies.enums import CompanyObjection


@pytest.mark.parametrize("name", ["", "   "])
def test_nothing_is_registered_without_a_name(name):
    assert rules.objection_to_name(name) == CompanyObjection.NO_NAME


@pytest.mark.parametrize("postcode", ["", "7000"])
def test_a_workplace_may_have_an_unknown_address(postcode):
    assert rules.objection_to_workplace(name="Lageret", postcode=postcode) is None


@pytest.mark.parametrize("postcode", ["700", "DK-7000", "70 00", "٧٠٠٠"])
def test_a_postcode_has_four_digits(postcode):
    assert rules.objection_to_workplace(name="Lageret", postcode=postcode) == CompanyObjection.POSTCODE


def test_a_contact_can_be_reached_one_way_at_least():
    assert rules.objection_to_contact(name="Poul", phone="", email=" ") == CompanyObjection.NO_WAY_TO_REACH
    assert rules.objection_to_contact(name="Poul", phone="75 92 00 00", email="") is None
    assert rules.objection_to_contact(name="Poul", phone="", email="poul@havnen.dk") is None
    assert rules.objection_to_contact(name="", phone="75 92 00 00", email="") == CompanyObjection.NO_NAME
