"""How long a step takes, and what was said about one wait of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from helevejen.cases.enums import TrackKind
from helevejen.citizens.enums import TargetGroup
from helevejen.core.personal import Retention, personal


class StepEstimate(models.Model):
    """
    How many waits of one kind of step were under way and how many ended, by the day of the wait, as known on a day.

    `group` is a target group, empty for all together. `table` has a row for each day on which a wait ended: the working
    days since it began, how many waits were under way on that day, how many of them ended on it. `usual_days` are the
    working days within which nine of ten are over. Only where enough have ended to say anything. The estimates of the
    newest day are the ones in use.
    """

    computed_on = models.DateField()
    kind = models.CharField(max_length=20, choices=TrackKind.choices)
    step = models.CharField(max_length=40)
    group = models.CharField(max_length=2, choices=TargetGroup.choices, blank=True)
    finished = models.PositiveIntegerField()
    usual_days = models.PositiveIntegerField(null=True)
    table = models.JSONField()

    personal = personal(Retention.NOT_PERSONAL, none="computed_on kind step group finished usual_days table")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["computed_on", "kind", "step", "group"], name="estimate_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.computed_on} {self.kind} {self.step} {self.group}"


class RecordSum(models.Model):
    """
    How often it came as it was said, of one kind of step in one month of days that were said.

    Counted anew when forecasts are judged, so that no page counts them.
    """

    kind = models.CharField(max_length=20, choices=TrackKind.choices)
    step = models.CharField(max_length=40)
    month = models.DateField()
    count = models.PositiveIntegerField()
    inside = models.PositiveIntegerField()
    citizens = models.PositiveIntegerField()

    personal = personal(Retention.NOT_PERSONAL, none="kind step month count inside citizens")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "kind", "step"], name="recordsum_once")]

    def __str__(self) -> str:
        return f"{self.month} {self.kind} {self.step}"


class StepRecord(models.Model):
    """
    How often it came as it was said, of one kind of step in the whole months a citizen is told of.

    Of its own and no sum of the months, since a citizen is counted once. Counted when forecasts are judged; `before` is
    the day after the last one counted.
    """

    kind = models.CharField(max_length=20, choices=TrackKind.choices)
    step = models.CharField(max_length=40)
    since = models.DateField()
    before = models.DateField()
    count = models.PositiveIntegerField()
    inside = models.PositiveIntegerField()
    citizens = models.PositiveIntegerField()

    personal = personal(Retention.NOT_PERSONAL, none="kind step since before count inside citizens")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "step"], name="steprecord_once")]

    def __str__(self) -> str:
        return f"{self.since} {self.kind} {self.step}"


class Forecast(models.Model):
    """
    What was said on a day about one open wait: that nine of ten such are over by a day. Append-only.

    `turn` had the ball when it was said; the wait may have begun before that turn. `group` is the target group of the
    waits it rests on, empty for all. When the day that was said has passed, and not before, it is written down whether
    the wait was over by then, and on which day if it is over by now.
    """

    turn = models.ForeignKey("cases.Turn", on_delete=models.PROTECT, related_name="forecasts")
    kind = models.CharField(max_length=20, choices=TrackKind.choices)
    step = models.CharField(max_length=40)
    group = models.CharField(max_length=2, choices=TargetGroup.choices, blank=True)
    begun_on = models.DateField()
    issued_on = models.DateField()
    waited_days = models.PositiveIntegerField()
    usual_days = models.PositiveIntegerField()
    left_days = models.PositiveIntegerField()
    until = models.DateField()
    based_on = models.PositiveIntegerField()
    judged_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    is_inside = models.BooleanField(null=True)

    personal = personal(
        Retention.WITH_CASE,
        E="turn kind step begun_on issued_on waited_days usual_days left_days until ended_on is_inside",
        H="group",
        none="based_on judged_on",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["turn", "issued_on"], name="forecast_once_a_day"),
            models.CheckConstraint(
                condition=Q(begun_on__lte=models.F("issued_on"), issued_on__lte=models.F("until")),
                name="forecast_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(judged_on__isnull=True, ended_on__isnull=True, is_inside__isnull=True)
                # Inside has its day beside it; whoever waits still when it is judged has none.
                | (
                    Q(judged_on__isnull=False, is_inside__isnull=False, judged_on__gt=models.F("until"))
                    & (
                        Q(is_inside=True, ended_on__isnull=False, ended_on__lte=models.F("until"))
                        | Q(is_inside=False, ended_on__isnull=True)
                        | Q(is_inside=False, ended_on__gt=models.F("until"))
                    )
                ),
                name="forecast_judged_whole",
            ),
        ]
        indexes = [
            # those whose day has passed and that nobody has judged
            models.Index(fields=["until"], name="forecast_to_judge", condition=Q(judged_on__isnull=True)),
            # forecast_record: by the day that was said
            models.Index(fields=["until", "kind", "step"], name="forecast_by_day_said"),
            # step_record
            models.Index(
                fields=["kind", "step", "until"], name="forecast_by_step", condition=Q(judged_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.turn_id} {self.issued_on} → {self.until}"
