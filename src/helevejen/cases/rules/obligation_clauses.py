"""
The law as the rules see it: clauses, regimes, exemptions and pauses, each dated, looked up by what starts them.

`obligation_law` reads them from clauses/*.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

from helevejen.cases.enums import AnchorWord, ClockKind, Party
from helevejen.engines.calendar import Unit

KEEP: Final = "keep"
SWITCH: Final = "switch"
#: What fulfils an obligation, when it is no event of its own kind.
MEETINGS: Final = "meetings"
FUND_MEETINGS: Final = "fund_meetings"
OFFERS: Final = "offers"
EXEMPTIONS: Final = "exemptions"
MARKS: Final = frozenset({"whole_course_in_municipality", "work_duty"})
EVENTS: Final = frozenset(
    {
        "first_contact", "registered", "absence_first_day", "fast_track_requested", "clarification_offered",
        "flex_job_granted", "decision_received", "complaint_received", "access_requested", "reasons_requested",
        "intensified_meeting", "exemption_reviewed", "doctor_consulted", "employer_talk", "reassessed", "cv_approved",
        "suggestions_checked", "job_logged", "six_weeks_started", "team_met", "flex_followed_up", "flex_status",
        "access_given", "reasons_given", "complaint_reassessed", "exempted", "exemption_ended",
    }
)  # fmt: skip
OFFER_KINDS: Final = frozenset(
    {"work_trial", "wage_subsidy", "wage_subsidy_private", "wage_subsidy_public", "utility_work", "course", "guidance",
     "mentor"}
)  # fmt: skip
COUNTED: Final = frozenset({MEETINGS, FUND_MEETINGS, OFFERS, EXEMPTIONS}) | EVENTS


@dataclass(frozen=True, slots=True)
class Dated:
    """
    What every row of law has.

    Attributes:
        valid_until: The day after the last; None while no end is known.
        source_number: Its number in the list of sources of docs/rules/obligations.md.
        verified_by: The lawyer who read it against the act; empty when nobody has.
    """

    id: str
    act: str
    paragraph: str
    valid_from: date
    source: str
    source_number: int
    valid_until: date | None = None
    verified_by: str = ""
    verified_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether it is in force."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    @property
    def citation(self) -> str:
        return f"{self.act} {self.paragraph}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime(Dated):
    """The law between two changes of it. A draft is not passed."""

    title_da: str
    title_en: str
    changes_da: str
    changes_en: str
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause(Dated):
    """
    One obligation of the law, with what starts it, how long it is and what fulfils it.

    Attributes:
        late_da, late_en: What the citizen is told when we are late; without it, nothing once it is long past.
        code: The id, with the day it came into force behind it for a later version of the same clause.
        groups: The groups of LAB § 6 it is for; none means all.
        benefits_of: Group → the benefits it demands.
        needs, not_with: Marks the case must, or must not, have.
        counts: What fulfils it: meetings, offers or an event.
        opens: How many units after the anchor the window begins.
        anchor_counts: The day of the anchor is the first day of the count.
        running: Whether running courses keep the clause or switch when it ends.
        exempted_by: Of a quota, the ground of exemption that is counted against it.
        is_right: Something the citizen may do until the day; never overdue.
        is_paused: Whether pauses stop it.
    """

    title_da: str
    title_en: str
    why_da: str
    why_en: str
    kind: ClockKind
    anchor: AnchorWord
    running: str
    amount: int
    unit: Unit
    code: str = ""
    citizen_da: str = ""
    citizen_en: str = ""
    late_da: str = ""
    late_en: str = ""
    party: Party = Party.MUNICIPALITY
    groups: tuple[str, ...] = ()
    benefits: tuple[str, ...] = ()
    benefits_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    age_from: int | None = None
    age_until: int | None = None
    counts: str = ""
    at_least: int = 1
    least: Fraction | None = None
    exempted_by: str = ""
    opens: int = 0
    within_months: int = 0
    of_offers: tuple[str, ...] = ()
    not_offers: tuple[str, ...] = ()
    offer_days: int = 0
    anchor_counts: bool = False
    replaced_by: tuple[str, ...] = ()
    is_right: bool = False
    is_paused: bool = True
    is_draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionGround(Dated):
    """Why a citizen may be exempted from some clauses."""

    title_da: str
    title_en: str
    why_da: str
    why_en: str
    stops: tuple[str, ...]
    groups: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseGround(Dated):
    """What stops clocks, and those of which clauses: an id, or the beginning of one."""

    title_da: str
    title_en: str
    stops: tuple[str, ...]

    def can_stop(self, clause: Clause) -> bool:
        """
        Return whether the clock of a clause can stand still for this ground.

        Source:
            docs/rules/obligations.md (pauses).
        """
        return clause.is_paused and clause.id.startswith(self.stops)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainRule(Dated):
    """A rule of the same subjects that starts no clock."""

    text_da: str
    text_en: str


@dataclass(frozen=True, slots=True)
class Law:
    """All of clauses/: what holds, held and is expected to hold."""

    regimes: tuple[Regime, ...]
    clauses: tuple[Clause, ...]
    exemptions: tuple[ExemptionGround, ...]
    pauses: Mapping[str, PauseGround]
    without_clock: tuple[PlainRule, ...]
    by_anchor: Mapping[str, tuple[Clause, ...]]

    def regime_on(self, day: date) -> Regime:
        """Return the regime in force; the first one before there was any."""
        return next((one for one in reversed(self.regimes) if one.valid_from <= day), self.regimes[0])

    def find_regime(self, regime_id: str) -> Regime | None:
        """Return the regime of the id, or None."""
        return next((one for one in self.regimes if one.id == regime_id), None)

    def find_clause(self, code: str) -> Clause | None:
        """Return the clause of the code, or None."""
        return next((one for one in self.clauses if one.code == code), None)

    def find_exemption(self, ground: str, on: date) -> ExemptionGround | None:
        """Return the ground in force on a day, or None."""
        return next((one for one in self.exemptions if one.id == ground and one.holds_on(on)), None)

    def quotas_on(self, day: date) -> tuple[Clause, ...]:
        """Return the clauses about a share of a group that are in force."""
        return tuple(one for one in self.clauses if one.kind is ClockKind.QUOTA and one.holds_on(day))

    def quota_grounds(self) -> frozenset[str]:
        """Return the grounds of exemption that count against a quota, whenever it holds."""
        return frozenset(one.exempted_by for one in self.clauses if one.kind is ClockKind.QUOTA)

    def change_days(self) -> tuple[date, ...]:
        """Return the days on which a clause comes or goes, in order."""
        days = {one.valid_from for one in self.clauses} | {one.valid_until for one in self.clauses if one.valid_until}
        return tuple(sorted(days))

    def as_known_on(self, day: date) -> Law:
        """Return the law of a day going on for ever: what comes later never comes, what ends later never ends."""
        return make_law(
            self.regimes,
            _until_now(self.clauses, day),
            _until_now(self.exemptions, day),
            self.pauses,
            self.without_clock,
        )


def make_law(
    regimes: Iterable[Regime],
    clauses: Iterable[Clause],
    exemptions: Iterable[ExemptionGround],
    pauses: Mapping[str, PauseGround],
    plain: Iterable[PlainRule],
) -> Law:
    """
    Return the law of some rows, its clauses found by what starts them.

    Source:
        docs/rules/obligations.md (clauses).
    """
    kept = tuple(clauses)
    by_anchor = {
        str(word): tuple(one for one in kept if one.anchor is word and one.kind is not ClockKind.QUOTA)
        for word in AnchorWord
    }
    return Law(tuple(regimes), kept, tuple(exemptions), pauses, tuple(plain), by_anchor)


def _until_now(rows: Iterable[Any], day: date) -> list[Any]:
    held = [row for row in rows if row.valid_from <= day]
    return [replace(row, valid_until=None) if row.valid_until and row.valid_until > day else row for row in held]


def last_day_of(row: Dated) -> date | None:
    """
    Return the last day a row holds, None while no end is known.

    Source:
        docs/rules/obligations.md (dates).
    """
    return row.valid_until - timedelta(days=1) if row.valid_until else None
