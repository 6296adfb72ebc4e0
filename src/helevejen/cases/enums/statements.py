"""The words of statements: who writes them, what for, and how far they have come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Supplier(models.TextChoices):
    """Who writes a medical statement."""

    GP = "gp", _("Egen læge")
    SPECIALIST = "specialist", _("Speciallæge")
    HOSPITAL = "hospital", _("Sygehus")
    CLINIC = "clinic", _("Klinisk funktion")


class StatementState(models.TextChoices):
    ORDERED = "ordered", _("Bestilt")
    RECEIVED = "received", _("Modtaget")
    CANCELLED = "cancelled", _("Afbestilt")


class StatementPurpose(models.TextChoices):
    """What a medical statement is for."""

    WORK_ABILITY = "work_ability", _("Hvad borgeren kan arbejde med")
    SICK_PAY = "sick_pay", _("Opfølgning på sygedagpenge")
    TREATMENT = "treatment", _("Behandling, og hvornår den virker")
    FLEX_JOB = "flex_job", _("Fleksjob eller førtidspension")
    REHABILITATION = "rehabilitation", _("Møde i rehabiliteringsteamet")
    OTHER = "other", _("Noget andet")


class StatementObjection(models.TextChoices):
    """Why a deed on a medical statement is refused; each says what to do."""

    CASE_CLOSED = "case_closed", _("Sagen er lukket, og der kan ikke bestilles attester i den.")
    UNKNOWN_KIND = "unknown_kind", _("Den slags attest findes ikke. Vælg en fra listen.")
    NOT_FOR_REHABILITATION = (
        "not_for_rehabilitation",
        _("Til rehabiliteringsteamet må der kun bruges attester fra egen læge og klinisk funktion. Vælg en anden."),
    )
    NO_QUESTIONS = "no_questions", _("Skriv, hvad lægen skal svare på.")
    NO_SUPPLIER = "no_supplier", _("Skriv, hvem der skal skrive attesten.")
    TOO_LONG = "too_long", _("Teksten er for lang. Skriv den kortere.")
    NO_PRICE = "no_price", _("Der er ingen fast pris. Aftal en med lægen, og skriv den.")
    PRICE_BELOW_ZERO = "price_below_zero", _("Prisen kan ikke være under 0.")
    PROMISED_IN_PAST = "promised_in_past", _("Dagen er allerede gået. Vælg en dag fra i dag og frem.")
    NO_ACCOUNT = "no_account", _("Der er ikke sat penge af til attester i år. Bed din leder om at lægge budgettet ind.")
    NOT_OPEN = "not_open", _("Attesten er allerede modtaget eller afbestilt. Genindlæs siden.")
    KEY_USED = "key_used", _("Formularen er allerede sendt med et andet indhold. Genindlæs siden, og prøv igen.")
    NOT_RECEIVED = "not_received", _("Attesten er ikke modtaget endnu.")
    PAID_ALREADY = "paid_already", _("Regningen er allerede skrevet ind.")
    CANCELLED = "cancelled", _("Attesten er afbestilt.")
    REMINDED_TODAY = "reminded_today", _("Der er allerede rykket i dag. Prøv igen i morgen.")
    NO_REASON = "no_reason", _("Skriv kort hvorfor.")
    OF_OTHER_CASE = "of_other_case", _("Det hører til en anden sag. Vælg noget fra denne sag.")
    NOT_A_DRAFT = "not_a_draft", _("Afgørelsen er ikke længere et udkast og kan ikke ændres.")
    NOT_STAFF = "not_staff", _("Kun en medarbejder kan gøre det.")
    WRONG_TRACK = "wrong_track", _("Sporet hører ikke til sagen, eller det er lukket. Vælg et åbent spor.")
