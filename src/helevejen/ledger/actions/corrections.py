"""Corrections: an entry that does the opposite, by two people when it is large. Nothing is edited or deleted."""

from __future__ import annotations

from datetime import datetime

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.core.deeds import action
from helevejen.ledger import queries, rules
from helevejen.ledger.actions import books
from helevejen.ledger.actions.books import UnableToPost, Words
from helevejen.ledger.enums import EntryKind, PostingObjection
from helevejen.ledger.models import Account, Correction, Entry


class UnableToCorrect(UnableToPost):
    """The entry cannot be corrected so."""


@action
def correct_entry(*, entry: Entry, reason: str, by: User, at: datetime) -> Entry | Correction:
    """
    Undo an entry by its opposite. A large one waits as a `Correction` for another's yes.

    Raises:
        UnableToCorrect: it is of another kind, corrected or asked for already, or no reason is given. Or what it
            gave is no longer free. Nothing has been written.
    """
    accounts = _lock(entry)
    _demand_correctable(entry, reason)
    if Correction.objects.filter(entry=entry, answered_at__isnull=True).exists():
        raise UnableToCorrect(PostingObjection.ASKED_ALREADY)
    if not rules.needs_two_people(_amount(entry), _limit(accounts)):
        return _undo(entry, reason, by=by, approved_by=None, at=at)
    asked = Correction.objects.create(entry=entry, reason=reason.strip(), asked_at=at, asked_by=by)
    audit_actions.record_event(Verb.LEDGER_CORRECTION_ASKED, subject=entry, by=by, at=at)
    return asked


@action
def answer_correction(*, correction: Correction, is_approved: bool, by: User, at: datetime) -> Entry | None:
    """
    Say yes or no to a correction another has asked for; a yes writes it.

    Raises:
        UnableToCorrect: it is answered, one's own, or what it takes back is no longer free. Nothing has been written.
    """
    correction = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if correction.answered_at is not None:
        raise UnableToCorrect(PostingObjection.ANSWERED_ALREADY)
    if correction.asked_by_id == by.pk:
        raise UnableToCorrect(PostingObjection.SAME_PERSON)
    correction.answered_at, correction.answered_by, correction.is_approved = at, by, is_approved
    correction.save(update_fields=["answered_at", "answered_by", "is_approved"])
    detail = {"is_approved": is_approved}
    audit_actions.record_event(Verb.LEDGER_CORRECTION_ANSWERED, subject=correction, by=by, at=at, detail=detail)
    if not is_approved:
        return None
    entry = Entry.objects.get(pk=correction.entry_id)
    _lock(entry)
    _demand_correctable(entry, correction.reason)
    return _undo(entry, correction.reason, by=correction.asked_by, approved_by=by, at=at)


def _lock(entry: Entry) -> list[Account]:
    numbers = {number for _amount, out, _s, to, _t in queries.postings_of(entry) for number in (out, to)}
    books.lock(numbers)
    return list(Account.objects.filter(pk__in=numbers).order_by("pk"))


def _demand_correctable(entry: Entry, reason: str) -> None:
    is_corrected = Entry.objects.filter(corrects=entry).exists()
    if objection := rules.objection_to_correcting(kind=entry.kind, is_corrected=is_corrected, reason=reason):
        raise UnableToCorrect(objection)


def _undo(entry: Entry, reason: str, *, by: User, approved_by: User | None, at: datetime) -> Entry:
    postings = rules.opposite(queries.postings_of(entry))
    for amount, out, out_side, _to, _to_side in postings:
        account = Account.objects.select_related("balance").get(pk=out)
        if not account.is_source and getattr(account.balance, out_side) < amount:
            books.demand_free(account, amount, account.balance, refusal=UnableToCorrect)
    undone = books.post(
        EntryKind.CORRECTION,
        postings,
        by=by,
        at=at,
        words=Words(reference=entry.reference, reason=reason),
        commitment=entry.commitment,
        corrects=entry,
        approved_by=approved_by,
    )
    audit_actions.record_event(Verb.LEDGER_CORRECTED, subject=undone, by=approved_by or by, at=at)
    return undone


def _amount(entry: Entry) -> int:
    return max(amount for amount, *_ends in queries.postings_of(entry))


def _limit(accounts: list[Account]) -> int | None:
    """Return the strictest limit of the accounts that have one of their own, None for the house's."""
    own = [one.two_people_from for one in accounts if one.two_people_from is not None]
    return min(own, default=None)
