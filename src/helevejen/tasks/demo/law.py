"""The clocks of the law in the demo: some are exempted, some clocks stand still, and every obligation is computed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from helevejen.cases import actions
from helevejen.cases.actions import rows as case_rows
from helevejen.cases.queries.obligations import cases_with_group
from helevejen.cases.rules.turns import COPENHAGEN
from helevejen.tasks.demo.chance import Chance

_AT_ONCE: Final = 500
_EXEMPTED: Final = {"1": 0.22, "2": 0.19, "9": 0.27}
_PAUSED: Final = 0.03
_REASONS: Final = (
    "Har en jobaftale, der begynder inden for en måned.",
    "Har selv fundet to job de sidste tre år og søger målrettet.",
    "Er nyuddannet i et fag med mange ledige job.",
    "Begynder på en uddannelse til næste måned.",
)
_SOURCES: Final = ("Borgeren, i telefonen", "Borgerens besked på Min vej", "Samtalen")
_RULE_FROM: Final = date(2026, 7, 1)


def keep_the_law(chance: Chance, on: date) -> dict[str, int]:
    """Add exemptions and pauses, and compute every obligation as seen on the demo's day; return rows by table."""
    at = datetime.combine(on, time(6), COPENHAGEN)
    cases = cases_with_group(on)
    exempted, paused = _exemptions(chance, cases, on), _pauses(chance, cases, on)
    counts = {
        "cases.exemption": case_rows.lay_rows(
            "exemption", ("case", "legal_ground", "reason", "valid_from", "granted_by", "granted_at"), exempted
        ),
        "cases.clockpause": case_rows.lay_rows(
            "clockpause",
            ("case", "legal_ground", "valid_from", "valid_until", "source", "written_by", "written_at"),
            paused,
        ),
    }
    ids = [case for case, *_rest in cases]
    written = [actions.keep_clocks(ids[first : first + _AT_ONCE], at=at) for first in range(0, len(ids), _AT_ONCE)]
    return counts | {"cases.obligation": sum(written)}


def _exemptions(chance: Chance, cases: list[Any], on: date) -> list[tuple[object, ...]]:
    dice = chance.dice("exemptions")
    found: list[tuple[object, ...]] = []
    for case, worker, group, from_ in cases:
        begins = max(from_ + timedelta(days=dice.whole(7, 60)), _RULE_FROM)
        if dice.happens(_EXEMPTED.get(group, 0)) and from_ >= _RULE_FROM and begins <= on:
            moment = datetime.combine(begins, time(9), COPENHAGEN)
            found.append((case, "KF-11", dice.one_of(_REASONS), begins, worker, moment))
    return found


def _pauses(chance: Chance, cases: list[Any], on: date) -> list[tuple[object, ...]]:
    dice = chance.dice("pauses of clocks")
    found: list[tuple[object, ...]] = []
    for case, worker, _group, from_ in cases:
        if not dice.happens(_PAUSED) or from_ > on - timedelta(days=60):
            continue
        begins = on - timedelta(days=dice.whole(10, 50))
        until = None if dice.happens(0.4) else begins + timedelta(days=dice.whole(7, 40))
        ground = dice.weighted({"illness": 4, "holiday": 3, "parental_leave": 1, "admission": 1})
        source = _SOURCES[case % len(_SOURCES)]
        found.append((case, ground, begins, until, source, worker, datetime.combine(begins, time(9), COPENHAGEN)))
    return found
