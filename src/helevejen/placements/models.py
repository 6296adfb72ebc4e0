"""An agreement about a place at work, its versions, what was said of it, its hours and how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from helevejen.core.fields import CodeField, EncryptedTextField
from helevejen.core.personal import Retention, personal
from helevejen.placements.enums import (
    Direction,
    LadderReason,
    Outcome,
    Party,
    PlacementState,
    Said,
    StopReason,
)
from helevejen.recruitment.enums import EmploymentForm

if TYPE_CHECKING:
    from helevejen.cases.models import Case


class PlacementQuerySet(models.QuerySet["Placement"]):
    def unended(self) -> PlacementQuerySet:
        return self.exclude(state=PlacementState.ENDED)


class Placement(models.Model):
    """
    A citizen's place at a company, from the first agreement to what became of it.

    What was agreed stands in its versions (`Terms`), of which `version` is the one that holds. `track` is the track of
    the case that has its turn; it is there as long as something comes next. `job` is the case's job, where it is one.

    Attributes:
        is_public: The employer is public; None when it was not asked.
        is_open_to_company: The citizen has said yes to an agreement, so the company may read of it.
        talk_on: The next talk agreed with the company. `asked_on` when it was asked how it goes.
        follows: The placement this one grew out of.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="placements")
    company = models.ForeignKey("companies.Company", on_delete=models.PROTECT, related_name="placements")
    workplace = models.ForeignKey(
        "companies.Workplace", on_delete=models.PROTECT, null=True, blank=True, related_name="placements"
    )
    contact = models.ForeignKey(
        "companies.Contact", on_delete=models.PROTECT, null=True, blank=True, related_name="placements"
    )
    order = models.ForeignKey(
        "recruitment.JobOrder", on_delete=models.PROTECT, null=True, blank=True, related_name="placements"
    )
    proposal = models.ForeignKey(
        "proposals.Proposal", on_delete=models.PROTECT, null=True, blank=True, related_name="placements"
    )
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="led_to")
    form = CodeField(max_length=20, choices=EmploymentForm.choices)
    title = models.CharField(max_length=150)
    is_public = models.BooleanField(null=True, blank=True)
    state = CodeField(max_length=10, choices=PlacementState.choices, default=PlacementState.PLANNED)
    version = models.PositiveSmallIntegerField(default=1)
    is_open_to_company = models.BooleanField(default=False)
    track = models.ForeignKey("cases.Track", on_delete=models.PROTECT, null=True, blank=True, related_name="placements")
    job = models.OneToOneField("cases.Job", on_delete=models.PROTECT, null=True, blank=True, related_name="placement")
    talk_on = models.DateField(null=True, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    outcome = CodeField(max_length=15, choices=Outcome.choices, blank=True, default="")
    stop_reason = CodeField(max_length=20, choices=StopReason.choices, blank=True, default="")
    ended_words = EncryptedTextField(default="")

    objects = PlacementQuerySet.as_manager()

    personal = personal(
        Retention.WITH_CASE,
        C="company workplace contact order",
        D="case proposal follows form title is_public state version is_open_to_company track job talk_on asked_on"
        " made_at began_on ended_on outcome stop_reason",
        E="ended_words",
        A="made_by",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="planned", began_on__isnull=True, ended_on__isnull=True, outcome="", job__isnull=True)
                | Q(state="running", began_on__isnull=False, ended_on__isnull=True, outcome="")
                | (Q(state="ended", ended_on__isnull=False) & ~Q(outcome="")),
                name="placement_state_is_whole",
            ),
            models.CheckConstraint(
                condition=(Q(outcome="stopped") & ~Q(stop_reason="")) | (~Q(outcome="stopped") & Q(stop_reason="")),
                name="placement_stop_has_why",
            ),
            models.CheckConstraint(
                condition=Q(began_on__isnull=True) | Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")),
                name="placement_runs_forward",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "state"], name="placement_by_case"),  # the tab of a case, Min vej
            models.Index(fields=["company", "state"], name="placement_by_company"),  # the company's page
        ]

    def __str__(self) -> str:
        return f"forløb {self.pk}"


class Terms(models.Model):
    """One version of what was agreed, and why it became another. Only ever added to."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="terms")
    version = models.PositiveSmallIntegerField(default=1)
    purpose = EncryptedTextField()
    goals = EncryptedTextField(default="")
    starts_on = models.DateField()
    ends_until = models.DateField(null=True, blank=True)
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    paid_hours = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    intensity = models.PositiveSmallIntegerField(null=True, blank=True)
    considerations = models.JSONField(default=list, blank=True)
    clause = models.CharField(max_length=20, blank=True, default="")
    reason = EncryptedTextField(default="")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    personal = personal(
        Retention.WITH_CASE,
        D="placement version purpose goals starts_on ends_until hours paid_hours intensity clause reason made_at",
        F="considerations",
        A="made_by",
    )

    class Meta:
        verbose_name_plural = "terms"
        constraints = [
            models.UniqueConstraint(fields=["placement", "version"], name="terms_numbered_within_placement"),
            models.CheckConstraint(
                condition=Q(ends_until__isnull=True) | Q(ends_until__gt=F("starts_on")), name="terms_run_forward"
            ),
            models.CheckConstraint(condition=Q(hours__gt=0, paid_hours__gte=0), name="terms_have_hours"),
            models.CheckConstraint(
                condition=Q(intensity__isnull=True) | Q(intensity__gte=1, intensity__lte=100),
                name="terms_intensity_is_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id}.{self.version}"


class TermsAnswer(models.Model):
    """
    What citizen or company says to one version: seen and fine, or something does not fit. Only ever added to.

    Attributes:
        is_noted: A member of staff wrote down that they said so.
    """

    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="answers")
    party = CodeField(max_length=15, choices=Party.choices)
    is_ok = models.BooleanField()
    words = EncryptedTextField(default="")
    is_noted = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    personal = personal(Retention.WITH_CASE, D="terms party is_ok is_noted at", E="words", A="by")

    class Meta:
        indexes = [models.Index(fields=["terms", "party"], name="termsanswer_by_terms")]

    def __str__(self) -> str:
        return f"{self.terms_id} {self.party}"


class Rung(models.Model):
    """One step of the ladder of hours, as it was agreed on a day. Only ever added to."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="rungs")
    from_on = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    direction = CodeField(max_length=5, choices=Direction.choices)
    reason = CodeField(max_length=15, choices=LadderReason.choices)
    words = EncryptedTextField(default="")
    review_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    personal = personal(
        Retention.WITH_CASE, D="placement from_on hours direction reason review_on at", E="words", A="by"
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(hours__gt=0), name="rung_has_hours")]
        indexes = [models.Index(fields=["placement", "at"], name="rung_by_placement")]

    def __str__(self) -> str:
        return f"{self.placement_id}: {self.hours}"


class WorkedWeek(models.Model):
    """The hours of one week, as somebody told. A correction is a new version; the latest counts. Only ever added to."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="weeks")
    week = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    paid_hours = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    told_by = CodeField(max_length=15, choices=Party.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    personal = personal(Retention.WITH_CASE, D="placement week version hours paid_hours told_by at", A="by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement", "week", "version"], name="workedweek_versions_are_numbered"),
            models.CheckConstraint(
                condition=Q(hours__gte=0, paid_hours__gte=0, hours__lte=80, paid_hours__lte=80),
                name="workedweek_is_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.week:%Y-%m-%d}: {self.hours}"


class Doubt(models.Model):
    """The citizen says that something does not fit, of a week's hours or of the whole; answered once."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="doubts")
    week = models.ForeignKey(WorkedWeek, on_delete=models.PROTECT, null=True, blank=True, related_name="doubts")
    words = EncryptedTextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = EncryptedTextField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    personal = personal(Retention.WITH_CASE, D="placement week at answered_at", E="words answer", A="by answered_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="doubt_answered_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["placement"], name="doubt_open", condition=Q(answered_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.at:%Y-%m-%d}"

    @property
    def case_id(self) -> int:
        """The case it is about, for whoever looks at it."""
        return self.placement.case_id

    @property
    def case(self) -> Case:
        return self.placement.case


class Evaluation(models.Model):
    """How it went, told once by citizen or company. Each sees its own. Only ever added to."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="evaluations")
    party = CodeField(max_length=15, choices=Party.choices)
    tasks_fit = CodeField(max_length=10, choices=Said.choices)
    was_helped = CodeField(max_length=10, choices=Said.choices)
    would_again = CodeField(max_length=10, choices=Said.choices)
    words = EncryptedTextField(default="")
    is_noted = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    personal = personal(
        Retention.WITH_CASE, D="placement party is_noted at", E="tasks_fit was_helped would_again words", A="by"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement", "party"], name="evaluation_once_by_each"),
            models.CheckConstraint(condition=Q(party__in=["citizen", "company"]), name="evaluation_is_of_the_two"),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.party}"
