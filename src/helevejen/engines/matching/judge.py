"""
The rules, one pair at a time: pass, unknown or fail, each with the facts that made it so.

These functions are the definition. The fast ways (`panel`, `lists`) must say the same, and the tests see that they do.
docs/engines/matching.md has the table of rules in words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from enum import IntEnum, StrEnum
from math import isqrt
from typing import Final, NamedTuple

from helevejen.engines.matching.market import LEVELS, Citizen, Held, Market, Order, Weight, road_km, whole_road_km


class Verdict(IntEnum):
    """What a rule says; the larger one stands where several were asked."""

    PASS = 0
    UNKNOWN = 1
    FAIL = 2


class Rule(StrEnum):
    """The rules, in the order in which they are told."""

    TRAVEL = "travel"
    HOURS = "hours"
    INTENSITY = "intensity"
    DAYS = "days"
    SHIFTS = "shifts"
    LICENCES = "licences"
    LANGUAGES = "languages"
    SKILLS = "skills"
    FORMS = "forms"
    REFUSALS = "refusals"
    CONSIDERATIONS = "considerations"
    RECORD = "record"


RULES: Final = tuple(Rule)
#: Rules that nobody but the citizen is told about.
PRIVATE: Final = frozenset({Rule.RECORD})

CITIZEN, COMPANY = "citizen", "company"
Value = str | int | date


class Reason(NamedTuple):
    """
    A fact that made a verdict: a code with its values. `wording` turns it into a sentence.

    Attributes:
        asks: Who can answer, where it is a question: "citizen" or "company".
    """

    code: str
    values: tuple[tuple[str, Value], ...] = ()
    asks: str = ""


class Outcome(NamedTuple):
    """What one rule says of one pair, and why."""

    rule: Rule
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()


Said = tuple[Verdict, Reason]


class Likeness:
    """How alike two skills or occupations are, in per cent: 100 the same, 0 nothing known."""

    def __init__(self, market: Market) -> None:
        self._near: dict[str, dict[str, int]] = {}
        for near in market.near:
            for one, other in ((near.one, near.other), (near.other, near.one)):
                around = self._near.setdefault(one, {})
                around[other] = max(around.get(other, 0), near.pct)

    def around(self, thing: str) -> dict[str, int]:
        """Return what is like it, and how much; not itself."""
        return self._near.get(thing, {})

    def nearest(self, thing: str, among: Collection[str]) -> tuple[int, str]:
        """Return how like the nearest is, and which it is: of equal ones the first by name; 0 where none is like it."""
        if thing in among:
            return 100, thing
        around = self.around(thing)
        found = [(around[one], one) for one in among if one in around] if around else []
        return min(found, key=lambda pair: (-pair[0], pair[1]), default=(0, ""))


def distance(citizen: Citizen, order: Order) -> int | None:
    """Return the metres of straight line between the two, rounded down; None where a place is not known."""
    if citizen.place is None or order.place is None:
        return None
    return isqrt((citizen.place.x - order.place.x) ** 2 + (citizen.place.y - order.place.y) ** 2)


def _passes(code: str, **values: Value) -> Said:
    return Verdict.PASS, Reason(code, tuple(values.items()))


def _fails(code: str, **values: Value) -> Said:
    return Verdict.FAIL, Reason(code, tuple(values.items()))


def _asks(whom: str, code: str, **values: Value) -> Said:
    return Verdict.UNKNOWN, Reason(code, tuple(values.items()), asks=whom)


def _travel(citizen: Citizen, order: Order) -> Iterable[Said]:
    farthest, metres = citizen.farthest, distance(citizen, order)
    if citizen.place is None:
        yield _asks(CITIZEN, "place_unknown")
    if order.place is None:
        yield _asks(COMPANY, "workplace_unknown")
    if farthest is None:
        yield _asks(CITIZEN, "reach_unknown")
    if farthest is None or metres is None:
        return
    mode, reach = farthest
    say = _passes if metres <= reach else _fails
    yield say(
        "within_reach" if metres <= reach else "out_of_reach",
        # Two middles that are the same are not one place: at least a kilometre.
        km=max(road_km(metres), 1),
        mode=mode.value,
        most=whole_road_km(reach),
    )


def _hours(citizen: Citizen, order: Order) -> Iterable[Said]:
    most, least, asked, offered = (
        citizen.minutes_most, citizen.minutes_least, order.least_minutes, order.minutes_to,
    )  # fmt: skip
    if most is not None and asked is not None and most < asked:
        yield _fails("too_many_hours", asked=asked, most=most)
    if least is not None and offered is not None and offered < least:
        yield _fails("too_few_hours", offered=offered, least=least)
    if asked is None:
        yield _asks(COMPANY, "hours_asked_unknown")
    if most is None:
        yield _asks(CITIZEN, "hours_unknown")
    if most is not None and asked is not None and most >= asked:
        yield _hours_pass(order.minutes_from, asked, most)


def _hours_pass(stated: int | None, asked: int, most: int) -> Said:
    """Say the hours as the order states them, and that the task can be shared where that is why they are enough."""
    if stated is not None and most < stated:
        return _passes("hours_shared", asked=stated, most=most)
    return _passes("hours_fit", asked=asked if stated is None else stated, most=most)


def _intensity(citizen: Citizen, order: Order) -> Iterable[Said]:
    needed = 0 if order.is_splittable else order.effective_minutes
    if not needed:
        return
    known = [minutes for minutes in (citizen.minutes_most, order.minutes_to) if minutes is not None]
    pct = 100 if citizen.intensity_pct is None else citizen.intensity_pct
    # At best: whatever is not known is taken as good as it can be.
    best = min(known) * pct // 100 if known else needed
    if known and min(known) * pct < needed * 100:
        yield _fails("too_little_effective", needed=needed, effective=best, pct=pct)
    if citizen.minutes_most is None:
        yield _asks(CITIZEN, "hours_unknown")
    if citizen.intensity_pct is None:
        yield _asks(CITIZEN, "intensity_unknown", needed=needed)
    yield _passes("effective_fits", needed=needed, effective=best, pct=pct)


def _common(has: frozenset[str] | None, offered: frozenset[str] | None, needed: int, kind: str) -> Iterable[Said]:
    if has is None:
        yield _asks(CITIZEN, f"{kind}_unknown")
    if not offered:
        yield _asks(COMPANY, f"{kind}_asked_unknown")
    if has is None or not offered:
        return
    shared = len(has & offered)
    say = _passes if shared >= needed else _fails
    yield say(f"{kind}_fit" if shared >= needed else f"too_few_{kind}", shared=shared, needed=needed)


def _licences(citizen: Citizen, order: Order, on: date) -> Iterable[Said]:
    codes = sorted({asked.code for asked in order.licences if asked.weight is Weight.MUST})
    if not codes:
        return
    starts_on = max(order.starts_on or on, on)
    held = {licence.code: licence for licence in longest(citizen.licences)}
    for code in codes:
        licence = held.get(code)
        if licence is None:
            is_lacked = citizen.has_all_licences and code not in citizen.licences_in_doubt
            yield (_fails if is_lacked else _asking(CITIZEN))("licence_missing", licence=code)
        elif licence.until is not None and licence.until < starts_on:
            yield _fails("licence_expires", licence=code, until=licence.until, starts_on=starts_on)
        else:
            yield _passes("licence_held", licence=code)


def _asking(whom: str) -> Callable[..., Said]:
    return lambda code, **values: _asks(whom, code, **values)


def longest(licences: Iterable[Held]) -> list[Held]:
    """Return each licence once, the one that is valid longest."""
    found: dict[str, Held] = {}
    for licence in licences:
        known = found.get(licence.code)
        if known is None or (known.until is not None and (licence.until is None or licence.until > known.until)):
            found[licence.code] = licence
    return list(found.values())


def spoken(citizen: Citizen) -> dict[str, int]:
    """Return each language with the number of its level, 1 to 7, the highest that is told."""
    found: dict[str, int] = {}
    for language, level in citizen.languages:
        found[language] = max(found.get(language, 0), LEVELS.index(level) + 1)
    return found


def _languages(citizen: Citizen, order: Order) -> Iterable[Said]:
    musts = sorted({(a.language, LEVELS.index(a.level) + 1) for a in order.languages if a.weight is Weight.MUST})
    has = spoken(citizen) if musts else {}
    for language, level in musts:
        values: dict[str, Value] = {"language": language, "level": LEVELS[level - 1]}
        if language not in has:
            yield (_fails if citizen.has_all_languages else _asking(CITIZEN))("language_missing", **values)
        elif has[language] < level:
            yield _fails("language_below", **values, has=LEVELS[has[language] - 1])
        else:
            yield _passes("language_spoken", **values)


def _skills(citizen: Citizen, order: Order, likeness: Likeness) -> Iterable[Said]:
    for skill in sorted(order.musts()):
        pct, near = likeness.nearest(skill, citizen.skills)
        if pct == 100:
            yield _passes("skill_held", skill=skill)
        elif pct:
            yield _asks(CITIZEN, "skill_near", skill=skill, near=near, pct=pct)
        elif citizen.has_all_skills or skill in citizen.skills_lacking:
            yield _fails("skill_missing", skill=skill)
        else:
            yield _asks(CITIZEN, "skill_unknown", skill=skill)


def _forms(citizen: Citizen, order: Order) -> Iterable[Said]:
    if not citizen.forms:
        yield _asks(CITIZEN, "forms_unknown")
    if not order.forms:
        yield _asks(COMPANY, "forms_asked_unknown")
    if not citizen.forms or not order.forms:
        return
    shared = sorted(citizen.forms & order.forms)
    if shared:
        yield _passes("forms_shared", form=shared[0].value)
    else:
        yield _fails("no_form_shared")


def _refusals(citizen: Citizen, order: Order) -> Iterable[Said]:
    if order.key in citizen.refused_orders:
        yield _fails("refused_order")
    if order.company and order.company in citizen.refused_companies:
        yield _fails("refused_company")
    if order.occupation and order.occupation in citizen.refused_occupations:
        yield _fails("refused_occupation", occupation=order.occupation)


def _considerations(citizen: Citizen, order: Order) -> Iterable[Said]:
    for limit in sorted(citizen.cannot):
        if limit in order.demands:
            yield _fails("work_demands", limit=limit)
        elif limit not in order.free_of:
            yield _asks(COMPANY, "demand_unknown", limit=limit)
    for need in sorted(citizen.needs):
        if need in order.cannot_offer:
            yield _fails("cannot_offer", need=need)
        elif need in order.offers:
            yield _passes("offered", need=need)
        else:
            yield _asks(COMPANY, "offer_unknown", need=need)


def _record(citizen: Citizen, order: Order) -> Iterable[Said]:
    if citizen.has_clean_record or order.asks_clean_record is False:
        return
    if order.asks_clean_record is None:
        yield _asks("", "record_asked_unknown")
    elif citizen.has_clean_record is None:
        yield _asks(CITIZEN, "record_unknown")
    else:
        yield _fails("record_asked")


def judge(citizen: Citizen, order: Order, on: date, likeness: Likeness) -> tuple[Outcome, ...]:
    """
    Return what every rule says of the pair, in the order of `RULES`.

    Args:
        citizen: Whose facts.
        order: Whose demands.
        on: The market's day.
        likeness: Which skills are near to which.
    """
    said = (
        (Rule.TRAVEL, _travel(citizen, order)),
        (Rule.HOURS, _hours(citizen, order)),
        (Rule.INTENSITY, _intensity(citizen, order)),
        (Rule.DAYS, _common(citizen.days, order.days, order.days_to_take, "days")),
        (Rule.SHIFTS, _common(citizen.shifts, order.shifts, order.shifts_to_take, "shifts")),
        (Rule.LICENCES, _licences(citizen, order, on)),
        (Rule.LANGUAGES, _languages(citizen, order)),
        (Rule.SKILLS, _skills(citizen, order, likeness)),
        (Rule.FORMS, _forms(citizen, order)),
        (Rule.REFUSALS, _refusals(citizen, order)),
        (Rule.CONSIDERATIONS, _considerations(citizen, order)),
        (Rule.RECORD, _record(citizen, order)),
    )
    return tuple(_outcome(rule, tuple(facts)) for rule, facts in said)


#: What is said where a rule has nothing to say.
_PASSED: Final = {rule: Outcome(rule, Verdict.PASS) for rule in RULES}


def _outcome(rule: Rule, said: tuple[Said, ...]) -> Outcome:
    """Return the gravest verdict with the reasons that made it, and those alone."""
    if not said:
        return _PASSED[rule]
    if len(said) == 1:
        verdict, reason = said[0]
        return Outcome(rule, verdict, (reason,))
    verdict = max([verdict for verdict, _reason in said])
    return Outcome(rule, verdict, tuple([reason for each, reason in said if each is verdict]))
