"""The log of deeds and the log of looks. Rows are only ever added; the database refuses the rest."""

from __future__ import annotations

from django.db import models

from helevejen.audit.enums import EXPLAINED, AccessKind, Outcome, Purpose, Verb
from helevejen.core.fields import CodeField
from helevejen.core.personal import Retention, personal


class Event(models.Model):
    """
    One deed: who did what to which thing, when. The subject is the citizen it concerns, when there is one.

    `seal` and `seal_number` are filled once by the sealer, in a chain of their own beside that of the looks.
    """

    at = models.DateTimeField()
    verb = CodeField(max_length=40, choices=Verb.choices)
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor_name = models.CharField(max_length=150)
    cap = models.CharField(max_length=12, blank=True)
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    subject_id = models.BigIntegerField(null=True, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    request_id = models.CharField(max_length=36, blank=True)
    seal = models.CharField(max_length=64, null=True, blank=True)
    seal_number = models.BigIntegerField(null=True, blank=True)

    personal = personal(
        Retention.ACCESS_LOG,
        J="at verb actor_id actor_name cap object_kind object_id subject_id detail request_id seal seal_number",
    )

    class Meta:
        indexes = [
            # deeds about one citizen: the operator's answer to who did what, straight from the database
            models.Index(fields=["subject_id", "-at"], name="event_by_subject"),
            models.Index(fields=["id"], name="event_unsealed", condition=models.Q(seal__isnull=True)),  # seal_log
            # controlled_looks: the few among all deeds
            models.Index(fields=["object_id"], name="event_of_control", condition=models.Q(verb="log_controlled")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["seal_number"], condition=models.Q(seal_number__isnull=False), name="event_sealed_in_one_chain"
            )
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_kind}:{self.object_id}"


class Access(models.Model):
    """
    One use of personal data: a page read, a search, a change, an export, a refusal. Never its content.

    The citizens it concerned are its `AccessSubject` rows. `seal` and `seal_number` are filled once by the sealer: the
    hash of this row chained to the one sealed before, and its place in the chain.
    """

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor_name = models.CharField(max_length=150)
    actor_unit = models.CharField(max_length=100, blank=True)
    acting_as = models.CharField(max_length=30)
    kind = CodeField(max_length=10, choices=AccessKind.choices)
    page = models.CharField(max_length=80)
    object_kind = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    data_classes = models.CharField(max_length=20, blank=True)
    purpose = CodeField(max_length=20, choices=Purpose.choices)
    reason = models.CharField(max_length=300, blank=True)
    criterion = models.CharField(max_length=120, blank=True)
    channel = models.CharField(max_length=10, default="web")
    ip = models.GenericIPAddressField(null=True, blank=True)
    request_id = models.CharField(max_length=36)
    outcome = CodeField(max_length=10, choices=Outcome.choices, default=Outcome.SERVED)
    seal = models.CharField(max_length=64, null=True, blank=True)
    seal_number = models.BigIntegerField(null=True, blank=True)

    personal = personal(
        Retention.ACCESS_LOG,
        J="at actor_id actor_name actor_unit acting_as kind page object_kind object_id data_classes purpose reason"
        " criterion channel ip request_id outcome seal seal_number",
    )

    class Meta:
        indexes = [
            models.Index(fields=["actor_id", "-at"], name="access_by_actor"),  # looks_by: the actor's own view
            models.Index(fields=["at"], name="access_by_time"),  # the control of the log, day by day
            # unexplained_looks: the few the control begins with
            models.Index(
                fields=["at"],
                name="access_to_explain",
                condition=models.Q(actor_id__isnull=False)
                & (models.Q(kind__in=[AccessKind.REFUSE, AccessKind.SEARCH]) | models.Q(purpose=Purpose.BREAK_GLASS)),
            ),
            models.Index(fields=["id"], name="access_unsealed", condition=models.Q(seal__isnull=True)),  # seal_log
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(purpose=""), name="access_has_a_purpose"),
            models.UniqueConstraint(
                fields=["seal_number"], condition=models.Q(seal_number__isnull=False), name="access_sealed_in_one_chain"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.page} {self.outcome}"


class AccessSubject(models.Model):
    """One citizen whom one access concerned, with the purpose that held for this citizen."""

    access_id = models.BigIntegerField()
    citizen_id = models.BigIntegerField()
    at = models.DateTimeField()
    purpose = CodeField(max_length=20, choices=Purpose.choices)

    personal = personal(Retention.ACCESS_LOG, J="access_id citizen_id at purpose")

    class Meta:
        indexes = [
            models.Index(fields=["citizen_id", "-at"], name="accesssubject_by_citizen"),  # looks_at: who has seen me
            models.Index(fields=["access_id"], name="accesssubject_by_access"),
            models.Index(fields=["at", "purpose"], name="accesssubject_by_time"),  # looks of a period, by their purpose
            # drawn_sample: the few that no relation explains
            models.Index(fields=["at"], name="accesssubject_unexplained", condition=~models.Q(purpose__in=EXPLAINED)),
        ]

    def __str__(self) -> str:
        return f"{self.access_id}→{self.citizen_id}"
