"""How what was said held, month by month, as a drawing: points and numbers, ready for an SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from django.utils.dateformat import format as date_format

from helevejen.core import formats
from helevejen.waiting.enums import Verdict
from helevejen.waiting.rules.telling import KEPT_BETWEEN, SAID

if TYPE_CHECKING:
    from helevejen.web.lead.forecasts import Kept

_LEFT: Final = 60
_TOP: Final = 28
_MONTH: Final = 64
_HEIGHT: Final = 200
_BELOW: Final = 34
#: The lowest share that has a place of its own; what is lower stands on the ground line.
_LEAST_SHARE: Final = 0.5
_LINES: Final = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Dot:
    """One month: where it stands, what it is called, and its share in words; `is_off` outside what 9 of 10 allows."""

    x: int
    y: float
    month: str
    text: str
    is_off: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole, in points. `stretches` join months that follow each other; `lines` are y and words of the scale."""

    width: int
    height: int
    left: int
    right: int
    band_width: int
    ground: int
    said: float
    band_y: float
    band_height: float
    lines: list[tuple[float, str]]
    names: list[tuple[int, str]]
    dots: list[Dot]
    stretches: list[tuple[Dot, Dot]]


def drawn(months: Sequence[tuple[date, Kept | None]]) -> Drawing:
    """Return the drawing of months in order; one without a share keeps its place and has no dot."""
    low, high = KEPT_BETWEEN
    right = _LEFT + _MONTH * max(len(months), 1)
    places = {month: _LEFT + _MONTH * place + _MONTH // 2 for place, (month, _kept) in enumerate(months)}
    dots = [_dot(places[month], month, kept) if kept else None for month, kept in months]
    return Drawing(
        width=right + 16,
        height=_TOP + _HEIGHT + _BELOW,
        left=_LEFT,
        right=right,
        band_width=right - _LEFT,
        ground=_TOP + _HEIGHT,
        said=_y(SAID),
        band_y=_y(high),
        band_height=_y(low) - _y(high),
        lines=[(_y(share), formats.percent(share)) for share in _LINES],
        names=[(x, _name(month)) for month, x in places.items()],
        dots=[dot for dot in dots if dot],
        stretches=[(one, other) for one, other in pairwise(dots) if one and other],
    )


def _dot(x: int, month: date, kept: Kept) -> Dot:
    return Dot(
        x, _y(kept.share), _name(month), formats.percent(kept.share), kept.verdict in {Verdict.LOW, Verdict.HIGH}
    )


def _y(share: float) -> float:
    above = max(share, _LEAST_SHARE) - _LEAST_SHARE
    return round(_TOP + _HEIGHT * (1 - above / (1 - _LEAST_SHARE)), 1)


def _name(month: date) -> str:
    return date_format(month, "M y").replace(".", "")
