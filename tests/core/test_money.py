import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.core import money
from helevejen.core.parse import Unreadable


@pytest.mark.parametrize(
    ("cell", "oere"),
    [
        ("12.345,50", 1_234_550),
        ("12345,5", 1_234_550),
        ("12.345,50 kr.", 1_234_550),
        ("kr. 12.345", 1_234_500),
        ("5000000", 500_000_000),
        ("-100", -10_000),
        ("−1,05", -105),
        ("0", 0),
        (12345.5, 1_234_550),
        (12, 1200),
        (0.29, 29),
        ("1.234 kr", 123_400),
    ],
)
def test_an_amount_is_read_to_the_oere(cell, oere):
    assert money.parse(cell) == oere


@pytest.mark.parametrize(
    "cell", ["12.34", "1,2,3", "12.3456", "", None, "mange", "12,", True, float("nan"), "1.23.456"]
)
def test_what_is_no_clear_amount_is_refused(cell):
    with pytest.raises(Unreadable):
        money.parse(cell)


@pytest.mark.parametrize("cell", ["1,005", 0.001])
def test_a_fraction_of_an_oere_is_refused_with_a_remedy(cell):
    with pytest.raises(Unreadable, match="højst to decimaler"):
        money.parse(cell)


def test_it_is_shown_the_way_of_the_language():
    assert money.show(1_234_550, language="da") == "12.345,50\xa0kr."
    assert money.show(-50, language="da") == "-0,50\xa0kr."
    assert money.show(1_234_550, language="en") == "DKK\xa012,345.50"
    assert money.show_whole(1_234_550, language="da") == "12.346\xa0kr."
    assert money.show_whole(500_000_000, language="en") == "DKK\xa05,000,000"


@given(st.integers(-(10**13), 10**13))
def test_what_is_shown_can_be_read_again(oere):
    assert money.parse(money.show(oere, language="da")) == oere


@pytest.mark.parametrize(
    ("oere", "told"), [(220_505, "2.200"), (225_000, "2.300"), (99_940, "1.000"), (34_412, "340"), (0, "0")]
)
def test_about_is_rounded_to_what_one_remembers(oere, told):
    assert money.show_about(oere, language="da") == f"{told}\xa0kr."
