"""
What a decision must hold before it may be released.

Source: forvaltningsloven §§ 19, 22–25 and retssikkerhedsloven, by way of docs/rules/decisions.md; the clauses are in
clauses/decisions.toml. The rules stop a wrong decision; they never make one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from helevejen.cases.enums import Cap, DecisionOutcome, MissingElement
from helevejen.engines.calendar import add_working_days

_CLAUSES = Path(__file__).parent.parent / "clauses" / "decisions.toml"

WHEN_AGAINST: Final = "when_against"
ALWAYS: Final = "always"

# The links of the chains (chains.toml) on which a decision passes the turn of its track.
HEARING: Final = "you_are_heard"
DECIDE: Final = "we_decide"
CARRY_OUT: Final = "we_follow_up"

Block = tuple[str, list[str]]  # a heading and its paragraphs


@dataclass(frozen=True, slots=True)
class LawClause:
    """
    One clause of law a decision may rest on.

    Attributes:
        verified_by: The lawyer who read it against the act; empty when nobody has.
    """

    id: str
    act: str
    paragraph: str
    valid_from: date
    valid_until: date | None
    source: str
    verified_by: str

    def holds_on(self, day: date) -> bool:
        """Return whether the clause is in force."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    @property
    def citation(self) -> str:
        return f"{self.act} {self.paragraph}".strip()


@dataclass(frozen=True, slots=True)
class DecisionKind:
    """One kind of decision, with the clauses it may rest on, old ones included."""

    id: str
    name_da: str
    name_en: str
    hearing: str
    laws: tuple[LawClause, ...]

    def laws_on(self, day: date) -> tuple[LawClause, ...]:
        """Return the clauses in force, in the order of the file."""
        return tuple(law for law in self.laws if law.holds_on(day))


@dataclass(frozen=True, slots=True)
class DecisionClauses:
    """All of clauses/decisions.toml."""

    kinds: Mapping[str, DecisionKind]
    complaint: LawClause
    complaint_weeks: int
    complaint_guidance: str
    hearing: LawClause
    hearing_least_days: int
    hearing_usual_working_days: int

    def find_law(self, law_id: str) -> LawClause | None:
        """Return the clause of the id, or None."""
        return next((law for kind in self.kinds.values() for law in kind.laws if law.id == law_id), None)


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """
    What the rules need to know of one draft.

    Attributes:
        cap: The cap worn by the one who releases it.
        is_by_person: A member of staff drafted it and a member of staff releases it.
        evidence_caps: The caps under which the notes it rests on were written.
    """

    kind: str
    outcome: str
    facts: str
    law_clause: str
    considerations: str
    is_hearing_needed: bool | None
    hearing_due_on: date | None
    hearing_answered_on: date | None
    complaint_guidance: str
    complaint_due_on: date | None
    cap: str
    is_by_person: bool
    evidence_caps: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def clauses() -> DecisionClauses:
    """
    Return the clauses as the house ships them.

    Source: clauses/decisions.toml.
    """
    return read_clauses(tomllib.loads(_CLAUSES.read_text(encoding="utf-8")))


def read_clauses(raw: Mapping[str, Any]) -> DecisionClauses:
    """
    Return the clauses of a read file, checked.

    Raises:
        ValueError: an id stands twice, a kind has no law, or a hearing rule is unknown.

    Source: the shape is told in clauses/decisions.toml.
    """
    kinds = [_kind(entry) for entry in raw["kinds"]]
    law_ids = [law.id for kind in kinds for law in kind.laws]
    for ids in ([kind.id for kind in kinds], law_ids):
        if len(set(ids)) != len(ids):
            raise ValueError(f"an id stands twice in {sorted(ids)}")
    return DecisionClauses(
        kinds={kind.id: kind for kind in kinds},
        complaint=_law({"id": "complaint", **raw["complaint"]}),
        complaint_weeks=raw["complaint"]["weeks"],
        complaint_guidance=raw["complaint"]["guidance"].strip(),
        hearing=_law({"id": "hearing", **raw["hearing"]}),
        hearing_least_days=raw["hearing"]["least_days"],
        hearing_usual_working_days=raw["hearing"]["usual_working_days"],
    )


def complaint_due_on(received_on: date) -> date:
    """
    Return the last day to complain: the same weekday, four weeks after the citizen got the decision.

    Source: retssikkerhedsloven, four weeks; docs/rules/decisions.md.

    Examples:
        >>> complaint_due_on(date(2026, 11, 5))
        datetime.date(2026, 12, 3)
    """
    return received_on + timedelta(weeks=clauses().complaint_weeks)


def usual_hearing_due_on(sent_on: date) -> date:
    """
    Return the day proposed as the last to answer a hearing.

    Source: forvaltningsloven § 19 sets no number; the house's own, docs/rules/decisions.md.
    """
    return add_working_days(sent_on, clauses().hearing_usual_working_days).due


def is_hearing_long_enough(*, sent_on: date, due_on: date) -> bool:
    """
    Return whether the citizen has time to answer.

    Source: forvaltningsloven § 19 sets no number; the house's own, docs/rules/decisions.md.
    """
    return due_on >= sent_on + timedelta(days=clauses().hearing_least_days)


def is_hearing_needed(*, kind: str, outcome: str, stated: bool | None) -> bool | None:
    """
    Return whether the citizen must be heard first, or None while a person has yet to consider it.

    Stated to be needed, it is, whatever the answer will be. Else a plain yes needs none, and the kind may demand it.

    Source: forvaltningsloven § 19; docs/rules/decisions.md.
    """
    if stated:
        return True
    if outcome == DecisionOutcome.YES:
        return False
    known = clauses().kinds.get(kind)
    return True if known is not None and known.hearing == ALWAYS else stated


def missing_elements(decision: DecisionFacts, on: date) -> list[MissingElement]:
    """
    Return what a draft lacks to be released on a day, in the order a reader meets it; empty when it may be released.

    Source: forvaltningsloven § 19 (hearing), §§ 22–24 (reasons), § 25 (complaint); docs/rules/decisions.md.
    """
    checks = {
        MissingElement.OUTCOME: not decision.outcome,
        MissingElement.FACTS: not decision.facts.strip(),
        MissingElement.CONSIDERATIONS: not decision.considerations.strip(),
        MissingElement.COMPLAINT_GUIDANCE: not decision.complaint_guidance.strip(),
        MissingElement.COMPLAINT_DEADLINE: decision.complaint_due_on is None
        or decision.complaint_due_on < complaint_due_on(on),
        MissingElement.AUTHORITY_CAP: decision.cap != Cap.AUTHORITY,
        MissingElement.PERSON: not decision.is_by_person,
        MissingElement.MENTOR_NOTE: Cap.MENTOR in decision.evidence_caps,
    }
    found = {element for element, is_missing in checks.items() if is_missing}
    found |= {element for element in (_missing_of_law(decision, on), _missing_of_hearing(decision, on)) if element}
    return [element for element in MissingElement if element in found]


def plain_text(blocks: Iterable[Block]) -> str:
    """
    Return a decision as plain text, a line of heading above its paragraphs. `blocks_of` reads it back.

    A written line that looks like a heading gets a backslash in front, so that nobody can write one by hand.

    Source: docs/rules/decisions.md (the text).

    Examples:
        >>> print(plain_text([("Loven", ["Lov om alt § 1", "# 2"])]))
        # Loven
        <BLANKLINE>
        Lov om alt § 1
        <BLANKLINE>
        \\# 2
    """
    parts = [part for heading, paragraphs in blocks for part in (f"# {heading}", *map(_guarded, paragraphs))]
    return "\n\n".join(parts)


def blocks_of(text: str) -> list[Block]:
    """
    Return the headings and paragraphs of a decision's plain text.

    Source: docs/rules/decisions.md (the text).
    """
    blocks: list[Block] = []
    for part in text.split("\n\n"):
        if part.startswith("# "):
            blocks.append((part.removeprefix("# "), []))
        elif blocks:
            blocks[-1][1].append(part.removeprefix("\\"))
        elif part:
            blocks.append(("", [part]))
    return blocks


def paragraphs_of(written: str) -> list[str]:
    """
    Return the paragraphs of what somebody wrote: parted by empty lines, outer white space gone.

    Source: docs/rules/decisions.md (the text).
    """
    parts = re.split(r"\n\s*\n", written.replace("\r\n", "\n").replace("\r", "\n"))
    return [stripped for part in parts if (stripped := part.strip())]


def _guarded(paragraph: str) -> str:
    return f"\\{paragraph}" if paragraph.startswith(("# ", "\\")) else paragraph


def _missing_of_law(decision: DecisionFacts, on: date) -> MissingElement | None:
    kind = clauses().kinds.get(decision.kind)
    law = next((law for law in kind.laws if law.id == decision.law_clause), None) if kind else None
    if law is None:
        return MissingElement.LAW
    return None if law.holds_on(on) else MissingElement.LAW_NOT_IN_FORCE


def _missing_of_hearing(decision: DecisionFacts, on: date) -> MissingElement | None:
    needed = is_hearing_needed(kind=decision.kind, outcome=decision.outcome, stated=decision.is_hearing_needed)
    if needed is None:
        return MissingElement.HEARING_NOT_CONSIDERED
    if not needed or decision.hearing_answered_on is not None:
        return None
    if decision.hearing_due_on is None:
        return MissingElement.HEARING_NOT_SENT
    return None if on > decision.hearing_due_on else MissingElement.HEARING_NOT_OVER


def _kind(entry: Mapping[str, Any]) -> DecisionKind:
    if entry["hearing"] not in {WHEN_AGAINST, ALWAYS}:
        raise ValueError(f"{entry['id']}: hearing is {entry['hearing']!r}, not {WHEN_AGAINST!r} or {ALWAYS!r}")
    laws = tuple(_law(law) for law in entry.get("laws", ()))
    if not laws:
        raise ValueError(f"{entry['id']}: a decision rests on a law, and none is named")
    return DecisionKind(entry["id"], entry["name_da"], entry["name_en"], entry["hearing"], laws)


def _law(entry: Mapping[str, Any]) -> LawClause:
    law = LawClause(
        id=entry["id"],
        act=entry["act"],
        paragraph=entry["paragraph"],
        valid_from=entry["valid_from"],
        valid_until=entry.get("valid_until"),
        source=entry["source"],
        verified_by=entry.get("verified_by", ""),
    )
    if not law.source:
        raise ValueError(f"{law.id}: a clause names its source")
    if law.valid_until is not None and law.valid_until <= law.valid_from:
        raise ValueError(f"{law.id}: it ends {law.valid_until}, before it begins")
    return law
