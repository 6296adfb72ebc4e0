"""
Sentences that are stored now and said later, in the language of whoever reads them.

What is stored is the Danish sentence, which is also the key of its translation, and the values for its places: a name
as it is, a day or a moment as such, and words that have a translation of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, override

from helevejen.core import formats


def stored(sentence: str | Promise, values: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """
    Return a sentence and its values as they are stored.

    Examples:
        >>> stored("%(name)s er her fra %(day)s.", {"name": "Mette", "day": date(2026, 3, 4)})
        ('%(name)s er her fra %(day)s.', {'name': 'Mette', 'day': {'day': '2026-03-04'}})
    """
    with override("da"):
        return str(sentence), {name: _stored(value) for name, value in values.items()}


def said(sentence: str, values: Mapping[str, Any]) -> str:
    """Return a stored sentence in the language of the reader; one that is no longer known is said in Danish."""
    return gettext(sentence) % {name: _said(value) for name, value in values.items()}


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return {"words": str(value)} if isinstance(value, Promise) else str(value)


def _said(value: Any) -> str:
    match value:
        case {"moment": str(moment)}:
            return formats.moment(datetime.fromisoformat(moment))
        case {"day": str(day)}:
            return formats.day(date.fromisoformat(day))
        case {"words": str(words)}:
            return gettext(words)
        case _:
            return str(value)
