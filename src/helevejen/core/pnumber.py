"""P-numbers: the ten digits of a workplace (produktionsenhed). They carry no check digit."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from helevejen.core.parse import Unreadable, read_text

_PNUMBER = re.compile(r"[1-9]\d{9}", re.ASCII)


def parse(cell: object) -> str:
    """
    Return the ten digits of a P-number, written with or without spaces.

    Raises:
        Unreadable: not ten digits, or a nought first.
    """
    digits = read_text(cell).replace(" ", "")
    if not _PNUMBER.fullmatch(digits):
        raise Unreadable(_("Et P-nummer har ti cifre og begynder ikke med nul. Skriv det som 1012345678."))
    return digits
