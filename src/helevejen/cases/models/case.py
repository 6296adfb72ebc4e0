"""The case: one citizen on the way, with one jobformidler and one named backup."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from helevejen.cases.enums import ClosingReason
from helevejen.core.personal import Retention, personal


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> CaseQuerySet:
        return self.filter(closed_at__isnull=True)


class Case(models.Model):
    """
    One stretch of the way of one citizen, from first contact to the end of retention.

    `jobformidler` and `backup` say who holds them now; the dated history is `caseload.Assignment`.
    """

    citizen = models.ForeignKey("citizens.Citizen", on_delete=models.PROTECT, related_name="cases")
    jobformidler = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cases")
    backup = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="backed_up_cases")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closing_reason = models.CharField(max_length=20, choices=ClosingReason.choices, blank=True)
    external_id = models.CharField(max_length=64, unique=True, null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    personal = personal(
        Retention.WITH_CASE,
        E="citizen opened_at closed_at closing_reason external_id",
        A="jobformidler backup closed_by",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["citizen"], condition=Q(closed_at__isnull=True), name="case_one_open_per_citizen"
            ),
            models.CheckConstraint(condition=~Q(jobformidler=F("backup")), name="case_backup_is_another"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, closing_reason="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closing_reason="")),
                name="case_closing_is_whole",
            ),
        ]
        indexes = [
            # cases_of, caseload and team board
            models.Index(
                fields=["jobformidler", "opened_at"], name="case_open_by_worker", condition=Q(closed_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"sag {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
