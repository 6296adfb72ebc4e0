"""What would open more, told: courses for each citizen and for all, near misses, and what orders lose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from helevejen.engines.matching.arrays import Columns
from helevejen.engines.matching.market import Market
from helevejen.engines.matching.opening import best_courses, courses_opening, loosenings, near_misses

Json = dict[str, Any]

#: How many courses are proposed for all together, and how many near misses are told of each citizen.
_MOST_COURSES, _MOST_MISSES = 5, 5


def told(market: Market, columns: Columns) -> Json:
    """Return the three answers: `courses`, `near_misses` and `without`, in the order of ids."""
    # By id, so that of courses that help equally many the same is told first however the file is sorted.
    market = replace(market, courses=tuple(sorted(market.courses, key=lambda course: course.key)))
    counts = courses_opening(market, columns)
    keys = [course.key for course in market.courses]
    citizens = sorted(range(len(columns.citizen_keys)), key=columns.citizen_keys.__getitem__)
    orders = sorted(range(len(columns.order_keys)), key=columns.order_keys.__getitem__)
    return {
        "courses": {
            "for_all": [{"course": keys[q], "helps": many} for q, many in best_courses(counts, _MOST_COURSES)],
            "citizens": [
                {
                    "id": columns.citizen_keys[i],
                    "opens": [
                        {"course": keys[q], "orders": int(counts[i, q])}
                        for q in sorted(range(len(keys)), key=lambda q: (-counts[i, q], keys[q]))
                        if counts[i, q]
                    ],
                }
                for i in citizens
            ],
        },
        "near_misses": [
            {
                "id": columns.citizen_keys[i],
                "orders": [
                    {"order": miss.order, "rule": miss.rule.value}
                    for miss in near_misses(columns, i, most=_MOST_MISSES)
                ],
            }
            for i in citizens
        ],
        "without": [
            {
                "id": columns.order_keys[j],
                "loses": [
                    {"what": one.what, "value": one.value, "more": one.more} for one in loosenings(market, columns, j)
                ],
            }
            for j in orders
        ],
    }


def as_text(found: Json, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the same as lines; none where nothing was asked."""
    if "courses" not in found:
        return
    yield "courses that would help most citizens"
    for one in found["courses"]["for_all"]:
        yield f"  {names.get(one['course'], one['course'])}: opens orders to {one['helps']} more"
    for one in found["courses"]["citizens"]:
        for row in one["opens"]:
            yield f"citizen {one['id']}: {names.get(row['course'], row['course'])} opens {row['orders']}"
    for one in found["near_misses"]:
        for row in one["orders"]:
            yield f"citizen {one['id']}: only {row['rule']} keeps {row['order']} shut"
    for one in found["without"]:
        for row in one["loses"]:
            value = names.get(row["value"], row["value"])
            yield f"order {one['id']}: {row['what']} {value}".rstrip() + f": {row['more']} more"
