"""Reading the seals of the logs: what is sealed, what is not yet, and where a sealed log is not as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from helevejen.audit import rules
from helevejen.audit.models import Access, AccessSubject, Event
from helevejen.core import bulk

#: The two logs that are sealed, each in a chain of its own: the fields a seal covers. Of a look it covers its citizens
#: as well.
_SEALED: dict[str, tuple[str, ...]] = {
    "access": (
        "at",
        "actor_id",
        "actor_name",
        "actor_unit",
        "acting_as",
        "kind",
        "page",
        "object_kind",
        "object_id",
        "data_classes",
        "purpose",
        "reason",
        "criterion",
        "channel",
        "ip",
        "request_id",
        "outcome",
    ),
    "event": (
        "at",
        "verb",
        "actor_id",
        "actor_name",
        "cap",
        "object_kind",
        "object_id",
        "subject_id",
        "detail",
        "request_id",
    ),
}
_MODELS: dict[str, type[Access | Event]] = {"access": Access, "event": Event}
LOGS = tuple(_SEALED)
_ROWS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where a sealed log is not as it was: which log, which number in its chain, and what is wrong."""

    log: str
    number: int
    what: str


def sealed_rows(log: str, after: int = 0) -> Iterator[tuple[int, str, dict[str, Any], list[tuple[int, str]]]]:
    """Yield a log's sealed rows in the order of the chain: number, seal, content, citizens. Two queries for 2,000."""
    while chunk := list(
        rows_of(log)
        .filter(seal_number__gt=after)
        .order_by("seal_number")
        .values("pk", "seal", "seal_number", *_SEALED[log])[:_ROWS_AT_ONCE]
    ):
        subjects = _subjects_of(log, [row["pk"] for row in chunk])
        for row in chunk:
            yield row["seal_number"], row["seal"], _content_of(log, row), subjects.get(row["pk"], [])
        after = chunk[-1]["seal_number"]


def unsealed_rows(log: str, most: int) -> list[tuple[int, dict[str, Any], list[tuple[int, str]]]]:
    """Return a log's oldest rows not sealed yet, with their content and citizens. Two queries."""
    rows = list(rows_of(log).filter(seal__isnull=True).order_by("pk").values("pk", *_SEALED[log])[:most])
    subjects = _subjects_of(log, [row["pk"] for row in rows])
    return [(row["pk"], _content_of(log, row), subjects.get(row["pk"], [])) for row in rows]


def last_seal(log: str) -> tuple[int, str]:
    """Return the end of a log's chain: its number and seal; number 0 when nothing is sealed. One query."""
    end = rows_of(log).filter(seal_number__isnull=False).order_by("-seal_number").values_list("seal_number", "seal")
    number, seal = end.first() or (0, rules.FIRST_SEAL)
    return number or 0, seal or ""


def faults_in_log(log: str, heads: dict[int, str], cut_at: int = 0) -> list[Fault]:
    """
    Return where a sealed log is not as it was.

    Args:
        heads: Ends of its chain as they were written down apart from the database: number to seal.
        cut_at: The number up to which retention has removed the rows; its seal is among the heads.
    """
    faults: list[Fault] = []
    expected, previous = cut_at + 1, heads.get(cut_at, rules.FIRST_SEAL)
    for number, seal, content, subjects in sealed_rows(log):
        if number != expected:
            faults.append(Fault(log, expected, "missing"))
        elif seal != rules.seal_of(number, previous, content, subjects):
            faults.append(Fault(log, number, "edited"))
        if heads.get(number, seal) != seal:
            faults.append(Fault(log, number, "rewritten"))
        expected, previous = number + 1, seal
    if heads and max(heads) >= expected:
        faults.append(Fault(log, expected, "cut"))
    return faults


def numbers_gone_from_the_end(log: str) -> int:
    """
    Return how many row numbers after a log's last row the database has given out, and there is no row of them.

    Such rows were removed after the last seal, or never became any: PostgreSQL gives no number back when a transaction
    is undone. SQLite does, so there each one is a row removed. Two queries.
    """
    highest = rows_of(log).order_by("-pk").values_list("pk", flat=True).first() or 0
    return max(0, bulk.last_number_given(_MODELS[log]) - highest)


def rows_of(log: str) -> QuerySet[Any]:
    """Return the rows of one of the sealed logs."""
    return _MODELS[log].objects.all()


def _content_of(log: str, row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _SEALED[log]}


def _subjects_of(log: str, access_ids: list[int]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    if log != "access":
        return found
    rows = AccessSubject.objects.filter(access_id__in=access_ids).order_by("pk")
    for access_id, citizen_id, purpose in rows.values_list("access_id", "citizen_id", "purpose"):
        found.setdefault(access_id, []).append((citizen_id, purpose))
    return found
