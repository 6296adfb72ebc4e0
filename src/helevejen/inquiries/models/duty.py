"""Who has the duty of a team."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from helevejen.core.personal import Retention, personal


class Duty(models.Model):
    """Days on which one member of a team gets what nobody else has a right to: the unknown and the ownerless."""

    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="duties")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="duties")
    valid_from = models.DateField()
    valid_until = models.DateField()
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    personal = personal(Retention.WITH_USER, A="user named_by", none="team valid_from valid_until named_at")

    class Meta:
        verbose_name_plural = "duties"
        constraints = [
            models.CheckConstraint(condition=Q(valid_until__gt=F("valid_from")), name="duty_period_runs_forward"),
        ]
        indexes = [models.Index(fields=["valid_from", "valid_until"], name="duty_by_days")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.valid_from}–{self.valid_until}"
