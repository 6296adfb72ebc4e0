"""Kinds of contact with a company."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactChannel(models.TextChoices):
    VISIT = "visit", _("Besøg")
    PHONE = "phone", _("Telefon")
    MAIL = "mail", _("Mail")
    MEETING = "meeting", _("Møde")
