"""Why somebody follows somebody else now, and the states of a hand-over."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AssignmentReason(models.TextChoices):
    """Why a jobformidler was given or changed. Every change counts, whatever its reason."""

    FIRST = "first", _("Første jobformidler")
    CITIZENS_WISH = "citizens_wish", _("Borgerens ønske")
    LEAVE = "leave", _("Orlov eller barsel")
    RESIGNATION = "resignation", _("Jobformidleren er stoppet")
    ILLNESS = "illness", _("Længere sygdom")
    REDISTRIBUTION = "redistribution", _("Omfordeling af sager")
    TARGET_GROUP = "target_group", _("Skift af målgruppe")
    CONFLICT = "conflict", _("Inhabilitet")
    OTHER = "other", _("Andet")


class HandoverState(models.TextChoices):
    REQUESTED = "requested", _("Bedt om")
    ACCEPTED = "accepted", _("Sagt ja")
    REFUSED = "refused", _("Sagt nej")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")
    COMPLETED = "completed", _("Gennemført")


class ItemKind(models.TextChoices):
    """What is signed off when a case changes hands."""

    TURN = "turn", _("Åben tur")
    PROMISE = "promise", _("Løfte")
    APPOINTMENT = "appointment", _("Aftale")
    COMPANY_CONTACT = "company_contact", _("Virksomhedskontakt")
