"""A course somebody could take: what it gives, what it asks, what it costs and from where we know of it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from helevejen.core.personal import Retention, personal


class CourseQuerySet(models.QuerySet["Course"]):
    def offered_on(self, on: date) -> CourseQuerySet:
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on), valid_from__lte=on)


class Course(models.Model):
    """
    One course of a catalogue. No citizen is in it, and it is no decision that somebody may take it.

    What is empty is not known. `positive_…` is from when until when it stands on the positive list; who has never said
    whether it does leaves `is_on_positive_list` empty. `skills` are URIs of ESCO, `licences` and `requires` codes of
    `taxonomy/licences.py`. `is_example` marks one that is invented for the demo.
    """

    external_id = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=150)
    provider = models.CharField(max_length=150, blank=True)
    price_dkk = models.PositiveIntegerField(null=True, blank=True)
    length_days = models.PositiveSmallIntegerField(null=True, blank=True)
    place = models.CharField(max_length=60, blank=True)
    is_on_positive_list = models.BooleanField(null=True, blank=True)
    positive_from = models.DateField(null=True, blank=True)
    positive_until = models.DateField(null=True, blank=True)
    skills = models.JSONField(default=list, blank=True)
    licences = models.JSONField(default=list, blank=True)
    requires = models.JSONField(default=list, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    is_example = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    objects = CourseQuerySet.as_manager()

    personal = personal(
        Retention.NOT_PERSONAL,
        none="external_id title provider price_dkk length_days place is_on_positive_list positive_from positive_until"
        " skills licences requires starts_on source is_example valid_from valid_until",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="offered_course_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(is_on_positive_list=True, is_on_positive_list__isnull=False)
                | Q(positive_from__isnull=True, positive_until__isnull=True),
                name="offered_course_days_of_a_list_it_is_on",
            ),
            models.CheckConstraint(
                condition=Q(positive_from__isnull=True)
                | Q(positive_until__isnull=True)
                | Q(positive_until__gt=F("positive_from")),
                name="offered_course_list_runs_forward",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(source=""), name="offered_course_says_what_and_from_where"
            ),
        ]

    def __str__(self) -> str:
        return self.title
