"""Opening accounts and moving what they are granted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.core.deeds import action, step
from helevejen.core.parse import COPENHAGEN
from helevejen.ledger import rules
from helevejen.ledger.actions import books
from helevejen.ledger.actions.books import UnableToPost, Words
from helevejen.ledger.enums import EntryKind, PostingObjection, Side, Unit
from helevejen.ledger.models import Account, Entry


class UnableToOpenAccount(UnableToPost):
    """The account cannot be opened."""


class UnableToGrant(UnableToPost):
    """The grant cannot be given, changed or taken back."""


class UnableToClose(UnableToPost):
    """The year of the account cannot be closed."""


class UnableToTransfer(UnableToPost):
    """Nothing can be moved between these accounts."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """
    An account to open.

    Attributes:
        series: Which accounts it follows, year by year.
        period: The first day it holds and the first it does not.
        two_people_from: A limit of its own for corrections by two people.
    """

    code: str
    name: str
    unit: str = Unit.OERE
    series: str = ""
    period: tuple[date | None, date | None] = (None, None)
    parent: Account | None = None
    two_people_from: int | None = None


@action
def open_account(*, new: NewAccount, by: User | None, at: datetime, grant: int = 0, decision: str = "") -> Account:
    """
    Open an account with its first grant.

    Raises:
        UnableToOpenAccount: the code or the period of the series is taken. Nothing has been written.
        UnableToGrant: the amount is out of range. Nothing has been written.
    """
    account = make_account(new=new, by=by, at=at)
    if grant:
        give(account=account, amount=grant, by=by, at=at, words=Words(decision=decision))
    return account


@action
def set_grant(
    *, account: Account, amount: int, by: User, at: datetime, reason: str = "", decision: str = "", key: str = ""
) -> Entry | None:
    """
    Let an account's grant be this much: the difference is granted, or taken back from what is free.

    Returns:
        The entry, or None when the grant was so already.

    Raises:
        UnableToGrant: less than is committed and spent, or a change without a reason. Nothing has been written.
    """
    source = source_of(account.unit)
    held = books.lock([account.pk, source.pk])[account.pk]
    if amount < 0:
        raise UnableToGrant(PostingObjection.NOT_POSITIVE)
    more = amount - held.granted
    if held.granted and more and not reason.strip():
        raise UnableToGrant(PostingObjection.NO_REASON)
    words = Words(reason=reason, decision=decision, key=key, body=("set_grant", account.pk, amount))
    if repeated := books.find_repeated(words):
        return repeated
    if not more:
        return None
    return give(account=account, amount=more, by=by, at=at, words=words)


@action
def transfer(*, from_account: Account, to_account: Account, amount: int, by: User, at: datetime, words: Words) -> Entry:
    """
    Move what is free from one account to another of the same budget; together they hold what they held.

    Raises:
        UnableToTransfer: nothing has been written.
    """
    objection = rules.objection_to_transfer(
        same=from_account.pk == to_account.pk,
        same_unit=from_account.unit == to_account.unit,
        same_family=_family(from_account) == _family(to_account),
    )
    if objection:
        raise UnableToTransfer(objection)
    held = books.lock([from_account.pk, to_account.pk])
    if repeated := books.find_repeated(words):
        return repeated
    if not words.reason.strip():
        raise UnableToTransfer(PostingObjection.NO_REASON)
    books.demand_free(from_account, amount, held[from_account.pk], refusal=UnableToTransfer)
    posting = (amount, from_account.pk, Side.FREE, to_account.pk, Side.FREE)
    entry = books.post(EntryKind.TRANSFER, [posting], by=by, at=at, words=words)
    books.record(entry, by=by, at=at, amount=amount)
    return entry


@action
def close_year(*, account: Account, by: User, at: datetime, decision: str = "", key: str = "") -> Entry:
    """
    Close the year of an account: what is free goes back to where grants come from. What is ordered stays.

    Args:
        key: The idempotency key of the form, so that one sent twice closes once.

    Raises:
        UnableToClose: the year is not over, or nothing is free. Nothing has been written.
        UnableToRepeat: the key stands for something else.
    """
    source, on = source_of(account.unit), at.astimezone(COPENHAGEN).date()
    held = books.lock([account.pk, source.pk])[account.pk]
    words = Words(decision=decision, key=key, body=("close_year", account.pk))
    if repeated := books.find_repeated(words):
        return repeated
    if objection := rules.objection_to_closing(valid_until=account.valid_until, free=held.free, on=on):
        raise UnableToClose(objection, day=f"{account.valid_until:%d-%m-%Y}" if account.valid_until else "")
    posting = (held.free, account.pk, Side.FREE, source.pk, Side.FREE)
    entry = books.post(EntryKind.CLOSE, [posting], by=by, at=at, words=words)
    books.record(entry, by=by, at=at, amount=held.free)
    return entry


# --- Steps ---


@step
def make_account(*, new: NewAccount, by: User | None, at: datetime) -> Account:
    """
    Open an account that holds nothing yet.

    Raises:
        UnableToOpenAccount: nothing has been written.
    """
    valid_from, valid_until = new.period
    if not new.name.strip():
        raise UnableToOpenAccount(PostingObjection.NO_NAME)
    if valid_from and valid_until and valid_until <= valid_from:
        raise UnableToOpenAccount(PostingObjection.PERIOD_BACKWARDS)
    taken = Q(code=new.code) | (Q(series=new.series, valid_from=valid_from) if new.series else Q(pk=None))
    if Account.objects.filter(taken).exists():
        raise UnableToOpenAccount(PostingObjection.CODE_TAKEN)
    account = Account.objects.create(
        code=new.code,
        name=new.name.strip(),
        unit=new.unit,
        series=new.series,
        parent=new.parent,
        valid_from=valid_from,
        valid_until=valid_until,
        two_people_from=new.two_people_from,
        opened_at=at,
        opened_by=by,
    )
    audit_actions.record_event(Verb.LEDGER_ACCOUNT_OPENED, subject=account, by=by, at=at, detail={"code": new.code})
    return account


@step
def give(*, account: Account, amount: int, by: User | None, at: datetime, words: Words) -> Entry:
    """
    Grant so much to an account, or take it back when it is below zero.

    Raises:
        UnableToGrant: less is free than is taken back. Nothing has been written.
    """
    source = source_of(account.unit)
    held = books.lock([account.pk, source.pk])
    if amount < 0:
        books.demand_free(account, -amount, held[account.pk], refusal=UnableToGrant)
        kind, posting = EntryKind.TAKE_BACK, (-amount, account.pk, Side.FREE, source.pk, Side.FREE)
    else:
        if objection := rules.objection_to_amount(amount):
            raise UnableToGrant(objection)
        kind, posting = EntryKind.GRANT, (amount, source.pk, Side.FREE, account.pk, Side.FREE)
    entry = books.post(kind, [posting], by=by, at=at, words=words)
    books.record(entry, by=by, at=at, amount=amount)
    return entry


@step
def source_of(unit: str) -> Account:
    """Return the account that grants of a unit come from, made the first time anybody asks."""
    made, _is_new = Account.objects.get_or_create(
        unit=unit,
        is_source=True,
        defaults={"code": f"source-{unit}", "name": "–", "opened_at": _BEGINNING},
    )
    return made


def _family(account: Account) -> int:
    """Return the number of the uppermost account above an account. One query a floor."""
    while account.parent is not None:
        account = account.parent
    return account.pk


#: Sources have no day of their own: they are there from the beginning.
_BEGINNING = datetime.fromisoformat("2020-01-01T00:00:00+00:00")
