import pytest

from helevejen.core import cvr, pnumber
from helevejen.core.parse import Unreadable


@pytest.mark.parametrize("cell", ["13585628", "DK13585628", " 13 58 56 28 ", 13585628, 13585628.0])
def test_a_cvr_number_is_read(cell):
    assert cvr.parse(cell) == "13585628"


def test_a_wrong_digit_in_a_cvr_number_is_refused_with_a_remedy():
    with pytest.raises(Unreadable, match=r"Et ciffer er forkert; se det efter på virk\.dk"):
        cvr.parse("13585627")


@pytest.mark.parametrize("cell", ["", None, "1358562", "135856281", "abcdefgh", "03585628"])
def test_what_has_not_eight_digits_is_refused(cell):
    with pytest.raises(Unreadable, match="otte cifre"):
        cvr.parse(cell)


@pytest.mark.parametrize("cell", ["1012345678", "10 1234 5678", 1012345678])
def test_a_p_number_is_read(cell):
    assert pnumber.parse(cell) == "1012345678"


@pytest.mark.parametrize("cell", ["", None, "101234567", "10123456789", "0123456789", "10123456x8"])
def test_what_has_not_ten_digits_is_no_p_number(cell):
    with pytest.raises(Unreadable, match="ti cifre og begynder ikke med nul"):
        pnumber.parse(cell)
