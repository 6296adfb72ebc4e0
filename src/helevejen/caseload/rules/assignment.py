"""Who may follow a citizen, who may stand behind, and what counts as a change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from helevejen.caseload.enums import AssignmentReason, Objection


@dataclass(frozen=True, slots=True)
class WorkerFacts:
    """
    What must be known of somebody who is to follow a case or stand behind it.

    Attributes:
        works_cases: Employed on the day in a role that works cases.
        is_in_conflict: Has declared a conflict of interest with the citizen.
        is_away: Has an absence on the day.
    """

    works_cases: bool
    is_in_conflict: bool
    is_away: bool = False


def objection_to_assigning(worker: WorkerFacts) -> Objection | None:
    """
    Return why somebody cannot become the jobformidler of a citizen, or None.

    Being away is no objection when a case is handed over for later, but it is on the first day: nobody is to be met by
    an empty chair.

    Source:
        Forvaltningsloven § 3 (conflict of interest); docs/rules/assignment.md.
    """
    if not worker.works_cases:
        return Objection.NOT_A_CASE_WORKER
    if worker.is_in_conflict:
        return Objection.IN_CONFLICT
    if worker.is_away:
        return Objection.AWAY_ON_THE_DAY
    return None


def objection_to_backup(backup: WorkerFacts, *, is_the_jobformidler: bool) -> Objection | None:
    """
    Return why somebody cannot be the named backup of a case, or None.

    Source:
        Forvaltningsloven § 3 (conflict of interest); docs/rules/assignment.md.
    """
    if is_the_jobformidler:
        return Objection.BACKUP_IS_THE_SAME
    if not backup.works_cases:
        return Objection.BACKUP_NOT_A_CASE_WORKER
    if backup.is_in_conflict:
        return Objection.BACKUP_IN_CONFLICT
    return None


def count_changes(reasons: Iterable[str]) -> int:
    """
    Return how many of these assignments were a change of jobformidler: all but the first of a case.

    A substitute has no assignment and so is never counted.

    Source:
        Væksthusets Forskningscenter, BIP (each change lowers the chance of a job); docs/rules/assignment.md.

    Examples:
        >>> count_changes(["first", "leave", "citizens_wish"])
        2
    """
    return sum(reason != AssignmentReason.FIRST for reason in reasons)
