"""The share of a group that may be exempted: 75 per cent get the effort, at most 25 per cent are exempted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import floor
from typing import NamedTuple

from helevejen.cases.rules.obligation_clauses import Clause, ExemptionGround, Law
from helevejen.engines.calendar import Quota, deadline, quota


class Member(NamedTuple):
    """One citizen with a running course: the group, its first day, the benefit, and the grounds of open exemptions."""

    group: str
    started_on: date
    benefit: str = ""
    grounds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Meter:
    """
    How far a group is from the most that may be exempted.

    Attributes:
        quota: Those who get the effort, of all, against the least share.
        exempted: How many are exempted.
        may_more: How many more may be before the share is too high; 0 when it is.
    """

    clause: Clause
    group: str
    quota: Quota
    exempted: int
    may_more: int

    @property
    def total(self) -> int:
        return self.quota.total

    @property
    def share(self) -> float:
        """The share exempted, 0–1; of nothing it is 0."""
        return self.exempted / self.total if self.total else 0.0

    @property
    def too_many(self) -> int:
        """How many exemptions there are beyond the most."""
        most = floor(self.total * (1 - self.quota.least))
        return max(self.exempted - most, 0)


def meters(members: Iterable[Member], *, on: date, law: Law) -> tuple[Meter, ...]:
    """
    Return the meters of every quota in force, for each of its groups.

    Source:
        docs/rules/obligations.md (the 75/25 meter).
    """
    everybody = defaultdict(list)
    for one in members:
        if one.started_on <= on:
            everybody[one.group].append(one)
    found = []
    for clause in law.quotas_on(on):
        # Thousands of courses began on some hundred days.
        days = {one.started_on for group in clause.groups for one in everybody[group]}
        over = {day for day in days if (last := deadline(day, clause.amount, clause.unit).due) and last < on}
        for group in clause.groups:
            counted = [one for one in everybody[group] if one.started_on not in over and _has_benefit(clause, one)]
            found.append(_meter(clause, group, counted))
    return tuple(found)


def objection_to_exemption(ground: ExemptionGround | None, *, group: str, is_under_work_duty: bool) -> str:
    """
    Return why a citizen cannot be exempted by a ground, empty when they can.

    Source:
        docs/rules/obligations.md (exemptions).
    """
    if ground is None:
        return "not_in_force"
    if ground.groups and group not in ground.groups:
        return "other_group"
    return "work_duty" if is_under_work_duty and "work_duty" in ground.not_with else ""


def _has_benefit(clause: Clause, one: Member) -> bool:
    """Return whether the benefit is one of the clause's for the group; without a benefit everybody counts."""
    benefits = clause.benefits_of.get(one.group)
    return not benefits or not one.benefit or one.benefit in benefits


def _meter(clause: Clause, group: str, members: list[Member]) -> Meter:
    exempted = sum(clause.exempted_by in one.grounds for one in members)
    assert clause.least is not None
    counted = quota(len(members) - exempted, len(members), least=clause.least)
    may_more = max(floor(len(members) * (1 - clause.least)) - exempted, 0)
    return Meter(clause, group, counted, exempted, may_more)
