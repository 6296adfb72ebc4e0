"""Which mails have been received already."""

from __future__ import annotations

from django.db import models

from helevejen.core.personal import Retention, personal
from helevejen.inquiries.enums import MailOutcome
from helevejen.inquiries.models.inquiry import Inquiry


class IncomingMail(models.Model):
    """
    One mail that has come, by a digest of its Message-ID and content: the same mail fetched twice is one inquiry.

    `outcome` says what became of it. The mail itself is not kept; its words are the inquiry's.
    """

    digest = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=MailOutcome.choices)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, null=True, blank=True, related_name="mails")

    personal = personal(Retention.WITH_CITIZEN, E="inquiry received_at outcome", none="digest")

    class Meta:
        indexes = [models.Index(fields=["received_at"], name="incomingmail_by_received")]

    def __str__(self) -> str:
        return f"mail {self.pk}"
