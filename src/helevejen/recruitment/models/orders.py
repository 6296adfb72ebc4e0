"""A job order, what it requires, and what has happened to it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from helevejen.core.fields import CodeField
from helevejen.core.personal import Retention, personal
from helevejen.recruitment.enums import ClosingReason, OrderEventKind, OrderState, RequirementKind, Weight


class JobOrderQuerySet(models.QuerySet["JobOrder"]):
    def open(self) -> JobOrderQuerySet:
        return self.filter(state=OrderState.OPEN)

    def unended(self) -> JobOrderQuerySet:
        return self.filter(state__in=(OrderState.OPEN, OrderState.PAUSED))


class JobOrder(models.Model):
    """
    What a company needs done and whom it looks for. It has exactly one owner, from the minute it came.

    The `…_due_at` were promised when it came and move with pauses only. `next_step` and `next_due_on` are what the
    owner has promised the company since. `number` counts its events, and is what a page shows to find out whether
    somebody was there before it. An empty list of choices is not known, never no.
    """

    company = models.ForeignKey("companies.Company", on_delete=models.PROTECT, related_name="job_orders")
    workplace = models.ForeignKey(
        "companies.Workplace", on_delete=models.PROTECT, null=True, blank=True, related_name="job_orders"
    )
    contact = models.ForeignKey(
        "companies.Contact", on_delete=models.PROTECT, null=True, blank=True, related_name="job_orders"
    )
    external_id = models.CharField(max_length=64, unique=True, null=True, blank=True)
    title = models.CharField(max_length=150)
    tasks = models.TextField()
    occupation_uri = models.CharField(max_length=120, blank=True)
    occupation_label = models.CharField(max_length=200, blank=True)
    positions = models.PositiveSmallIntegerField(default=1)
    hours_least = models.DecimalField(max_digits=4, decimal_places=1)
    hours_most = models.DecimalField(max_digits=4, decimal_places=1)
    days = models.JSONField(default=list, blank=True)
    shifts = models.JSONField(default=list, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    forms = models.JSONField(default=list)
    considerations = models.JSONField(default=list, blank=True)
    demands_clean_record = models.BooleanField(default=False)
    may_be_split = models.BooleanField(default=False)
    # How it stands
    state = CodeField(max_length=10, choices=OrderState.choices, default=OrderState.OPEN)
    closing_reason = CodeField(max_length=15, choices=ClosingReason.choices, blank=True, default="")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="job_orders")
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    number = models.PositiveIntegerField(default=0)
    transfer_count = models.PositiveSmallIntegerField(default=0)
    # The clocks
    reply_due_at = models.DateTimeField()
    shortlist_due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    shortlisted_at = models.DateTimeField(null=True, blank=True)
    shortlist_count = models.PositiveSmallIntegerField(null=True, blank=True)
    next_step = models.TextField(blank=True, default="")
    next_due_on = models.DateField(null=True, blank=True)
    # How far towards each promise its owner was reminded: a member of `Near`.
    reply_reminded = models.PositiveSmallIntegerField(default=0)
    shortlist_reminded = models.PositiveSmallIntegerField(default=0)
    paused_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = JobOrderQuerySet.as_manager()

    personal = personal(
        Retention.WITH_COMPANY,
        A="contact owner ordered_by",
        none="company workplace external_id title tasks occupation_uri occupation_label positions hours_least"
        " hours_most days shifts starts_on forms considerations demands_clean_record may_be_split state closing_reason"
        " ordered_at number transfer_count reply_due_at shortlist_due_at answered_at shortlisted_at"
        " shortlist_count next_step next_due_on reply_reminded shortlist_reminded paused_at ended_at",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_least__gt=0, hours_most__gte=F("hours_least"), positions__gt=0),
                name="joborder_is_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(reply_due_at__gte=F("ordered_at"), shortlist_due_at__gte=F("reply_due_at")),
                name="joborder_promises_run_forward",
            ),
            models.CheckConstraint(
                condition=Q(shortlisted_at__isnull=True, shortlist_count__isnull=True)
                | Q(shortlisted_at__isnull=False, shortlist_count__isnull=False, answered_at__isnull=False),
                name="joborder_shortlist_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(next_step="", next_due_on__isnull=True) | (~Q(next_step="") & Q(next_due_on__isnull=False)),
                name="joborder_promise_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="paused", paused_at__isnull=False) | (~Q(state="paused") & Q(paused_at__isnull=True)),
                name="joborder_pause_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("open", "paused"), ended_at__isnull=True, closing_reason="")
                | Q(state="filled", ended_at__isnull=False, closing_reason="")
                | (Q(state="closed", ended_at__isnull=False) & ~Q(closing_reason="")),
                name="joborder_end_is_whole",
            ),
        ]
        indexes = [
            # the unit's board, and what one owner has
            models.Index(fields=["state", "owner"], name="joborder_by_state"),
            # a company's own
            models.Index(fields=["company", "-ordered_at"], name="joborder_by_company"),
        ]

    def __str__(self) -> str:
        return f"ordre {self.pk}"

    @property
    def is_open(self) -> bool:
        return bool(self.state == OrderState.OPEN)

    @property
    def is_about_nobody(self) -> bool:
        """No citizen is in an order."""
        return True


class Requirement(models.Model):
    """One thing an order requires, and how much: a must, a nice, or something that can be learned there."""

    order = models.ForeignKey(JobOrder, on_delete=models.PROTECT, related_name="requirements")
    kind = CodeField(max_length=10, choices=RequirementKind.choices)
    weight = CodeField(max_length=10, choices=Weight.choices)
    label = models.CharField(max_length=200)
    code = models.CharField(max_length=20, blank=True)
    uri = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=6, blank=True)

    personal = personal(Retention.WITH_COMPANY, none="order kind weight label code uri level")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "kind", "label"], name="requirement_once_in_an_order"),
            models.CheckConstraint(condition=~Q(label=""), name="requirement_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.label}"


class OrderEvent(models.Model):
    """One thing that happened to an order, numbered within it. Only ever added to. The company reads `words`."""

    order = models.ForeignKey(JobOrder, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    kind = CodeField(max_length=15, choices=OrderEventKind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_transfer = models.BooleanField(default=False)

    personal = personal(Retention.WITH_COMPANY, A="by owner", none="order number kind at words reason is_transfer")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="orderevent_numbered_within_order"),
            models.CheckConstraint(condition=Q(is_transfer=False) | ~Q(reason=""), name="orderevent_transfer_has_why"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}.{self.number} {self.kind}"
