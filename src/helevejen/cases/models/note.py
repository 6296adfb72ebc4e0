"""What is written down, under one cap; what the citizen writes; what the citizen is told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from helevejen.cases.enums import Cap, NoteKind, NoticeKind
from helevejen.core.fields import EncryptedTextField
from helevejen.core.personal import Retention, personal


class Note(models.Model):
    """
    One note under one cap. Append-only; an error is corrected by a note that corrects it.

    A mentor's note is read by the jobformidler, the citizen and, while they work the case, whoever wrote it. It cannot
    be evidence for a decision.
    `headline` is what a colleague on the team may see of other notes. `minutes` is the time it stands for.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="notes")
    track = models.ForeignKey("cases.Track", on_delete=models.PROTECT, null=True, blank=True, related_name="notes")
    meeting = models.ForeignKey("cases.Meeting", on_delete=models.PROTECT, null=True, blank=True, related_name="notes")
    cap = models.CharField(max_length=10, choices=Cap.choices)
    kind = models.CharField(max_length=12, choices=NoteKind.choices, default=NoteKind.UNCLASSIFIED)
    headline = models.CharField(max_length=120)
    text = EncryptedTextField()
    minutes = models.PositiveSmallIntegerField(default=0)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    is_shared_with_citizen = models.BooleanField(default=True)
    external_id = models.CharField(max_length=64, unique=True, null=True, blank=True)

    personal = personal(
        Retention.WITH_CASE,
        E="case track meeting cap kind headline minutes written_at corrects is_shared_with_citizen external_id",
        F="text",
        A="written_by",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(cap="mentor") | Q(is_shared_with_citizen=True), name="note_of_mentor_is_the_citizens_too"
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-written_at"], name="note_by_case"),
            # cap_shares: the minutes of a year, without the notes
            models.Index(fields=["written_by", "written_at", "cap", "minutes"], name="note_minutes_by_writer"),
            # cap_shares: whether the time of a meeting stands in its note
            models.Index(
                fields=["meeting", "minutes"], name="note_minutes_of_meeting", condition=Q(meeting__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"notat {self.pk}"


class Message(models.Model):
    """One message between the citizen and the jobformidler, or a wish to be called."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="messages")
    track = models.ForeignKey("cases.Track", on_delete=models.PROTECT, related_name="messages")
    from_citizen = models.BooleanField()
    cap = models.CharField(max_length=10, choices=Cap.choices, blank=True)
    text = EncryptedTextField()
    wants_call = models.BooleanField(default=False)
    call_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    personal = personal(
        Retention.WITH_CASE, E="case track from_citizen cap wants_call call_at sent_at", F="text", A="sent_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(from_citizen=True) | ~Q(cap=""), name="message_from_staff_has_a_cap"),
        ]
        indexes = [models.Index(fields=["case", "-sent_at"], name="message_by_case")]

    def __str__(self) -> str:
        return f"besked {self.pk}"


class Notice(models.Model):
    """Something the citizen is told on Min vej. `values` fill the sentence of its kind; never free text from staff."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    values = models.JSONField(default=dict, blank=True)
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    personal = personal(Retention.WITH_CASE, E="case kind values told_at read_at")

    class Meta:
        indexes = [models.Index(fields=["case", "-told_at"], name="casenotice_by_case")]

    def __str__(self) -> str:
        return self.kind
