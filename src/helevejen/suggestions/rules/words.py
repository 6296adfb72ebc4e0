"""
The one map between the words of a profile, the words of a job order, and the matching engine's.

Source: docs/rules/suggestions.md (which facts are used). What nobody has told stays unknown: it is never no.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from helevejen.engines.matching import market as engine
from helevejen.profiles.enums import NO_MORE, Consideration, FactKind, PrivateDemand, RefusalKind
from helevejen.profiles.enums import Shift as CitizenShift
from helevejen.recruitment.enums import Consideration as Offered
from helevejen.recruitment.enums import RequirementKind
from helevejen.recruitment.enums import Shift as OrderShift
from helevejen.taxonomy.licences import LICENCE_BY_CODE, codes_covered_by

#: What a workplace says it can make room for, and the needs that this answers.
ANSWERS: Final[Mapping[str, tuple[str, ...]]] = {
    Offered.BREAKS: (Consideration.BREAKS,),
    Offered.FIXED_HOURS: (Consideration.FIXED_TIMES,),
    Offered.NO_LIFTING: (Consideration.LIFT,),
    Offered.SITTING: (Consideration.STAND, Consideration.WALK),
    Offered.STANDING: (Consideration.CHANGE, Consideration.SIT, Consideration.STAND),
    Offered.QUIET: (Consideration.QUIET,),
    Offered.OWN_PACE: (Consideration.OWN_PACE,),
    Offered.ONE_TASK: (Consideration.ONE_TASK,),
    Offered.STEP_FREE: (Consideration.STEP_FREE,),
    Offered.NEAR_COLLEAGUE: (Consideration.SAME_PERSON,),
    # Said of the work, and asked for by no word of a profile.
    Offered.SHORT_DAYS: (),
    Offered.FLEXIBLE_HOURS: (),
    Offered.NO_CUSTOMERS: (),
}

#: The times of day a citizen can work, as an order says them. Early mornings are in no order's words.
SHIFTS: Final[Mapping[str, str]] = {
    CitizenShift.DAY: OrderShift.DAY,
    CitizenShift.EVENING: OrderShift.EVENING,
    CitizenShift.NIGHT: OrderShift.NIGHT,
}

#: What the citizen will not, as something the work demands. The others become a question to the company.
_REFUSED: Final = frozenset(RefusalKind) - {RefusalKind.COMPANY, RefusalKind.WORK}
_WEEKEND: Final = frozenset({"sat", "sun"})


class Told(NamedTuple):
    """One fact of a profile, as far as matching reads it."""

    kind: str
    subject: str = ""
    level: str = ""
    expires_on: date | None = None
    hours: Decimal | None = None
    intensity: int | None = None
    codes: str = ""
    minutes: int | None = None
    km: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Refusable:
    """What can be refused by words of one's own: companies and occupations of the open orders, by folded names."""

    companies: Mapping[str, str]
    occupations: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ordered:
    """A job order, as far as matching reads it."""

    pk: int
    company: int
    occupation_uri: str
    positions: int
    hours_least: Decimal
    hours_most: Decimal
    days: Sequence[str]
    shifts: Sequence[str]
    starts_on: date | None
    forms: Sequence[str]
    considerations: Sequence[str]
    demands_clean_record: bool
    may_be_split: bool


@dataclass(frozen=True, slots=True)
class Required:
    """One thing an order requires, as far as matching reads it."""

    kind: str
    weight: str
    code: str
    uri: str
    level: str


def citizen_key(citizen_id: int) -> str:
    """
    Return what tells a citizen apart in the engine.

    Source:
        docs/rules/suggestions.md (what is kept).
    """
    return f"b{citizen_id}"


def order_key(order_id: int) -> str:
    """
    Return what tells an order apart in the engine.

    Source:
        docs/rules/suggestions.md (what is kept).
    """
    return f"o{order_id}"


def number_of(key: str) -> int:
    """
    Return the number of the row a key stands for.

    Source:
        docs/rules/suggestions.md (what is kept).
    """
    return int(key[1:])


def citizen_of(
    citizen_id: int,
    facts: Iterable[Told],
    *,
    private: Collection[str] = (),
    declined: Collection[int] = (),
    refusable: Refusable,
) -> engine.Citizen:
    """
    Return what the engine is told of a citizen.

    Args:
        facts: Those that stand in the profile.
        private: What the citizen keeps private; it only keeps suggestions away.
        declined: The orders the citizen has said do not suit.
        refusable: What words of the citizen's own can mean.

    Source:
        docs/rules/suggestions.md (which facts are used).
    """
    of: dict[str, list[Told]] = defaultdict(list)
    closed = set()
    for fact in facts:
        if fact.subject == NO_MORE:
            closed.add(fact.kind)
        else:
            of[fact.kind].append(fact)
    hours = next(iter(of[FactKind.HOURS]), None)
    licences = _held(of[FactKind.LICENCE])
    refusals = of[FactKind.REFUSAL]
    return engine.Citizen(
        key=citizen_key(citizen_id),
        reach=_reach(of[FactKind.TRAVEL]),
        minutes_most=round(hours.hours * 60) if hours and hours.hours is not None else None,
        intensity_pct=hours.intensity if hours else None,
        days=_codes(of[FactKind.DAYS]),
        shifts=_shifts(_codes(of[FactKind.SHIFTS])),
        licences=licences,
        has_all_licences=FactKind.LICENCE in closed,
        licences_in_doubt=_in_doubt(of[FactKind.LICENCE], licences),
        languages=tuple(sorted((one.subject, one.level) for one in of[FactKind.LANGUAGE] if one.level)),
        has_all_languages=FactKind.LANGUAGE in closed,
        skills=_uris(of[FactKind.SKILL]),
        occupations=_uris(of[FactKind.OCCUPATION_DONE]),
        wishes=_uris(of[FactKind.OCCUPATION_WISHED]),
        refused_orders=frozenset(order_key(one) for one in declined),
        refused_companies=_meant(refusals, RefusalKind.COMPANY, refusable.companies),
        refused_occupations=_meant(refusals, RefusalKind.WORK, refusable.occupations),
        cannot=frozenset(one.subject for one in refusals if one.subject in _REFUSED),
        needs=frozenset(one.subject for one in of[FactKind.CONSIDERATION] if one.subject),
        has_clean_record=False if PrivateDemand.CLEAN_RECORD in private else None,
    )


def order_of(order: Ordered, required: Iterable[Required]) -> engine.Order:
    """
    Return what the engine is told of an order.

    Args:
        order: As it stands.
        required: What it requires; words that are no concept, licence or language are for people to read.

    Source:
        docs/rules/suggestions.md (which facts are used).
    """
    asked = sorted(required, key=lambda one: (one.kind, one.code, one.uri, one.level, one.weight))
    days, shifts = frozenset(order.days) or None, frozenset(order.shifts) or None
    return engine.Order(
        key=order_key(order.pk),
        company=str(order.company),
        occupation=order.occupation_uri,
        positions=order.positions,
        minutes_from=round(order.hours_least * 60),
        minutes_to=round(order.hours_most * 60),
        is_splittable=order.may_be_split,
        days=days,
        shifts=shifts,
        starts_on=order.starts_on,
        licences=tuple(
            engine.AskedLicence(one.code, engine.Weight(one.weight))
            for one in asked
            if one.kind == RequirementKind.LICENCE and one.code
        ),
        languages=tuple(
            engine.AskedLanguage(one.code, one.level, engine.Weight(one.weight))
            for one in asked
            if one.kind == RequirementKind.LANGUAGE and one.code and one.level
        ),
        skills=tuple(
            engine.AskedSkill(one.uri, engine.Weight(one.weight))
            for one in asked
            if one.kind == RequirementKind.SKILL and one.uri
        ),
        forms=frozenset(engine.Form(form) for form in order.forms) or None,
        demands=frozenset(_demands(days, shifts, is_split=order.may_be_split)),
        free_of=frozenset(_free_of(days, shifts)),
        offers=frozenset(need for word in order.considerations for need in ANSWERS.get(word, ())),
        asks_clean_record=order.demands_clean_record,
    )


def folded(words: str) -> str:
    """
    Return words as they are compared: without case and needless spaces.

    Source:
        docs/rules/suggestions.md (which facts are used).
    """
    return " ".join(words.split()).casefold()


def _held(facts: list[Told]) -> tuple[engine.Held, ...]:
    """Return the licences with those they cover, without any that ends on a day nobody told."""
    held = [
        engine.Held(code, one.expires_on)
        for one in facts
        if not _ends_untold(one)
        for code in codes_covered_by(one.subject)
    ]
    return tuple(sorted(held, key=lambda one: (one.code, one.until or date.max)))


def _in_doubt(facts: list[Told], held: tuple[engine.Held, ...]) -> frozenset[str]:
    """Return the licences that end on a day nobody told, with those they cover: they may hold, and may be over."""
    told = {code for one in facts if _ends_untold(one) for code in codes_covered_by(one.subject)}
    return frozenset(told - {one.code for one in held})


def _ends_untold(fact: Told) -> bool:
    licence = LICENCE_BY_CODE.get(fact.subject)
    return fact.expires_on is None and licence is not None and licence.expires


def _reach(facts: list[Told]) -> tuple[tuple[engine.Mode, int], ...] | None:
    """Return how far each mode goes: the smaller of the two limits, in metres of straight line."""
    reach = []
    for one in facts:
        mode = engine.Mode(one.subject)
        limits = []
        if one.km is not None:
            limits.append(engine.metres_of_km(one.km))
        if one.minutes is not None:
            limits.append(one.minutes * engine.METRES_A_MINUTE[mode])
        if limits:
            reach.append((mode, min(limits)))
    return tuple(sorted(reach)) or None


def _codes(facts: list[Told]) -> frozenset[str] | None:
    return frozenset(code for one in facts for code in one.codes.split()) or None


def _shifts(codes: frozenset[str] | None) -> frozenset[str] | None:
    return frozenset(SHIFTS[code] for code in codes or () if code in SHIFTS) or None


def _uris(facts: list[Told]) -> frozenset[str]:
    return frozenset(one.subject for one in facts if one.subject)


def _meant(refusals: list[Told], kind: str, known: Mapping[str, str]) -> frozenset[str]:
    named = (folded(one.label) for one in refusals if one.subject == kind)
    return frozenset(known[words] for words in named if words in known)


def _demands(days: frozenset[str] | None, shifts: frozenset[str] | None, *, is_split: bool) -> Iterable[str]:
    """Yield what an order's times demand of whoever takes it: all of them, or where it is split, the only ones."""
    for refusal, shift in ((RefusalKind.NIGHTS, OrderShift.NIGHT), (RefusalKind.EVENINGS, OrderShift.EVENING)):
        if shifts and shift in shifts and not (is_split and len(shifts) > 1):
            yield refusal
    if days and days & _WEEKEND and not (is_split and days - _WEEKEND):
        yield RefusalKind.WEEKENDS


def _free_of(days: frozenset[str] | None, shifts: frozenset[str] | None) -> Iterable[str]:
    for refusal, shift in ((RefusalKind.NIGHTS, OrderShift.NIGHT), (RefusalKind.EVENINGS, OrderShift.EVENING)):
        if shifts and shift not in shifts:
            yield refusal
    if days and not days & _WEEKEND:
        yield RefusalKind.WEEKENDS
