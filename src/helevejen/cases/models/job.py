"""A job the citizen has begun. It is not the end: retention follows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from helevejen.cases.enums import JobForm
from helevejen.core.personal import Retention, personal


class Job(models.Model):
    """One job, with what was agreed about following up after it began."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="jobs")
    company = models.ForeignKey(
        "companies.Company", on_delete=models.PROTECT, null=True, blank=True, related_name="jobs"
    )
    employer_name = models.CharField(max_length=200)
    title = models.CharField(max_length=150)
    form = models.CharField(max_length=12, choices=JobForm.choices)
    weekly_hours = models.DecimalField(max_digits=4, decimal_places=2)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    retention_track = models.OneToOneField("cases.Track", on_delete=models.PROTECT, related_name="job")
    check_in_days = models.PositiveSmallIntegerField()
    follow_up_until = models.DateField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    personal = personal(
        Retention.WITH_CASE,
        D="case company title form weekly_hours started_on ended_on retention_track check_in_days follow_up_until"
        " registered_at",
        C="employer_name",
        E="ended_because",
        A="registered_by",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="job_runs_forward"
            ),
            models.CheckConstraint(condition=Q(follow_up_until__gte=F("started_on")), name="job_follow_up_after_start"),
        ]
        indexes = [models.Index(fields=["case", "-started_on"], name="job_by_case")]

    def __str__(self) -> str:
        return f"job {self.pk}"
