"""Meetings between a citizen and a member of staff, from proposed times to attendance."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from helevejen.cases.enums import AbsenceReason, Cap, MeetingPurpose, MeetingState
from helevejen.citizens.enums import Channel
from helevejen.core.fields import EncryptedTextField
from helevejen.core.personal import Retention, personal


class Meeting(models.Model):
    """
    One meeting. While only proposed it has slots and no time; once booked it has a time that no other booked meeting of
    the same host or the same citizen overlaps (kept by the database). `closing_note` is what was said when it was
    called off.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="meetings")
    citizen = models.ForeignKey("citizens.Citizen", on_delete=models.PROTECT, related_name="meetings")
    track = models.ForeignKey("cases.Track", on_delete=models.PROTECT, null=True, blank=True, related_name="meetings")
    host = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="hosted_meetings")
    purpose = models.CharField(max_length=15, choices=MeetingPurpose.choices)
    cap = models.CharField(max_length=10, choices=Cap.choices)
    state = models.CharField(max_length=10, choices=MeetingState.choices)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    place = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=45)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    absence_reason = models.CharField(max_length=15, choices=AbsenceReason.choices, blank=True)
    cancelled_by_citizen = models.BooleanField(null=True, blank=True)
    closing_note = EncryptedTextField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveSmallIntegerField(default=0)
    external_id = models.CharField(max_length=64, unique=True, null=True, blank=True)

    personal = personal(
        Retention.WITH_CASE,
        E="case citizen track purpose cap state channel starts_at ends_at minutes proposed_at absence_reason"
        " cancelled_by_citizen closed_at uid sequence external_id",
        F="closing_note",
        C="place",
        A="host proposed_by",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="proposed")
                | Q(state="cancelled")
                | Q(starts_at__isnull=False, ends_at__isnull=False),
                name="meeting_booked_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="meeting_runs_forward",
            ),
            models.CheckConstraint(
                condition=~Q(state="missed") | ~Q(absence_reason=""), name="meeting_missed_has_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["host", "starts_at"], name="meeting_by_host"),  # meetings_of_day
            models.Index(fields=["case", "-starts_at"], name="meeting_by_case"),
        ]

    def __str__(self) -> str:
        return f"samtale {self.pk}"


class MeetingSlot(models.Model):
    """One proposed time of a meeting, in UTC."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    personal = personal(Retention.WITH_CASE, E="meeting starts_at ends_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "starts_at"], name="slot_proposed_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_runs_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.starts_at}"
