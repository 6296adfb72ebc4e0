"""Groups, benefits, protections, consents and the kinds of relation that open a citizen to staff."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Protection(models.TextChoices):
    """How far name and address are protected. Special protection is ordered with the police: only named persons."""

    NONE = "none", _("Ingen beskyttelse")
    PROTECTED = "protected", _("Beskyttet navn og adresse")
    SPECIAL = "special", _("Særlig beskyttelse")


class Channel(models.TextChoices):
    """How somebody is met or reached."""

    IN_PERSON = "in_person", _("Fremmøde")
    PHONE = "phone", _("Telefon")
    VIDEO = "video", _("Video")
    WALK = "walk", _("Gåtur")
    HOME = "home", _("Hjemmebesøg")
    WORKPLACE = "workplace", _("På en arbejdsplads")
    MAIL = "mail", _("Mail")
    PORTAL = "portal", _("Min vej")


class TargetGroup(models.TextChoices):
    """The target groups of lov om en aktiv beskæftigelsesindsats § 6, nr. 1–13."""

    G1 = "1", _("Dagpengemodtager")
    G2 = "2", _("Jobparat kontanthjælpsmodtager")
    G3 = "3", _("Aktivitetsparat kontanthjælpsmodtager")
    G4 = "4", _("Uddannelsesparat under 30 år")
    G5 = "5", _("Aktivitetsparat under 30 år")
    G6 = "6", _("Sygedagpengemodtager")
    G7 = "7", _("Person i jobafklaringsforløb")
    G8 = "8", _("Person i ressourceforløb")
    G9 = "9", _("Fleksjobvisiteret")
    G10 = "10", _("Revalidend")
    G11 = "11", _("Førtidspensionist")
    G12 = "12", _("Ledig uden ydelse")
    G13 = "13", _("Ung under 18 år")


class Benefit(models.TextChoices):
    """What the citizen lives on. Paid by other systems; here a dated fact."""

    DAGPENGE = "dagpenge", _("Dagpenge")
    KONTANTHJAELP = "kontanthjaelp", _("Kontanthjælp")
    SYGEDAGPENGE = "sygedagpenge", _("Sygedagpenge")
    RESSOURCEFORLOEBSYDELSE = "ressourceforloebsydelse", _("Ressourceforløbsydelse")
    LEDIGHEDSYDELSE = "ledighedsydelse", _("Ledighedsydelse")
    FLEKSLOENTILSKUD = "fleksloentilskud", _("Fleksløntilskud")
    REVALIDERINGSYDELSE = "revalideringsydelse", _("Revalideringsydelse")
    FOERTIDSPENSION = "foertidspension", _("Førtidspension")
    NONE = "none", _("Ingen ydelse")


class RelationKind(models.TextChoices):
    """Why a member of staff may open a citizen. Each row is dated and has its reason."""

    CASELOAD = "caseload", _("Egen sagsstamme")
    MEETING = "meeting", _("Aftalt samtale")
    HANDOVER = "handover", _("Overdragelse på vej")
    FORMER = "former", _("Tidligere jobformidler, i 14 dage")
    COORDINATOR = "coordinator", _("Koordinator med samtykke")
    NAMED = "named", _("Navngiven person ved særlig beskyttelse")
    BREAK_GLASS = "break_glass", _("Nødadgang")


class Level(models.TextChoices):
    """
    How far one person reaches into one citizen's file at one moment, strongest first.

    What each level shows and allows is the table of `citizens.rules.access`.
    """

    SELF = "self", _("Borgeren selv")
    OWN = "own", _("Jobformidler")
    NAMED = "named", _("Navngiven person")
    HANDOVER = "handover", _("På vej til at overtage sagen")
    SUBSTITUTE = "substitute", pgettext_lazy("dækker mens en anden er væk", "Vikar")
    MEETING = "meeting", _("Holder en aftalt samtale")
    LEADER = "leader", _("Teamleder")
    COORDINATOR = "coordinator", _("Koordinator med samtykke")
    FORMER = "former", _("Tidligere jobformidler")
    BREAK_GLASS = "break_glass", _("Nødadgang")
    CARD = "card", _("Kollega på teamet")


class BreakGlassReason(models.TextChoices):
    LIFE = "life", _("Fare for liv eller helbred")
    DEADLINE = "deadline", _("En frist udløber, og ingen med adgang kan nås")
    CONTACT = "contact", _("Borgeren står her og har brug for hjælp nu")
    ERROR = "error", _("Fejl, der skal rettes med det samme")


class ConflictKind(models.TextChoices):
    SELF = "self", _("Det er mig selv")
    FAMILY = "family", _("Familie")
    FRIEND = "friend", _("Ven, nabo eller kollega")
    HOUSEHOLD = "household", _("Samme bopæl")
    OTHER = "other", _("Anden grund")


class ConsentPurpose(models.TextChoices):
    VETERAN_COORDINATION = "veteran_coordination", _("Veterankoordinatoren må se min sag")
    SHARE_WITH_PARTNER = "share_with_partner", _("En samarbejdspartner må få udvalgte oplysninger")


class WishAnswerKind(models.TextChoices):
    USED = "used", _("Vi bruger det")
    NOT_YET = "not_yet", _("Ikke endnu")
    CANNOT = "cannot", _("Det kan vi ikke")


class WishObjection(models.TextChoices):
    """Why a wish cannot be said, answered or withdrawn; each says what to do."""

    NOT_THE_CITIZEN = "not_the_citizen", _("Kun borgeren selv kan skrive, ændre eller tage et ønske tilbage.")
    NO_TEXT = "no_text", _("Skriv dit ønske med dine egne ord.")
    TOO_LONG = "too_long", _("Teksten er for lang. Del den i flere ønsker.")
    NOT_CURRENT = "not_current", _("Ønsket er ændret siden. Genindlæs siden for at se den nyeste udgave.")
    WITHDRAWN = "withdrawn", _("Ønsket er taget tilbage.")
    SAME_WORDS = "same_words", _("Ønsket er uændret. Skriv, hvad der er nyt.")
    ANSWERED = "answered", _("Ønsket er allerede besvaret.")
    NO_REASON = "no_reason", _("Skriv hvorfor, så borgeren kan forstå svaret.")
    NOT_STAFF = "not_staff", _("Et ønske besvares af en medarbejder.")


class PersonObjection(models.TextChoices):
    """Why somebody cannot be registered or changed as wanted; each says what to do."""

    NO_NAME = "no_name", _("Skriv både fornavn og efternavn.")
    KNOWN_CPR = "known_cpr", _("Der er allerede en borger med det CPR-nummer. Søg efter borgeren.")
    BORN_IN_FUTURE = "born_in_future", _("Fødselsdatoen ligger i fremtiden. Ret den.")
    BIRTH_DATE_DIFFERS = "birth_date_differs", _("Fødselsdatoen passer ikke med CPR-nummeret. Ret en af dem.")
    UNKNOWN_FIELD = "unknown_field", _("Den oplysning kan ikke ændres her.")
    NOTHING_CHANGED = "nothing_changed", _("Der er ikke ændret noget.")


class PeriodObjection(models.TextChoices):
    """Why a dated fact cannot be written down as wanted; each says what to do."""

    SAME = "same", _("Det gælder allerede. Vælg noget andet, eller lad det stå.")
    BEFORE_PRESENT = "before_present", _("Det nuværende begynder den dag eller senere. Vælg en senere dag.")
    TAKEN_LATER = "taken_later", _("Der er allerede noget, der begynder senere. Ret det først.")
    NO_SOURCE = "no_source", _("Skriv, hvor oplysningen kommer fra.")
