"""
What may happen to a proposal from where it stands, by whom, and which turn of the track it is.

Source: docs/rules/proposals.md.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from helevejen.companies.rules import has_cpr
from helevejen.engines.calendar import day_of
from helevejen.profiles.rules.words import names_illness
from helevejen.proposals.enums import (
    LIVE,
    MOVES,
    NotNow,
    Party,
    ProposalClock,
    ProposalObjection,
    ProposalState,
    Share,
)

MOST_WORDS: Final = 500
MOST_PLACE: Final = 200


@dataclass(frozen=True, slots=True)
class Stage:
    """
    One state as a turn.

    Attributes:
        step: The link of the chain of job and company.
        party: Who has the ball.
        clock: How long they have.
    """

    step: str
    party: Party
    clock: ProposalClock


STAGES: Final[Mapping[ProposalState, Stage]] = {
    ProposalState.ASKED: Stage("you_answer_proposal", Party.CITIZEN, ProposalClock.ANSWER),
    ProposalState.ACCEPTED: Stage("we_present_proposal", Party.MUNICIPALITY, ProposalClock.PRESENT),
    ProposalState.PRESENTED: Stage("company_reads_card", Party.COMPANY, ProposalClock.ANSWER),
    ProposalState.WANTED: Stage("we_give_name", Party.MUNICIPALITY, ProposalClock.NAME),
    ProposalState.NAMED: Stage("company_sets_interview", Party.COMPANY, ProposalClock.ANSWER),
    ProposalState.INTERVIEW: Stage("company_answers_interview", Party.COMPANY, ProposalClock.INTERVIEW),
    ProposalState.HIRED: Stage("we_make_agreement", Party.MUNICIPALITY, ProposalClock.AGREEMENT),
}

#: The states in which the company sees what it was shown.
SEEN_BY_COMPANY: Final = (
    ProposalState.PRESENTED,
    ProposalState.WANTED,
    ProposalState.NAMED,
    ProposalState.INTERVIEW,
    ProposalState.HIRED,
)
#: The moves that show a company something, or rest on it: the yes must still hold.
_SHARES: Final = frozenset(SEEN_BY_COMPANY)


@dataclass(frozen=True, slots=True)
class Why:
    """Why a company says no: a reason of the list, what is missing, and a few words, which may be none."""

    reason: str
    missing: str = ""
    words: str = ""


def objection_to_proposing(
    *,
    is_case_open: bool,
    is_order_open: bool,
    has_open: bool,
    positions_left: int,
    asked_for: Collection[str],
    words: str,
) -> ProposalObjection | None:
    """
    Return why a citizen cannot be asked about an order, or None.

    Source:
        docs/rules/proposals.md (a proposal; the question).
    """
    if not is_case_open:
        return ProposalObjection.CASE_CLOSED
    if not is_order_open:
        return ProposalObjection.ORDER_NOT_OPEN
    if positions_left < 1:
        return ProposalObjection.NO_POSITION
    if has_open:
        return ProposalObjection.OPEN_ALREADY
    if set(asked_for) - set(Share.values):
        return ProposalObjection.UNKNOWN_SHARE
    return objection_to_words(words)


def objection_to_agreeing(*, asked_for: Collection[str], agreed: Collection[str]) -> ProposalObjection | None:
    """
    Return why a citizen cannot agree to that, or None: more than was asked for cannot be given by mistake.

    Source:
        docs/rules/proposals.md (the question).
    """
    return ProposalObjection.NOT_ASKED_FOR if set(agreed) - set(asked_for) else None


def objection_to_move(
    *, state: str, to: ProposalState, is_track_open: bool, holds_until: date, on: date
) -> ProposalObjection | None:
    """
    Return why a proposal cannot go from one state to another, or None.

    Source:
        docs/rules/proposals.md (the steps; what was shared).
    """
    if state not in LIVE or not is_track_open:
        return ProposalObjection.OVER
    if to not in MOVES[ProposalState(state)]:
        return ProposalObjection.NO_SUCH_MOVE
    if to in _SHARES | {ProposalState.ACCEPTED} and on >= holds_until:
        return ProposalObjection.EXPIRED
    return None


def objection_to_why(why: Why, *, demands: Collection[str]) -> ProposalObjection | None:
    """
    Return why a company's no cannot be written so, or None.

    Args:
        demands: What the order asks for, of which something can be missing.

    Source:
        docs/rules/proposals.md (not now, and why).
    """
    if why.reason not in NotNow.values:
        return ProposalObjection.NO_REASON
    if why.reason == NotNow.MISSING and why.missing not in demands:
        return ProposalObjection.NO_MISSING
    return objection_to_words(why.words)


def objection_to_words(words: str) -> ProposalObjection | None:
    """
    Return why a few words cannot be written so, or None: both parties read them.

    Source:
        docs/rules/proposals.md (not now, and why).
    """
    if len(words) > MOST_WORDS:
        return ProposalObjection.TOO_LONG
    if has_cpr(words):
        return ProposalObjection.HAS_CPR
    return ProposalObjection.ILLNESS if names_illness(words) else None


def objection_to_interview(
    *, starts_at: datetime, place: str, holds_until: date, at: datetime
) -> ProposalObjection | None:
    """
    Return why an interview cannot be then and there, or None.

    Source:
        docs/rules/proposals.md (the steps; the interview).
    """
    if starts_at <= at:
        return ProposalObjection.INTERVIEW_PAST
    if day_of(starts_at) >= holds_until:
        return ProposalObjection.AFTER_YES
    if not place.strip():
        return ProposalObjection.NO_PLACE
    if len(place) > MOST_PLACE:
        return ProposalObjection.TOO_LONG
    # Kræftens Bekæmpelse and a psychiatric centre are places of work like any other: illness is not looked for here.
    return ProposalObjection.HAS_CPR if has_cpr(place) else None


def party_of(state: str) -> Party | None:
    """
    Return who has the ball in a state; None when it is over.

    Source:
        docs/rules/proposals.md (the steps).
    """
    stage = STAGES.get(ProposalState(state))
    return stage.party if stage else None


def positions_left(positions: int, hired: int) -> int:
    """
    Return how many positions of an order are free.

    Source:
        docs/rules/proposals.md (the last position).
    """
    return max(positions - hired, 0)


def is_of_proposal(step: str) -> bool:
    """
    Return whether a link of the chain belongs to a proposal that goes on, and is done on its page.

    Source:
        docs/rules/proposals.md (the steps).
    """
    return step in {stage.step for state, stage in STAGES.items() if state in LIVE}
