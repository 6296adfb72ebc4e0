"""To whom it is told how long a wait usually takes, and which numbers may stand beside their sum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helevejen.cases.enums import DueKind, Holder
from helevejen.cases.rules.meetings import MEET
from helevejen.waiting.rules.flow import LEAST_TOLD

#: Links of the chains on which another has the ball while the citizen is busy: nobody waits in them.
GOING_ON: Final = frozenset({"company_tries", "company_trains", "school_teaches", "doctor_treats"})
#: What was said 9 of 10 of has kept its word between these shares of the times.
KEPT_BETWEEN: Final = (0.85, 0.95)


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


def told_beside_sum(counts: Sequence[int], *, least: int = LEAST_TOLD) -> list[bool]:
    """
    Return which of some counts may be told when their sum is known too.

    None below the least. Where those left out are fewer than the least together, the sum would give them away: then
    the smallest of the others are left out as well.

    Source:
        docs/rules/who-waits.md (the record).

    Examples:
        >>> told_beside_sum([40, 7, 3])
        [True, False, False]
        >>> told_beside_sum([40, 3, 4])
        [True, False, False]
    """
    told = [count >= least for count in counts]
    while any(told) and 0 < sum(count for count, is_shown in zip(counts, told, strict=True) if not is_shown) < least:
        _count, smallest = min((counts[place], place) for place, is_shown in enumerate(told) if is_shown)
        told[smallest] = False
    return told
