"""What can be wrong with the middle of a postcode."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CentreObjection(models.TextChoices):
    POSTCODE = "postcode", _("Et postnummer har fire cifre.")
    LATITUDE = "latitude", _("Bredden ligger ikke i Danmark: den er fra 54,4 til 57,9.")
    LONGITUDE = "longitude", _("Længden ligger ikke i Danmark: den er fra 7,9 til 15,4.")
