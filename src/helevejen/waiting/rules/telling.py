"""To whom it is told how long a wait usually takes, and when what was said has kept its word."""

from __future__ import annotations

from typing import Final

from helevejen.cases.enums import DueKind, Holder
from helevejen.cases.rules.meetings import MEET
from helevejen.engines.statistics import share_interval
from helevejen.waiting.enums import Verdict

#: Links of the chains on which another has the ball while the citizen is busy: nobody waits in them.
GOING_ON: Final = frozenset({"company_tries", "company_trains", "school_teaches", "doctor_treats"})
#: What was said 9 of 10 of has kept its word between these shares of the times.
KEPT_BETWEEN: Final = (0.85, 0.95)
#: The share that is said.
SAID: Final = 0.9
#: Where the true share may lie farther apart than this, the few seen say too little to be judged by.
WIDEST: Final = 0.2


def is_told(*, holder: str, step: str, due_kind: str) -> bool:
    """
    Return whether the citizen and the jobformidler read how long a wait usually takes.

    Not of what the citizen does, nor of what goes on with the citizen in it, nor of a day that is agreed on.

    Source:
        docs/rules/who-waits.md (how long it usually takes).
    """
    if holder in {Holder.CITIZEN, Holder.SUBTRACKS} or step in GOING_ON or step == MEET:
        return False
    return not (holder == Holder.JOBFORMIDLER and due_kind == DueKind.AGREEMENT)


def verdict_on(share: float, citizens: int) -> Verdict:
    """
    Return what can be said of how often 9 of 10 held, allowing for chance.

    Args:
        share: How often it held.
        citizens: Of so many different citizens. What is said of one wait each week is not many.

    Source:
        docs/rules/who-waits.md (the record).

    Examples:
        >>> [str(verdict_on(share, citizens)) for share, citizens in ((1.0, 5), (1.0, 60), (0.9, 60), (0.7, 60))]
        ['unsure', 'high', 'fits', 'low']
    """
    lower, upper = share_interval(share, citizens)
    least, most = KEPT_BETWEEN
    if share < least and upper < SAID:
        return Verdict.LOW
    if share > most and lower > SAID:
        return Verdict.HIGH
    return Verdict.FITS if least <= share <= most and upper - lower <= WIDEST else Verdict.UNSURE
