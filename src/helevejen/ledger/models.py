"""
Accounts, their balances, and the entries that move them.

A posting has both its ends in one row: what leaves one side of an account reaches another, so the postings of an entry
cannot sum to anything but zero. Balances are moved by the database itself when a posting is inserted
(core/migrations_balances.py), in the same transaction, and checks on the balance refuse what would go below zero.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from helevejen.core.personal import Retention, personal
from helevejen.ledger.enums import EntryKind, Side, Unit


class Account(models.Model):
    """
    One line of a budget in øre, or one quota in places.

    `series` joins the accounts that follow each other, year by year; whoever stands above asks for the one of a day.
    Of each unit one account is the source: grants come from it, and it alone is below zero.
    """

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    unit = models.CharField(max_length=6, choices=Unit.choices)
    series = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    two_people_from = models.BigIntegerField(null=True, blank=True)
    is_source = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal = personal(
        Retention.WITH_USER,
        A="opened_by",
        none="code name unit series parent valid_from valid_until two_people_from is_source opened_at",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "valid_from"], condition=~Q(series=""), name="account_one_per_period"
            ),
            models.UniqueConstraint(fields=["unit"], condition=Q(is_source=True), name="account_one_source_per_unit"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="account_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Balance(models.Model):
    """What an account holds now. Made with the account and moved by its postings, never by hand."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, primary_key=True, related_name="balance")
    free = models.BigIntegerField(default=0)
    committed = models.BigIntegerField(default=0)
    spent = models.BigIntegerField(default=0)
    is_source = models.BooleanField(default=False)

    personal = personal(Retention.NOT_PERSONAL, none="free committed spent is_source")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_source=True) | Q(free__gte=0), name="balance_never_overdrawn"),
            models.CheckConstraint(condition=Q(committed__gte=0), name="balance_committed_above_zero"),
            models.CheckConstraint(condition=Q(spent__gte=0), name="balance_spent_above_zero"),
            models.CheckConstraint(
                condition=Q(is_source=False) | Q(committed=0, spent=0, free__lte=0), name="balance_source_only_gives"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.free}/{self.committed}/{self.spent}"

    @property
    def granted(self) -> int:
        return self.free + self.committed + self.spent


class Commitment(models.Model):
    """
    An amount held for something that is ordered and not paid, or places for somebody who is coming.

    It is settled at most once, by the entry that spends, releases or expires it; the row itself never changes.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="commitments")
    amount = models.BigIntegerField()
    reference = models.CharField(max_length=64)
    expires_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal = personal(Retention.WITH_USER, A="made_by reference", none="account amount expires_on made_at")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="commitment_above_zero")]
        indexes = [
            models.Index(fields=["reference"], name="commitment_by_reference"),
            models.Index(fields=["expires_on"], name="commitment_by_expiry", condition=Q(expires_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.amount}"


class Entry(models.Model):
    """
    One deed in the books: its postings, who, when, why and by which decision.

    `at` is when it was written, `booked_on` the day it counts for. `key` and `digest` let a deed that was asked twice
    be done once.
    """

    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    at = models.DateTimeField()
    booked_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reference = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    decision = models.CharField(max_length=200, blank=True)
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    personal = personal(
        Retention.WITH_USER,
        A="by approved_by reference reason",
        none="kind at booked_on decision commitment corrects key digest",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment"], condition=Q(kind="reserve"), name="entry_commitment_reserved_once"
            ),
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(kind__in=["spend", "release", "expire"]),
                name="entry_commitment_settled_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["reserve", "spend", "release", "expire", "credit"])
                | Q(commitment__isnull=False),
                name="entry_names_its_commitment",
            ),
            models.CheckConstraint(
                condition=Q(kind="correction", corrects__isnull=False) | (~Q(kind="correction") & Q(corrects=None)),
                name="entry_correction_names_what",
            ),
            models.CheckConstraint(condition=~Q(kind="correction") | ~Q(reason=""), name="entry_correction_has_reason"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(by__isnull=True) | ~Q(approved_by=F("by")),
                name="entry_approved_by_another",
            ),
        ]
        indexes = [models.Index(fields=["at"], name="entry_by_time")]  # standing_at

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Posting(models.Model):
    """One movement: so much from one side of an account to another side, or to the free side of another account."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    number = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    from_account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings_out")
    from_side = models.CharField(max_length=10, choices=Side.choices)
    to_account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings_in")
    to_side = models.CharField(max_length=10, choices=Side.choices)

    personal = personal(Retention.NOT_PERSONAL, none="entry number amount from_account from_side to_account to_side")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="posting_numbered_within_entry"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="posting_above_zero"),
            models.CheckConstraint(
                condition=(Q(from_account=F("to_account")) & ~Q(from_side=F("to_side")))
                | (~Q(from_account=F("to_account")) & Q(from_side="free", to_side="free")),
                name="posting_moves_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}.{self.number}: {self.amount}"


class Correction(models.Model):
    """A wish to correct a large entry, which waits for a second person's yes or no."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="corrections")
    reason = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_approved = models.BooleanField(null=True, blank=True)

    personal = personal(
        Retention.WITH_USER, A="reason asked_by answered_by", none="entry asked_at answered_at is_approved"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(answered_at__isnull=True), name="correction_asked_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, is_approved__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False, is_approved__isnull=False),
                name="correction_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")),
                name="correction_answered_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}"
