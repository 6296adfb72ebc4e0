"""The deadlines the municipality has published for its decisions, and the letters when one cannot be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from helevejen.core.fields import EncryptedTextField
from helevejen.core.personal import Retention, personal
from helevejen.inquiries.enums import DeadlineUnit, NoticeState

if TYPE_CHECKING:
    from helevejen.cases.models import Case, Decision, Track


class PublishedDeadline(models.Model):
    """
    How long one kind of decision may take, as decided by the municipality (retssikkerhedsloven § 3, stk. 2).

    Counted from the day the application is received, else from the day the decision came to us, until it is released.
    A change is a new row; the one before it ends.
    """

    kind = models.CharField(max_length=40)
    law = models.CharField(max_length=120)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, choices=DeadlineUnit.choices)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    approved_on = models.DateField()
    reviewed_on = models.DateField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    personal = personal(
        Retention.WITH_USER,
        A="published_by",
        none="kind law amount unit valid_from valid_until approved_on reviewed_on published_at",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(valid_until__isnull=True), name="publisheddeadline_one_open_per_kind"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="publisheddeadline_above_zero"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="publisheddeadline_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__gte=F("approved_on")), name="publisheddeadline_is_approved_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_from}"


class DeadlineNotice(models.Model):
    """
    The letter that tells a citizen when a decision comes, made ready by itself before its deadline is missed.

    It is about a draft, or about a track on which a decision is asked for and nobody has drafted one. A member of staff
    reads it, says what the case waits for and sends it; it is a message on Min vej then.
    """

    decision = models.ForeignKey(
        "cases.Decision", on_delete=models.PROTECT, null=True, blank=True, related_name="deadline_notices"
    )
    track = models.ForeignKey(
        "cases.Track", on_delete=models.PROTECT, null=True, blank=True, related_name="deadline_notices"
    )
    due_on = models.DateField()
    new_due_on = models.DateField()
    cause = EncryptedTextField(blank=True, default="")
    state = models.CharField(max_length=10, choices=NoticeState.choices, default=NoticeState.READY)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal = personal(
        Retention.WITH_CASE, I="decision track due_on new_due_on state made_at closed_at", F="cause", A="closed_by"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "due_on"], name="deadlinenotice_once_per_deadline"),
            models.UniqueConstraint(fields=["track", "due_on"], name="deadlinenotice_once_per_track_deadline"),
            models.CheckConstraint(
                condition=Q(decision__isnull=True, track__isnull=False) | Q(decision__isnull=False, track__isnull=True),
                name="deadlinenotice_is_about_one_thing",
            ),
            models.CheckConstraint(condition=Q(new_due_on__gt=F("due_on")), name="deadlinenotice_runs_forward"),
            models.CheckConstraint(
                condition=Q(state="ready", closed_at__isnull=True) | (~Q(state="ready") & Q(closed_at__isnull=False)),
                name="deadlinenotice_end_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"fristbrev {self.pk}"

    @property
    def about(self) -> Decision | Track:
        """What it is about, which must be loaded: the draft, or the track with the decision asked for."""
        about = self.track if self.decision is None else self.decision
        assert about is not None, "the database keeps it"
        return about

    @property
    def kind(self) -> str:
        """The kind of the decision; empty while nobody has drafted it."""
        return self.decision.kind if self.decision is not None else ""

    @property
    def case(self) -> Case:
        """The case, which must be loaded."""
        return self.about.case

    @property
    def case_id(self) -> int:
        """The number of the case."""
        return self.about.case_id
