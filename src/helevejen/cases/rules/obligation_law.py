"""
The law read from clauses/*.toml: once, and checked whole.

What is wrong with a file is found when the house starts, and the fault names file, clause and field.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from helevejen.cases.enums import AnchorWord, ClockKind, Party
from helevejen.cases.rules.obligation_clauses import (
    COUNTED,
    EXEMPTIONS,
    KEEP,
    MARKS,
    OFFER_KINDS,
    SWITCH,
    Clause,
    ExemptionGround,
    Law,
    PauseGround,
    PlainRule,
    Regime,
    make_law,
)
from helevejen.citizens.enums import Benefit, TargetGroup
from helevejen.engines.calendar import Unit

CLAUSES_FOLDER: Final = Path(__file__).resolve().parent.parent / "clauses"
SUBJECTS: Final = (
    "contact", "sick_pay", "cv_and_plan", "offers", "rehabilitation", "flex_jobs", "complaint_and_hearing",
)  # fmt: skip


class FaultyClauses(ValueError):
    """A file of clauses lacks something or names something that does not exist; the text says where and what."""


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
    return make_law(
        tuple(regimes), clauses, tuple(exemptions), pauses, tuple(_rows(files, SUBJECTS, "without_clock", PlainRule))
    )


def _is_draft(clause: Clause, drafts: set[date]) -> bool:
    return bool(drafts) and clause.valid_from >= min(drafts)


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
    _check_quota(clause, where)
    if not clause.counts and clause.kind is not ClockKind.DURATION_CAP:
        raise FaultyClauses(f"{where}: counts is missing; say what fulfils it.")
    if (clause.anchor is AnchorWord.OFFER) != bool(clause.of_offers):
        raise FaultyClauses(f"{where}: of_offers belongs to the anchor offer, and that has some.")
    _check_words(clause, where)


def _check_quota(clause: Clause, where: str) -> None:
    if (clause.kind is ClockKind.QUOTA) != (clause.least is not None):
        raise FaultyClauses(f"{where}: least belongs to a quota, and a quota has one.")
    if (clause.kind is ClockKind.QUOTA) != bool(clause.exempted_by):
        raise FaultyClauses(f"{where}: exempted_by belongs to a quota, and a quota names the exemption that counts.")
    if clause.kind is ClockKind.QUOTA and not clause.groups:
        raise FaultyClauses(f"{where}: groups is missing; a quota is a share of some groups.")


def _check_words(clause: Clause, where: str) -> None:
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
    grounds = {one.id for one in exemptions}
    for clause in clauses:
        if clause.exempted_by and clause.exempted_by not in grounds:
            raise FaultyClauses(
                f"clause {clause.code}: exempted_by names {clause.exempted_by}, which is no exemption; "
                f"they are {', '.join(sorted(grounds))}."
            )
    for ground in exemptions:
        if strange := [one for one in ground.stops if one not in known]:
            raise FaultyClauses(f"exemption {ground.id}: stops names {strange[0]}, which is no clause.")
