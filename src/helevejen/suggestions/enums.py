"""What kinds of lists there are, and why one cannot be made."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListKind(models.TextChoices):
    """Whom a list is about, and what stands on it."""

    OPENINGS = "openings", _("Job, der kan passe til en borger")
    CANDIDATES = "candidates", _("Kandidater til en jobordre")
    PAIR = "pair", _("En borger og en jobordre, valgt af et menneske")


class SheetKind(models.TextChoices):
    """Whose facts stand on a sheet."""

    CITIZEN = "citizen", _("En borger")
    ORDER = "order", _("En jobordre")


class RuleName(models.TextChoices):
    """The rules of the matching engine, as people call them, in the order in which they are told."""

    TRAVEL = "travel", _("Vejen til arbejdet")
    HOURS = "hours", _("Timer om ugen")
    INTENSITY = "intensity", _("Arbejdsintensitet")
    DAYS = "days", _("Dage")
    SHIFTS = "shifts", _("Tider på døgnet")
    LICENCES = "licences", _("Kørekort og certifikater")
    LANGUAGES = "languages", _("Sprog")
    SKILLS = "skills", _("Det, man skal kunne")
    FORMS = "forms", _("Ansættelsesform")
    REFUSALS = "refusals", _("Det, borgeren har sagt nej til")
    CONSIDERATIONS = "considerations", _("Hensyn")
    RECORD = "record", _("Straffeattest")


class ListObjection(models.TextChoices):
    """Why a list cannot be made, or something not be said about it; each says what to do."""

    STOPPED = "stopped", _("Forslag er sat på pause. Tal med din leder.")
    CASE_CLOSED = "case_closed", _("Sagen er lukket. Der laves kun forslag til åbne sager.")
    ORDER_NOT_OPEN = "order_not_open", _("Ordren er ikke åben. Åbn den først.")
    NOT_THE_CITIZEN = "not_the_citizen", _("Det kan kun borgeren selv sige.")
    ALREADY_DECLINED = "already_declined", _("Du har allerede sagt, at jobbet ikke passer.")
    NOT_DECLINED = "not_declined", _("Du har ikke sagt nej til jobbet.")
    NO_REASON = "no_reason", _("Skriv, hvorfor forslag stoppes. Alle kan læse det.")
    TOO_LONG = "too_long", _("Teksten er for lang. Skriv den kortere.")
    HAS_CPR = "has_cpr", _("Der står et CPR-nummer i teksten. Fjern det.")
    STOPPED_ALREADY = "stopped_already", _("Forslag er allerede stoppet.")
    NOT_STOPPED = "not_stopped", _("Forslag er ikke stoppet.")


class NoHome(models.TextChoices):
    """Why nothing can be said of how far a citizen has to anything."""

    NO_POSTCODE = "no_postcode", _("Vi kender ikke borgerens postnummer.")
    PROTECTED = "protected", _("Borgerens adresse er beskyttet.")
    UNKNOWN_POSTCODE = "unknown_postcode", _("Vi ved ikke, hvor borgerens postnummer er på kortet.")
