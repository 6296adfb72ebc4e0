"""
The obligations of the law that follow from the facts of a case, each with its why.

Nobody types a deadline that a rule can give. The clauses are data (`obligation_clauses`), the facts are plain values
(`obligation_facts`), and the clocks are the calendar engine's. No obligation vanishes: one that no longer has to be
done stays with the line that says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from helevejen.cases.enums import AnchorWord, ClockKind, ObligationState, Standing, WhyKind
from helevejen.cases.rules import obligation_clocks as clocks
from helevejen.cases.rules.obligation_clauses import KEEP, Clause, Law
from helevejen.cases.rules.obligation_facts import SICK, CaseFacts, Course, courses_of

_ONE_DAY: Final = timedelta(days=1)
_BEFORE, _AFTER = timedelta(days=60), timedelta(days=31)  # how far from a course's first day its own event may lie
_OF_COURSE: Final = {
    AnchorWord.CONTACT_COURSE: None,
    AnchorWord.SICK_COURSE: None,
    AnchorWord.FIRST_CONTACT: "first_contact",
    AnchorWord.REGISTERED: "registered",
    AnchorWord.ABSENCE_FIRST_DAY: "absence_first_day",
}
_OF_SICK_COURSE: Final = frozenset({AnchorWord.SICK_COURSE, AnchorWord.ABSENCE_FIRST_DAY})
_NO_EVENTS: Final = frozenset({*_OF_COURSE, AnchorWord.OFFER, AnchorWord.BENEFIT_WEEKS})

Values = dict[str, Any]
WhyLine = tuple[WhyKind, Values]


def stored_why(lines: Iterable[WhyLine]) -> list[list[Any]]:
    """
    Return the lines of an explanation as plain values: days as ISO texts.

    Source:
        docs/rules/obligations.md (the explanation is stored with the answer).
    """
    return [
        [str(kind), {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}]
        for kind, values in lines
    ]


@dataclass(frozen=True, slots=True)
class Obligation:
    """
    One obligation of a case.

    Attributes:
        anchor_on, anchor_word, ref: The event that started it.
        standing: How it stands by the facts; `state_on` adds the day.
        opens_on: The first day on which it can be fulfilled.
        due_on: The last day; None while the clock stands still.
        done, needed: How often it was done, and must be.
        met_on: The day it was fulfilled.
        regime: The regime the course follows.
        why: The lines of the explanation; the words are `helevejen.cases.queries.obligation_words`.
    """

    clause: Clause
    anchor_on: date
    anchor_word: AnchorWord
    ref: str
    standing: Standing
    opens_on: date
    due_on: date | None
    done: int
    needed: int
    met_on: date | None
    regime: str
    why: tuple[WhyLine, ...]

    @property
    def id(self) -> str:
        """What tells it from every other of the same case."""
        return f"{self.clause.code}@{self.anchor_on}" + (f"#{self.ref}" if self.ref else "")

    @property
    def is_draft(self) -> bool:
        """Whether the clause, or the regime the course follows, is not passed."""
        return any(kind is WhyKind.DRAFT for kind, _values in self.why)

    def state_on(self, on: date) -> ObligationState:
        """Return how it stands on a day."""
        return state_on(self.standing, self.opens_on, self.due_on, on, is_right=self.clause.is_right)


def state_on(
    standing: str, opens_on: date, due_on: date | None, on: date, *, is_right: bool = False
) -> ObligationState:
    """
    Return how an obligation stands on a day: what the facts say, and whether its day has passed.

    Source:
        docs/rules/obligations.md (states).
    """
    if standing != Standing.RUNNING:
        return ObligationState(standing)
    if on < opens_on:
        return ObligationState.NOT_YET
    if due_on is None or on <= due_on:
        return ObligationState.OPEN
    return ObligationState.ENDED if is_right else ObligationState.OVERDUE


def obligations(facts: CaseFacts, *, on: date, law: Law) -> tuple[Obligation, ...]:
    """
    Return every obligation the law gives a case by a day, by due day; those without one last.

    Args:
        on: The day it is seen from. What happens later in the facts is not yet known then.
        law: The clauses; `law()` of `obligation_law`, or what they were known to be on a day.

    Source:
        docs/rules/obligations.md; the clauses name act and paragraph.
    """
    facts = facts.in_order()
    courses = facts.courses or courses_of(facts.target_groups, law)
    case = clocks.Case(facts, on, law, clocks.fulfilments(facts, on))
    found = [
        obligation
        for anchor in _anchors(facts, courses, law, on)
        if (obligation := _obligation(case, anchor)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.due_on or date.max, one.clause.code, one.anchor_on, one.ref)))


def _anchors(facts: CaseFacts, courses: tuple[Course, ...], law: Law, on: date) -> list[clocks.Anchor]:
    found = []
    for course in courses:
        if course.from_ > on:
            continue
        for word, kind in _OF_COURSE.items():
            if (word in _OF_SICK_COURSE) == (course.family == SICK):
                day, source = _day_of_course(facts, course, kind)
                group = facts.group_on(max(day, course.from_))
                found += [
                    clocks.Anchor(one, day, word, source, course=course)
                    for one in law.by_anchor[word]
                    if not one.groups or group in one.groups  # most clauses are for other groups
                ]
    for event in facts.events:
        if event.kind in law.by_anchor and event.kind not in _NO_EVENTS and event.on <= on:
            word = AnchorWord(event.kind)
            found += [
                clocks.Anchor(one, event.on, word, event.source, ref=event.ref) for one in law.by_anchor[event.kind]
            ]
    found += _exemption_anchors(facts, law, on)
    for offer in facts.offers:
        if offer.from_ <= on:
            found += [
                clocks.Anchor(one, offer.from_, AnchorWord.OFFER, offer.source, ref=offer.ref, offer=offer)
                for one in law.by_anchor[AnchorWord.OFFER]
                if offer.kind in one.of_offers
            ]
    for one in law.by_anchor[AnchorWord.BENEFIT_WEEKS]:
        found += [
            clocks.Anchor(one, held.from_, AnchorWord.BENEFIT_WEEKS, held.source, until=held.until)
            for held in facts.benefits
            if held.value in one.benefits and held.from_ <= on
        ]
    return found


def _exemption_anchors(facts: CaseFacts, law: Law, on: date) -> list[clocks.Anchor]:
    found = []
    for one in facts.exemptions:
        found += [
            clocks.Anchor(clause, day, AnchorWord.EXEMPTED, "", ref=one.ref, until=one.until)
            for day in (one.from_, one.review_by(on))
            if day is not None and day <= on
            for clause in law.by_anchor[AnchorWord.EXEMPTED]
        ]
        if one.until is not None and one.until <= on:
            found += [
                clocks.Anchor(clause, one.until, AnchorWord.EXEMPTION_ENDED, "", ref=one.ref)
                for clause in law.by_anchor[AnchorWord.EXEMPTION_ENDED]
            ]
    return found


def _day_of_course(facts: CaseFacts, course: Course, kind: str | None) -> tuple[date, str]:
    """Return the day of the event that belongs to a course, or the course's first day when nobody wrote it down."""
    near = [
        event
        for event in facts.events
        if event.kind == kind and course.from_ - _BEFORE <= event.on <= course.from_ + _AFTER
    ]
    return (near[-1].on, near[-1].source) if near else (course.from_, course.source)


def _obligation(case: clocks.Case, anchor: clocks.Anchor) -> Obligation | None:
    if not _is_for(case.facts, anchor, case.on):
        return None
    regime = _regime_of(case.law, anchor)
    if not _held(anchor, regime, case.on, case.law):
        return None
    seen = clocks.assess(case, anchor)
    clause = anchor.clause
    if seen.due_on is not None and seen.due_on < clause.valid_from and clause.running != KEEP:
        return None  # it was over before the clause came
    standing, lines = _standing(case, anchor, seen)
    return Obligation(
        clause=clause,
        anchor_on=anchor.on,
        anchor_word=anchor.word,
        ref=anchor.ref,
        standing=standing,
        opens_on=seen.opens_on,
        due_on=seen.due_on,
        done=seen.done,
        needed=seen.needed,
        met_on=seen.met_on,
        regime=regime,
        why=(*clocks.head_of(anchor), *seen.lines, *lines, *_tail(case.law, clause, regime)),
    )


def _is_for(facts: CaseFacts, anchor: clocks.Anchor, on: date) -> bool:
    """Return whether the clause is for this citizen on the day of the anchor."""
    clause, day = anchor.clause, max(anchor.on, anchor.course.from_) if anchor.course else anchor.on
    group = facts.group_on(day)
    if clause.groups and group not in clause.groups:
        return False
    if clause.benefits_of and group in clause.benefits_of:
        benefit = facts.benefit_on(day)
        if benefit and benefit not in clause.benefits_of[group]:
            return False
    age = facts.age_on(day)
    if clause.age_until is not None and (age is None or age >= clause.age_until):
        return False
    if clause.age_from is not None and age is not None and age < clause.age_from:
        return False
    return all(facts.has_mark(mark, day, on) for mark in clause.needs)


def _regime_of(law: Law, anchor: clocks.Anchor) -> str:
    return anchor.course.regime if anchor.course else law.regime_on(anchor.on).id


def _held(anchor: clocks.Anchor, regime: str, on: date, law: Law) -> bool:
    """Return whether the clause is law for this anchor: of its regime when it is kept, of the day when it switches."""
    clause, day = anchor.clause, anchor.course.from_ if anchor.course else anchor.on
    if clause.running == KEEP:
        stored = law.find_regime(regime)
        if stored is not None and not stored.holds_on(day):
            day = stored.valid_from
        return clause.holds_on(day)
    return clause.valid_from <= on and (clause.valid_until is None or clause.valid_until > anchor.on)


def _standing(case: clocks.Case, anchor: clocks.Anchor, seen: clocks.Seen) -> tuple[Standing, list[WhyLine]]:
    """Return how it stands, the strongest reason first, and the lines that say so."""
    if seen.met_on is not None:
        return Standing.MET, _met_lines(seen)
    for reason in (_void, _marked, _exempted, _replaced, _left):
        found = reason(case, anchor, seen)
        if found is not None:
            return found
    if seen.is_over:
        return Standing.ENDED, []
    if anchor.clause.counts in case.facts.unknown:
        return Standing.ELSEWHERE, [(WhyKind.ELSEWHERE, {})]
    if seen.due_on is None:
        return Standing.PAUSED, _void_lines(case, anchor, seen)
    right = [(WhyKind.RIGHT_OVER, {"day": seen.due_on})] if anchor.clause.is_right else []
    return Standing.RUNNING, [*right, *_void_lines(case, anchor, seen)]


def _met_lines(seen: clocks.Seen) -> list[WhyLine]:
    if seen.met_on is None:
        return []
    late = (seen.met_on - seen.due_on).days if seen.due_on else 0
    return [(WhyKind.MET, {"day": seen.met_on}), *([(WhyKind.LATE, {"days": late})] if late > 0 else [])]


def _void(case: clocks.Case, anchor: clocks.Anchor, seen: clocks.Seen) -> tuple[Standing, list[WhyLine]] | None:
    """Find whether what is to be looked at again is an exemption that the law does not give."""
    if anchor.word is not AnchorWord.EXEMPTED:
        return None
    same = [one for one in case.facts.exemptions if anchor.on in {one.from_, one.reviewed_on} and one.ref == anchor.ref]
    lines = [
        (WhyKind.EXEMPTION_VOID, {"day": one.from_, "ground": reason})
        for one in same
        if (reason := clocks.objection(case, one))
    ]
    return (Standing.ENDED, lines) if lines and len(lines) == len(same) else None


def _marked(case: clocks.Case, anchor: clocks.Anchor, seen: clocks.Seen) -> tuple[Standing, list[WhyLine]] | None:
    """Find whether something about the citizen makes the clause another's."""
    marks = [mark for mark in anchor.clause.not_with if case.facts.has_mark(mark, anchor.on, case.on)]
    return (Standing.ENDED, [(WhyKind.MARKED, {"mark": marks[0]})]) if marks else None


def _exempted(case: clocks.Case, anchor: clocks.Anchor, seen: clocks.Seen) -> tuple[Standing, list[WhyLine]] | None:
    for one in clocks.exemptions_of(case, anchor.clause):
        still = one.until is None or one.until > case.on
        if still and not clocks.objection(case, one) and (seen.due_on is None or one.from_ <= seen.due_on):
            return Standing.EXEMPTED, [(WhyKind.EXEMPTED, {"day": one.from_, "ground": one.ground})]
    return None


def _void_lines(case: clocks.Case, anchor: clocks.Anchor, seen: clocks.Seen) -> list[WhyLine]:
    return [
        (WhyKind.EXEMPTION_VOID, {"day": one.from_, "ground": reason})
        for one in clocks.exemptions_of(case, anchor.clause)
        if (reason := clocks.objection(case, one))
    ]


def _replaced(case: clocks.Case, anchor: clocks.Anchor, seen: clocks.Seen) -> tuple[Standing, list[WhyLine]] | None:
    clause = anchor.clause
    if clause.running == KEEP or clause.valid_until is None or clause.valid_until > case.on:
        return None
    if seen.due_on is not None and seen.due_on < clause.valid_until:
        return None  # it was late while the clause held
    last = clause.valid_until - _ONE_DAY
    if not clause.replaced_by:
        return Standing.ENDED, [(WhyKind.LAPSED, {"day": last})]
    return Standing.REPLACED, [(WhyKind.REPLACED, {"day": last, "by": ", ".join(clause.replaced_by)})]


def _left(case: clocks.Case, anchor: clocks.Anchor, seen: clocks.Seen) -> tuple[Standing, list[WhyLine]] | None:
    """Find whether course or group ended before the clock did."""
    clause, course = anchor.clause, anchor.course
    if course is None or clause.kind is ClockKind.DURATION_CAP:
        return None
    end, line = course.until, WhyKind.COURSE_ENDED
    groups = [one.from_ for one in case.facts.target_groups if one.value not in clause.groups]
    left = next((day for day in groups if day > course.from_), None) if clause.groups else None
    if left is not None and (end is None or left < end):
        end, line = left, WhyKind.GROUP_LEFT
    return (Standing.ENDED, [(line, {"day": end})]) if end is not None and end <= case.on else None


def _tail(law: Law, clause: Clause, regime: str) -> list[WhyLine]:
    stored = law.find_regime(regime)
    is_draft = clause.is_draft or (stored is not None and stored.draft)
    verified: WhyLine = (WhyKind.UNVERIFIED, {})
    if clause.verified_by:
        verified = (WhyKind.VERIFIED, {"by": clause.verified_by, "day": clause.verified_on})
    return [
        (WhyKind.SOURCE, {"law": clause.citation}),
        (WhyKind.REGIME, {"regime": regime}),
        *([(WhyKind.DRAFT, {})] if is_draft else []),
        verified,
    ]
