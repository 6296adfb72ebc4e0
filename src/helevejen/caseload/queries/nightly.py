"""What was counted at night: the sums of the municipality, and what a coming change of law does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from helevejen.caseload.enums import AssignmentReason
from helevejen.caseload.models import ComingChange
from helevejen.caseload.queries.board import HolderWait, ReasonCount
from helevejen.caseload.queries.caps import CapShare
from helevejen.caseload.queries.counts import find_count
from helevejen.caseload.queries.figures import Figures, team_figures
from helevejen.cases.enums import Cap, Holder, LawEffect


@dataclass(frozen=True, slots=True)
class Kept:
    """The sums of the municipality, and when they were counted; None for just now."""

    figures: Figures
    made_at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseChange:
    """
    What a change of law does to one obligation of one case.

    Attributes:
        clause: Its code.
        why: The lines of the explanation, as they are stored with obligations.
    """

    case_id: int
    clause: str
    effect: LawEffect
    before_on: date | None
    after_on: date | None
    is_draft: bool
    why: list[Any]


def figures_of_all(at: datetime, *, days: int) -> Kept:
    """
    Return the sums of everybody for a period, as they were counted at night; counted now where they never were.

    One query at night's count, else eight more.
    """
    kept = find_count(figures_name(days))
    if kept is None:
        return Kept(team_figures(None, at, since=at - timedelta(days=days)), None)
    content, made_at = kept
    return Kept(_figures(content), made_at)


def law_counted_at(on: date) -> datetime | None:
    """Return when it was found what the law's changes until a day do; None where it never was. One query."""
    kept = find_count(law_name(on))
    return kept[1] if kept else None


def changes_found(case_ids: Collection[int], *, on: date) -> list[CaseChange]:
    """Return what was found at night that the law's changes until a day do to some cases, by case. One query."""
    rows = ComingChange.objects.filter(on=on, case__in=case_ids).order_by("case", "pk")
    fields = "case", "clause", "effect", "before_on", "after_on", "is_draft", "why"
    return [
        CaseChange(case, clause, LawEffect(effect), *rest) for case, clause, effect, *rest in rows.values_list(*fields)
    ]


def figures_name(days: int) -> str:
    """Return the name of the count of a period."""
    return f"figures {days}"


def law_name(on: date) -> str:
    """Return the name of the count of a coming day of law."""
    return f"law {on}"


def as_content(figures: Figures) -> dict[str, Any]:
    """Return sums as plain values."""
    return {
        "case_count": figures.case_count,
        "waits": [asdict(one) for one in figures.waits],
        "changes": [asdict(one) for one in figures.changes],
        "caps": [asdict(one) for one in figures.caps],
    }


def _figures(content: dict[str, Any]) -> Figures:
    return Figures(
        case_count=content["case_count"],
        waits=[HolderWait(**one | {"holder": Holder(one["holder"])}) for one in content["waits"]],
        changes=[ReasonCount(**one | {"reason": AssignmentReason(one["reason"])}) for one in content["changes"]],
        caps=[CapShare(**one | {"cap": Cap(one["cap"])}) for one in content["caps"]],
    )
