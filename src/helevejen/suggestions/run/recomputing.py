"""A list computed again from what was kept: the proof that it was what it says."""

from __future__ import annotations

from dataclasses import dataclass

from helevejen.engines.matching.market import Market
from helevejen.suggestions.models import MatchList
from helevejen.suggestions.queries import lists, sheets
from helevejen.suggestions.rules import sheets as texts
from helevejen.suggestions.rules import words
from helevejen.suggestions.run import lists as engine
from helevejen.suggestions.run.courses import opening_courses
from helevejen.suggestions.run.requirements import opened_without


@dataclass(frozen=True, slots=True)
class Recomputed:
    """
    What came of computing a list again.

    Attributes:
        version: Of the engine now; another than the list's may come to other rows.
        kept, now: The rows as texts, each with its place, what keeps it away and its record.
        more: What would open more, as a text.
    """

    match_list: MatchList
    version: str
    kept: tuple[tuple[int | None, str, str], ...]
    now: tuple[tuple[int | None, str, str], ...]
    more: str

    @property
    def is_identical(self) -> bool:
        """Whether every row is the same, to the last character."""
        return self.kept == self.now and self.more == self.match_list.more


def recomputed(match_list: MatchList) -> Recomputed:
    """
    Compute a list again from the sheets it was made of, whatever has been said since.

    Args:
        match_list: As it is kept.
    """
    order = words.order_key(match_list.order_id) if match_list.order_id else ""
    market = sheets.market_of(match_list)
    rows = engine.rows_of(match_list.kind, market, match_list.rules, order=order)
    more = _more_of(match_list, market, order)
    kept = ((one.place, one.kept_by, one.record) for one in lists.rows_of(match_list))
    now = ((row.place, row.kept_by, texts.text_of_record(row.record)) for row in rows)
    return Recomputed(match_list, engine.version(), _sorted(kept), _sorted(now), more)


def _more_of(match_list: MatchList, market: Market, order: str) -> str:
    if texts.without_in(match_list.more):
        return texts.text_of_without(opened_without(market, order))
    courses, _opened = texts.courses_in(match_list.more)
    return texts.text_of_courses(courses, opening_courses(market, courses)) if courses else ""


def _sorted(rows: object) -> tuple[tuple[int | None, str, str], ...]:
    return tuple(sorted(rows, key=lambda row: (row[0] is None, row[0] or 0, row[2])))  # type: ignore[call-overload]
