"""What is counted of how work flows."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FlowFact(models.TextChoices):
    """What a sum counts."""

    FOLLOWED = "followed", _("Et skridt fulgte efter et andet")
    AGAIN = "again", _("Et skridt blev gjort igen efter et andet")
    WORKERS = "workers", _("Et spor blev lukket; så mange havde haft det")
    OPENED = "opened", _("Et spor blev åbnet")
    CLOSED = "closed", _("Et spor blev lukket")


class Verdict(models.TextChoices):
    """Whether 9 of 10 held as often as it was said, as far as so many can tell."""

    FITS = "fits", _("passer")
    LOW = "low", _("lover for meget")
    HIGH = "high", _("siger for lang tid")
    UNSURE = "unsure", _("for få til at dømme")
