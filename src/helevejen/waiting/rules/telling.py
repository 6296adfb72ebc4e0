"""To whom it is told how long a wait usually takes, and when what was said has kept its word."""

from __future__ import annotations

from typing import Final

from helevejen.cases.enums import DueKind, Holder
from helevejen.cases.rules.meetings import MEET

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
