"""Every write to the ledger. Callers import this package: `from helevejen.ledger import actions`."""

from helevejen.ledger.actions.accounts import (
    NewAccount,
    UnableToGrant,
    UnableToOpenAccount,
    UnableToTransfer,
    give,
    make_account,
    open_account,
    set_grant,
    source_of,
    transfer,
)
from helevejen.ledger.actions.books import UnableToPost, UnableToRepeat, Words, shown
from helevejen.ledger.actions.commitments import (
    UnableToCredit,
    UnableToReserve,
    UnableToSettle,
    credit,
    expire_commitments,
    release,
    reserve,
    reserve_alone,
    settle_alone,
    spend,
)
from helevejen.ledger.actions.corrections import UnableToCorrect, answer_correction, correct_entry

__all__ = [
    "NewAccount",
    "UnableToCorrect",
    "UnableToCredit",
    "UnableToGrant",
    "UnableToOpenAccount",
    "UnableToPost",
    "UnableToRepeat",
    "UnableToReserve",
    "UnableToSettle",
    "UnableToTransfer",
    "Words",
    "answer_correction",
    "correct_entry",
    "credit",
    "expire_commitments",
    "give",
    "make_account",
    "open_account",
    "release",
    "reserve",
    "reserve_alone",
    "set_grant",
    "settle_alone",
    "shown",
    "source_of",
    "spend",
    "transfer",
]
