"""
The clocks of the law, kept: computed anew inside every deed that changes what they are computed from.

`keep_clocks` is the last step of such a deed. Deeds on the facts that only the clocks need follow in `clock_facts.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import blake2b
from typing import Final

from django.db import connection

from helevejen.cases.enums import AnchorWord, Standing, WhyKind
from helevejen.cases.models import Case, CaseCourse, Obligation
from helevejen.cases.queries.obligation_facts import FactsOfCase, facts_of_cases
from helevejen.cases.rules.obligation_clauses import Law
from helevejen.cases.rules.obligation_facts import CaseFacts, Course, courses_of, with_stored_regimes
from helevejen.cases.rules.obligation_law import law
from helevejen.cases.rules.obligations import Obligation as Answer
from helevejen.cases.rules.obligations import WhyLine, obligations, stored_why
from helevejen.cases.rules.turns import day_of
from helevejen.core import bulk
from helevejen.core.deeds import action, step

_NAMES: Final = (
    "case", "clause", "anchor_on", "anchor_word", "ref", "standing", "opens_on", "due_on", "done", "needed", "met_on",
    "regime", "why", "digest", "computed_at",
)  # fmt: skip
_LOCK: Final = 0x0B11 << 40  # of the advisory locks of PostgreSQL, those of clocks
_AT_ONCE: Final = 500

Key = tuple[str, date, str]


@dataclass(frozen=True, slots=True)
class _Stored:
    """A row that stands, as far as it is compared."""

    pk: int
    digest: str
    standing: str


@action
def keep_clocks_of(case_ids: Sequence[int], *, at: datetime) -> int:
    """Compute the obligations of some cases anew, as the night does; return how many rows were written."""
    return keep_clocks(case_ids, at=at)


# --- Steps ---


@step
def keep_clocks(case_ids: Sequence[int], *, at: datetime) -> int:
    """
    Compute the obligations of some cases anew and store what has become another; return how many rows were written.

    The last step of a deed: it waits for others who keep the same clocks, and nobody may wait for what it holds.
    """
    ids = sorted(set(case_ids))
    _queue(ids)
    known, on, written = law(), day_of(at), 0
    for some in bulk.in_chunks(ids):
        standing = _standing(some)
        rows: list[tuple[object, ...]] = []
        superseded: list[int] = []
        for found in facts_of_cases(some):
            facts = _with_courses(found, known)
            answers = obligations(facts, on=on, law=known)
            _compare(found.case_id, answers, standing.get(found.case_id, {}), at, rows, superseded)
        _supersede(superseded, at)
        written += bulk.insert(Obligation, _NAMES, rows) if rows else 0
    return written


def open_case_ids(after: int = 0, most: int = _AT_ONCE) -> list[int]:
    """Return the numbers of open cases above one, the lowest first."""
    return list(Case.objects.open().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most])


def _queue(case_ids: list[int]) -> None:
    """Let others who keep the clocks of the same cases wait. On SQLite there is only one writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) AS key ORDER BY key",
                [[_LOCK | pk for pk in case_ids]],
            )


def _standing(case_ids: Sequence[int]) -> dict[int, dict[Key, _Stored]]:
    rows: dict[int, dict[Key, _Stored]] = {}
    current = Obligation.objects.current().filter(case__in=case_ids).order_by("pk")
    for case, clause, anchor_on, ref, pk, digest, stand in current.values_list(
        "case_id", "clause", "anchor_on", "ref", "pk", "digest", "standing"
    ):
        rows.setdefault(case, {})[clause, anchor_on, ref] = _Stored(pk, digest, stand)
    return rows


def _with_courses(found: FactsOfCase, known: Law) -> CaseFacts:
    """Return the facts with the courses of the groups, each with the regime it was stored with; store what is new."""
    stored = {(one.family, one.from_): one for one in found.facts.courses}
    kept = with_stored_regimes(courses_of(found.facts.target_groups, known), stored.values(), known)
    if [(one, one.until) for one in kept] != [(one, one.until) for one in found.facts.courses]:
        _store_courses(found.case_id, kept, stored)
    return replace(found.facts, courses=kept)


def _store_courses(case_id: int, kept: Iterable[Course], stored: dict[tuple[str, date], Course]) -> None:
    new, gone = [], set(stored)
    for one in kept:
        key = (one.family, one.from_)
        gone.discard(key)
        if key not in stored:
            new.append((case_id, one.family, one.from_, one.until, one.regime, one.source))
        elif stored[key].until != one.until:
            CaseCourse.objects.filter(case=case_id, family=one.family, started_on=one.from_).update(ended_on=one.until)
    for family, from_ in gone:
        CaseCourse.objects.filter(case=case_id, family=family, started_on=from_).delete()
    if new:
        bulk.insert(CaseCourse, ("case", "family", "started_on", "ended_on", "regime", "source"), new)


def _compare(
    case_id: int,
    answers: Iterable[Answer],
    standing: dict[Key, _Stored],
    at: datetime,
    rows: list[tuple[object, ...]],
    superseded: list[int],
) -> None:
    seen: set[Key] = set()
    for answer in answers:
        key = (answer.clause.code, answer.anchor_on, answer.ref)
        if key in seen:
            continue
        seen.add(key)
        row = _row(case_id, answer, at)
        stored = standing.get(key)
        if stored is not None and (stored.digest == row[-2] or _was_looked_at(stored, answer)):
            continue
        if stored is not None:
            superseded.append(stored.pk)
        rows.append(row)
    gone = [one.pk for key, one in standing.items() if key not in seen and one.standing != Standing.ENDED]
    for old in Obligation.objects.filter(pk__in=gone).order_by("pk") if gone else ():
        looked_on = _looked_at_again(old, seen)
        if looked_on is None or old.standing != Standing.MET:
            superseded.append(old.pk)
            rows.append(_gone(old, at) if looked_on is None else _met(old, looked_on, at))


def _was_looked_at(stored: _Stored, answer: Answer) -> bool:
    """Return whether an exemption was looked at already: it holds only the last time, the row the first."""
    return answer.anchor_word is AnchorWord.EXEMPTED and stored.standing == answer.standing == Standing.MET


def _looked_at_again(old: Obligation, seen: Iterable[Key]) -> date | None:
    """Return the day an exemption was looked at again, of a row about a time before the last it holds."""
    if old.anchor_word != AnchorWord.EXEMPTED or not old.ref:
        return None
    days = [day for clause, day, ref in seen if clause == old.clause and ref == old.ref and day > old.anchor_on]
    return max(days, default=None)


def _row(case_id: int, answer: Answer, at: datetime) -> tuple[object, ...]:
    why = stored_why(answer.why)
    days = (answer.opens_on, answer.due_on)
    said = (str(answer.standing), *days, answer.done, answer.needed, answer.met_on, answer.regime, why)
    head = (case_id, answer.clause.code, answer.anchor_on, str(answer.anchor_word), answer.ref)
    return (*head, *said, _digest(said), at)


def _gone(row: Obligation, at: datetime) -> tuple[object, ...]:
    """Return the row that tells why an obligation is no longer there: what it was computed from was put right."""
    return _instead_of(row, at, Standing.ENDED, [(WhyKind.FACTS_CHANGED, {})], done=row.done, met_on=row.met_on)


def _met(row: Obligation, on: date, at: datetime) -> tuple[object, ...]:
    """Return the row that tells that an obligation was met on a day."""
    late = (on - row.due_on).days if row.due_on else 0
    lines: list[WhyLine] = [(WhyKind.MET, {"day": on}), *([(WhyKind.LATE, {"days": late})] if late > 0 else [])]
    return _instead_of(row, at, Standing.MET, lines, done=row.needed, met_on=on)


def _instead_of(
    row: Obligation, at: datetime, standing: Standing, lines: Iterable[WhyLine], *, done: int, met_on: date | None
) -> tuple[object, ...]:
    why = [*row.why, *stored_why(lines)]
    said = (str(standing), row.opens_on, row.due_on, done, row.needed, met_on, row.regime, why)
    head = (row.case_id, row.clause, row.anchor_on, row.anchor_word, row.ref)
    return (*head, *said, _digest(said), at)


def _digest(said: tuple[object, ...]) -> str:
    return blake2b(json.dumps(said, default=str, ensure_ascii=False).encode(), digest_size=16).hexdigest()


def _supersede(pks: Sequence[int], at: datetime) -> None:
    for some in bulk.in_chunks(pks):
        Obligation.objects.filter(pk__in=some).update(superseded_at=at)
