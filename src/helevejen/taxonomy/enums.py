"""Kinds of concepts, and the languages ESCO is shown in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

#: The line that must stand where ESCO is used (Decision 2011/833/EU).
ATTRIBUTION = "This service uses the ESCO classification of the European Commission."
#: What is shown when a concept has no name in the language asked for, in this order.
SECOND_LANGUAGES = ("da", "en")


class ConceptKind(models.TextChoices):
    OCCUPATION = "occupation", _("Stilling")
    SKILL = "skill", _("Kompetence")
    ISCO_GROUP = "isco_group", _("Stillingsgruppe")
    SKILL_GROUP = "skill_group", _("Kompetencegruppe")
