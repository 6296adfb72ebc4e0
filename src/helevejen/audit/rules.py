"""How the log is sealed, and which use of it asks for an explanation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

FIRST_SEAL = "0" * 64
TARGETS_A_DAY = 10
DAYS_OF_THE_SAME_TARGET = 3
GLASSES_A_MONTH = 3


@dataclass(frozen=True, slots=True)
class Unexplained:
    """
    One use of the system that no relation explains.

    Attributes:
        target: What was sought: the text searched for, the thing refused, the citizen opened by emergency access.
        is_break_glass: It was emergency access, which is explained once and reviewed, but not every week.
    """

    actor_id: int
    on: date
    target: str
    is_break_glass: bool = False


@dataclass(frozen=True, slots=True)
class Alarm:
    """Somebody whose use of the system must be explained: how many things sought, and which rule it fell under."""

    actor_id: int
    on: date
    count: int
    rule: str


def seal_of(number: int, previous: str, row: Mapping[str, Any], subjects: Iterable[Sequence[Any]]) -> str:
    """
    Return the seal of one row of the log: a hash of its content, its place, its citizens and the seal before.

    Source:
        docs/rules/access.md (the sealed log); OWASP ASVS 5.0.0, 16.4.2.
    """
    content = {name: _plain(value) for name, value in row.items()}
    whole = {"number": number, "previous": previous, "row": content, "subjects": sorted(list(one) for one in subjects)}
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def alarms(uses: Iterable[Unexplained]) -> list[Alarm]:
    """
    Return whose use must be explained: many things sought in a day, the same one again and again, frequent emergencies.

    Source:
        docs/rules/access.md (unexplained use of the system).
    """
    found: list[Alarm] = []
    for (actor, on), targets in _grouped(((use.actor_id, use.on), use.target) for use in uses).items():
        if len(targets) >= TARGETS_A_DAY:
            found.append(Alarm(actor, on, len(targets), "many_in_a_day"))
    for (actor, _target), days in _grouped(((use.actor_id, use.target), use.on) for use in uses).items():
        if len(days) >= DAYS_OF_THE_SAME_TARGET:
            found.append(Alarm(actor, max(days), len(days), "same_again"))
    glasses = (((use.actor_id, "glass"), (use.on, use.target)) for use in uses if use.is_break_glass)
    for (actor, _word), times in _grouped(glasses).items():
        if len(times) > GLASSES_A_MONTH:
            found.append(Alarm(actor, max(on for on, _target in times), len(times), "frequent_break_glass"))
    return sorted(found, key=lambda alarm: (alarm.on, alarm.actor_id, alarm.rule))


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, set[Any]]:
    groups: dict[Any, set[Any]] = {}
    for key, value in pairs:
        groups.setdefault(key, set()).add(value)
    return groups


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
