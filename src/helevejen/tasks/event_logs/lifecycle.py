"""Events told in two halves, a start and a completion, put together into one."""

from __future__ import annotations

from collections import Counter, defaultdict, deque

from helevejen.tasks.event_logs.rows import Row


def paired(rows: list[Row]) -> tuple[list[Row], list[str]]:
    """
    Return one event for each completion, with the start that belongs to it, and what was left out.

    A completion takes the earliest start of the same activity (and instance) in its case that is not taken and not
    later than itself. It stands where it stood. A log whose events have a start of their own, or no life cycle, is left
    as it is.
    """
    words = Counter(row.lifecycle.casefold() for row in rows)
    if not words["complete"] or any(row.start is not None for row in rows):
        return rows, []
    completions, left_out = list[tuple[int, Row]](), Counter[str]()
    started: dict[tuple[str, str, str], deque[Row]] = defaultdict(deque)
    # At the same moment a start comes before a completion, whichever stands first in the file.
    for place, row in sorted(enumerate(rows), key=lambda one: (one[1].end, one[1].lifecycle.casefold() != "start")):
        key, word = (row.case, row.activity, row.instance), row.lifecycle.casefold()
        if word == "start":
            started[key].append(row)
        elif word in {"complete", ""}:
            waiting = started[key]
            completions.append((place, _completed(row, waiting.popleft()) if waiting else row))
        else:
            left_out[row.lifecycle] += 1
    left_out["start without an end"] = sum(map(len, started.values()))
    completions.sort(key=lambda one: one[0])
    remarks = [f"Left out: {count} of “{word}”." for word, count in sorted(left_out.items()) if count]
    return [row for _place, row in completions], remarks


def _completed(row: Row, start: Row) -> Row:
    return row._replace(start=start.end, resource=row.resource or start.resource)
