"""Telephone numbers: Danish ones of eight digits, and those of other countries with their code."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext_lazy as _

from helevejen.core.parse import Unreadable, read_text

#: What people write between the digits.
_BETWEEN: Final = re.compile(r"[\s.\-/()\u00a0]+")
_DANISH: Final = re.compile(r"(?:(?:\+|00)45)?([1-9]\d{7})")
#: At most fifteen digits with the code of the country (ITU-T E.164); below seven no country has any.
_FOREIGN: Final = re.compile(r"(?:\+|00)((?!45)[1-9]\d{6,14})")


def parse(cell: object) -> str:
    """
    Return a number as it is kept: eight digits of a Danish one, a plus and the digits of any other.

    Raises:
        Unreadable: it is neither.

    Examples:
        >>> parse("+45 72 11 00 00"), parse("0046 8 123 456 78")
        ('72110000', '+46812345678')
    """
    digits = _BETWEEN.sub("", read_text(cell))
    if danish := _DANISH.fullmatch(digits):
        return danish[1]
    if foreign := _FOREIGN.fullmatch(digits):
        return f"+{foreign[1]}"
    raise Unreadable(_("Skriv et dansk nummer med otte cifre, eller landekoden først, for eksempel +46 8 123 456 78."))
