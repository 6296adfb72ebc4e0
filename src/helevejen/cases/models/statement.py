"""Medical statements: ordered with their price in the ledger, reminded of, received, used."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from helevejen.cases.enums import StatementPurpose, StatementState
from helevejen.core.fields import EncryptedTextField
from helevejen.core.personal import Retention, personal


class Statement(models.Model):
    """
    One medical statement that a case has ordered, on a track of its own whose ball the doctor has.

    `kind` names a row of clauses/statements.toml. The price is committed in the ledger in the same transaction; without
    money there is no order. What was paid is the ledger's to know, under the same reference.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="statements")
    track = models.OneToOneField("cases.Track", on_delete=models.PROTECT, related_name="statement")
    kind = models.CharField(max_length=40)
    purpose = models.CharField(max_length=20, choices=StatementPurpose.choices)
    questions = EncryptedTextField()
    supplier_name = models.CharField(max_length=150)
    has_interpreter = models.BooleanField(default=False)
    price_oere = models.BigIntegerField()
    commitment = models.OneToOneField(
        "ledger.Commitment", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=StatementState.choices, default=StatementState.ORDERED)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    promised_on = models.DateField()
    received_at = models.DateTimeField(null=True, blank=True)
    answer = EncryptedTextField(blank=True, default="")
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_oere = models.BigIntegerField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    order_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    personal = personal(
        Retention.WITH_CASE,
        F="case track kind purpose questions supplier_name has_interpreter answer state cancelled_because",
        E="ordered_at promised_on received_at paid_at cancelled_at",
        A="ordered_by",
        none="price_oere paid_oere commitment order_key",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(price_oere__gte=0), name="statement_price_not_below_zero"),
            models.CheckConstraint(
                condition=Q(price_oere=0, commitment__isnull=True) | Q(price_oere__gt=0, commitment__isnull=False),
                name="statement_no_money_no_order",
            ),
            models.CheckConstraint(
                condition=Q(state="ordered", received_at__isnull=True, cancelled_at__isnull=True)
                | Q(state="received", received_at__isnull=False, cancelled_at__isnull=True)
                | Q(state="cancelled", received_at__isnull=True, cancelled_at__isnull=False),
                name="statement_state_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(paid_at__isnull=True, paid_oere__isnull=True)
                | Q(paid_at__isnull=False, paid_oere__isnull=False),
                name="statement_payment_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(received_at__gte=F("ordered_at")),
                name="statement_received_after_order",
            ),
        ]
        indexes = [models.Index(fields=["case", "-ordered_at"], name="statement_by_case")]

    def __str__(self) -> str:
        return f"attest {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == StatementState.ORDERED


class StatementUse(models.Model):
    """One decision that rests on a statement."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="uses")
    decision = models.ForeignKey("cases.Decision", on_delete=models.PROTECT, related_name="statements")
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField()

    personal = personal(Retention.WITH_CASE, F="statement decision", E="used_at", A="used_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "decision"], name="statementuse_once_in_a_decision")
        ]

    def __str__(self) -> str:
        return f"{self.statement_id}→{self.decision_id}"
