"""The process map as a drawing: boxes, lines and numbers in points, ready for an SVG."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import Final

from django.utils.translation import gettext as _

from helevejen.core import formats
from helevejen.engines.layout import Layout
from helevejen.waiting.rules import flow as rules
from helevejen.waiting.rules import picture as pictures

_BOX_WIDTH: Final = 184
_BOX_HEIGHT: Final = 68
_BETWEEN: Final = 28
#: What a line that passes a layer takes up in it.
_BEND: Final = 60
_DOWN: Final = 132
_MARGIN: Final = 24
_LINE: Final = 16
_LETTERS: Final = 26
_PORT: Final = 24
#: Where along its middle stretch the number of a line stands; neighbours take turns, not to cover each other.
_STANDS_AT: Final = (0.5, 0.36, 0.64)

Point = tuple[float, float]
Place = tuple[float, int]


@dataclass(frozen=True, slots=True)
class Word:
    """One line of text, at its middle."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """One step. `now` is how many cases are there, and `href` the list of them; empty where the viewer has none."""

    x: float
    y: float
    words: list[Word]
    label: str
    is_ours: bool
    is_mark: bool
    now: Word | None
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """One transition. `level` chooses colour and tip; `plate` is how wide the ground under its number is."""

    path: str
    width: float
    level: int
    is_back: bool
    number: Word

    @property
    def plate(self) -> int:
        return 8 + 7 * len(self.number.text)

    @property
    def plate_x(self) -> float:
        return self.number.x - self.plate // 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole, in points. `box_width` and `box_height` are every box's; `starts_at` is the middle of the first."""

    width: int
    height: int
    starts_at: int
    boxes: list[Box]
    lines: list[Line]
    box_width: int = _BOX_WIDTH
    box_height: int = _BOX_HEIGHT


@dataclass(frozen=True, slots=True)
class StepOnMap:
    """What the drawing says of a step."""

    label: str
    is_ours: bool = False
    is_mark: bool = False
    now: int = 0
    href: str = ""


def drawn(picture: pictures.FlowPicture, steps: Mapping[str, StepOnMap]) -> Drawing:
    """Return the drawing of a map whose steps are told by the nodes of its layout."""
    layout = picture.layout
    edges = {pictures.ends_of(edge): edge for edge in picture.drawn}
    middles, width = _middles(layout)
    routes = _routes(layout, middles)
    most = max((edge.count for edge in picture.drawn), default=1)
    again = {ends[0]: edge for ends, edge in edges.items() if ends[0] == ends[1]}
    lines = [
        Line(
            path=_path(routes[ends]),
            width=rules.thickness(edge.count, most),
            level=edge.level,
            is_back=ends in layout.back,
            number=_number(routes[ends], edge, nth),
        )
        for nth, (ends, edge) in enumerate(edges.items())
        if ends in routes
    ]
    boxes = [_box(middles[place], steps[node], again.get(node)) for node, place in layout.nodes.items()]
    height = round(2 * _MARGIN + max(layout.height - 1, 0) * _DOWN + _BOX_HEIGHT)
    # The thick lines first, so that the thin ones lie on them.
    starts_at = round(middles[layout.nodes[pictures.BEGINS]][0]) if pictures.BEGINS in layout.nodes else width // 2
    return Drawing(width, height, starts_at, boxes, sorted(lines, key=lambda line: -line.width))


def _middles(layout: Layout) -> tuple[dict[Place, Point], int]:
    """Return where each place of the layout lies, a bend taking less room than a box, and how wide it all is."""
    boxes = set(layout.nodes.values())
    layers: dict[int, set[float]] = defaultdict(set)
    for x, y in boxes.union(*layout.edges.values()):
        layers[y].add(x)
    rooms = {y: [(x, _BOX_WIDTH if (x, y) in boxes else _BEND) for x in sorted(layer)] for y, layer in layers.items()}
    widths = {y: sum(room + _BETWEEN for _x, room in layer) - _BETWEEN for y, layer in rooms.items()}
    widest = max(widths.values(), default=0)
    middles: dict[Place, Point] = {}
    for y, layer in rooms.items():
        left = _MARGIN + (widest - widths[y]) / 2
        for x, room in layer:
            middles[x, y] = left + room / 2, _MARGIN + _BOX_HEIGHT / 2 + y * _DOWN
            left += room + _BETWEEN
    return middles, round(2 * _MARGIN + widest)


def _routes(layout: Layout, middles: Mapping[Place, Point]) -> dict[tuple[str, str], list[Point]]:
    """Return the points of each line, its ends spread along the sides of the boxes in the order of where they go."""
    points = {ends: [middles[place] for place in route] for ends, route in layout.edges.items() if route}
    sides: dict[tuple[str, bool], list[tuple[float, tuple[str, str], int]]] = defaultdict(list)
    for ends, route in points.items():
        goes_down = route[1][1] > route[0][1]
        sides[ends[0], goes_down].append((route[1][0], ends, 0))
        sides[ends[1], not goes_down].append((route[-2][0], ends, -1))
    for (node, is_below), those in sides.items():
        x, y = middles[layout.nodes[node]]
        step = min(_PORT, (_BOX_WIDTH - 30) / len(those))
        for nth, (_towards, ends, which) in enumerate(sorted(those)):
            port = x + (nth - (len(those) - 1) / 2) * step
            points[ends][which] = (port, y + (_BOX_HEIGHT / 2 if is_below else -_BOX_HEIGHT / 2))
    return points


def _path(points: list[Point]) -> str:
    (x, y), *_rest = points
    parts = [f"M{x:.0f} {y:.0f}"]
    for (x1, y1), (x2, y2) in pairwise(points):
        half = (y1 + y2) / 2
        parts.append(f"C{x1:.0f} {half:.0f} {x2:.0f} {half:.0f} {x2:.0f} {y2:.0f}")
    return " ".join(parts)


def _number(points: list[Point], edge: rules.Edge, nth: int) -> Word:
    """Return count and typical waiting, on the line's middle stretch."""
    pairs = list(pairwise(points))
    (x1, y1), (x2, y2) = pairs[(len(pairs) - 1) // 2]
    t = _STANDS_AT[nth % len(_STANDS_AT)]
    # The line is a cubic curve whose handles stand at half height, above and below its ends.
    x = x1 * ((1 - t) ** 3 + 3 * (1 - t) ** 2 * t) + x2 * (t**3 + 3 * (1 - t) * t**2)
    y = y1 * (1 - t) ** 3 + 1.5 * (y1 + y2) * t * (1 - t) + y2 * t**3
    return Word(round(x), round(y), told(edge))


def told(edge: rules.Edge) -> str:
    """Return count and typical waiting of a transition, as short as a line has room for; no waiting for the end."""
    if edge.is_last:
        return formats.number(edge.count)
    return _("%(count)s · %(days)s d.") % {"count": formats.number(edge.count), "days": edge.median_days}


def _box(middle: Point, step: StepOnMap, again: rules.Edge | None) -> Box:
    x, y = middle
    texts = wrap(step.label, _LETTERS)[:3]
    if again:
        texts = [*texts[:2], _("igen: %(told)s") % {"told": told(again)}]
    now = _("%(n)s her nu på dit team") % {"n": formats.number(step.now)} if step.now else ""
    top = y - (len(texts) + bool(now) - 1) * _LINE / 2 + 4
    words = [Word(round(x), round(top + n * _LINE), text) for n, text in enumerate(texts)]
    return Box(
        x=round(x - _BOX_WIDTH / 2),
        y=round(y - _BOX_HEIGHT / 2),
        words=words,
        label=f"{step.label}: {now}" if now else step.label,
        is_ours=step.is_ours,
        is_mark=step.is_mark,
        now=Word(round(x), round(top + len(texts) * _LINE), now) if now else None,
        href=step.href,
    )
