"""One clock of the law, read: what the engine says of a clause, an anchor and the facts, with the lines of its why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from helevejen.cases.enums import AnchorWord, ClockKind, WhyKind
from helevejen.cases.rules.obligation_clauses import FUND_MEETINGS, MEETINGS, OFFERS, Clause, Law
from helevejen.cases.rules.obligation_facts import FUND, CaseFacts, Course, Exempted, Held, Offer
from helevejen.engines.calendar import (
    Deadline,
    LineKind,
    Pause,
    Unit,
    count_in_window,
    deadline,
    duration_used,
    next_occurrence,
)

_ONE_DAY: Final = timedelta(days=1)
_PAUSE_OF_EXEMPTION: Final = "exemption:"

WhyLine = tuple[WhyKind, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Anchor:
    """
    The event that starts one clock.

    Attributes:
        source: Where the day came from.
        course: The course it belongs to, if any; `offer` likewise.
        until: The day after the last of what it is about, when that is neither a course nor an offer.
    """

    clause: Clause
    on: date
    word: AnchorWord
    source: str
    ref: str = ""
    course: Course | None = None
    offer: Offer | None = None
    until: date | None = None

    @property
    def ends_on(self) -> date | None:
        if self.course is not None:
            return self.course.until
        return self.offer.until if self.offer is not None else self.until


@dataclass(frozen=True, slots=True)
class Case:
    """
    What the clocks of one case are read from.

    Attributes:
        done: By what fulfils: the days, with the reference they belong to, in order.
    """

    facts: CaseFacts
    on: date
    law: Law
    done: Mapping[str, list[tuple[date, str]]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What one clock says. `is_over` when there is nothing more to do and it was not fulfilled as the law wants."""

    opens_on: date
    due_on: date | None
    done: int
    needed: int
    met_on: date | None
    lines: tuple[WhyLine, ...] = field(default=())
    is_over: bool = False


def fulfilments(facts: CaseFacts, on: date) -> dict[str, list[tuple[date, str]]]:
    """
    Return the days on which something was done, by what it is, up to and including a day.

    Source:
        docs/rules/obligations.md (what counts).
    """
    done: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for meeting in facts.meetings:
        if meeting.on <= on:
            done[FUND_MEETINGS if meeting.by == FUND else MEETINGS].append((meeting.on, ""))
    for event in facts.events:
        if event.on <= on:
            done[event.kind].append((event.on, event.ref))
    for one in facts.exemptions:
        if one.until is not None and one.until <= on:
            done["exemption_reviewed"].append((one.until, one.ref))
        if (reviewed_on := one.review_by(on)) is not None:
            done["exemption_reviewed"].append((reviewed_on, one.ref))
    done["exemption_reviewed"].sort()
    return done


def assess(case: Case, anchor: Anchor) -> Seen:
    """
    Return what the clock of an anchor says.

    Source:
        docs/rules/obligations.md (the five clocks); docs/engines/calendar.md.
    """
    seen: Seen = _READERS[anchor.clause.kind](case, anchor)
    return seen


def head_of(anchor: Anchor) -> list[WhyLine]:
    """
    Return the lines every explanation begins with: what the law says, and from when it is counted.

    Source:
        docs/rules/obligations.md (why).
    """
    words = {"day": anchor.on, "anchor": str(anchor.word.value), "source": anchor.source}
    return [(WhyKind.LAW, {"clause": anchor.clause.code}), (WhyKind.ANCHOR, words)]


def exemptions_of(case: Case, clause: Clause) -> list[Exempted]:
    """
    Return the exemptions that name a clause, begun by the day.

    Source:
        docs/rules/obligations.md (exemptions).
    """
    return [
        one
        for one in case.facts.exemptions
        if one.from_ <= case.on and any(g.id == one.ground and clause.id in g.stops for g in case.law.exemptions)
    ]


def objection(case: Case, exemption: Exempted) -> str:
    """
    Return why an exemption does not hold: its ground is not law that day, or not for this citizen; empty when it does.

    Source:
        docs/rules/obligations.md (exemptions).
    """
    ground = case.law.find_exemption(exemption.ground, exemption.from_)
    if ground is None:
        return "not_in_force"
    if ground.groups and case.facts.group_on(exemption.from_) not in ground.groups:
        return "other_group"
    has = any(case.facts.has_mark(mark, exemption.from_, case.on) for mark in ground.not_with)
    return "work_duty" if has else ""


def pauses_of(case: Case, clause: Clause) -> list[Pause]:
    """
    Return the days on which a clause's clock stands still: its pauses, and exemptions that are over.

    Source:
        docs/rules/obligations.md (pauses).
    """
    if not clause.is_paused or not (case.facts.pauses or case.facts.exemptions):
        return []
    found = []
    for one in case.facts.pauses:
        ground = case.law.pauses.get(one.ground)
        stops = one.clauses or (ground.stops if ground else ())
        if one.from_ <= case.on and any(clause.id.startswith(stop) for stop in stops):
            found.append(Pause(one.from_, one.until, one.ground))
    found += [
        Pause(one.from_, one.until, f"{_PAUSE_OF_EXEMPTION}{one.ground}")
        for one in exemptions_of(case, clause)
        if one.until is not None and one.from_ < one.until <= case.on and not objection(case, one)
    ]
    return found


def _deadline(case: Case, anchor: Anchor) -> Seen:
    clause = anchor.clause
    answer = deadline(anchor.on, clause.amount, clause.unit, pauses_of(case, clause))
    due = _due(answer, clause)
    days = [day for day in _days(case, anchor) if day <= (anchor.ends_on or date.max)]
    met = days[0] if days else None
    lines = [_length(clause), *_paused(answer), *([(WhyKind.DUE, {"day": due})] if due else [])]
    return Seen(anchor.on, due, int(met is not None), 1, met, tuple(lines))


def _window(case: Case, anchor: Anchor) -> Seen:
    clause = anchor.clause
    answer = deadline(anchor.on, clause.amount, clause.unit, pauses_of(case, clause))
    due = _due(answer, clause)
    # The window opens as if nothing had stopped it: a pause gives more time and takes none.
    opens = deadline(anchor.on, clause.opens, clause.unit).due if clause.opens else None
    from_ = opens + _ONE_DAY if opens else anchor.on
    days = _days(case, anchor)
    seen = count_in_window(days, from_=from_, until=max(due or case.on, from_) + _ONE_DAY, at_least=clause.at_least)
    if not seen.is_kept and due is not None and case.on > due:
        # Too late is better than never: what was missing is made up for.
        seen = count_in_window(days, from_=from_, until=case.on + _ONE_DAY, at_least=clause.at_least)
    met = seen.done[clause.at_least - 1] if seen.is_kept else None
    counted = {"done": len(seen.done), "needed": clause.at_least}
    window = [(WhyKind.WINDOW, {"day": from_, "until": due})] if due else []
    lines = [*window, *_paused(answer), (WhyKind.COUNTED, counted)]
    return Seen(from_, due, len(seen.done), clause.at_least, met, tuple(lines))


def _recurrence(case: Case, anchor: Anchor) -> Seen:
    clause = anchor.clause
    days = [day for day in _days(case, anchor) if day > anchor.on]
    answer = next_occurrence(days[-1] if days else anchor.on, clause.amount, clause.unit, pauses_of(case, clause))
    due = _due(answer, clause)
    last = [(WhyKind.LAST_TIME, {"day": days[-1]})] if days else []
    lines = [*last, _length(clause), *_paused(answer), *([(WhyKind.DUE, {"day": due})] if due else [])]
    return Seen(anchor.on, due, len(days), len(days) + 1, None, tuple(lines))


def _cap(case: Case, anchor: Anchor) -> Seen:
    if anchor.word is AnchorWord.BENEFIT_WEEKS:
        return _benefit_cap(case, anchor)
    clause = anchor.clause
    # The first day is a day of it, so the last one lies a day before the same weekday or day of the month.
    after = _due(deadline(anchor.on, clause.amount, clause.unit), clause) or anchor.on
    last = after - _ONE_DAY
    ends = anchor.ends_on if anchor.ends_on and anchor.ends_on <= case.on else None
    until = max(ends or case.on + _ONE_DAY, anchor.on + _ONE_DAY)
    used = duration_used([(anchor.on, until)], most_days=(after - anchor.on).days)
    lines: list[WhyLine] = [
        _length(clause),
        (WhyKind.DUE, {"day": last}),
    ]
    if ends:
        lines.append((WhyKind.USED, {"days": used.used_days, "left": used.left_days}))
    if ends and not used.is_kept:
        lines.append((WhyKind.OVER, {"days": used.over_days}))
    met = ends - _ONE_DAY if ends and used.is_kept else None
    return Seen(anchor.on, last, int(met is not None), 1, met, tuple(lines), is_over=bool(ends and not used.is_kept))


def _benefit_cap(case: Case, anchor: Anchor) -> Seen:
    """Find the day on which the benefit has been paid for the longest that goes without a new look."""
    clause = anchor.clause
    most = clause.amount * (7 if clause.unit is Unit.WEEK else 1)
    due = _day_reached([one for one in case.facts.benefits if one.value in clause.benefits], anchor, most)
    ends = anchor.until
    if ends is not None and due >= ends:
        lines: list[WhyLine] = [_length(clause), (WhyKind.COURSE_ENDED, {"day": ends})]
        return Seen(anchor.on, due, 0, 1, None, tuple(lines), is_over=ends <= case.on)
    days = [day for day in _days(case, anchor) if day > anchor.on]
    met = days[0] if days else None
    return Seen(anchor.on, due, int(met is not None), 1, met, (_length(clause), (WhyKind.DUE, {"day": due})))


def _day_reached(periods: list[Held], anchor: Anchor, most: int) -> date:
    """Return the day on which the days paid within the months behind it reach the most, if the benefit goes on."""
    earlier = [one for one in periods if one.from_ < anchor.on and one.until is not None]
    day = anchor.on + timedelta(days=most - 1)
    window = timedelta(days=round(anchor.clause.within_months * 365 / 12))
    while earlier:
        first = day - window
        paid = sum(max((min(one.until or day, anchor.on) - max(one.from_, first)).days, 0) for one in earlier)
        if (day - anchor.on).days + 1 + paid <= most or day <= anchor.on:
            break
        day -= _ONE_DAY
    return day


def _days(case: Case, anchor: Anchor) -> list[date]:
    """Return the days on which what the clause counts was done, from the anchor on, in order."""
    clause = anchor.clause
    if clause.counts == OFFERS:
        return _offer_days(case, anchor)
    # To look again on the day something began, or was looked at again, is not to look at it again.
    first = anchor.on + _ONE_DAY if anchor.word is AnchorWord.EXEMPTED else anchor.on
    days = case.done.get(clause.counts, [])
    return [day for day, ref in days if day >= first and (not ref or not anchor.ref or ref == anchor.ref)]


def _offer_days(case: Case, anchor: Anchor) -> list[date]:
    clause, least = anchor.clause, timedelta(days=anchor.clause.offer_days)
    return [
        one.from_
        for one in case.facts.offers
        if anchor.on <= one.from_ <= case.on
        and one.kind not in clause.not_offers
        and (one.until is None or one.until - one.from_ >= least)
    ]


def _due(answer: Deadline, clause: Clause) -> date | None:
    if answer.due is None or not clause.anchor_counts:
        return answer.due
    return answer.due - _ONE_DAY


def _length(clause: Clause) -> WhyLine:
    return WhyKind.LENGTH, {"amount": clause.amount, "unit": str(clause.unit)}


def _paused(answer: Deadline) -> list[WhyLine]:
    lines: list[WhyLine] = []
    for line in answer.lines:
        if line.kind is LineKind.PAUSE and line.until is not None:
            words = {"day": line.day, "until": line.until - _ONE_DAY, "days": line.count, "ground": line.name}
            lines.append((WhyKind.PAUSED, words))
        elif line.kind is LineKind.STANDS_STILL:
            lines.append((WhyKind.STANDS_STILL, {"day": line.day, "ground": line.name}))
    return lines


_READERS: Final[dict[ClockKind, Any]] = {
    ClockKind.DEADLINE: _deadline,
    ClockKind.COUNT_IN_WINDOW: _window,
    ClockKind.RECURRENCE: _recurrence,
    ClockKind.DURATION_CAP: _cap,
}
