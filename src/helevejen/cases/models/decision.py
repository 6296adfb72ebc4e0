"""Decisions: a yes or no with its facts, its law and its reasons."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from helevejen.cases.enums import AppliedBy, Cap, DecisionOutcome, DecisionState
from helevejen.core.fields import EncryptedTextField
from helevejen.core.personal import Retention, personal


class Decision(models.Model):
    """
    One decision, drafted and then released by a named human. A released decision is never edited.

    `kind` and `law_clause` name rows of clauses/decisions.toml; the law is the one valid on the day of release.
    `applied_on` is the day we received the application, from which a published deadline counts, and `applied_by` how it
    came; both are empty when nobody applied, or nobody has written it down.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="decisions")
    track = models.ForeignKey("cases.Track", on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=DecisionState.choices, default=DecisionState.DRAFT)
    applied_on = models.DateField(null=True, blank=True)
    applied_by = models.CharField(max_length=10, choices=AppliedBy.choices, blank=True, default="")
    outcome = models.CharField(max_length=10, choices=DecisionOutcome.choices, blank=True)
    facts = EncryptedTextField(blank=True, default="")
    law_clause = models.CharField(max_length=60, blank=True)
    considerations = EncryptedTextField(blank=True, default="")
    is_hearing_needed = models.BooleanField(null=True, blank=True)
    hearing_sent_on = models.DateField(null=True, blank=True)
    hearing_due_on = models.DateField(null=True, blank=True)
    hearing_answered_on = models.DateField(null=True, blank=True)
    hearing_answer = EncryptedTextField(blank=True, default="")
    complaint_guidance = models.TextField(blank=True)
    complaint_due_on = models.DateField(null=True, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    text = EncryptedTextField(blank=True, default="")

    personal = personal(
        Retention.WITH_CASE,
        I="case track kind state applied_on applied_by outcome law_clause is_hearing_needed hearing_sent_on"
        " hearing_due_on hearing_answered_on complaint_guidance complaint_due_on drafted_at released_at text",
        F="facts considerations hearing_answer",
        A="drafted_by released_by",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="released")
                | (
                    Q(
                        released_by__isnull=False,
                        released_at__isnull=False,
                        complaint_due_on__isnull=False,
                        is_hearing_needed__isnull=False,
                    )
                    & ~Q(outcome="")
                    & ~Q(law_clause="")
                    & ~Q(complaint_guidance="")
                ),
                name="decision_released_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(applied_on__isnull=True, applied_by="") | (Q(applied_on__isnull=False) & ~Q(applied_by="")),
                name="decision_application_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["case", "-drafted_at"], name="decision_by_case")]

    def __str__(self) -> str:
        return f"afgørelse {self.pk}"


class DecisionEvidence(models.Model):
    """A note a decision rests on. `note_cap` repeats the note's cap so that the database can refuse a mentor's note."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="evidence")
    note = models.ForeignKey("cases.Note", on_delete=models.PROTECT, related_name="evidence_for")
    note_cap = models.CharField(max_length=10, choices=Cap.choices)

    personal = personal(Retention.WITH_CASE, I="decision note note_cap")

    class Meta:
        verbose_name_plural = "decision evidence"
        constraints = [
            models.UniqueConstraint(fields=["decision", "note"], name="evidence_attached_once"),
            models.CheckConstraint(condition=~Q(note_cap="mentor"), name="evidence_is_no_mentor_note"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}←{self.note_id}"
