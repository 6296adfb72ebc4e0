"""
Whether the books hold: everything the ledger promises, asked of the rows themselves.

The whole ledger is read in one pass and as of one moment, while others go on writing; what is compared is what the rows
say, not what the triggers should have made them say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction

from helevejen.ledger import rules
from helevejen.ledger.enums import EntryKind, FaultKind
from helevejen.ledger.models import Account, Balance, Commitment, Entry, Posting

_Plain = tuple[int, int, str, int, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """One promise that is broken: which, and by which row."""

    kind: FaultKind
    row: str
    detail: str = ""


@dataclass(slots=True)
class Books:
    """Everything the checks read."""

    accounts: Mapping[int, Account]
    balances: Mapping[int, Balance]
    commitments: Mapping[int, Commitment]
    entries: Mapping[int, Entry]
    postings: dict[int, list[_Plain]] = field(default_factory=lambda: defaultdict(list))
    of_commitment: dict[int, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    @property
    def every_posting(self) -> list[_Plain]:
        return [posting for some in self.postings.values() for posting in some]


def faults() -> list[Fault]:
    """Return every promise of the ledger that its rows break; none when the books hold. Five queries."""
    with _one_moment():
        books = _read()
    return [fault for check in _CHECKS for fault in check(books)]


def counted() -> dict[str, int]:
    """Return how many rows a check looks at, by kind. Four queries."""
    return {
        "accounts": Account.objects.filter(is_source=False).count(),
        "entries": Entry.objects.count(),
        "postings": Posting.objects.count(),
        "commitments": Commitment.objects.count(),
    }


@contextmanager
def _one_moment() -> Iterator[None]:
    """See the tables as they were at one moment; inside a transaction of the caller's, as that one sees them."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _read() -> Books:
    books = Books(
        accounts=Account.objects.order_by("pk").in_bulk(),
        balances=Balance.objects.order_by("pk").in_bulk(),
        commitments=Commitment.objects.order_by("pk").in_bulk(),
        entries=Entry.objects.order_by("pk").in_bulk(),
    )
    names = ("entry_id", "amount", "from_account_id", "from_side", "to_account_id", "to_side")
    for entry_id, *posting in Posting.objects.order_by("entry_id", "number").values_list(*names):
        books.postings[entry_id].append(tuple(posting))
    for entry in books.entries.values():
        if entry.commitment_id is not None:
            books.of_commitment[entry.commitment_id].append(entry)
    return books


def _balances_are_sums(books: Books) -> Iterator[Fault]:
    sums = rules.sums_of(books.every_posting)
    for pk, account in books.accounts.items():
        held = books.balances.get(pk)
        for side in rules.SIDES:
            kept, summed = getattr(held, side, None), sums.get((pk, side), 0)
            if kept != summed:
                yield Fault(FaultKind.BALANCE_IS_NOT_THE_SUM, account.code, f"{side}: {kept}, not {summed}")


def _nothing_is_lost(books: Books) -> Iterator[Fault]:
    totals: dict[str, int] = defaultdict(int)
    for pk, held in books.balances.items():
        totals[books.accounts[pk].unit] += held.granted
    for unit, total in totals.items():
        if total:
            yield Fault(FaultKind.NOT_CLOSED, unit, str(total))


def _nothing_is_overdrawn(books: Books) -> Iterator[Fault]:
    for pk, held in books.balances.items():
        account = books.accounts[pk]
        limited = rules.SIDES[1:] if account.is_source else rules.SIDES
        for side in limited:
            if getattr(held, side) < 0:
                yield Fault(FaultKind.BELOW_ZERO, account.code, f"{side}: {getattr(held, side)}")


def _committed_is_what_is_open(books: Books) -> Iterator[Fault]:
    is_open: dict[int, int] = defaultdict(int)
    for pk, one in books.commitments.items():
        if not any(entry.kind in rules.SETTLING for entry in books.of_commitment[pk]):
            is_open[one.account_id] += one.amount
    for pk, held in books.balances.items():
        if held.committed != is_open[pk]:
            detail = f"{held.committed}, not {is_open[pk]}"
            yield Fault(FaultKind.COMMITMENTS_DIFFER, books.accounts[pk].code, detail)


def _commitments_are_settled_once(books: Books) -> Iterator[Fault]:
    for pk, one in books.commitments.items():
        entries = books.of_commitment[pk]
        if sum(entry.kind in rules.SETTLING for entry in entries) > 1:
            yield Fault(FaultKind.SETTLED_TWICE, str(one))
        moved = _moved(books, entries)
        if moved["to", "committed"] != one.amount:
            yield Fault(FaultKind.NOT_RESERVED, str(one), str(moved["to", "committed"]))
        if moved["from", "committed"] > one.amount:
            yield Fault(FaultKind.SPENT_TOO_MUCH, str(one), str(moved["from", "committed"]))
        if moved["from", "spent"] > moved["to", "spent"]:
            yield Fault(FaultKind.CREDITED_TOO_MUCH, str(one), str(moved["from", "spent"]))


def _entries_move_something(books: Books) -> Iterator[Fault]:
    for pk, entry in books.entries.items():
        postings = books.postings.get(pk, [])
        if not postings:
            yield Fault(FaultKind.EMPTY_ENTRY, str(entry))
        if entry.kind == EntryKind.TRANSFER and any(out == to for _amount, out, _s, to, _t in postings):
            yield Fault(FaultKind.TRANSFER_OF_ONE, str(entry))


def _corrections_are_opposites(books: Books) -> Iterator[Fault]:
    for pk, entry in books.entries.items():
        if entry.corrects_id is None:
            continue
        postings, undone = books.postings.get(pk, []), books.postings.get(entry.corrects_id, [])
        if sorted(postings) != sorted(rules.opposite(undone)):
            yield Fault(FaultKind.CORRECTION_DIFFERS, str(entry))
        ends = {number for _amount, out, _s, to, _t in postings for number in (out, to)}
        own = [books.accounts[end].two_people_from for end in ends]
        limit = min((one for one in own if one is not None), default=None)
        most = max((amount for amount, *_ends in postings), default=0)
        if entry.approved_by_id is None and rules.needs_two_people(most, limit):
            yield Fault(FaultKind.ALONE_ABOVE_LIMIT, str(entry), str(most))


def _moved(books: Books, entries: list[Entry]) -> dict[tuple[str, str], int]:
    """Return what left and reached each side in these entries."""
    moved: dict[tuple[str, str], int] = defaultdict(int)
    for entry in entries:
        for amount, _out, out_side, _to, to_side in books.postings.get(entry.pk, []):
            moved["from", out_side] += amount
            moved["to", to_side] += amount
    return moved


_CHECKS: tuple[Callable[[Books], Iterator[Fault]], ...] = (
    _balances_are_sums,
    _nothing_is_lost,
    _nothing_is_overdrawn,
    _committed_is_what_is_open,
    _commitments_are_settled_once,
    _entries_move_something,
    _corrections_are_opposites,
)
