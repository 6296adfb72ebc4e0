"""Reads of the ledger: what accounts hold, now and then, what was written, and whether the books hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from helevejen.ledger import rules
from helevejen.ledger.enums import EntryKind, Side, Unit
from helevejen.ledger.models import Account, Balance, Commitment, Correction, Entry, Posting

PostingRow = tuple[int, int, str, int, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account holds at a moment, in its unit."""

    free: int = 0
    committed: int = 0
    spent: int = 0

    @property
    def granted(self) -> int:
        return self.free + self.committed + self.spent


@dataclass(frozen=True, slots=True)
class AccountRow:
    """
    One account with what it holds now.

    Attributes:
        taken_home: What closing its year took back, unless that was undone; it was granted, and is no longer held.
    """

    pk: int
    code: str
    name: str
    unit: str
    series: str
    valid_from: date | None
    valid_until: date | None
    standing: Standing
    taken_home: int = 0

    @property
    def budget(self) -> int:
        """What there was to spend, before and after its year was closed."""
        return self.standing.granted + self.taken_home


@dataclass(frozen=True, slots=True)
class EntryRow:
    """
    One entry as a page shows it, seen from one account.

    Attributes:
        amount: What it was about: what was spent, or the largest of its postings.
        freed: What it added to what is free on the account; below zero what it took.
        is_corrected: Another entry undoes it. `may_correct` it may be undone.
        is_asked: Somebody has asked for its correction, and it waits.
    """

    pk: int
    kind: str
    kind_label: str
    at: datetime
    booked_on: date
    by: str
    approved_by: str
    amount: int
    freed: int
    reason: str
    decision: str
    reference: str
    corrects: int | None
    commitment: int | None
    is_corrected: bool
    is_asked: bool

    @property
    def is_payment(self) -> bool:
        return self.kind == EntryKind.SPEND

    @property
    def may_correct(self) -> bool:
        return self.kind in rules.CORRECTABLE and not (self.is_corrected or self.is_asked)


def find_account(series: str, on: date) -> Account | None:
    """Return the account of a series that holds on a day, None when there is none. One query."""
    holding = Account.objects.filter(series=series, valid_from__lte=on)
    return holding.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on)).order_by("-valid_from").first()


def accounts() -> QuerySet[Account]:
    """Return every account but the sources, with what it holds, for a page to fetch one from."""
    closed = Posting.objects.filter(
        from_account=OuterRef("pk"), entry__kind=EntryKind.CLOSE, entry__corrected_by__isnull=True
    )
    sums = closed.order_by().values("from_account").annotate(sum=Sum("amount")).values("sum")
    taken = Coalesce(Subquery(sums, output_field=IntegerField()), 0)
    return Account.objects.filter(is_source=False).select_related("balance").annotate(taken_home=taken)


def account_rows(*, series: str = "") -> list[AccountRow]:
    """Return the accounts, of one series or all, the newest period first. One query."""
    rows = accounts().order_by(F("valid_from").desc(nulls_last=True), "code")
    return [account_row(one) for one in (rows.filter(series=series) if series else rows)]


def account_row(account: Account) -> AccountRow:
    """Return an account as a page shows it; what a closed year took home is known of one from `accounts`."""
    held = account.balance
    return AccountRow(
        pk=account.pk,
        code=account.code,
        name=account.name,
        unit=account.unit,
        series=account.series,
        valid_from=account.valid_from,
        valid_until=account.valid_until,
        standing=Standing(held.free, held.committed, held.spent),
        taken_home=int(getattr(account, "taken_home", 0)),  # a sum is a decimal number on PostgreSQL
    )


def standing(account: Account) -> Standing:
    """Return what an account holds now. One query."""
    held = Balance.objects.get(account=account)
    return Standing(held.free, held.committed, held.spent)


def standing_at(account: Account, at: datetime) -> Standing:
    """Return what an account held at a moment, rebuilt from the entries written until then. One query."""
    written = Posting.objects.filter(entry__at__lte=at).filter(Q(from_account=account) | Q(to_account=account))
    sums = rules.sums_of(_plain(written))
    return Standing(*(sums.get((account.pk, side), 0) for side in rules.SIDES))


def find_commitment(reference: str) -> Commitment | None:
    """Return the open commitment of a reference, None when there is none. One query."""
    return open_commitments().filter(reference=reference).order_by("pk").first()


def open_commitments() -> QuerySet[Commitment]:
    """Return the commitments nothing has settled."""
    settled = Entry.objects.filter(commitment=OuterRef("pk"), kind__in=rules.SETTLING)
    return Commitment.objects.filter(~Exists(settled))


def commitments_of(reference: str) -> list[Commitment]:
    """Return every commitment of a reference, settled ones too, the first one first, with its account. One query."""
    return list(Commitment.objects.filter(reference=reference).select_related("account").order_by("pk"))


def spent_on(reference: str) -> int:
    """Return what has been spent on a reference, credits taken off. One query."""
    return _spent(Posting.objects.filter(entry__commitment__reference=reference))


def spent_of(commitment: Commitment) -> int:
    """Return what one commitment has spent, credits taken off. One query."""
    return _spent(Posting.objects.filter(entry__commitment=commitment))


def spent_by_reference(references: Iterable[str]) -> dict[str, int]:
    """Return what has been spent on each reference, credits taken off; nothing spent is left out. One query."""
    return _spent_by("entry__commitment__reference", references)


def spent_by_commitment(commitments: Iterable[int]) -> dict[int, int]:
    """Return what has been spent of each commitment, credits taken off; nothing spent is left out. One query."""
    return _spent_by("entry__commitment", commitments)


def _spent_by(field: str, wanted: Iterable[Any]) -> dict[Any, int]:
    moved = Posting.objects.filter(**{f"{field}__in": set(wanted)}).order_by()
    sums = moved.values_list(field).annotate(
        spent=Coalesce(Sum("amount", filter=Q(to_side=Side.SPENT)), 0)
        - Coalesce(Sum("amount", filter=Q(from_side=Side.SPENT)), 0)
    )
    return {one: int(spent) for one, spent in sums if spent}


def is_open(commitment: Commitment) -> bool:
    """Return whether nothing has settled a commitment. One query."""
    return open_commitments().filter(pk=commitment.pk).exists()


def is_closed(account: Account) -> bool:
    """Return whether the year of an account is closed, and nobody has taken that back. One query."""
    closings = Entry.objects.filter(kind=EntryKind.CLOSE, postings__from_account=account)
    return closings.exclude(corrected_by__isnull=False).exists()


def payments() -> QuerySet[Entry]:
    """Return the payments of commitments, for a page to fetch the one that is credited from."""
    return Entry.objects.filter(kind=EntryKind.SPEND).select_related("commitment__account")


def _spent(moved: QuerySet[Posting]) -> int:
    sums = moved.aggregate(
        spent=Coalesce(Sum("amount", filter=Q(to_side=Side.SPENT)), 0),
        credited=Coalesce(Sum("amount", filter=Q(from_side=Side.SPENT)), 0),
    )
    return int(sums["spent"]) - int(sums["credited"])


def entries_of(account: Account) -> QuerySet[Entry]:
    """Return the entries of an account, newest first, loaded for `entry_rows`. Two queries."""
    touching = Posting.objects.filter(entry=OuterRef("pk")).filter(Q(from_account=account) | Q(to_account=account))
    return (
        Entry.objects.filter(Exists(touching))
        .select_related("by", "approved_by")
        .annotate(
            is_corrected=Exists(Entry.objects.filter(corrects=OuterRef("pk"))),
            is_asked=Exists(Correction.objects.filter(entry=OuterRef("pk"), answered_at__isnull=True)),
        )
        .prefetch_related("postings")
        .order_by("-at", "-pk")
    )


def count_entries_of(account: Account) -> int:
    """Return how many `entries_of` an account there are: by its postings alone, in a third of the time. One query."""
    touching = Posting.objects.filter(Q(from_account=account) | Q(to_account=account))
    return touching.order_by().values("entry").distinct().count()


def entry_rows(account: Account, entries: Iterable[Entry]) -> list[EntryRow]:
    """Return entries of `entries_of` as a page shows them, in the order given. No query."""
    return [_entry_row(entry, account.pk) for entry in entries]


def correctable_entries() -> QuerySet[Entry]:
    """Return the entries of accounts that may be corrected by their opposite, for a page to fetch one from."""
    return Entry.objects.filter(kind__in=rules.CORRECTABLE).prefetch_related("postings")


def open_corrections() -> QuerySet[Correction]:
    """Return the corrections that wait for a second person, the oldest first."""
    waiting = Correction.objects.filter(answered_at__isnull=True).select_related("entry", "asked_by")
    return waiting.prefetch_related("entry__postings").order_by("asked_at", "pk")


def account_of(entry: Entry) -> int:
    """Return the number of the account a correctable entry concerns, the giving one of a transfer."""
    posting = min(entry.postings.all(), key=lambda one: one.number)
    return posting.from_account_id if entry.kind != EntryKind.GRANT else posting.to_account_id


def amount_of(entry: Entry) -> int:
    """Return what an entry moves; its postings are loaded."""
    return max((posting.amount for posting in entry.postings.all()), default=0)


def postings_of(entry: Entry) -> list[PostingRow]:
    """Return the postings of an entry as plain rows, in order. One query."""
    return _plain(Posting.objects.filter(entry=entry).order_by("number"))


def total_of(unit: str = Unit.OERE) -> Standing:
    """Return what all accounts of a unit but the source hold together. One query."""
    held = Balance.objects.filter(account__unit=unit, is_source=False)
    sums = held.aggregate(**{side: Coalesce(Sum(side), 0) for side in rules.SIDES})
    return Standing(**sums)


def _plain(postings: QuerySet[Posting]) -> list[PostingRow]:
    names = ("amount", "from_account_id", "from_side", "to_account_id", "to_side")
    rows: Iterable[PostingRow] = postings.order_by("entry_id", "number").values_list(*names)
    return list(rows)


def _entry_row(entry: Entry, account_id: int) -> EntryRow:
    postings = list(entry.postings.all())
    spent = [one.amount for one in postings if entry.kind == EntryKind.SPEND and one.to_side == Side.SPENT]
    here = (account_id, Side.FREE)
    return EntryRow(
        pk=entry.pk,
        kind=entry.kind,
        kind_label=str(entry.get_kind_display()),
        at=entry.at,
        booked_on=entry.booked_on,
        by=entry.by.name if entry.by else "",
        approved_by=entry.approved_by.name if entry.approved_by else "",
        amount=max(spent or [one.amount for one in postings], default=0),
        freed=sum(
            one.amount * (((one.to_account_id, one.to_side) == here) - ((one.from_account_id, one.from_side) == here))
            for one in postings
        ),
        reason=entry.reason,
        decision=entry.decision,
        reference=entry.reference,
        corrects=entry.corrects_id,
        commitment=entry.commitment_id,
        is_corrected=entry.is_corrected,  # type: ignore[attr-defined]
        is_asked=entry.is_asked,  # type: ignore[attr-defined]
    )
