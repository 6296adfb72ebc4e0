"""What was counted of each day."""

from __future__ import annotations

from typing import Final

from django.db import models

from helevejen.cases.enums import TrackKind
from helevejen.core.fields import CodeField
from helevejen.core.personal import Retention, personal
from helevejen.waiting.enums import FlowFact

_CELL: Final = "what kind team group from_step to_step workers"


class FlowDay(models.Model):
    """One day of which everything has been counted, up to the midnight that ends it."""

    on = models.DateField(unique=True)
    counted_until = models.DateTimeField()

    personal = personal(Retention.NOT_PERSONAL, none="on counted_until")

    def __str__(self) -> str:
        return f"{self.on}"


class FlowCell(models.Model):
    """
    What a fact of the flow is counted under; not a table of its own.

    `from_step` is empty where the track began; `to_step` is empty where it ended. `team` is the team of whoever had the
    ball or passed it, `group` the target group of the citizen on the day; both are empty where there is none, and for
    tracks that open or close. `workers` is filled only where they are what is counted.
    """

    on = models.DateField()
    what = CodeField(max_length=10, choices=FlowFact.choices, default=FlowFact.FOLLOWED)
    kind = models.CharField(max_length=20, choices=TrackKind.choices)
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=2, blank=True)
    from_step = models.CharField(max_length=40, blank=True)
    to_step = models.CharField(max_length=40, blank=True)
    workers = models.PositiveIntegerField(default=0)
    days = models.PositiveIntegerField()
    seconds = models.BigIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.on} {self.from_step}→{self.to_step}"


class FlowSum(FlowCell):
    """
    How often something happened, after so many whole days of waiting, told on a day; `seconds` is the waiting added up.

    The rows of one day and one cell are of at least five citizens together, so that no difference between two choices
    of rows is of fewer (docs/rules/process-map.md).
    """

    count = models.PositiveIntegerField()

    personal = personal(Retention.NOT_PERSONAL, none=f"on {_CELL} days seconds count")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(count__gt=0), name="flowsum_counts_something"),
        ]
        indexes = [
            # flow_sums: the map of one kind of track in a period
            models.Index(fields=["kind", "what", "on"], name="flowsum_by_kind"),
            # flow_sums, flow_asides: the same of one team
            models.Index(fields=["team", "kind", "what", "on"], name="flowsum_by_team"),
        ]


class FlowView(models.Model):
    """
    What the map tells of one kind of track since a day, made of the sums at night so that no page adds them up.

    `group` is a target group, empty for all. `counted_on` is the last day that had been counted: once the next has
    been, the row is of yesterday and is not read. `edges`, `loops` and `workers` are lists of rows.
    """

    kind = models.CharField(max_length=20, choices=TrackKind.choices)
    group = models.CharField(max_length=2, blank=True)
    since = models.DateField()
    counted_on = models.DateField()
    edges = models.JSONField()
    loops = models.JSONField()
    workers = models.JSONField()

    personal = personal(Retention.NOT_PERSONAL, none="kind group since counted_on edges loops workers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "group", "since"], name="flowview_once")]

    def __str__(self) -> str:
        return f"{self.since} {self.kind} {self.group}"


class FlowPending(FlowCell):
    """
    One thing that happened to one citizen and waits, untold, for its like to be of five citizens.

    `citizen_number` is the citizen's row, kept only to count different citizens; the row goes when it has been told.
    """

    citizen_number = models.BigIntegerField()

    personal = personal(Retention.WITH_CITIZEN, D=f"on {_CELL} days seconds citizen_number")
