"""Talks with a company about one citizen's way, under the company cap."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from helevejen.companies.enums import ContactChannel
from helevejen.core.fields import EncryptedTextField
from helevejen.core.personal import Retention, personal


class CompanyContact(models.Model):
    """One contact with a company in a case. What the company learned about the citizen is a separate matter."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="company_contacts")
    track = models.ForeignKey(
        "cases.Track", on_delete=models.PROTECT, null=True, blank=True, related_name="company_contacts"
    )
    company = models.ForeignKey("companies.Company", on_delete=models.PROTECT, related_name="case_contacts")
    contact_name = models.CharField(max_length=150, blank=True)
    channel = models.CharField(max_length=10, choices=ContactChannel.choices)
    text = EncryptedTextField()
    minutes = models.PositiveSmallIntegerField(default=15)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    personal = personal(Retention.WITH_CASE, E="case track channel text minutes at", C="company", A="contact_name by")

    class Meta:
        indexes = [
            models.Index(fields=["case", "-at"], name="companycontact_by_case"),
            # cap_shares: the minutes of a year
            models.Index(fields=["by", "at", "minutes"], name="companycontact_minutes"),
        ]

    def __str__(self) -> str:
        return f"kontakt {self.pk}"
