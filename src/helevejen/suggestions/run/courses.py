"""
Which courses would open more orders to one citizen: each is taken, and every order judged again.

That is the engine's own definition of what a course opens, in plain numpy. Orders that demand a clean record are left
out for everybody, so that no number can tell what a citizen keeps private.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from helevejen.engines.matching.market import Citizen, Course, Held, Market
from helevejen.taxonomy.licences import codes_covered_by

#: How many courses are told of.
MOST: Final = 5


def opening_courses(
    market: Market, courses: Sequence[Course], *, most: int = MOST
) -> list[tuple[str, tuple[str, ...]]]:
    """
    Return the courses that would open most orders, each with the orders it opens, by key; none that opens none.

    Args:
        market: Of one citizen.
        courses: On offer.
        most: How many are told of.
    """
    from helevejen.engines.matching.compile import columns_of
    from helevejen.engines.matching.opening import LEAST
    from helevejen.engines.matching.panel import panel_of_citizen

    citizen = replace(market.citizens[0], has_clean_record=None)
    takers = {course.key: taken(citizen, course) for course in courses if may_join(citizen, course, market)}
    columns = columns_of(replace(market, citizens=(citizen, *takers.values())))
    row_of = {key: row for row, key in enumerate(columns.citizen_keys)}
    told = {order.key for order in market.orders if not order.asks_clean_record}
    is_told = np.array([key in told for key in columns.order_keys], bool)

    def opened(key: str) -> NDArray[np.bool_]:
        panel = panel_of_citizen(columns, row_of[key])
        return np.asarray(panel.is_open & (panel.company >= LEAST) & is_told)

    now = opened(citizen.key)
    found = []
    for key, taker in takers.items():
        rows = np.flatnonzero(opened(taker.key) & ~now).tolist()
        if rows:
            found.append((key, tuple(sorted(columns.order_keys[row] for row in rows))))
    return sorted(found, key=lambda one: (-len(one[1]), one[0]))[:most]


def taken(citizen: Citizen, course: Course) -> Citizen:
    """
    Return the citizen with what a course gives, its licences for good.

    Args:
        citizen: As it is.
        course: Taken.
    """
    gained = tuple(Held(code) for given in sorted(course.licences) for code in sorted(codes_covered_by(given)))
    return replace(
        citizen,
        key=f"{citizen.key}+{course.key}",
        skills=citizen.skills | course.skills,
        skills_lacking=citizen.skills_lacking - course.skills,
        licences=citizen.licences + gained,
    )


def may_join(citizen: Citizen, course: Course, market: Market) -> bool:
    """
    Return whether the citizen has what a course asks, or nobody knows that it is lacking.

    Args:
        citizen: Who would take it.
        course: With what it requires.
        market: Its day is the day licences must hold.
    """
    known = {held.code: held for held in citizen.licences}
    valid = {held.code for held in citizen.licences if held.until is None or held.until >= market.on}
    lacked = set() if not citizen.has_all_licences else course.requires - citizen.licences_in_doubt
    return all(code in valid or (code not in known and code not in lacked) for code in course.requires)
