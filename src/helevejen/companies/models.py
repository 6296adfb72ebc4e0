"""Companies, their workplaces and the people to talk to there."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from helevejen.core.personal import Retention, personal


class Company(models.Model):
    """A legal unit by its CVR number."""

    cvr = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=200)
    search_key = models.CharField(max_length=250, db_index=True)
    external_id = models.CharField(max_length=64, unique=True, null=True, blank=True)

    personal = personal(Retention.WITH_COMPANY, none="cvr name search_key external_id")

    class Meta:
        verbose_name_plural = "companies"

    def __str__(self) -> str:
        return self.name


class Workplace(models.Model):
    """A production unit by its P-number: where the work is done."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="workplaces")
    pnumber = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=200)
    search_key = models.CharField(max_length=250, db_index=True)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    city = models.CharField(max_length=60, blank=True)

    personal = personal(Retention.WITH_COMPANY, none="company pnumber name search_key address postcode city")

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """A person at a company. With an account the person can see the company's page."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="contacts")
    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="company_contact"
    )
    name = models.CharField(max_length=150)
    title = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    personal = personal(Retention.WITH_COMPANY, A="user name title phone email", none="company workplace is_active")

    def __str__(self) -> str:
        return self.name
