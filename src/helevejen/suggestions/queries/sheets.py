"""The facts a list was made of, as they were kept."""

from __future__ import annotations

from collections.abc import Iterable

from helevejen.core import bulk, crypto
from helevejen.engines.matching import market as engine
from helevejen.suggestions.models import FactSheet, MatchList, SheetSet
from helevejen.suggestions.rules import sheets as rules

_PURPOSE = "suggestions_factsheet.content"


def digest_of(text: str) -> str:
    """Return what tells texts of facts apart and says nothing of them."""
    return crypto.blind_index(text, purpose=_PURPOSE)


def known_sheets(digests: Iterable[str]) -> dict[str, int]:
    """Return the numbers of the sheets that are kept already, by their digests. One query for every 500."""
    found: dict[str, int] = {}
    for some in bulk.in_chunks(digests):
        found.update(FactSheet.objects.filter(digest__in=some).order_by("pk").values_list("digest", "pk"))
    return found


def find_set(digest: str) -> SheetSet | None:
    """Return the set of sheets that has been kept, or None. One query."""
    return SheetSet.objects.filter(digest=digest).first()


def market_of(match_list: MatchList) -> engine.Market:
    """Return the market a list was made of, from what was kept. Two queries, and one for every 500 sheets."""
    return engine.Market(
        on=match_list.on,
        citizens=tuple(rules.citizen_in(text) for text in _texts(match_list.citizens)),
        orders=tuple(rules.order_in(text) for text in _texts(match_list.orders)),
        seed=match_list.seed,
    )


def _texts(sheets: SheetSet) -> list[str]:
    kept: dict[int, str] = {}
    for some in bulk.in_chunks(sheets.sheets):
        kept.update(FactSheet.objects.filter(pk__in=some).order_by("pk").values_list("pk", "content"))
    return [kept[pk] for pk in sheets.sheets]
