"""What the process map tells beside the map itself: what is done again, by how many, how much is open, and a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from helevejen.cases.rules import chains
from helevejen.core import clock, formats
from helevejen.waiting import queries
from helevejen.waiting.rules import flow as rules
from helevejen.waiting.rules import picture as pictures

#: As many transitions as a phone shows at once.
_LONGEST_TOLD = 5


class Chosen(NamedTuple):
    """What the viewer has chosen to see, by the words of the queries."""

    kind: str
    since: date
    team: int | None
    group: str


def told(chosen: Chosen, shown: rules.Shown, day: date | None) -> dict[str, Any]:
    """Return the asides; before and after a day where one is asked for. One query, three with a day."""
    _edges, loops, workers = shown
    stock = [] if chosen.team or chosen.group else _stock(chosen)
    most = max((count for _many, count in workers), default=0)
    return {
        "day": day,
        "changes": [_change(chosen.kind, one) for one in _changes(chosen, day)] if day else [],
        "loops": [
            {"step": label(chosen.kind, one.step), "by": label(chosen.kind, one.by), "count": one.times}
            for one in loops
        ],
        "workers": [{"many": many, "count": count} for many, count in workers],
        "worker_bars": [_bar(formats.number(many), count, most) for many, count in workers],
        "stock": stock,
        "stock_bars": [row["bar"] for row in stock],
    }


def longest(edges: Sequence[rules.Edge], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the transitions that took the most days of waiting together, each as a bar; the reader's first look."""
    together = {edge: round(edge.count * edge.mean_days) for edge in edges if not edge.is_last}
    most = sorted((edge for edge in together if together[edge]), key=lambda edge: (-together[edge], -edge.count))
    shown = most[:_LONGEST_TOLD]
    return [_waited(edge, labels, together[edge], together[shown[0]]) for edge in shown]


def _waited(edge: rules.Edge, labels: Mapping[str, str], days: int, most: int) -> dict[str, Any]:
    from_, to = (labels[node] for node in pictures.ends_of(edge))
    times = {"count": formats.number(edge.count), "typical": formats.span(edge.median_days)}
    bar = _bar(f"{from_} → {to}", days, most)
    return bar | {"note": _("%(count)s gange, typisk %(typical)s") % times}


def label(kind: str, code: str) -> str:
    """Return what staff call a step; its code where the chain has none."""
    return chains.wording(kind, code, "staff", get_language() or "da") or code


def _changes(chosen: Chosen, day: date) -> list[pictures.Change]:
    before = rules.edges_of(queries.flow_sums(**chosen._asdict(), until=day))
    after = rules.edges_of(queries.flow_sums(**chosen._replace(since=day)._asdict()))
    return pictures.changes(before, after)


def _change(kind: str, one: pictures.Change) -> dict[str, Any]:
    return {
        "from": label(kind, one.from_step) if one.from_step else _("Begynder"),
        "to": label(kind, one.to_step) if one.to_step else _("Slut"),
        "before": one.before,
        "after": one.after,
        "ends": one.to_step == rules.END,
    }


def _stock(chosen: Chosen) -> list[dict[str, Any]]:
    """Return the months, each with a bar of the tracks that were open when it ended."""
    moves = queries.flow_moves(chosen.kind)
    if not moves:
        return []
    months = pictures.stock_by_month(moves, since=max(chosen.since, moves[0].on), until=clock.today())
    most = max(one.left for one in months)
    return [
        {"moves": one, "month": month, "bar": _bar(month, max(one.left, 0), most)}
        for one in months
        for month in [date_format(one.month, "F Y")]
    ]


def _bar(label_: str, value: int, most: int) -> dict[str, Any]:
    empty = {"href": "", "guideline": None, "note": "", "over": ""}
    return {"label": label_, "value": value, "max": max(most, 1), "text": formats.number(value), **empty}
