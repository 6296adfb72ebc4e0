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
