"""Commitments: reserved, then spent, released or expired, once; what was spent can be credited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from helevejen.accounts.models import User
from helevejen.core.deeds import action, step
from helevejen.ledger import queries, rules
from helevejen.ledger.actions import books
from helevejen.ledger.actions.books import PostingRow, UnableToPost, Words
from helevejen.ledger.enums import EntryKind, PostingObjection, Side
from helevejen.ledger.models import Account, Commitment, Entry


class UnableToReserve(UnableToPost):
    """There is not so much on the account."""


class UnableToSettle(UnableToPost):
    """The commitment cannot be spent or released."""


class UnableToCredit(UnableToPost):
    """Nothing, or less, can be credited."""


@action
def expire_commitments(*, on: date, at: datetime) -> Sequence[int]:
    """Release every open commitment whose day has passed, and return their numbers. Safe to run twice."""
    late = queries.open_commitments().filter(expires_on__lte=on).order_by("pk")
    expired = [one for one in late if _settle(one, 0, EntryKind.EXPIRE, by=None, at=at, reason="")]
    return [one.pk for one in expired]


@action
def credit_payment(*, commitment: Commitment, amount: int, by: User, at: datetime, reason: str, key: str = "") -> Entry:
    """
    Write down that so much of a payment has come back: it is free again.

    Args:
        key: The idempotency key of the form, so that one sent twice credits once.

    Raises:
        UnableToCredit: less was spent, or no reason is given. Nothing has been written.
        UnableToRepeat: the key stands for something else.
    """
    return credit(commitment=commitment, amount=amount, by=by, at=at, reason=reason, key=key)


# --- Steps ---


@step
def reserve(
    *,
    account: Account,
    amount: int,
    reference: str,
    by: User | None,
    at: datetime,
    expires_on: date | None = None,
    key: str = "",
) -> Commitment:
    """
    Hold an amount of what is free for something that is ordered. Part of the deed that orders it.

    Raises:
        UnableToReserve: less is free. Nothing has been written.
        UnableToRepeat: the key stands for something else.
    """
    held = books.lock([account.pk])[account.pk]
    words = Words(reference=reference, key=key, body=("reserve", account.pk, amount, reference))
    if repeated := books.find_repeated(words):
        assert repeated.commitment is not None
        return repeated.commitment
    books.demand_free(account, amount, held, refusal=UnableToReserve)
    made = Commitment.objects.create(
        account=account, amount=amount, reference=reference, expires_on=expires_on, made_at=at, made_by=by
    )
    posting = (amount, account.pk, Side.FREE, account.pk, Side.COMMITTED)
    books.post(EntryKind.RESERVE, [posting], by=by, at=at, words=words, commitment=made)
    return made


@step
def spend(*, commitment: Commitment, amount: int, by: User | None, at: datetime, reason: str = "") -> Entry:
    """
    Spend so much of a commitment, once; the rest goes back to what is free. Nothing spent releases it all.

    Raises:
        UnableToSettle: it is settled already, or holds less. Nothing has been written.
    """
    entry = _settle(commitment, amount, EntryKind.SPEND if amount else EntryKind.RELEASE, by=by, at=at, reason=reason)
    if entry is None:
        raise UnableToSettle(PostingObjection.SETTLED_ALREADY)
    return entry


@step
def release(*, commitment: Commitment, by: User | None, at: datetime, reason: str = "") -> Entry:
    """
    Give all of a commitment back to what is free.

    Raises:
        UnableToSettle: it is settled already. Nothing has been written.
    """
    return spend(commitment=commitment, amount=0, by=by, at=at, reason=reason)


@step
def credit(*, commitment: Commitment, amount: int, by: User | None, at: datetime, reason: str, key: str = "") -> Entry:
    """
    Take back so much of what a commitment spent: it is free again.

    Raises:
        UnableToCredit: less was spent, or no reason is given. Nothing has been written.
        UnableToRepeat: the key stands for something else.
    """
    account = commitment.account
    words = Words(
        reference=commitment.reference, reason=reason, key=key, body=("credit", commitment.pk, amount, reason.strip())
    )
    books.lock([account.pk])
    if repeated := books.find_repeated(words):
        return repeated
    spent = queries.spent_of(commitment)
    if objection := rules.objection_to_crediting(amount=amount, spent=spent):
        raise UnableToCredit(objection, amount=books.shown(spent, account.unit))
    if not reason.strip():
        raise UnableToCredit(PostingObjection.NO_REASON)
    posting = (amount, account.pk, Side.SPENT, account.pk, Side.FREE)
    entry = books.post(EntryKind.CREDIT, [posting], by=by, at=at, words=words, commitment=commitment)
    books.record(entry, by=by, at=at, amount=amount)
    return entry


def _settle(
    commitment: Commitment, amount: int, kind: EntryKind, *, by: User | None, at: datetime, reason: str
) -> Entry | None:
    """Write the one entry that settles a commitment; None when somebody has."""
    account = commitment.account
    books.lock([account.pk])
    is_open = not Entry.objects.filter(commitment=commitment, kind__in=rules.SETTLING).exists()
    if not is_open:
        return None
    if objection := rules.objection_to_settling(amount=amount, committed=commitment.amount, is_open=is_open):
        raise UnableToSettle(objection, amount=books.shown(commitment.amount, account.unit))
    parts = ((amount, Side.SPENT), (commitment.amount - amount, Side.FREE))
    postings: list[PostingRow] = [(part, account.pk, Side.COMMITTED, account.pk, side) for part, side in parts if part]
    words = Words(reference=commitment.reference, reason=reason)
    return books.post(kind, postings, by=by, at=at, words=words, commitment=commitment)
