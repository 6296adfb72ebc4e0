"""Writing one entry: the balances locked in one order, the key looked up, the postings laid. Steps of the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.core import money
from helevejen.core.deeds import Refusal, step
from helevejen.core.parse import COPENHAGEN
from helevejen.ledger import rules
from helevejen.ledger.enums import EntryKind, PostingObjection, Unit
from helevejen.ledger.models import Account, Balance, Commitment, Entry, Posting

#: amount, from account and side, to account and side
PostingRow = tuple[int, int, str, int, str]


class UnableToPost(Refusal):
    """A rule forbids the entry; nothing has been written. Base of the ledger's refusals."""


class UnableToRepeat(UnableToPost):
    """The idempotency key was used for something else."""


@dataclass(frozen=True, slots=True)
class Words:
    """
    What is said of an entry beside its postings.

    Attributes:
        key: Its idempotency key: the same key and the same body give the same entry, once.
        body: What the key stands for, so that another body is refused.
    """

    reference: str = ""
    reason: str = ""
    decision: str = ""
    key: str = ""
    body: tuple[object, ...] = ()

    @property
    def digest(self) -> str:
        return rules.digest_of({"body": self.body}) if self.key else ""


@step
def lock(accounts: Iterable[int]) -> dict[int, Balance]:
    """
    Return the balances of accounts, locked, so that two who want the last krone come one after the other.

    In the order of their numbers, so that nobody waits in a ring. On SQLite the immediate transaction has kept other
    writers out from the beginning.
    """
    wanted = set(accounts)
    locked = Balance.objects.select_for_update(of=("self",), no_key=True).filter(account__in=wanted)
    return {one.account_id: one for one in locked.order_by("account")}


@step
def find_repeated(words: Words) -> Entry | None:
    """
    Return the entry the key has already made, None when it is new. The balances are locked before it is asked.

    Raises:
        UnableToRepeat: the key stands for something else.
    """
    if not words.key:
        return None
    if not rules.is_key(words.key):
        raise UnableToRepeat(PostingObjection.KEY_USED)
    entry = Entry.objects.filter(key=words.key).select_related("commitment").first()
    if entry is not None and entry.digest != words.digest:
        raise UnableToRepeat(PostingObjection.KEY_USED)
    return entry


@step
def post(
    kind: EntryKind,
    postings: Sequence[PostingRow],
    *,
    by: User | None,
    at: datetime,
    words: Words,
    commitment: Commitment | None = None,
    corrects: Entry | None = None,
    approved_by: User | None = None,
) -> Entry:
    """Write an entry with its postings; the database moves the balances, or refuses."""
    entry = Entry.objects.create(
        kind=kind,
        at=at,
        booked_on=at.astimezone(COPENHAGEN).date(),
        by=by,
        approved_by=approved_by,
        reference=words.reference,
        reason=words.reason.strip(),
        decision=words.decision.strip(),
        commitment=commitment,
        corrects=corrects,
        key=words.key or None,
        digest=words.digest,
    )
    # One INSERT for all: on PostgreSQL as on SQLite each row's trigger has run when it returns.
    Posting.objects.bulk_create(
        Posting(
            entry=entry,
            number=number,
            amount=amount,
            from_account_id=out,
            from_side=out_side,
            to_account_id=to,
            to_side=to_side,
        )
        for number, (amount, out, out_side, to, to_side) in enumerate(postings, start=1)
    )
    return entry


@step
def record(entry: Entry, *, by: User | None, at: datetime, amount: int) -> None:
    """Write in the log that an entry was made by hand."""
    detail = {"kind": str(entry.kind), "amount": amount}
    audit_actions.record_event(Verb.LEDGER_POSTED, subject=entry, by=by, at=at, detail=detail)


@step
def demand_free(account: Account, amount: int, held: Balance, *, refusal: type[UnableToPost]) -> None:
    """
    Refuse to take more from an account than is free on it.

    Raises:
        UnableToPost: of the type given.
    """
    objection = rules.objection_to_taking(amount=amount, free=held.free, unit=account.unit, is_source=account.is_source)
    if objection:
        raise refusal(objection, account=account.name, free=shown(held.free, account.unit))


def shown(amount: int, unit: str) -> str:
    """Return an amount as people read it: kroner, or a count of places."""
    return money.show(amount) if unit == Unit.OERE else str(amount)
