"""What the flow engine found, for machines as JSON and for people as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from helevejen.engines.flow import EventLog, FlowMap, Spread, sequence_of
from helevejen.tasks.event_logs.rows import FaultyLines

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def as_json(log: EventLog, found: FlowMap) -> dict[str, Any]:
    """Return everything but the single cases, the most frequent first; docs/engines/flow.md has the definitions."""
    return {
        "events": found.events,
        "cases": found.cases,
        "activities": len(log.activities),
        "transitions": list(_transitions(log, found)),
        "handover": list(_handovers(log, found)),
        "variants": len(found.variants.count),
        "processing": [
            {
                "activity": name,
                "count": int(found.activity_counts[n]),
                "repeats": int(found.rework.repeats[n]),
                "cases_with_repeats": int(found.rework.cases[n]),
                **_seconds(found.processing, n, "processing"),
            }
            for n, name in enumerate(log.activities)
        ],
        "loops": [
            {"from": log.activities[a], "by": log.activities[b], "count": int(found.rework.back_count[n])}
            for n, a, b in _rows(found.rework.back_count, found.rework.back_from, found.rework.back_by)
        ],
        "workers": [{"workers": n, "cases": int(c)} for n, c in enumerate(np.bincount(found.workers)) if c],
    }


def skipped_as_json(faulty: FaultyLines) -> dict[str, Any]:
    """Return how many events could not be read and were left out, and the first of them."""
    return {
        "skipped": faulty.count,
        "skipped_lines": [{"line": fault.line, "why": str(fault)} for fault in faulty.first],
    }


def as_text(log: EventLog, found: FlowMap, *, most: int) -> Iterator[str]:
    """Yield the lines of a report; of each table the `most` most frequent."""
    counts = {
        "events": found.events,
        "cases": found.cases,
        "activities": len(log.activities),
        "variants": len(found.variants.count),
    }
    yield "   ".join(f"{name} {count:,}" for name, count in counts.items())
    transitions = list(_transitions(log, found))
    yield from _table(
        "What follows what, and the waiting in between",
        ("from", "to", "count", "mean", "median", "p90"),
        [(t["from"], t["to"], f"{t['count']:,}", *_spans(t, "waiting")) for t in transitions],
        most,
    )
    processing = as_json(log, found)["processing"]
    yield from _table(
        "The work itself, from start to end, and what was done again",
        ("activity", "count", "again", "mean", "median", "p90"),
        [
            (p["activity"], f"{p['count']:,}", f"{p['repeats']:,}", *_spans(p, "processing"))
            for p in sorted(processing, key=lambda p: (-p["count"], p["activity"]))
        ],
        most,
    )
    handovers = list(_handovers(log, found))
    yield from _table(
        "Who takes over from whom",
        ("from", "to", "count"),
        [(h["from"], h["to"], f"{h['count']:,}") for h in handovers],
        most,
    )
    yield from _table(
        "The most usual ways through",
        ("cases", "way"),
        [
            (f"{count:,}", " → ".join(log.activities[a] for a in sequence_of(log, int(case))))
            for count, case in zip(found.variants.count[:most], found.variants.example[:most], strict=True)
        ],
        most,
        of=len(found.variants.count),
    )


def span(seconds: float | None) -> str:
    """Return a time in two units: "3 d 4 h", "12 min 5 s"; a dash where there is none."""
    if seconds is None:
        return "–"
    sign, rest = ("-" if seconds < 0 else ""), round(abs(seconds))
    for size, name, smaller, small_name in (
        (_DAY, "d", _HOUR, "h"),
        (_HOUR, "h", _MINUTE, "min"),
        (_MINUTE, "min", 1, "s"),
    ):
        if rest >= size:
            return f"{sign}{rest // size} {name} {rest % size // smaller} {small_name}"
    return f"{sign}{abs(seconds):.3g} s"


def _transitions(log: EventLog, found: FlowMap) -> Iterator[dict[str, Any]]:
    t = found.transitions
    for n, a, b in _rows(t.count, t.from_, t.to):
        yield {
            "from": log.activities[a],
            "to": log.activities[b],
            "count": int(t.count[n]),
            **_seconds(t.waiting, n, "waiting"),
        }


def _handovers(log: EventLog, found: FlowMap) -> Iterator[dict[str, Any]]:
    h = found.handovers
    for n, a, b in _rows(h.count, h.from_, h.to):
        yield {"from": log.resources[a], "to": log.resources[b], "count": int(h.count[n])}


def _rows(count: Any, first: Any, second: Any) -> Iterable[tuple[int, int, int]]:
    """Return place, first and second, the most frequent first and otherwise as they stand."""
    order = np.argsort(-count, kind="stable").tolist()
    return [(n, int(first[n]), int(second[n])) for n in order]


def _seconds(spread: Spread, place: int, of: str) -> dict[str, float | None]:
    values = {"mean": spread.mean_s, "median": spread.median_s, "p90": spread.p90_s}
    return {f"{of}_{name}_s": float(s[place]) if spread.count[place] else None for name, s in values.items()}


def _spans(row: dict[str, Any], of: str) -> tuple[str, str, str]:
    mean, median, p90 = (span(row[f"{of}_{name}_s"]) for name in ("mean", "median", "p90"))
    return mean, median, p90


def _table(
    title: str, header: tuple[str, ...], rows: list[tuple[str, ...]], most: int, *, of: int | None = None
) -> Iterator[str]:
    if not rows:
        return
    shown = [header, *rows[:most]]
    widths = [max(len(row[n]) for row in shown) for n in range(len(header))]
    yield f"\n{title}"
    for row in shown:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  " + "  ".join(cells).rstrip()
    if (more := (of or len(rows)) - most) > 0:
        yield f"  … and {more:,} more"
