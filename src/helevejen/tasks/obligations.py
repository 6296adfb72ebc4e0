"""What the command line answers about the obligations of the law: one case of a file, as JSON or as lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from helevejen.caseload.actions import drop_changes_before, keep_coming_changes
from helevejen.caseload.queries import CaseChange
from helevejen.cases import actions
from helevejen.cases.queries.obligation_words import title_of, why_in_words
from helevejen.cases.queries.obligations import LawChange, law_changes
from helevejen.cases.rules.obligation_facts import CaseFacts
from helevejen.cases.rules.obligation_law import law
from helevejen.cases.rules.obligation_preview import FURTHEST
from helevejen.cases.rules.obligation_reading import UnreadableFacts, read_facts
from helevejen.cases.rules.obligations import Obligation, stored_why
from helevejen.cases.rules.turns import day_of
from helevejen.tasks.json_files import UnreadableJson, read_json


def facts_of_file(name: str) -> CaseFacts:
    """
    Return the facts of a file.

    Raises:
        UnreadableFacts: the file is not there, is no JSON, or says something that cannot be; the text says what to do.
    """
    try:
        raw = read_json(Path(name))
    except UnreadableJson as fault:
        raise UnreadableFacts(str(fault)) from None
    return read_facts(raw, law=law())


def recompute(at: datetime, tell: Callable[[str, int], None] = lambda _what, _done: None) -> tuple[int, int]:
    """Compute the obligations of every open case anew; return how many cases there are, and how many rows changed."""
    cases = rows = 0
    ids = actions.open_case_ids()
    while ids:
        rows += actions.keep_clocks_of(ids, at=at)
        cases += len(ids)
        tell("obligations", cases)
        ids = actions.open_case_ids(after=ids[-1])
    return cases, rows


def preview(on: date, today: date) -> list[LawChange]:
    """Return what the law's changes until a day do to the obligations of every open case."""
    found: list[LawChange] = []
    ids = actions.open_case_ids()
    while ids:
        found += law_changes(ids, on=on, today=today)
        ids = actions.open_case_ids(after=ids[-1])
    return found


def keep_coming(at: datetime) -> list[date]:
    """Find what each coming change of law does to every open case, keep it for the leaders' page; return the days."""
    today = day_of(at)
    days = [day for day in law().change_days() if today < day <= today + FURTHEST]
    for on in days:
        # Finding takes seconds, so it is no part of the deed: on SQLite nobody else could write meanwhile.
        keep_coming_changes([_kept(one) for one in preview(on, today)], on=on, at=at)
    drop_changes_before(today)
    return days


def _kept(one: LawChange) -> CaseChange:
    change = one.change
    return CaseChange(
        case_id=one.case_id,
        clause=change.shown.clause.code,
        effect=change.effect,
        before_on=change.before_on,
        after_on=change.after_on,
        is_draft=change.shown.is_draft,
        why=stored_why(change.shown.why),
    )


def as_json(found: Iterable[Obligation], on: date) -> list[dict[str, Any]]:
    """Return obligations as plain values."""
    return [
        {
            "id": one.id,
            "clause": one.clause.id,
            "title": title_of(one.clause),
            "kind": one.clause.kind.value,
            "party": one.clause.party.value,
            "state": one.state_on(on).value,
            "due": one.due_on,
            "opens": one.opens_on,
            "anchor": {"day": one.anchor_on, "event": one.anchor_word.value, "ref": one.ref},
            "done": one.done,
            "needed": one.needed,
            "met_on": one.met_on,
            "law": {"act": one.clause.act, "paragraph": one.clause.paragraph, "source": one.clause.source},
            "regime": one.regime,
            "is_draft": one.is_draft,
            "verified_by": one.clause.verified_by or None,
            "why": why_in_words(one.why),
        }
        for one in found
    ]


def as_lines(found: Iterable[Obligation], on: date) -> list[str]:
    """Return obligations as lines for people, each with its why below."""
    lines = []
    for one in found:
        due = f"{one.due_on:%Y-%m-%d}" if one.due_on else "----------"
        lines.append(f"{due}  {one.state_on(on).label}  {one.clause.code}  {title_of(one.clause)}")
        lines += [f"            {line}" for line in why_in_words(one.why)]
    return lines
