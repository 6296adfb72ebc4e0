"""
The clauses of the law as dated data: read once from clauses/*.toml, checked whole, and looked up by what starts them.

What is wrong with a file is found when the house starts, and the fault names file, clause and field.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from helevejen.cases.enums import AnchorWord, ClockKind, Party
from helevejen.citizens.enums import Benefit, TargetGroup
from helevejen.engines.calendar import Unit

CLAUSES_FOLDER: Final = Path(__file__).resolve().parent.parent / "clauses"
SUBJECTS: Final = (
    "contact", "sick_pay", "cv_and_plan", "offers", "rehabilitation", "flex_jobs", "complaint_and_hearing",
)  # fmt: skip

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


class FaultyClauses(ValueError):
    """A file of clauses lacks something or names something that does not exist; the text says where and what."""


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

    def change_days(self) -> tuple[date, ...]:
        """Return the days on which a clause comes or goes, in order."""
        days = {one.valid_from for one in self.clauses} | {one.valid_until for one in self.clauses if one.valid_until}
        return tuple(sorted(days))

    def as_known_on(self, day: date) -> Law:
        """Return the law of a day going on for ever: what comes later never comes, what ends later never ends."""
        return _law(
            self.regimes,
            _until_now(self.clauses, day),
            _until_now(self.exemptions, day),
            self.pauses,
            self.without_clock,
        )


@cache
def law() -> Law:
    """
    Return the law as the house ships it.

    Raises:
        FaultyClauses: a file cannot be used; the text says where and what.

    Source:
        docs/rules/obligations.md; clauses/*.toml.
    """
    names = [f"{name}.toml" for name in ("regimes", *SUBJECTS, "pauses")]
    return read_law({name: tomllib.loads((CLAUSES_FOLDER / name).read_text(encoding="utf-8")) for name in names})


def read_law(files: Mapping[str, Mapping[str, Any]]) -> Law:
    """
    Return the law of read files, by their names, checked.

    Raises:
        FaultyClauses: something is missing, unknown or contradicts itself; the text names file, clause and field.

    Source:
        The shape is told in docs/rules/obligations.md.
    """
    regimes = _rows(files, ("regimes",), "regimes", Regime)
    drafts = {one.valid_from for one in regimes if one.draft}
    clauses = _rows(files, SUBJECTS, "clauses", Clause)
    clauses = _with_codes([replace(one, is_draft=_is_draft(one, drafts)) for one in clauses])
    pauses = {one.id: one for one in _rows(files, ("pauses",), "grounds", PauseGround)}
    exemptions = _rows(files, SUBJECTS, "exemptions", ExemptionGround)
    _check_regimes(regimes)
    _check_names(clauses, exemptions)
    return _law(
        tuple(regimes), clauses, tuple(exemptions), pauses, tuple(_rows(files, SUBJECTS, "without_clock", PlainRule))
    )


def _law(
    regimes: Iterable[Regime],
    clauses: Iterable[Clause],
    exemptions: Iterable[ExemptionGround],
    pauses: Mapping[str, PauseGround],
    plain: Iterable[PlainRule],
) -> Law:
    kept = tuple(clauses)
    by_anchor = {
        str(word): tuple(one for one in kept if one.anchor is word and one.kind is not ClockKind.QUOTA)
        for word in AnchorWord
    }
    return Law(tuple(regimes), kept, tuple(exemptions), pauses, tuple(plain), by_anchor)


def _until_now(rows: Iterable[Any], day: date) -> list[Any]:
    held = [row for row in rows if row.valid_from <= day]
    return [replace(row, valid_until=None) if row.valid_until and row.valid_until > day else row for row in held]


def _is_draft(clause: Clause, drafts: set[date]) -> bool:
    return bool(drafts) and clause.valid_from >= min(drafts)


# --- Reading ---


def _rows(files: Mapping[str, Mapping[str, Any]], names: Iterable[str], table: str, kind: type[Any]) -> list[Any]:
    found = []
    for name in names:
        file = f"{name}.toml"
        if file not in files:
            raise FaultyClauses(f"{file} is missing from the clauses.")
        defaults = files[file].get("defaults", {})
        for number, raw in enumerate(files[file].get(table, []), start=1):
            where = f"{file}, {table} {raw.get('id') or f'no. {number}'}"
            found.append(_row(kind, raw, defaults, where))
    return found


def _row(kind: type[Any], raw: Mapping[str, Any], defaults: Mapping[str, Any], where: str) -> Any:
    known = {one.name: one for one in fields(kind)}
    given = {name: value for name, value in defaults.items() if name in known} | dict(raw)
    if unknown := sorted(set(given) - set(known)):
        raise FaultyClauses(f"{where}: {unknown[0]} is no field; the fields are {', '.join(sorted(known))}.")
    given.setdefault("act", "")
    given.setdefault("paragraph", "")
    if kind is Clause and given.get("kind") == ClockKind.QUOTA:
        given.setdefault("counts", EXEMPTIONS)
    values = {name: _value(name, value, where) for name, value in given.items()}
    try:
        row = kind(**values)
    except TypeError as fault:
        missing = str(fault).rpartition("argument")[2].strip(" s:")
        raise FaultyClauses(f"{where}: {missing} is missing.") from fault
    _check_row(row, where)
    return row


def _value(name: str, value: Any, where: str) -> Any:
    try:
        return _READ[name](value) if name in _READ else _plain(name, value)
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise FaultyClauses(f"{where}: {name} is {value!r}, which it cannot be. {fault}") from fault


def _plain(name: str, value: Any) -> Any:
    wanted = _TYPES.get(name, str)
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise ValueError(f"Wanted {wanted.__name__}.")
    return tuple(value) if isinstance(value, list) else value


def _each(allowed: Iterable[str]) -> Any:
    known = set(allowed)

    def read(values: list[str]) -> tuple[str, ...]:
        if strange := [one for one in values if one not in known]:
            raise ValueError(f"{strange[0]!r} is unknown; known are {', '.join(sorted(known))}.")
        return tuple(values)

    return read


def _one(allowed: Iterable[str]) -> Any:
    many = _each(allowed)
    return lambda value: many([value])[0]


def _benefits_of(value: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {_one(TargetGroup.values)(group): _each(Benefit.values)(some) for group, some in value.items()}


_READ: Final[dict[str, Any]] = {
    "kind": ClockKind,
    "anchor": AnchorWord,
    "party": Party,
    "unit": Unit,
    "running": _one((KEEP, SWITCH)),
    "counts": _one(COUNTED),
    "groups": _each(TargetGroup.values),
    "benefits": _each(Benefit.values),
    "benefits_of": _benefits_of,
    "needs": _each(MARKS),
    "not_with": _each(MARKS),
    "of_offers": _each(OFFER_KINDS),
    "not_offers": _each(OFFER_KINDS),
    "least": Fraction,
    "stops": tuple,
    "replaced_by": tuple,
}
_TYPES: Final[dict[str, type[Any]]] = {
    **dict.fromkeys(("valid_from", "valid_until", "verified_on"), date),
    **dict.fromkeys(
        ("source_number", "amount", "at_least", "opens", "age_from", "age_until", "within_months", "offer_days"), int
    ),
    **dict.fromkeys(("draft", "anchor_counts", "is_right", "is_paused"), bool),
}


def _check_row(row: Any, where: str) -> None:
    if row.valid_until is not None and row.valid_until <= row.valid_from:
        raise FaultyClauses(f"{where}: valid_until is {row.valid_until}, not after valid_from, {row.valid_from}.")
    if not row.source:
        raise FaultyClauses(f"{where}: source is empty; name the address it was read at.")
    if bool(row.verified_by) != (row.verified_on is not None):
        raise FaultyClauses(f"{where}: verified_by and verified_on belong together.")
    if isinstance(row, Clause):
        _check_clause(row, where)


def _check_clause(clause: Clause, where: str) -> None:
    if clause.amount <= 0 or clause.at_least <= 0 or clause.opens < 0:
        raise FaultyClauses(f"{where}: amount and at_least are above 0, opens is 0 or more.")
    if clause.opens >= clause.amount:
        raise FaultyClauses(f"{where}: opens is {clause.opens}, and the window ends before, after {clause.amount}.")
    if (clause.kind is ClockKind.QUOTA) != (clause.least is not None):
        raise FaultyClauses(f"{where}: least belongs to a quota, and a quota has one.")
    if not clause.counts and clause.kind is not ClockKind.DURATION_CAP:
        raise FaultyClauses(f"{where}: counts is missing; say what fulfils it.")
    if (clause.anchor is AnchorWord.OFFER) != bool(clause.of_offers):
        raise FaultyClauses(f"{where}: of_offers belongs to the anchor offer, and that has some.")
    for text in (clause.citizen_da, clause.citizen_en, clause.late_da, clause.late_en):
        try:
            text.format(at_least=1, done=1, due="")
        except (KeyError, IndexError, ValueError) as fault:
            raise FaultyClauses(
                f"{where}: citizen_da and citizen_en may name at_least, done and due: {fault}"
            ) from fault
    if bool(clause.citizen_da) != bool(clause.citizen_en):
        raise FaultyClauses(f"{where}: citizen_da and citizen_en belong together.")
    if bool(clause.late_da) != bool(clause.late_en) or (clause.late_da and clause.party is not Party.MUNICIPALITY):
        raise FaultyClauses(f"{where}: late_da and late_en belong together, and to what the municipality owes.")


def _with_codes(clauses: Iterable[Clause]) -> list[Clause]:
    """Give each clause its code; two versions of one clause may not hold at once."""
    found: list[Clause] = []
    for clause in clauses:
        earlier = [one for one in found if one.id == clause.id]
        for one in earlier:
            if one.valid_until is None or one.valid_until > clause.valid_from:
                raise FaultyClauses(
                    f"clause {clause.id}: the version from {clause.valid_from} begins before the one from "
                    f"{one.valid_from} has ended; set its valid_until."
                )
        found.append(replace(clause, code=f"{clause.id}:{clause.valid_from}" if earlier else clause.id))
    return found


def _check_regimes(regimes: list[Regime]) -> None:
    for earlier, later in pairwise(regimes):
        if earlier.valid_until != later.valid_from:
            raise FaultyClauses(
                f"regimes.toml, regimes {later.id}: valid_from is {later.valid_from}, and {earlier.id} ends "
                f"{earlier.valid_until}; one follows the other."
            )


def _check_names(clauses: list[Clause], exemptions: list[ExemptionGround]) -> None:
    known = {one.id for one in clauses}
    for clause in clauses:
        if strange := [one for one in clause.replaced_by if one not in known]:
            raise FaultyClauses(f"clause {clause.code}: replaced_by names {strange[0]}, which is no clause.")
    for ground in exemptions:
        if strange := [one for one in ground.stops if one not in known]:
            raise FaultyClauses(f"exemption {ground.id}: stops names {strange[0]}, which is no clause.")


def last_day_of(row: Dated) -> date | None:
    """
    Return the last day a row holds, None while no end is known.

    Source:
        docs/rules/obligations.md (dates).
    """
    return row.valid_until - timedelta(days=1) if row.valid_until else None
