"""Which page of a long list the address asks for."""

from __future__ import annotations

from django.http import HttpRequest

_MOST = 10_000


def page_number(request: HttpRequest, name: str = "side") -> int:
    """Return the page asked for, from 1; anything that is no number is the first."""
    number = request.GET.get(name, "1")
    return min(max(int(number), 1), _MOST) if number.isascii() and number.isdecimal() and len(number) < 6 else 1
