"""The plan under the citizen's wishes: goals and small steps, ours and yours."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from helevejen.cases.enums import Cap, GoalState, StepOwner
from helevejen.core.personal import Retention, personal


class Goal(models.Model):
    """Something the citizen and the jobformidler want to reach."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="goals")
    wish = models.ForeignKey("citizens.Wish", on_delete=models.PROTECT, null=True, blank=True, related_name="goals")
    text = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=GoalState.choices, default=GoalState.ACTIVE)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    personal = personal(Retention.WITH_CASE, D="case wish text state set_at ended_at", A="set_by")

    def __str__(self) -> str:
        return f"mål {self.pk}"


class PlanStep(models.Model):
    """One small agreed step, with its owner and its day."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="plan_steps")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="steps")
    owner = models.CharField(max_length=3, choices=StepOwner.choices)
    text = models.CharField(max_length=300)
    cap = models.CharField(max_length=10, choices=Cap.choices)
    due_on = models.DateField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dropped_at = models.DateTimeField(null=True, blank=True)

    personal = personal(
        Retention.WITH_CASE, D="case goal owner text cap due_on agreed_at done_at dropped_at", A="agreed_by done_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(dropped_at__isnull=True), name="planstep_ends_once"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="planstep_done_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["case", "due_on"], name="planstep_by_case")]

    def __str__(self) -> str:
        return f"skridt {self.pk}"
