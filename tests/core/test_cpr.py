from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.dk import cpr as stdnum_cpr

from helevejen.core import cpr
from helevejen.core.parse import Unreadable

BORN = date(1985, 3, 14)
NUMBER = cpr.made_up(BORN, 0)

days_of_birth = st.dates(date(1900, 1, 2), date(2057, 12, 31)).filter(lambda day: (day.day, day.month) != (1, 1))


@pytest.mark.parametrize("write", [str, cpr.written, lambda n: f" {n[:6]} {n[6:]} ", lambda n: f"{n}\n"])
def test_it_is_read_with_or_without_a_hyphen(write):
    assert cpr.parse(write(NUMBER)) == NUMBER
    assert cpr.birth_date(NUMBER) == BORN


@pytest.mark.parametrize("cell", ["", None, "140385", "14038512345", "140385-123a", "140385--1234", 140385123])
def test_what_has_not_ten_digits_is_refused_with_a_remedy(cell):
    with pytest.raises(Unreadable, match=r"ti cifre\. Skriv det som"):
        cpr.parse(cell)


@pytest.mark.parametrize("digits", ["3002851234", "0013851234", "1413851234", "3202851234", "9203851234", "2902011234"])
def test_six_digits_that_are_no_date_are_refused_with_a_remedy(digits):
    with pytest.raises(Unreadable, match="ikke en dato"):
        cpr.parse(digits)


def test_the_29th_of_february_depends_on_the_century():
    with pytest.raises(Unreadable):
        cpr.parse("2902001234")  # 1900
    assert cpr.birth_date(cpr.parse("2902004234")) == date(2000, 2, 29)


@pytest.mark.parametrize(
    ("digits", "year"),
    [
        ("0202000000", 1900),
        ("0202993999", 1999),
        ("0202364000", 2036),
        ("0202374000", 1937),
        ("0202575000", 2057),
        ("0202585000", 1858),
        ("0202998999", 1899),
        ("0202369000", 2036),
        ("0202379000", 1937),
    ],
)
def test_the_century_follows_from_the_seventh_digit(digits, year):
    assert cpr.birth_date(digits).year == year


@given(days_of_birth, st.integers(0, 2000))
def test_the_date_of_an_ordinary_number_is_that_of_the_standard_library_of_numbers(born, nth):
    digits = cpr.made_up(born, nth)
    assert stdnum_cpr.get_birth_date(digits) == cpr.birth_date(digits) == born


def test_a_replacement_number_is_accepted_and_known():
    replacement = str(int(NUMBER[:2]) + 60) + NUMBER[2:]
    assert cpr.parse(replacement) == replacement
    assert cpr.is_replacement(replacement)
    assert not cpr.is_replacement(NUMBER)
    assert cpr.birth_date(replacement) == BORN


def test_it_is_masked_and_written():
    assert cpr.mask("0101011234") == "010101-••••"
    assert cpr.written("0101011234") == "010101-1234"


def test_the_birth_date_of_what_is_no_number_is_refused():
    with pytest.raises(ValueError, match="not a CPR number"):
        cpr.birth_date("9999991234")


@given(days_of_birth, st.integers(0, 2000))
def test_made_up_numbers_are_outside_the_issued_series(born, nth):
    digits = cpr.made_up(born, nth)
    assert cpr.parse(digits) == digits
    assert cpr.is_outside_issued_series(digits)


@given(days_of_birth)
def test_made_up_numbers_of_a_day_differ(born):
    assert len({cpr.made_up(born, nth) for nth in range(0, 2500, 7)}) == len(range(0, 2500, 7))


@pytest.mark.parametrize(
    ("born", "nth"), [(date(1985, 1, 1), 0), (date(1899, 5, 5), 0), (BORN, 10**6), (date(2060, 5, 5), 0)]
)
def test_making_up_what_might_be_issued_is_refused(born, nth):
    with pytest.raises(ValueError, match="outside the issued series"):
        cpr.made_up(born, nth)


# --- In what people write ---


@pytest.mark.parametrize(
    "number",
    ["010380-1234", "0103801234", "010380 1234", "010380 - 1234", "010380–1234", "010380—1234", "010380‑1234",
     "010380−1234", "010380 – 1234", "010380.1234", "01 03 80 1234", "01.03.80-1234", "700180-1234",
     "0103\u200b80-1234", "010380\u00ad-1234", "０１０３８０-１２３４", "010380\u00a01234", "290200-4235"],
)  # fmt: skip
def test_a_number_in_a_text_is_found_and_masked_however_it_is_written(number):
    text = f"Æ½… om {number}, tak ½"
    assert cpr.has_number(text)
    hidden = cpr.masked(text)
    assert hidden.startswith("Æ½… om ")
    assert hidden.endswith("-••••, tak ½")
    assert not cpr.has_number(hidden)
    assert cpr.masked(text, hides_day=True) == "Æ½… om ••••••-••••, tak ½"


@pytest.mark.parametrize(
    "text",
    ["", "P-nummer 1003388394", "P-nr. 9900000001", "p-nummer: 1003388394", "P-nr 1003388394",
     "P-nummeret er 1003388394", "P-numre 1003388394, 1003388394 og 1003388394",
     "CVR 12345678, P\u2011nummer 1003388394", "Budget 120000 2026",
     "løn 310000 - 2026", "310280-1234", "320180-1234", "991399-1234", "290200-1235", "20260311-00010101901234",
     "tlf. 72 11 99 00", "Ring 20 10 10 10 7100 Vejle", "Faktura 10.03.26 5000 kr", "den 01.02.2026 kl. 10.30"],
)  # fmt: skip
def test_what_is_no_number_in_a_text_is_left(text):
    assert not cpr.has_number(text)
    assert cpr.masked(text) == text


@pytest.mark.parametrize(
    "text",
    ["P-nummer 010380-1234", "P-nr. 0103801234", "CVR-nummer 1003388394", "P-nummer 1003388394, borger 010380-1234",
     "P-numre 1003388394 om 1003388394"],
)  # fmt: skip
def test_only_ten_digits_in_one_after_the_word_are_a_p_number(text):
    assert cpr.has_number(text)


def test_several_numbers_are_masked_each_in_its_place():
    text = "010380-1234 og 7001801234, P-nr. 1003388394, 1413851234"
    assert cpr.masked(text) == "010380-•••• og 700180-••••, P-nr. 1003388394, 1413851234"
    assert cpr.masked(text, takes_any_day=True).endswith("P-nr. 1003388394, 141385-••••")
