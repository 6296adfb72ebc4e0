"""Lists that were shown, the facts they were made of, what citizens said no to, and when lists were stopped."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from helevejen.core.fields import CodeField, EncryptedTextField
from helevejen.core.personal import Retention, personal
from helevejen.suggestions.enums import ListKind, RuleName, SheetKind


class FactSheet(models.Model):
    """
    What was known of one citizen, or asked by one order, as the engine read it. Only ever added to.

    `digest` tells sheets that say the same: a list points at sheets, and facts that have not changed are kept once.
    What a citizen keeps private is on the sheet too, since it keeps suggestions away; no page but the citizen's own
    copy shows a sheet.
    """

    kind = CodeField(max_length=10, choices=SheetKind.choices)
    digest = models.CharField(max_length=64, unique=True)
    citizen = models.ForeignKey(
        "citizens.Citizen", on_delete=models.PROTECT, null=True, blank=True, related_name="fact_sheets"
    )
    order = models.ForeignKey(
        "recruitment.JobOrder", on_delete=models.PROTECT, null=True, blank=True, related_name="fact_sheets"
    )
    content = EncryptedTextField()
    made_at = models.DateTimeField()

    personal = personal(Retention.WITH_CITIZEN, G="citizen content", none="kind digest order made_at")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="citizen", citizen__isnull=False, order__isnull=True)
                | Q(kind="order", citizen__isnull=True, order__isnull=False),
                name="factsheet_is_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.citizen_id or self.order_id}"


class SheetSet(models.Model):
    """The sheets that took part in a list, by their numbers, rising. Lists of the same facts point at the same set."""

    digest = models.CharField(max_length=64, unique=True)
    sheets = models.JSONField()
    made_at = models.DateTimeField()

    personal = personal(Retention.NOT_PERSONAL, none="digest sheets made_at")

    def __str__(self) -> str:
        return self.digest[:12]


class MatchList(models.Model):
    """
    One list as it was made: for whom, by whom, by which engine, and of what. It has no state and asks for nothing.

    `case` of openings, `order` of candidates, both of a pair that a person chose. `rules` says how long it was to be.
    `more` has what would open more: of openings the courses that were on offer and which orders each would open, of
    candidates how many more the order would suit without each must; empty where none was asked about.
    """

    kind = CodeField(max_length=10, choices=ListKind.choices)
    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="suggestion_lists"
    )
    order = models.ForeignKey(
        "recruitment.JobOrder", on_delete=models.PROTECT, null=True, blank=True, related_name="suggestion_lists"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    on = models.DateField()
    engine_version = models.CharField(max_length=20)
    seed = models.PositiveBigIntegerField()
    rules = models.JSONField()
    orders = models.ForeignKey(SheetSet, on_delete=models.PROTECT, related_name="+")
    citizens = models.ForeignKey(SheetSet, on_delete=models.PROTECT, related_name="+")
    more = EncryptedTextField(default="")

    personal = personal(
        Retention.WITH_CASE,
        D="kind case made_at more",
        A="made_by",
        none="order on engine_version seed rules orders citizens",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="openings", case__isnull=False, order__isnull=True)
                | Q(kind="candidates", case__isnull=True, order__isnull=False)
                | Q(kind="pair", case__isnull=False, order__isnull=False),
                name="matchlist_is_for_one_side",
            ),
        ]
        indexes = [
            # newest_openings, newest_candidates
            models.Index(fields=["case", "kind", "-made_at"], name="matchlist_by_case"),
            models.Index(fields=["order", "kind", "-made_at"], name="matchlist_by_order"),
            # lists whose time is over
            models.Index(fields=["made_at"], name="matchlist_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Suggestion(models.Model):
    """
    One row of a list: one citizen and one order, and everything the rules said of the two. Only ever added to.

    `place` is the number on the list; empty for what one rule alone keeps away (`kept_by`), and for a pair that a
    person chose. `record` is what every view is made from; its numbers are of the two together, never of a person.
    """

    match_list = models.ForeignKey(MatchList, on_delete=models.PROTECT, related_name="suggestions")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="suggestions")
    order = models.ForeignKey("recruitment.JobOrder", on_delete=models.PROTECT, related_name="suggestions")
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    kept_by = CodeField(max_length=15, choices=RuleName.choices, blank=True)
    record = EncryptedTextField()

    personal = personal(Retention.WITH_CASE, D="case order place kept_by", G="record", none="match_list")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["match_list", "case", "order"], name="suggestion_pair_once_a_list"),
            models.UniqueConstraint(fields=["match_list", "place"], name="suggestion_places_are_numbered"),
            models.CheckConstraint(
                condition=Q(kept_by="") | Q(place__isnull=True), name="suggestion_placed_or_kept_away"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match_list_id}.{self.place or '-'}"


class DeclinedOrder(models.Model):
    """The citizen said that one order does not suit. No reason is asked for, and it can be taken back."""

    citizen = models.ForeignKey("citizens.Citizen", on_delete=models.PROTECT, related_name="declined_orders")
    order = models.ForeignKey("recruitment.JobOrder", on_delete=models.PROTECT, related_name="declined_by")
    said_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    personal = personal(Retention.WITH_CITIZEN, D="citizen order said_at taken_back_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["citizen", "order"],
                condition=Q(taken_back_at__isnull=True),
                name="declinedorder_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citizen_id}: {self.order_id}"


class Stop(models.Model):
    """A stretch in which no list is made or shown, with who stopped them and why. One at a time."""

    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    resumed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resumed_at = models.DateTimeField(null=True, blank=True)

    personal = personal(Retention.WITH_USER, A="stopped_by resumed_by", none="stopped_at reason resumed_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(models.Value(1), condition=Q(resumed_at__isnull=True), name="stop_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(resumed_at__isnull=True, resumed_by__isnull=True)
                | Q(resumed_at__isnull=False, resumed_by__isnull=False),
                name="stop_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stopped_at:%Y-%m-%d}"
