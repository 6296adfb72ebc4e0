"""Money in whole øre. An amount is an int; no amount is ever a float."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from babel.numbers import format_currency
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from helevejen.core.parse import Unreadable, read_decimal

OERE_PER_KRONE: Final = 100


def parse(cell: object) -> int:
    """
    Return the øre of an amount in kroner such as "12.345,50", "12.345,50 kr." or a number cell.

    Raises:
        Unreadable: not an amount, or finer than an øre.
    """
    text = cell.strip().removesuffix(".").removesuffix("kr").removeprefix("kr.") if isinstance(cell, str) else cell
    oere = read_decimal(text) * OERE_PER_KRONE
    if oere != oere.to_integral_value():
        raise Unreadable(_("Et beløb har højst to decimaler. Skriv det som 12.345,50."))
    return int(oere)


def plain(oere: int) -> str:
    """Return an amount as it is typed in a form, e.g. "12345,50"."""
    kroner, rest = divmod(abs(oere), OERE_PER_KRONE)
    return f"{'-' if oere < 0 else ''}{kroner},{rest:02d}"


def show(oere: int, *, language: str | None = None) -> str:
    """Return an amount as people read it, e.g. "12.345,50 kr.", in the user's language unless told."""
    return _shown(Decimal(oere) / OERE_PER_KRONE, "#,##0.00", language)


def show_whole(oere: int, *, language: str | None = None) -> str:
    """Return an amount rounded to whole kroner, e.g. "12.346 kr.", for summaries and charts."""
    return _shown((Decimal(oere) / OERE_PER_KRONE).quantize(Decimal(1), ROUND_HALF_UP), "#,##0", language)


def show_about(oere: int, *, language: str | None = None) -> str:
    """Return an amount to the nearest hundred kroner, below a thousand to the nearest ten, e.g. "12.300 kr."."""
    step = OERE_PER_KRONE * (100 if abs(oere) >= 1000 * OERE_PER_KRONE else 10)
    return show_whole((oere + step // 2) // step * step, language=language)


def _shown(kroner: Decimal, pattern: str, language: str | None) -> str:
    # The space is one that does not break, so that the amount and its unit stay on one line.
    locale = language or get_language() or "da"
    whole = f"{pattern}\xa0¤" if locale.startswith("da") else f"¤\xa0{pattern}"
    return format_currency(kroner, "DKK", whole, locale=locale.replace("-", "_"), currency_digits=False)
