"""Canned answers, with every version they have had."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from helevejen.core.personal import Retention, personal
from helevejen.inquiries.enums import Topic


class CannedAnswer(models.Model):
    """An answer kept ready for a question that comes often. Its words are its versions; the newest holds."""

    topic = models.CharField(max_length=15, choices=Topic.choices)
    language = models.CharField(max_length=5, default="da")
    retired_at = models.DateTimeField(null=True, blank=True)

    personal = personal(Retention.NOT_PERSONAL, none="topic language retired_at")

    def __str__(self) -> str:
        return f"fast svar {self.pk}"


class CannedVersion(models.Model):
    """One version of a canned answer, with the day somebody must have looked it over again. Never edited."""

    answer = models.ForeignKey(CannedAnswer, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField()
    review_on = models.DateField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    personal = personal(Retention.WITH_USER, A="written_by", none="answer number title text review_on written_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "number"], name="cannedversion_numbered_within_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}.{self.number}"
