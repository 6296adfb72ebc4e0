"""
One record of a pair and three views of it: the citizen's, the jobformidler's and the company's.

Pure functions: what a view holds is decided here and nowhere else. The company's is an allow-list of fields, each about
what the order asked; the rules that are the citizen's alone are in the citizen's view only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from helevejen.engines.matching.judge import CITIZEN, COMPANY, PRIVATE, Likeness, Outcome, Rule, Verdict, judge
from helevejen.engines.matching.market import Citizen, Market, Order
from helevejen.engines.matching.scores import VERSION, Part, Scorer, Scores, lot, rank, tag
from helevejen.engines.matching.wording import sentence


@dataclass(frozen=True, slots=True)
class Record:
    """
    Everything that was found of one pair; what is kept, and what every view is made from.

    Attributes:
        rank: Product and lot; 0 where a rule forbids the pair or the product is 0.
        version: Of rules, terms and weights.
    """

    citizen: str
    order: str
    outcomes: tuple[Outcome, ...]
    scores: Scores
    rank: int
    version: str = VERSION

    @property
    def verdict(self) -> Verdict:
        """The gravest verdict of all rules."""
        return max(outcome.verdict for outcome in self.outcomes)


@dataclass(frozen=True, slots=True)
class CitizenView:
    """What the citizen is told: everything, the own record too."""

    is_suggested: bool
    good: tuple[str, ...]
    in_the_way: tuple[str, ...]
    questions: tuple[str, ...]
    citizen_score: int
    company_score: int


@dataclass(frozen=True, slots=True)
class DeskView:
    """
    What jobformidler and unit are told: everything but what is the citizen's alone.

    Attributes:
        is_possible: No rule told of here forbids the pair and its product is above 0. Whether the pair is on the lists
            is not said: without a reason beside it, it would tell what is the citizen's alone.
    """

    is_possible: bool
    good: tuple[str, ...]
    in_the_way: tuple[str, ...]
    ask_citizen: tuple[str, ...]
    ask_company: tuple[str, ...]
    terms: tuple[tuple[str, int], ...]
    parts: tuple[Part, ...]
    citizen_score: int
    company_score: int


@dataclass(frozen=True, slots=True)
class CompanyView:
    """
    What the company is shown of somebody who said yes: of each thing it asked, whether it is there.

    Attributes:
        covered, near, not_told: Things the order itself names, never others.
        score: The coverage alone, 0 to 10,000; what the citizen wishes is not the company's business.
    """

    covered: tuple[str, ...]
    near: tuple[str, ...]
    not_told: tuple[str, ...]
    score: int


#: The fields of the company's view, for those who test that nothing else gets out.
COMPANY_FIELDS: Final = ("covered", "near", "not_told", "score")


class Recorder:
    """Makes records of a market's pairs; what is rare and what is alike is counted once."""

    def __init__(self, market: Market) -> None:
        self._on = market.on
        self._tag = lru_cache(maxsize=65_536)(partial(tag, seed=market.seed))
        self._likeness = Likeness(market)
        self._scorer = Scorer(market, self._likeness)

    def record(self, citizen: Citizen, order: Order) -> Record:
        """Return what every rule and score says of a pair."""
        outcomes = judge(citizen, order, self._on, self._likeness)
        scores = self._scorer.scores(citizen, order)
        is_open = scores.product > 0 and Verdict.FAIL not in [outcome.verdict for outcome in outcomes]
        drawn = lot(self._tag(citizen.key), self._tag(order.key))
        return Record(citizen.key, order.key, outcomes, scores, rank(scores.product, drawn) if is_open else 0)


def record_of(market: Market, citizen: Citizen, order: Order) -> Record:
    """
    Return what every rule and score says of a pair.

    Args:
        market: To which both belong; it says what is rare and what is alike.
        citizen: One of its citizens, or one with other facts in the same place.
        order: One of its orders, or one with other demands.
    """
    return Recorder(market).record(citizen, order)


def for_citizen(record: Record, language: str, names: Mapping[str, str] | None = None) -> CitizenView:
    """
    Return what the citizen is told.

    Args:
        record: The pair's.
        language: "da" or "en".
        names: Labels of URIs and codes.
    """
    told = _Told(record.outcomes, language, names, to_citizen=True)
    return CitizenView(
        is_suggested=record.rank > 0,
        good=told(Verdict.PASS),
        in_the_way=told(Verdict.FAIL),
        questions=told(Verdict.UNKNOWN),
        citizen_score=record.scores.citizen,
        company_score=record.scores.company,
    )


def for_desk(record: Record, language: str, names: Mapping[str, str] | None = None) -> DeskView:
    """
    Return what jobformidler and unit are told.

    Args:
        record: The pair's.
        language: "da" or "en".
        names: Labels of URIs and codes.
    """
    outcomes = tuple([outcome for outcome in record.outcomes if outcome.rule not in PRIVATE])
    told = _Told(outcomes, language, names, to_citizen=False)
    scores = record.scores
    return DeskView(
        is_possible=scores.product > 0 and all(outcome.verdict is not Verdict.FAIL for outcome in outcomes),
        good=told(Verdict.PASS),
        in_the_way=told(Verdict.FAIL),
        ask_citizen=told(Verdict.UNKNOWN, CITIZEN),
        ask_company=told(Verdict.UNKNOWN, COMPANY),
        terms=tuple((name, getattr(scores, name)) for name in ("wish", "travel", "hours", "learning")),
        parts=scores.parts,
        citizen_score=scores.citizen,
        company_score=scores.company,
    )


def for_company(record: Record) -> CompanyView:
    """
    Return what the company is shown, of pairs that no rule forbids.

    Args:
        record: The pair's.

    Raises:
        ValueError: the pair was not suggested; of such a company is told nothing.
    """
    if not record.rank:
        raise ValueError("of a pair that is not suggested the company is told nothing")
    asked = [(part.ask.thing[1], part.pct) for part in record.scores.parts if part.ask.thing[1]]
    return CompanyView(
        covered=tuple(name for name, pct in asked if pct == 100) + _licences(record),
        near=tuple(name for name, pct in asked if 0 < pct < 100),
        not_told=tuple(name for name, pct in asked if pct == 0),
        score=record.scores.company,
    )


def _licences(record: Record) -> tuple[str, ...]:
    """Return the licences and languages that are a must and are there."""
    reasons = [
        reason
        for outcome in record.outcomes
        if outcome.rule in {Rule.LICENCES, Rule.LANGUAGES} and outcome.verdict is Verdict.PASS
        for reason in outcome.reasons
    ]
    return tuple(" ".join(str(value) for name, value in reason.values if name != "has") for reason in reasons)


class _Told:
    """The sentences of some outcomes, by verdict."""

    def __init__(
        self, outcomes: tuple[Outcome, ...], language: str, names: Mapping[str, str] | None, *, to_citizen: bool
    ) -> None:
        self._said: tuple[list[tuple[str, str]], ...] = ([], [], [])  # by verdict
        for _rule, verdict, reasons in outcomes:
            for reason in reasons:
                said = sentence(reason, language, to_citizen=to_citizen, names=names)
                self._said[verdict].append((reason.asks, said))

    def __call__(self, verdict: Verdict, asks: str | None = None) -> tuple[str, ...]:
        """Return each sentence once, of those only that ask somebody where that is said."""
        return tuple(dict.fromkeys([said for asked, said in self._said[verdict] if asks is None or asked == asks]))
