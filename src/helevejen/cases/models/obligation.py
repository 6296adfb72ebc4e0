"""The obligations of the law in a case as they were last computed, and the facts that only they need."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from helevejen.cases.enums import AnchorWord, Standing
from helevejen.core.fields import EncryptedTextField
from helevejen.core.personal import Retention, personal


class CaseCourse(models.Model):
    """
    One course of a citizen in a case, such as a contact course, with the regime of the law it follows.

    The row is written when the course is first seen; its regime stays when the law changes.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="courses")
    family = models.CharField(max_length=20)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    regime = models.CharField(max_length=20)
    source = models.CharField(max_length=100, blank=True)

    personal = personal(Retention.WITH_CASE, H="case family started_on ended_on regime source")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "family", "started_on"], name="course_begins_once"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")), name="course_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"forløb {self.pk}"


class Exemption(models.Model):
    """A citizen exempted from some clauses by a ground of the law, with the reason; it is looked at again."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="exemptions")
    legal_ground = models.CharField(max_length=20)
    reason = EncryptedTextField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal = personal(
        Retention.WITH_CASE,
        H="case legal_ground reason valid_from valid_until granted_at reviewed_on",
        A="granted_by reviewed_by",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "legal_ground"], condition=Q(valid_until__isnull=True), name="exemption_open_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="exemption_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_on__isnull=False, reviewed_by__isnull=False),
                name="exemption_review_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"fritagelse {self.pk}"


class ClockPauseQuerySet(models.QuerySet["ClockPause"]):
    def standing(self) -> ClockPauseQuerySet:
        """Return the pauses that count: not corrected by a later row, and not taken away."""
        return self.filter(corrected_at__isnull=True, is_withdrawn=False)


class ClockPause(models.Model):
    """
    Days on which some clocks of a case stand still, by a ground of the law, and where that is known from.

    A wrong row stays. The row that corrects it names it and says why; `is_withdrawn` says that there was no pause.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="clock_pauses")
    legal_ground = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=100, blank=True, default="")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    reason = EncryptedTextField(blank=True, default="")
    is_withdrawn = models.BooleanField(default=False)
    corrected_at = models.DateTimeField(null=True, blank=True)

    objects = ClockPauseQuerySet.as_manager()

    personal = personal(
        Retention.WITH_CASE,
        F="case legal_ground valid_from valid_until source written_at reason is_withdrawn corrected_at",
        A="written_by",
        none="corrects",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "legal_ground"],
                condition=Q(valid_until__isnull=True, corrected_at__isnull=True, is_withdrawn=False),
                name="clockpause_open_once",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=False) | Q(is_withdrawn=False), name="clockpause_withdrawn_names_what"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="clockpause_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"pause {self.pk}"


class ClockEvent(models.Model):
    """Something that happened, starts or stops a clock of the law, and stands nowhere else in the house."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="clock_events")
    kind = models.CharField(max_length=30)
    happened_on = models.DateField()
    source = models.CharField(max_length=100)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    personal = personal(Retention.WITH_CASE, H="case kind happened_on source written_at", A="written_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "kind", "happened_on"], name="clockevent_written_once")]

    def __str__(self) -> str:
        return f"hændelse {self.pk}"


class ObligationQuerySet(models.QuerySet["Obligation"]):
    def current(self) -> ObligationQuerySet:
        return self.filter(superseded_at__isnull=True)


class Obligation(models.Model):
    """
    One obligation of the law in a case, as it was computed at a moment.

    Rows are never changed: when the answer becomes another, the row is superseded and a new one takes its place. What
    the day adds (open, overdue) is not stored; see `state_on` of the rules. `digest` tells two answers apart.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="obligations")
    clause = models.CharField(max_length=30)
    anchor_on = models.DateField()
    anchor_word = models.CharField(max_length=30, choices=AnchorWord.choices)
    ref = models.CharField(max_length=40, blank=True)
    standing = models.CharField(max_length=10, choices=Standing.choices)
    opens_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    done = models.PositiveSmallIntegerField()
    needed = models.PositiveSmallIntegerField()
    met_on = models.DateField(null=True, blank=True)
    regime = models.CharField(max_length=20)
    why = models.JSONField()
    digest = models.CharField(max_length=32)
    computed_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = ObligationQuerySet.as_manager()

    personal = personal(
        Retention.WITH_CASE,
        H="case clause anchor_on anchor_word standing opens_on due_on done needed met_on regime",
        F="why",  # a pause may be an illness
        none="ref digest computed_at superseded_at",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "clause", "anchor_on", "ref"],
                condition=Q(superseded_at__isnull=True),
                name="obligation_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.clause}"
