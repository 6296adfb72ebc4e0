"""CVR numbers: the eight digits of a legal unit, the last of which checks the others."""

from __future__ import annotations

import stdnum.exceptions
from django.utils.translation import gettext_lazy as _
from stdnum.dk import cvr

from helevejen.core.parse import Unreadable, read_text


def parse(cell: object) -> str:
    """
    Return the eight digits of a CVR number, written with or without DK and spaces.

    Raises:
        Unreadable: not eight digits, or the check fails.
    """
    try:
        return str(cvr.validate(read_text(cell)))
    except stdnum.exceptions.InvalidChecksum:
        raise Unreadable(_("CVR-nummeret findes ikke. Et ciffer er forkert; se det efter på virk.dk.")) from None
    except stdnum.exceptions.ValidationError:
        raise Unreadable(_("Et CVR-nummer har otte cifre. Skriv det som 12345678.")) from None
