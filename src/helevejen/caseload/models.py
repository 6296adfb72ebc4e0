"""Assignments and hand-overs, and what is counted at night."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from helevejen.caseload.enums import AssignmentReason, HandoverState, ItemKind
from helevejen.cases.enums import LawEffect
from helevejen.core.personal import Retention, personal


class Assignment(models.Model):
    """One period in which one jobformidler follows one case. The next one of the same case is a change, and counts."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="assignments")
    jobformidler = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=15, choices=AssignmentReason.choices)
    handover = models.OneToOneField(
        "caseload.Handover", on_delete=models.PROTECT, null=True, blank=True, related_name="assignment"
    )
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    external_id = models.CharField(max_length=64, unique=True, null=True, blank=True)

    personal = personal(
        Retention.WITH_CASE, E="case valid_from valid_until reason handover external_id", A="jobformidler assigned_by"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(valid_until__isnull=True), name="assignment_one_open_per_case"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="assignment_runs_forward",
            ),
        ]
        indexes = [
            models.Index(fields=["jobformidler", "valid_from"], name="assignment_by_worker"),
            # reasons_of_changes: the changes of a year, without the many first ones
            models.Index(
                fields=["valid_from", "case", "reason"], name="assignment_changes", condition=~Q(reason="first")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.jobformidler_id}"


class Handover(models.Model):
    """A planned change of jobformidler: asked, answered, met about, signed off, done."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="handovers")
    from_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="handovers_given")
    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="handovers_received")
    new_backup = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=15, choices=AssignmentReason.choices)
    state = models.CharField(max_length=10, choices=HandoverState.choices, default=HandoverState.REQUESTED)
    takes_effect_on = models.DateField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    refusal_reason = models.CharField(max_length=300, blank=True)
    joint_meeting = models.ForeignKey(
        "cases.Meeting", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    no_meeting_because = models.CharField(max_length=300, blank=True)
    citizen_told_at = models.DateTimeField(null=True, blank=True)
    citizen_answer = models.CharField(max_length=500, blank=True)
    citizen_answered_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    personal = personal(
        Retention.WITH_CASE,
        E="case reason state takes_effect_on requested_at answered_at refusal_reason joint_meeting no_meeting_because"
        " citizen_told_at citizen_answer citizen_answered_at completed_at",
        A="from_user to_user new_backup requested_by",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=["requested", "accepted"]), name="handover_one_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(from_user=F("to_user")), name="handover_to_another"),
            models.CheckConstraint(condition=~Q(to_user=F("new_backup")), name="handover_backup_is_another"),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refusal_reason=""), name="handover_refused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.from_user_id}→{self.to_user_id}"


class HandoverItem(models.Model):
    """One thing the two jobformidlere go through together and the new one signs for."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=16, choices=ItemKind.choices)
    reference = models.CharField(max_length=40)
    label = models.CharField(max_length=300)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal = personal(Retention.WITH_CASE, E="handover kind reference label signed_at", A="signed_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handover", "kind", "reference"], name="handoveritem_listed_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class NightlyCount(models.Model):
    """
    What was counted of everybody at night, so that no page does it: sums without names, and when they were made.

    Of a team with fewer than two members at the count nothing is kept: its working time would be one employee's.
    """

    name = models.CharField(max_length=40, unique=True)
    made_at = models.DateTimeField()
    content = models.JSONField()

    personal = personal(Retention.NOT_PERSONAL, none="name made_at content")

    def __str__(self) -> str:
        return f"{self.name} {self.made_at}"


class ComingChange(models.Model):
    """
    What the law's changes until a day do to one open obligation of a case, as it was found at night.

    All rows of a day are replaced when they are found anew; when that was is the count "law" of the day.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="coming_changes")
    on = models.DateField()
    clause = models.CharField(max_length=30)
    effect = models.CharField(max_length=10, choices=LawEffect.choices)
    before_on = models.DateField(null=True, blank=True)
    after_on = models.DateField(null=True, blank=True)
    is_draft = models.BooleanField()
    why = models.JSONField()

    personal = personal(
        Retention.WITH_CASE,
        H="case clause on effect before_on after_on is_draft",
        F="why",  # a pause may be an illness
    )

    class Meta:
        indexes = [models.Index(fields=["on", "case"], name="comingchange_of_case")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.clause} {self.effect} {self.on}"
