"""Every write about a profile, one file per noun. Callers import it whole: `from helevejen.profiles import actions`."""

from helevejen.profiles.actions.facts import (
    UnableToConfirmFact,
    UnableToWithdrawFact,
    UnableToWriteFact,
    Word,
    confirm_fact,
    correct_fact,
    finish_kind,
    said_in,
    withdraw_fact,
    write_fact,
)
from helevejen.profiles.actions.private import UnableToKeepPrivate, keep_private

__all__ = [
    "UnableToConfirmFact",
    "UnableToKeepPrivate",
    "UnableToWithdrawFact",
    "UnableToWriteFact",
    "Word",
    "confirm_fact",
    "correct_fact",
    "finish_kind",
    "keep_private",
    "said_in",
    "withdraw_fact",
    "write_fact",
]
