"""The middle of each postcode."""

from __future__ import annotations

from django.db import models

from helevejen.core.personal import Retention, personal


class PostcodeCentre(models.Model):
    """
    Where the middle of a postcode is, in degrees of ETRS89.

    Attributes:
        dated_on: The day the figures are from; `source` says where they come from.
    """

    postcode = models.CharField(max_length=4, unique=True)
    name = models.CharField(max_length=60)
    latitude = models.DecimalField(max_digits=8, decimal_places=5)
    longitude = models.DecimalField(max_digits=8, decimal_places=5)
    source = models.CharField(max_length=200)
    dated_on = models.DateField()

    personal = personal(Retention.NOT_PERSONAL, none="postcode name latitude longitude source dated_on")

    def __str__(self) -> str:
        return f"{self.postcode} {self.name}"
