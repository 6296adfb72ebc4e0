"""What was counted of each day."""

from __future__ import annotations

from django.db import models

from helevejen.cases.enums import TrackKind
from helevejen.core.personal import Retention, personal


class FlowDay(models.Model):
    """One day of which the turns that ended have been counted, up to a moment: the next midnight when it is whole."""

    on = models.DateField(unique=True)
    counted_until = models.DateTimeField()

    personal = personal(Retention.NOT_PERSONAL, none="on counted_until")

    def __str__(self) -> str:
        return f"{self.on}"


class FlowSum(models.Model):
    """
    How often, on one day, one step of a kind of track was followed by another after so many whole days.

    `from_step` is empty where the track began; `to_step` is empty where it ended. `team` is the team of whoever had the
    ball or passed it, `group` the target group of the citizen on the day; both are empty where there is none. `seconds`
    is the waiting added up. A row may count one person: it is shown only in sums of at least five.
    """

    on = models.DateField()
    kind = models.CharField(max_length=20, choices=TrackKind.choices)
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=2, blank=True)
    from_step = models.CharField(max_length=40, blank=True)
    to_step = models.CharField(max_length=40, blank=True)
    days = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    seconds = models.BigIntegerField()

    personal = personal(Retention.NOT_PERSONAL, none="on kind team group from_step to_step days count seconds")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(count__gt=0), name="flowsum_counts_something"),
        ]
        indexes = [
            # flow_sums: the map of one kind of track in a period
            models.Index(fields=["kind", "on"], name="flowsum_by_kind"),
            # a day's sums are replaced as a whole
            models.Index(fields=["on"], name="flowsum_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.from_step}→{self.to_step}"
