"""
What may be posted in the ledger.

Source: docs/rules/ledger.md. The database keeps the same promises; these rules say no in words before it must.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date

from helevejen.ledger.enums import EntryKind, PostingObjection, Side, Unit

#: Larger than any municipality's budget in øre and within 64 bits many times over.
MOST_AT_ONCE = 10**15
#: A correction of so many øre or more asks for two people: 10.000 kr., the house's own figure. An account may differ.
TWO_PEOPLE_FROM_OERE = 1_000_000

#: Kinds that settle a commitment; one of them once.
SETTLING = frozenset({EntryKind.SPEND, EntryKind.RELEASE, EntryKind.EXPIRE})
#: Kinds put right by an entry that does the opposite. The others have deeds of their own.
CORRECTABLE = frozenset({EntryKind.GRANT, EntryKind.TAKE_BACK, EntryKind.TRANSFER, EntryKind.CREDIT, EntryKind.CLOSE})

_LETTERS_OF_KEY = 64


def objection_to_amount(amount: int) -> PostingObjection | None:
    """
    Return why so much cannot be posted, None when it can. Amounts are whole, above zero and never floats.

    Source:
        docs/rules/ledger.md (whole øre, whole places).
    """
    if amount <= 0:
        return PostingObjection.NOT_POSITIVE
    return PostingObjection.TOO_MUCH_AT_ONCE if amount > MOST_AT_ONCE else None


def objection_to_taking(*, amount: int, free: int, unit: str, is_source: bool = False) -> PostingObjection | None:
    """
    Return why so much cannot leave the free side of an account, None when it can.

    Source:
        docs/rules/ledger.md (never below zero).

    Examples:
        >>> objection_to_taking(amount=100, free=100, unit="oere") is None
        True
        >>> objection_to_taking(amount=1, free=0, unit="places").value
        'no_place'
    """
    if objection := objection_to_amount(amount):
        return objection
    if is_source or amount <= free:
        return None
    return PostingObjection.NO_MONEY if unit == Unit.OERE else PostingObjection.NO_PLACE


def objection_to_settling(*, amount: int, committed: int, is_open: bool) -> PostingObjection | None:
    """
    Return why a commitment cannot be settled with this much spent, None when it can. The rest goes back.

    Source:
        docs/rules/ledger.md (settled at most once).
    """
    if not is_open:
        return PostingObjection.SETTLED_ALREADY
    if amount < 0:
        return PostingObjection.NOT_POSITIVE
    return PostingObjection.MORE_THAN_COMMITTED if amount > committed else None


def objection_to_crediting(*, amount: int, spent: int) -> PostingObjection | None:
    """
    Return why so much cannot be credited, None when it can; `spent` is what earlier credits have left.

    Source:
        docs/rules/ledger.md (credits).
    """
    if spent <= 0:
        return PostingObjection.NOT_SPENT
    if objection := objection_to_amount(amount):
        return objection
    return PostingObjection.MORE_THAN_SPENT if amount > spent else None


def objection_to_closing(*, valid_until: date | None, free: int, on: date) -> PostingObjection | None:
    """
    Return why the year of an account cannot be closed, None when it can.

    Args:
        valid_until: The first day the account does not hold.

    Source:
        docs/rules/ledger.md (the year is closed).
    """
    if valid_until is None:
        return PostingObjection.NO_END
    if on < valid_until:
        return PostingObjection.YEAR_NOT_OVER
    return None if free > 0 else PostingObjection.NOTHING_LEFT


def objection_to_transfer(*, same: bool, same_unit: bool, same_family: bool) -> PostingObjection | None:
    """
    Return why nothing can be moved between two accounts, None when it can.

    Source:
        docs/rules/ledger.md (transfers sum to zero within a budget).
    """
    if same:
        return PostingObjection.SAME_ACCOUNT
    if not same_unit:
        return PostingObjection.OTHER_UNIT
    return None if same_family else PostingObjection.OTHER_FAMILY


def objection_to_correcting(*, kind: str, is_corrected: bool, reason: str) -> PostingObjection | None:
    """
    Return why an entry cannot be corrected by its opposite, None when it can.

    Source:
        docs/rules/ledger.md (corrections are new entries).
    """
    if kind not in CORRECTABLE:
        return PostingObjection.NOT_CORRECTABLE
    if is_corrected:
        return PostingObjection.CORRECTED_ALREADY
    return None if reason.strip() else PostingObjection.NO_REASON


def needs_two_people(amount: int, limit: int | None = None) -> bool:
    """
    Return whether a correction of this amount needs a second person. `limit` is the account's own.

    Source:
        docs/rules/ledger.md (two people).
    """
    return amount >= (TWO_PEOPLE_FROM_OERE if limit is None else limit)


def is_key(key: str) -> bool:
    """
    Return whether a text can be an idempotency key.

    Source:
        docs/rules/ledger.md (asked twice, done once).
    """
    return 0 < len(key) <= _LETTERS_OF_KEY


def digest_of(body: Mapping[str, object]) -> str:
    """
    Return what tells two bodies under one idempotency key apart.

    Source:
        docs/rules/ledger.md (asked twice, done once).
    """
    return hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).hexdigest()


def opposite(
    postings: Iterable[tuple[int, int, str, int, str]],
) -> list[tuple[int, int, str, int, str]]:
    """
    Return postings (amount, from account and side, to account and side) that undo these, last first.

    Source:
        docs/rules/ledger.md (corrections are new entries).
    """
    return [(amount, to, to_side, out, out_side) for amount, out, out_side, to, to_side in reversed(list(postings))]


def sums_of(postings: Iterable[tuple[int, int, str, int, str]]) -> dict[tuple[int, str], int]:
    """
    Return what each side of each account holds after these postings.

    Source:
        docs/rules/ledger.md (a balance is a sum).

    Examples:
        >>> sums_of([(5, 1, "free", 2, "free"), (3, 2, "free", 2, "committed")])
        {(1, 'free'): -5, (2, 'free'): 2, (2, 'committed'): 3}
    """
    sums: dict[tuple[int, str], int] = {}
    for amount, out, out_side, to, to_side in postings:
        for place, signed in (((out, str(out_side)), -amount), ((to, str(to_side)), amount)):
            sums[place] = sums.get(place, 0) + signed
    return sums


SIDES: tuple[str, ...] = tuple(str(side) for side in Side)
