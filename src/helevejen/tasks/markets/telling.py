"""What the matching engine found, for machines as JSON and for people as lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from helevejen.engines.matching.arrays import Columns
from helevejen.engines.matching.lists import Found
from helevejen.engines.matching.market import Citizen, Market, Order
from helevejen.engines.matching.scores import LOT_BITS, VERSION, Scorer
from helevejen.engines.matching.views import Record, for_citizen, for_company, for_desk

Json = dict[str, Any]


class Telling:
    """Tells lists by ids, with both scores of every pair."""

    def __init__(self, market: Market, columns: Columns, scorer: Scorer) -> None:
        self._citizens = {citizen.key: citizen for citizen in market.citizens}
        self._orders = {order.key: order for order in market.orders}
        self._columns, self._scorer = columns, scorer

    def as_json(self, found: Found, *, is_both: bool) -> Json:
        """Return the lists in the order of ids."""
        told: Json = {"version": VERSION, "citizens": self._citizens_told(found)}
        if is_both:
            told["orders"] = self._orders_told(found)
        return told

    def as_text(self, found: Found, *, is_both: bool) -> Iterator[str]:
        """Yield a paragraph for each list."""
        told = self.as_json(found, is_both=is_both)
        for title, other in (("citizens", "order"), ("orders", "citizen")):
            for one in told.get(title, ()):
                yield f"{title[:-1]} {one['id']}" + ("" if one["list"] else ": nobody and nothing on the list")
                for n, row in enumerate(one["list"], 1):
                    scores = f"company {_pct(row['company_score'])}   citizen {_pct(row['citizen_score'])}"
                    yield f"  {n:>3}. {row[other]:<12} {scores}"

    def _citizens_told(self, found: Found) -> list[Json]:
        keys = self._columns.citizen_keys
        return [
            {
                "id": keys[i],
                "list": [
                    {"order": self._columns.order_keys[j]}
                    | self._scores(keys[i], self._columns.order_keys[j], int(rank))
                    for j, rank in zip(found.of_citizen(i), found.citizen_rank[i], strict=False)
                ],
            }
            for i in sorted(range(len(keys)), key=keys.__getitem__)
        ]

    def _orders_told(self, found: Found) -> list[Json]:
        keys = self._columns.order_keys
        return [
            {
                "id": keys[j],
                "list": [
                    {"citizen": self._columns.citizen_keys[i]}
                    | self._scores(self._columns.citizen_keys[i], keys[j], int(rank))
                    for i, rank in zip(found.of_order(j), found.order_rank[j], strict=False)
                ],
            }
            for j in sorted(range(len(keys)), key=keys.__getitem__)
        ]

    def _scores(self, citizen: str, order: str, rank: int) -> Json:
        scores = self._scorer.scores(self._citizens[citizen], self._orders[order])
        return {
            "company_score": scores.company,
            "citizen_score": scores.citizen,
            "product": scores.product,
            "lot": rank & (1 << LOT_BITS) - 1,
        }


def explained(record: Record, names: Mapping[str, str], language: str) -> Json:
    """Return the three views of a pair; the company's only where the pair is suggested."""
    return {
        "citizen": record.citizen,
        "order": record.order,
        "version": record.version,
        "to_citizen": asdict(for_citizen(record, language, names)),
        "to_desk": asdict(for_desk(record, language, names)),
        "to_company": asdict(for_company(record)) if record.rank else None,
    }


def explained_as_text(record: Record, names: Mapping[str, str], language: str) -> Iterator[str]:
    """Yield what the desk is told of a pair."""
    view = for_desk(record, language, names)
    yield f"{record.citizen} and {record.order}: " + ("possible" if view.is_possible else "not possible")
    yield f"company {_pct(view.company_score)}   citizen {_pct(view.citizen_score)}"
    for title, lines in (
        ("in the way", view.in_the_way),
        ("to ask the citizen", view.ask_citizen),
        ("to ask the company", view.ask_company),
        ("good", view.good),
    ):
        for line in lines:
            yield f"  {title}: {line}"
    terms = "   ".join(f"{name} {value}" for name, value in view.terms)
    yield f"  citizen's score from: {terms}"
    for part in view.parts:
        name = names.get(part.ask.thing[1], part.ask.thing[1]) or "nothing in particular"
        yield f"  asked: {name}   weight {part.weight}   brought {part.pct} %"


def _pct(score: int) -> str:
    return f"{score / 100:.1f} %"


def found_by_key(market: Market, citizen: str, order: str) -> tuple[Citizen, Order]:
    """
    Return the two of those ids.

    Raises:
        KeyError: one is not there; its argument says which.
    """
    citizens = {one.key: one for one in market.citizens}
    orders = {one.key: one for one in market.orders}
    if citizen not in citizens:
        raise KeyError(f"There is no citizen {citizen} in the market.")
    if order not in orders:
        raise KeyError(f"There is no order {order} in the market.")
    return citizens[citizen], orders[order]
