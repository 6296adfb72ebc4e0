"""Persons, their dated facts, their wishes and consents, and the relations that open them to staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from helevejen.citizens.enums import (
    Benefit,
    BreakGlassReason,
    Channel,
    ConflictKind,
    ConsentPurpose,
    Protection,
    RelationKind,
    TargetGroup,
    WishAnswerKind,
)
from helevejen.core.fields import EncryptedTextField
from helevejen.core.personal import Retention, personal

if TYPE_CHECKING:
    from datetime import date


class Citizen(models.Model):
    """
    A person the municipality helps.

    `cpr_index` is the blind index of the CPR number, for exact search only; a citizen without CPR has neither.
    `search_key` is the folded name. `home_key` is the blind index of the folded address, to find conflicts of interest.
    """

    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    search_key = models.CharField(max_length=250)
    cpr = EncryptedTextField(null=True, blank=True)
    cpr_index = models.CharField(max_length=64, unique=True, null=True, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    protection = models.CharField(max_length=10, choices=Protection.choices, default=Protection.NONE)
    address = EncryptedTextField(null=True, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    city = models.CharField(max_length=60, blank=True)
    home_key = models.CharField(max_length=64, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    preferred_channel = models.CharField(max_length=12, choices=Channel.choices, default=Channel.IN_PERSON)
    language = models.CharField(max_length=8, default="da")
    needs_interpreter = models.BooleanField(default=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="citizen"
    )
    external_id = models.CharField(max_length=64, unique=True, null=True, blank=True)
    registered_at = models.DateTimeField()

    personal = personal(
        Retention.WITH_CITIZEN,
        A="given_name family_name search_key phone email preferred_channel language needs_interpreter user external_id"
        " birth_date",
        B="cpr cpr_index",
        C="address postcode city home_key protection",
        none="registered_at",
    )

    class Meta:
        indexes = [
            models.Index(fields=["search_key"], name="citizen_by_search_key"),  # citizens_found
            models.Index(fields=["home_key"], name="citizen_by_home", condition=~Q(home_key="")),  # conflicts
            models.Index(fields=["registered_at", "id"], name="citizen_by_registration"),  # citizens_to_assign
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(cpr__isnull=True, cpr_index__isnull=True) | Q(cpr__isnull=False, cpr_index__isnull=False),
                name="citizen_cpr_has_its_index",
            ),
        ]

    def __str__(self) -> str:
        return f"borger {self.pk}"

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_protected(self) -> bool:
        return self.protection != Protection.NONE


class PeriodQuerySet(models.QuerySet["models.Model"]):
    """Words for rows that hold from a day (inclusive) until a day (exclusive)."""

    def on(self, day: date | models.Expression) -> PeriodQuerySet:
        return self.filter(valid_from__lte=day).filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day))


class TargetGroupPeriod(models.Model):
    """The target group of LAB § 6 a citizen belongs to for a period."""

    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="target_groups")
    group = models.CharField(max_length=2, choices=TargetGroup.choices)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=100)
    external_id = models.CharField(max_length=64, unique=True, null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    personal = personal(Retention.WITH_CITIZEN, H="citizen group valid_from valid_until reason source external_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["citizen"], condition=Q(valid_until__isnull=True), name="targetgroup_one_open"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="targetgroup_runs_forward",
            ),
        ]
        # All that is asked of the period of a day, so that PostgreSQL leaves the slow index of no_overlap alone.
        indexes = [models.Index(fields=["citizen", "valid_from", "valid_until", "group"], name="targetgroup_of_day")]

    def __str__(self) -> str:
        return f"{self.citizen_id}: {self.group}"


class ContactGroupPeriod(models.Model):
    """The contact group (DFDG kontaktgruppe) of a citizen for a period; a fact of its own, never derived."""

    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="contact_groups")
    group = models.CharField(max_length=10)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=100)
    external_id = models.CharField(max_length=64, unique=True, null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    personal = personal(Retention.WITH_CITIZEN, H="citizen group valid_from valid_until source external_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["citizen"], condition=Q(valid_until__isnull=True), name="contactgroup_one_open"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="contactgroup_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citizen_id}: {self.group}"


class BenefitPeriod(models.Model):
    """What a citizen lives on for a period."""

    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="benefits")
    benefit = models.CharField(max_length=30, choices=Benefit.choices)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=100)
    external_id = models.CharField(max_length=64, unique=True, null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    personal = personal(Retention.WITH_CITIZEN, H="citizen benefit valid_from valid_until source external_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["citizen"], condition=Q(valid_until__isnull=True), name="benefit_one_open"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="benefit_runs_forward"
            ),
        ]
        indexes = [models.Index(fields=["citizen", "valid_from", "valid_until", "benefit"], name="benefit_of_day")]

    def __str__(self) -> str:
        return f"{self.citizen_id}: {self.benefit}"


class VeteranMark(models.Model):
    """A citizen's own statement of having served. Voluntary, and withdrawn as easily as given."""

    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="veteran_marks")
    stated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    personal = personal(Retention.WITH_CITIZEN, G="citizen stated_at withdrawn_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["citizen"], condition=Q(withdrawn_at__isnull=True), name="veteranmark_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.citizen_id}"


class Consent(models.Model):
    """A citizen's yes to one purpose and one partner, for a time, that can be withdrawn."""

    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=30, choices=ConsentPurpose.choices)
    partner = models.CharField(max_length=150)
    partner_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_at = models.DateTimeField()
    valid_until = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    personal = personal(
        Retention.WITH_CITIZEN, G="citizen purpose partner partner_user given_at valid_until withdrawn_at"
    )

    def __str__(self) -> str:
        return f"{self.citizen_id}: {self.purpose}"


class Wish(models.Model):
    """
    One version of a dream or wish in the citizen's own words. Staff never edit it; a new version replaces the old one.

    `first` is the first version of the same wish (itself for the first), so that the versions hang together.
    """

    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="wishes")
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="versions")
    version = models.PositiveSmallIntegerField(default=1)
    text = EncryptedTextField()
    said_at = models.DateTimeField()
    is_in_plan = models.BooleanField(default=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    personal = personal(
        Retention.WITH_CITIZEN, D="citizen first version text said_at is_in_plan replaced_at withdrawn_at"
    )

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            models.UniqueConstraint(fields=["first", "version"], name="wish_versions_are_numbered"),
            models.UniqueConstraint(
                fields=["first"],
                condition=Q(replaced_at__isnull=True, first__isnull=False),
                name="wish_one_current_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citizen_id}: {self.version}"


class WishAnswer(models.Model):
    """The municipality's answer to one version of a wish: used, not yet or cannot, and why."""

    wish = models.OneToOneField(Wish, on_delete=models.PROTECT, related_name="answer")
    kind = models.CharField(max_length=10, choices=WishAnswerKind.choices)
    reason = EncryptedTextField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    personal = personal(Retention.WITH_CITIZEN, D="wish kind reason answered_at", A="answered_by")

    def __str__(self) -> str:
        return f"{self.wish_id}: {self.kind}"


class Relation(models.Model):
    """
    The dated reason why one member of staff may open one citizen. This table is what `visible_to` reads.

    Only the own caseload may be open-ended; every other kind must name its end.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="relations")
    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=12, choices=RelationKind.choices)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.CharField(max_length=60, blank=True)

    personal = personal(Retention.WITH_CITIZEN, J="user citizen kind valid_from valid_until reason opened_by source")

    class Meta:
        indexes = [
            models.Index(fields=["user", "citizen", "valid_until"], name="relation_by_user"),  # visible_to
            models.Index(fields=["citizen", "valid_until"], name="relation_by_citizen"),  # who_can_see
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["citizen"],
                condition=Q(kind="caseload", valid_until__isnull=True),
                name="relation_one_caseload_per_citizen",
            ),
            models.CheckConstraint(
                condition=Q(kind="caseload") | Q(valid_until__isnull=False), name="relation_names_its_end"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="relation_has_a_reason"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="relation_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}→{self.citizen_id} {self.kind}"


class ConflictOfInterest(models.Model):
    """A member of staff may not touch this citizen (forvaltningsloven § 3). It closes the file, break-glass too."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflicts")
    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="conflicts")
    kind = models.CharField(max_length=10, choices=ConflictKind.choices)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    personal = personal(Retention.WITH_CITIZEN, J="user citizen kind declared_by declared_at ended_at")

    class Meta:
        verbose_name_plural = "conflicts of interest"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "citizen"], condition=Q(ended_at__isnull=True), name="conflict_declared_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}≠{self.citizen_id}"


class BreakGlass(models.Model):
    """One use of emergency access: one citizen, 60 minutes, read-only, reviewed afterwards by the leader."""

    relation = models.OneToOneField(Relation, on_delete=models.PROTECT, related_name="break_glass")
    reason_kind = models.CharField(max_length=10, choices=BreakGlassReason.choices)
    reason = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    review_due_on = models.DateField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    was_justified = models.BooleanField(null=True, blank=True)

    personal = personal(
        Retention.ACCESS_LOG,
        J="relation reason_kind reason opened_at review_due_on reviewed_by reviewed_at was_justified",
    )

    class Meta:
        verbose_name_plural = "uses of break-glass"

    def __str__(self) -> str:
        return f"{self.relation_id}"
