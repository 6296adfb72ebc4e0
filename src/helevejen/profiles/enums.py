"""What a profile holds, the closed lists it is said in, who can have said it, and why something cannot be said."""

from django.db import models
from django.utils.translation import gettext_lazy as _

#: Said where there are no more of a kind than those that stand, or none at all.
NO_MORE = "no_more"


class FactKind(models.TextChoices):
    """The kinds of facts, in the order of the page."""

    OCCUPATION_WISHED = "occupation_wished", _("Arbejde, jeg gerne vil have")
    SKILL = "skill", _("Det kan jeg")
    OCCUPATION_DONE = "occupation_done", _("Arbejde, jeg har haft")
    LICENCE = "licence", _("Kørekort og certifikater")
    LANGUAGE = "language", _("Sprog")
    HOURS = "hours", _("Timer")
    DAYS = "days", _("Dage")
    SHIFTS = "shifts", _("Tider på døgnet")
    TRAVEL = "travel", _("Sådan kommer jeg på arbejde")
    CONSIDERATION = "consideration", _("Hensyn, jeg har brug for")
    REFUSAL = "refusal", _("Det vil jeg ikke")


class SkillLevel(models.TextChoices):
    SOME = "some", _("Lidt")
    GOOD = "good", _("Godt")
    EXPERT = "expert", _("Rigtig godt")


class LanguageLevel(models.TextChoices):
    """The levels of the Common European Framework of Reference, in words a person knows."""

    A1 = "A1", _("Nogle få ord (A1)")
    A2 = "A2", _("Enkle samtaler (A2)")
    B1 = "B1", _("Klarer mig i hverdagen (B1)")
    B2 = "B2", _("Klarer mig på arbejdet (B2)")
    C1 = "C1", _("Næsten flydende (C1)")
    C2 = "C2", _("Flydende (C2)")
    NATIVE = "native", _("Modersmål")


class Evidence(models.TextChoices):
    """Where something was learned, or what shows it."""

    WORK = "work", _("Fra et arbejde")
    TRAINING = "training", _("Fra en uddannelse eller et kursus")
    LIFE = "life", _("Fra hjem, fritid eller frivilligt arbejde")
    PAPER = "paper", _("Der er papir på det")


class Day(models.TextChoices):
    MONDAY = "mon", _("Mandag")
    TUESDAY = "tue", _("Tirsdag")
    WEDNESDAY = "wed", _("Onsdag")
    THURSDAY = "thu", _("Torsdag")
    FRIDAY = "fri", _("Fredag")
    SATURDAY = "sat", _("Lørdag")
    SUNDAY = "sun", _("Søndag")


class Shift(models.TextChoices):
    DAY = "day", _("Om dagen")
    EARLY = "early", _("Tidligt om morgenen")
    EVENING = "evening", _("Om aftenen")
    NIGHT = "night", _("Om natten")


class TravelMode(models.TextChoices):
    WALK = "walk", _("Til fods")
    BIKE = "bike", _("På cykel")
    PUBLIC = "public", _("Med bus og tog")
    CAR = "car", _("I bil")


class Consideration(models.TextChoices):
    """What is needed at a workplace, as limits of what is done there. Never why."""

    LIFT = "lift", _("Løfter kun lidt (kilo)")
    STAND = "stand", _("Står kun lidt ad gangen (minutter)")
    SIT = "sit", _("Sidder kun lidt ad gangen (minutter)")
    WALK = "walk", _("Går kun lidt ad gangen (minutter)")
    CHANGE = "change", _("Skifter mellem at sidde, stå og gå")
    REPEAT = "repeat", _("Ikke den samme bevægelse hele tiden")
    REACH = "reach", _("Ikke arbejde over skulderhøjde")
    STEP_FREE = "step_free", _("Adgang uden trapper")
    QUIET = "quiet", _("Et roligt sted")
    FEW_PEOPLE = "few_people", _("Få mennesker omkring")
    FIXED_TIMES = "fixed_times", _("Faste tider")
    BREAKS = "breaks", _("Ekstra pauser")
    ONE_TASK = "one_task", _("En opgave ad gangen")
    CLEAR_PLAN = "clear_plan", _("En klar plan for dagen")
    OWN_PACE = "own_pace", _("Eget tempo")
    SAME_PERSON = "same_person", _("En fast person at spørge")
    CLEAN_AIR = "clean_air", _("Ingen støv eller parfume")
    NO_HEIGHTS = "no_heights", _("Ikke i højder")
    NO_DRIVING = "no_driving", _("Kører ikke bil eller maskiner")
    SCREEN = "screen", _("Højst lidt tid ved skærm")


class RefusalKind(models.TextChoices):
    """What the citizen will not. Asked for by nobody, and no reason is asked for."""

    NIGHTS = "nights", _("Ikke om natten")
    EVENINGS = "evenings", _("Ikke om aftenen")
    WEEKENDS = "weekends", _("Ikke i weekenden")
    ALONE = "alone", _("Ikke alene på arbejde")
    SALES = "sales", _("Ikke salg")
    TELEPHONE = "telephone", _("Ikke i telefonen")
    COMPANY = "company", _("Ikke den virksomhed")
    WORK = "work", _("Ikke den slags arbejde")


class PrivateDemand(models.TextChoices):
    """What a job can demand that the citizen does not want to be suggested. Nothing says why."""

    CLEAN_RECORD = "clean_record", _("Ren straffeattest")
    CHILD_RECORD = "child_record", _("Børneattest")
    FINANCES = "finances", _("Oplysninger om min økonomi")
    SECURITY = "security", _("Sikkerhedsgodkendelse")
    HEALTH_TEST = "health_test", _("Helbredsprøve")


class Source(models.TextChoices):
    """Who says so."""

    CITIZEN = "citizen", _("Borgeren har selv skrevet det")
    TOLD = "told", _("Borgeren har fortalt det")
    PAPER = "paper", _("Set på papir")
    SEEN = "seen", _("Set i arbejde")
    EMPLOYER = "employer", _("Fortalt af en arbejdsgiver")
    WISH = "wish", _("Ud fra borgerens ønske")


class Asked(models.TextChoices):
    """How much is known of a kind. Not asked yet is not the same as no."""

    NOT_YET = "not_yet", _("Ikke spurgt endnu")
    SOME = "some", _("Oplyst, og der kan være flere")
    ALL = "all", _("Oplyst, og der er ikke flere")


class Expiry(models.TextChoices):
    UNKNOWN = "unknown", _("Udløbsdato ikke oplyst")
    HOLDS = "holds", _("Gælder")
    SOON = "soon", _("Udløber snart")
    OVER = "over", _("Udløbet")


class FactObjection(models.TextChoices):
    """Why a fact cannot be written, corrected, confirmed or taken away; each says what to do."""

    NOT_THIS_PERSON = "not_this_person", _("Kun borgeren selv og dem, der arbejder med sagen, kan skrive det.")
    NO_WORDS = "no_words", _("Skriv, hvad det er.")
    TOO_LONG = "too_long", _("Teksten er for lang. Skriv den kortere.")
    NOT_ON_LIST = "not_on_list", _("Vælg noget på listen.")
    MISSING = "missing", _("Der mangler noget. Udfyld det, der er markeret.")
    OUT_OF_RANGE = "out_of_range", _("Tallet kan ikke passe. Ret det.")
    NOT_HERE = "not_here", _("Det hører ikke til her.")
    ILLNESS = "illness", _("Skriv, hvad der er brug for på arbejdet – ikke sygdom eller diagnose.")
    NUMBER = "number", _("Skriv ikke CPR-numre her.")
    KNOWN = "known", _("Det står her allerede. Ret det i stedet.")
    SAME = "same", _("Der er ikke ændret noget.")
    NO_REASON = "no_reason", _("Skriv hvorfor, så borgeren kan forstå det.")
    NO_SOURCE = "no_source", _("Vælg, hvor det kommer fra.")
    DISAGREED = "disagreed", _("Borgeren har sagt, at det ikke passer. Kun borgeren selv kan skrive det igen.")
    NOT_CURRENT = "not_current", _("Det er ændret siden. Genindlæs siden for at se det nyeste.")
    WITHDRAWN = "withdrawn", _("Det er fjernet.")
    CONFIRMED = "confirmed", _("Det er allerede bekræftet.")
    OWN_WORDS = "own_words", _("Man kan ikke bekræfte det, man selv har skrevet.")
    NOT_THEIRS = "not_theirs", _("Kun borgeren selv kan fjerne det, borgeren har skrevet.")
    NOT_THE_CITIZEN = "not_the_citizen", _("Det bestemmer kun borgeren selv.")
    NOT_JOBFORMIDLER = "not_jobformidler", _("Det kan kun vises til din jobformidler.")
