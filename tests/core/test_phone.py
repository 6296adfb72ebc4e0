"""A telephone number is a Danish one of eight digits, or one with the code of its country."""

import pytest

from helevejen.core import phone
from helevejen.core.parse import Unreadable


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("72110000", "72110000"),
        ("72 11 00 00", "72110000"),
        ("+45 72-11-00-00", "72110000"),
        ("0045 72110000", "72110000"),
        ("+46 (8) 123 456 78", "+46812345678"),
        ("0049 30 1234567", "+49301234567"),
    ],
)
def test_a_number_is_kept_in_one_form(written, kept):
    assert phone.parse(written) == kept


@pytest.mark.parametrize(
    "written",
    ["1234567", "123456789", "02345678", "+45 123", "ring til mig", "+1", "+4572110000123456789", "72110000x"],
)
def test_what_is_no_number_is_refused_and_told_how(written):
    with pytest.raises(Unreadable, match="otte cifre"):
        phone.parse(written)
