"""Who covers for somebody away. A substitute is not a change of jobformidler."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from helevejen.caseload.enums import CoverReason, Objection
from helevejen.core.danish_order import danish_key


@dataclass(frozen=True, slots=True)
class CaseToCover:
    """
    One open case of somebody who will be away. `weight` is in shares of a full-time jobformidler.

    Attributes:
        receiver_id: Who takes the case over, and so cannot be the one behind.
    """

    case_id: int
    citizen_id: int
    backup_id: int
    weight: float
    receiver_id: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    Somebody who is there all of the period.

    Attributes:
        load: Weight of the cases followed and covered, as a share of a full-time jobformidler.
        capacity: Room for cases, 1 being full-time.
        may_be_suggested: A jobformidler on the team; a leader, or somebody outside the team, covers only as the backup
            named on a case, or when chosen.
        in_conflict_with: Citizens this person may not touch.
    """

    user_id: int
    name: str
    load: float
    capacity: float
    may_be_suggested: bool = True
    in_conflict_with: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class AbsenceRequest:
    """
    An absence as it is to be planned, with what is known of the substitute.

    Attributes:
        on: The day it is planned.
        has_absence_then: The person has another absence in some of the days.
        is_substitute_employed: As a case worker, all of the period.
        is_substitute_in_conflict: With one of the citizens of the person's open cases.
    """

    on: date
    valid_from: date
    valid_until: date
    is_own_substitute: bool = False
    has_absence_then: bool = False
    is_substitute_employed: bool = True
    is_substitute_away: bool = False
    is_substitute_in_conflict: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Who should be the backup of a case while its jobformidler is away, and why."""

    case_id: int
    user_id: int | None
    reason: CoverReason


@dataclass(frozen=True, slots=True)
class TakeoverChoice:
    """
    One case of somebody who leaves: who is suggested, and what is chosen in the case itself.

    Attributes:
        is_left: Not now: the case stays where it is.
    """

    case: CaseToCover
    suggested_id: int | None
    is_left: bool = False
    receiver_id: int | None = None
    backup_id: int | None = None


@dataclass(frozen=True, slots=True)
class Takeover:
    """
    Who takes a case over, and who stands behind; None for who takes it over leaves it where it is.

    Attributes:
        is_receiver_passed_over: The one chosen for all to take over has a conflict of interest in this case.
        is_backup_passed_over: The one chosen for all to stand behind has.
    """

    case_id: int
    receiver_id: int | None
    backup_id: int | None = None
    is_receiver_passed_over: bool = False
    is_backup_passed_over: bool = False


def suggest_cover(
    cases: Sequence[CaseToCover], candidates: Sequence[Candidate], *, for_good: bool = False
) -> list[Suggestion]:
    """
    Return who should cover every case, in the order given.

    The backup named on the case comes first, since the citizen knows the name. Else the colleague whose room is least
    filled, counting what this plan has already given; ties by name in Danish order, then by number.

    Args:
        for_good: The cases are to be taken over, not covered for a time: the named backup comes first only while the
            middle of the guideline is not passed.

    Source:
        docs/rules/assignment.md.
    """
    known = {candidate.user_id: candidate for candidate in candidates}
    load = {candidate.user_id: candidate.load for candidate in candidates}
    named: list[Candidate | None] = []
    for case in cases:
        backup = _named(case, known)
        if backup and for_good and load[backup.user_id] + case.weight > backup.capacity:
            backup = None
        if backup:
            load[backup.user_id] += case.weight
        named.append(backup)
    return [
        Suggestion(case.case_id, backup.user_id, CoverReason.NAMED_BACKUP)
        if backup
        else _least_loaded(case, candidates, load)
        for case, backup in zip(cases, named, strict=True)
    ]


def takeovers(
    choices: Sequence[TakeoverChoice],
    candidates: Sequence[Candidate],
    *,
    to_all: int | None = None,
    backup_all: int | None = None,
) -> list[Takeover]:
    """
    Return who takes every case over and who stands behind, in the order given.

    What is chosen in the case comes first, then the one chosen for all who has no conflict there, then the suggestion:
    behind a case the named backup, else the least filled, counting what the plan has already given.

    Source:
        docs/rules/assignment.md; forvaltningsloven § 3 (conflict of interest).
    """
    conflicts = {one.user_id: one.in_conflict_with for one in candidates}
    given = [_taken_over(choice, to_all, backup_all, conflicts) for choice in choices]
    load: Counter[int | None] = Counter()
    for choice, one in zip(choices, given, strict=True):
        for user_id in (one.receiver_id, one.backup_id):
            load[user_id] += choice.case.weight  # type: ignore[assignment]
    alone = [
        replace(choice.case, receiver_id=one.receiver_id)
        for choice, one in zip(choices, given, strict=True)
        if one.receiver_id and not one.backup_id
    ]
    fuller = [replace(one, load=one.load + load[one.user_id]) for one in candidates]
    behind = {one.case_id: one.user_id for one in suggest_cover(alone, fuller)}
    return [replace(one, backup_id=behind.get(one.case_id, one.backup_id)) for one in given]


def main_substitute(suggestions: Iterable[Suggestion], candidates: Sequence[Candidate]) -> int | None:
    """
    Return who should stand in for the person: whom most of the cases point at, then the least filled, then by name.

    Somebody in conflict with one of the citizens is passed over, since a substitute reaches every file.

    Source:
        docs/rules/assignment.md.
    """
    points = Counter(suggestion.user_id for suggestion in suggestions)
    free = [candidate for candidate in candidates if not candidate.in_conflict_with]
    if not free:
        return None
    return min(free, key=lambda one: (-points[one.user_id], *_fullness(one, one.load))).user_id


def objection_to_absence(asked: AbsenceRequest) -> Objection | None:
    """
    Return why an absence cannot be planned so, or None.

    Source:
        docs/rules/assignment.md; forvaltningsloven § 3 (conflict of interest).
    """
    if asked.valid_until <= asked.valid_from:
        return Objection.ENDS_BEFORE_IT_BEGINS
    if asked.valid_until <= asked.on:
        return Objection.ABSENCE_PASSED
    if asked.is_own_substitute:
        return Objection.OWN_SUBSTITUTE
    if asked.has_absence_then:
        return Objection.ALREADY_AWAY
    if not asked.is_substitute_employed:
        return Objection.SUBSTITUTE_NOT_EMPLOYED
    if asked.is_substitute_away:
        return Objection.SUBSTITUTE_AWAY
    return Objection.SUBSTITUTE_IN_CONFLICT if asked.is_substitute_in_conflict else None


def _taken_over(
    choice: TakeoverChoice, to_all: int | None, backup_all: int | None, conflicts: dict[int, frozenset[int]]
) -> Takeover:
    """Return who takes a case over, and who stands behind if somebody is chosen for that."""
    case = choice.case
    if choice.is_left:
        return Takeover(case.case_id, None)
    touchy = [one for one, citizens in conflicts.items() if case.citizen_id in citizens]
    receiver = choice.receiver_id or (to_all if to_all not in touchy else None) or choice.suggested_id
    backup_for_all = backup_all if backup_all != receiver else None
    return Takeover(
        case_id=case.case_id,
        receiver_id=receiver,
        backup_id=choice.backup_id or (backup_for_all if backup_for_all not in touchy else None),
        is_receiver_passed_over=not choice.receiver_id and to_all in touchy,
        is_backup_passed_over=receiver is not None and not choice.backup_id and backup_for_all in touchy,
    )


def _named(case: CaseToCover, known: dict[int, Candidate]) -> Candidate | None:
    backup = known.get(case.backup_id)
    return backup if backup and _can_cover(backup, case) else None


def _can_cover(one: Candidate, case: CaseToCover) -> bool:
    return one.user_id != case.receiver_id and case.citizen_id not in one.in_conflict_with


def _least_loaded(case: CaseToCover, candidates: Sequence[Candidate], load: dict[int, float]) -> Suggestion:
    free = [one for one in candidates if one.may_be_suggested and _can_cover(one, case)]
    if not free:
        return Suggestion(case.case_id, None, CoverReason.NOBODY)
    chosen = min(free, key=lambda one: _fullness(one, load[one.user_id]))
    load[chosen.user_id] += case.weight
    return Suggestion(case.case_id, chosen.user_id, CoverReason.LEAST_LOADED)


def _fullness(one: Candidate, load: float) -> tuple[object, ...]:
    # Rounded, so that the order of adding up cannot decide between equals.
    full = round(load / one.capacity, 9) if one.capacity > 0 else float("inf")
    return full, danish_key(one.name), one.user_id
