"""Kinds of contact with a company."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactChannel(models.TextChoices):
    VISIT = "visit", _("Besøg")
    PHONE = "phone", _("Telefon")
    MAIL = "mail", _("Mail")
    MEETING = "meeting", _("Møde")
    PORTAL = "portal", _("Virksomhedens egen side")


class CompanyObjection(models.TextChoices):
    """Why a company, workplace or contact cannot be written down; each says what to do."""

    NO_NAME = "no_name", _("Skriv navnet.")
    NO_WAY_TO_REACH = "no_way_to_reach", _("Skriv et telefonnummer eller en mailadresse.")
    CVR_TAKEN = "cvr_taken", _("Virksomheden er allerede registreret med det CVR-nummer. Søg den frem.")
    PNUMBER_TAKEN = "pnumber_taken", _("Arbejdspladsen er allerede registreret med det P-nummer. Søg den frem.")
    POSTCODE = "postcode", _("Et postnummer har fire cifre.")
    WORKPLACE_OF_OTHER = "workplace_of_other", _("Arbejdspladsen hører til en anden virksomhed. Vælg en fra listen.")
    ALREADY_RETIRED = "already_retired", _("Kontaktpersonen er allerede taget af listen.")
