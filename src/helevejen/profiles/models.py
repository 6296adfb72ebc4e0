"""Facts of a profile, each version a row of its own, and what keeps a suggestion away."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from helevejen.core.fields import CodeField, EncryptedTextField
from helevejen.core.personal import Retention, personal
from helevejen.profiles.enums import (
    Evidence,
    FactKind,
    LanguageLevel,
    PrivateDemand,
    SkillLevel,
    Source,
)


class ProfileFactQuerySet(models.QuerySet["ProfileFact"]):
    def current(self) -> ProfileFactQuerySet:
        return self.filter(replaced_at__isnull=True, withdrawn_at__isnull=True)


class ProfileFact(models.Model):
    """
    One version of one thing a citizen can, wants, needs or will not, with who says so. Corrected by a new version.

    `subject` is the URI of a skill or an occupation of ESCO, or a code of the kind's closed list; `label` the words a
    person confirmed for it, or words of one's own. `first` is the first version of the same fact (itself for the
    first). A fact whose subject is `no_more` says that there are no others of its kind.
    """

    citizen = models.ForeignKey("citizens.Citizen", on_delete=models.PROTECT, related_name="profile_facts")
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="versions")
    version = models.PositiveSmallIntegerField(default=1)
    kind = CodeField(max_length=20, choices=FactKind.choices)
    subject = models.CharField(max_length=120, blank=True)
    label = EncryptedTextField(default="")
    level = CodeField(max_length=8, blank=True, choices=[*SkillLevel.choices, *LanguageLevel.choices])
    evidence = CodeField(max_length=12, blank=True, choices=Evidence.choices)
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    intensity = models.PositiveSmallIntegerField(null=True, blank=True)
    codes = models.CharField(max_length=60, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    km = models.PositiveSmallIntegerField(null=True, blank=True)
    kg = models.PositiveSmallIntegerField(null=True, blank=True)
    wish = models.ForeignKey("citizens.Wish", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source = CodeField(max_length=12, choices=Source.choices)
    reason = EncryptedTextField(default="")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    disagreement = EncryptedTextField(null=True, blank=True)

    objects = ProfileFactQuerySet.as_manager()

    personal = personal(
        Retention.WITH_CITIZEN,
        D="citizen first version kind subject label level evidence years expires_on hours intensity codes minutes km kg"
        " wish source reason written_at confirmed_at replaced_at withdrawn_at disagreement",
        A="written_by confirmed_by withdrawn_by",
    )

    class Meta:
        indexes = [
            models.Index(fields=["citizen", "kind"], name="fact_by_citizen"),  # profile_of
            models.Index(
                fields=["kind", "expires_on"], name="fact_by_expiry", condition=Q(expires_on__isnull=False)
            ),  # licences that run out
        ]
        constraints = [
            models.UniqueConstraint(fields=["first", "version"], name="fact_versions_are_numbered"),
            models.UniqueConstraint(
                fields=["first"],
                condition=Q(replaced_at__isnull=True, first__isnull=False),
                name="fact_one_current_version",
            ),
            models.UniqueConstraint(
                fields=["citizen", "kind", "subject"],
                condition=Q(replaced_at__isnull=True, withdrawn_at__isnull=True)
                & ~Q(subject__in=["", "company", "work"]),
                name="fact_one_of_each_subject",
            ),
            models.UniqueConstraint(
                fields=["citizen", "kind"],
                condition=Q(replaced_at__isnull=True, withdrawn_at__isnull=True, kind__in=["hours", "days", "shifts"]),
                name="fact_one_of_each_single_kind",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="fact_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="fact_withdrawn_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(kind="licence"), name="fact_only_licences_expire"
            ),
            models.CheckConstraint(
                condition=Q(kind="hours", hours__isnull=False)
                | (~Q(kind="hours") & Q(hours__isnull=True, intensity__isnull=True)),
                name="fact_hours_are_of_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citizen_id}: {self.kind} {self.version}"

    @property
    def is_current(self) -> bool:
        return self.replaced_at is None and self.withdrawn_at is None


class PrivateFact(models.Model):
    """
    A demand of jobs that the citizen does not want to meet among suggestions. What lies behind it is not stored.

    `told_to` is the one jobformidler the citizen told; empty, nobody but the citizen sees it.
    """

    citizen = models.ForeignKey("citizens.Citizen", on_delete=models.PROTECT, related_name="private_facts")
    demand = EncryptedTextField(choices=PrivateDemand.choices)
    told_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    said_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    personal = personal(Retention.WITH_CITIZEN, G="citizen demand told_to said_at withdrawn_at")

    class Meta:
        indexes = [models.Index(fields=["citizen"], name="private_fact_by_citizen")]

    def __str__(self) -> str:
        return f"{self.citizen_id}"
