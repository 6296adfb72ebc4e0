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


class OutreachObjection(models.TextChoices):
    """Why a talk, a rest, an agreement or a fact of a workplace cannot be written down; each says what to do."""

    NO_TEXT = "no_text", _("Skriv kort, hvad I talte om.")
    TOO_LONG = "too_long", _("Teksten er for lang. Skriv den kortere.")
    HAS_CPR = "has_cpr", _("Der står et CPR-nummer i teksten. Fjern det.")
    HALF_PROMISE = "half_promise", _("Skriv både, hvad vi har lovet, og hvornår.")
    PROMISE_PAST = "promise_past", _("Dagen er gået. Vælg i dag eller senere.")
    NO_WHY = "no_why", _("Skriv, hvorfor de vil have ro.")
    REST_PAST = "rest_past", _("Vælg en dag efter i dag.")
    REST_TOO_LONG = "rest_too_long", _("Vælg en dag inden for to år.")
    NO_AGREEMENT = "no_agreement", _("Skriv, hvad der er aftalt.")
    AGREEMENT_BACKWARDS = "agreement_backwards", _("Aftalens sidste dag ligger før den første. Ret en af dem.")
    MONTH_AHEAD = "month_ahead", _("Måneden er ikke begyndt endnu. Vælg en tidligere.")
    SIZE = "size", _("Skriv antallet i fuldtid som et tal fra 0 og op.")
    NO_EMPLOYER = "no_employer", _("Skriv, hvem der har skrevet under for arbejdsgiveren.")
    STATED_AHEAD = "stated_ahead", _("Erklæringen kan ikke være skrevet under efter i dag.")
    VACATED_AHEAD = "vacated_ahead", _("Stillingen kan ikke være blevet ledig efter i dag.")
