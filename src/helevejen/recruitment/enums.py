"""States of a job order and the moves between them, what is required and how, and why something cannot be done."""

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrderState(models.TextChoices):
    OPEN = "open", pgettext_lazy("jobordre", "Åben")
    PAUSED = "paused", pgettext_lazy("jobordre", "På pause")
    FILLED = "filled", pgettext_lazy("jobordre", "Besat")
    CLOSED = "closed", pgettext_lazy("jobordre", "Lukket")


#: From a state to those it may move to.
MOVES: Final[Mapping[OrderState, frozenset[OrderState]]] = {
    OrderState.OPEN: frozenset({OrderState.PAUSED, OrderState.FILLED, OrderState.CLOSED}),
    OrderState.PAUSED: frozenset({OrderState.OPEN, OrderState.FILLED, OrderState.CLOSED}),
    OrderState.FILLED: frozenset({OrderState.OPEN}),
    OrderState.CLOSED: frozenset({OrderState.OPEN}),
}


class ClosingReason(models.TextChoices):
    """Why an order ended without us filling it."""

    FOUND_OTHERS = "found_others", _("Virksomheden fandt selv nogen")
    NOT_NEEDED = "not_needed", _("Der er ikke brug for nogen længere")
    NONE_FITTED = "none_fitted", _("Vi fandt ingen, der passede")
    NO_REPLY = "no_reply", _("Virksomheden svarer ikke")
    OTHER = "other", _("Noget andet")


class OrderClock(models.TextChoices):
    """What is due next on an order."""

    REPLY = "reply", _("Første svar")
    SHORTLIST = "shortlist", _("Forslag til kandidater")
    PROMISE = "promise", _("Det, vi har lovet")


class OrderEventKind(models.TextChoices):
    """What has happened to an order. Only ever added to."""

    ORDERED = "ordered", _("Bestilt")
    CHANGED = "changed", _("Rettet")
    FEWER = "fewer", _("Færre mangler")
    ANSWERED = "answered", _("Vi talte med virksomheden")
    TAKEN = "taken", _("Overtaget")
    HANDED_OVER = "handed_over", _("Skiftede ejer")
    SHORTLISTED = "shortlisted", _("Forslag til kandidater givet")
    NONE_FOUND = "none_found", _("Ingen kandidater lige nu")
    PROMISED = "promised", _("Næste skridt lovet")
    PAUSED = "paused", _("Sat på pause")
    OPENED = "opened", _("Taget op igen")
    FILLED = "filled", pgettext_lazy("jobordre", "Besat")
    CLOSED = "closed", pgettext_lazy("jobordre", "Lukket")


#: What the words of an event say, where they are a number: the history is read in every reader's language.
WORDS_OF_NUMBER: Final[Mapping[str, object]] = {
    OrderEventKind.FEWER: _("Virksomheden har selv fundet nogen. Der mangler stadig %(n)s."),
}

#: What happened, where it is said to the company itself in other words.
SAID_TO_COMPANY: Final[Mapping[str, object]] = {
    OrderEventKind.ANSWERED: _("Vi talte med jer"),
    OrderEventKind.SHORTLISTED: _("Vi foreslog kandidater"),
}


class Weight(models.TextChoices):
    """How much something is required."""

    MUST = "must", _("Skal have")
    NICE = "nice", _("Gerne")
    LEARNABLE = "learnable", _("Kan læres hos os")


class RequirementKind(models.TextChoices):
    SKILL = "skill", _("Færdighed")
    LICENCE = "licence", _("Kørekort eller certifikat")
    LANGUAGE = "language", _("Sprog")
    OTHER = "other", _("Andet krav")


class EmploymentForm(models.TextChoices):
    """The forms an order could take."""

    ORDINARY = "ordinary", _("Ordinært job")
    INTERNSHIP = "internship", _("Praktik")
    WAGE_SUBSIDY = "wage_subsidy", _("Løntilskud")
    FLEX = "flex", _("Fleksjob")
    MINIFLEKS = "minifleks", _("Minifleksjob")
    ADULT_APPRENTICE = "adult_apprentice", _("Voksenlærling")


class Weekday(models.TextChoices):
    MON = "mon", _("Mandag")
    TUE = "tue", _("Tirsdag")
    WED = "wed", _("Onsdag")
    THU = "thu", _("Torsdag")
    FRI = "fri", _("Fredag")
    SAT = "sat", _("Lørdag")
    SUN = "sun", _("Søndag")


class Shift(models.TextChoices):
    DAY = "day", _("Dag")
    EVENING = "evening", _("Aften")
    NIGHT = "night", _("Nat")


class Consideration(models.TextChoices):
    """What the workplace can make room for. Said of the work, never of a person."""

    SHORT_DAYS = "short_days", _("Korte dage")
    BREAKS = "breaks", _("Ekstra pauser")
    FIXED_HOURS = "fixed_hours", _("Faste mødetider")
    FLEXIBLE_HOURS = "flexible_hours", _("Mødetid efter aftale")
    NO_LIFTING = "no_lifting", _("Ingen tunge løft")
    SITTING = "sitting", _("Arbejdet kan gøres siddende")
    STANDING = "standing", _("Skift mellem at sidde og stå")
    QUIET = "quiet", _("Rolige omgivelser")
    OWN_PACE = "own_pace", _("Eget tempo")
    ONE_TASK = "one_task", _("En opgave ad gangen")
    NO_CUSTOMERS = "no_customers", _("Ingen kundekontakt")
    STEP_FREE = "step_free", _("Adgang uden trin")
    NEAR_COLLEAGUE = "near_colleague", _("En fast kollega at spørge")


class LanguageLevel(models.TextChoices):
    """CEFR, and the mother tongue."""

    A1 = "A1", _("A1 – enkelte ord og sætninger")
    A2 = "A2", _("A2 – korte beskeder")
    B1 = "B1", _("B1 – klarer de fleste samtaler")
    B2 = "B2", _("B2 – taler frit")
    C1 = "C1", _("C1 – taler og skriver sikkert")
    C2 = "C2", _("C2 – næsten som modersmål")
    NATIVE = "native", _("Modersmål")


class Near(models.IntegerChoices):
    """How far towards its promise an order has come."""

    NONE = 0, _("god tid")
    SOON = 75, _("snart")
    PASSED = 100, _("over tiden")


class Box(models.TextChoices):
    """The board's ways of looking."""

    OPEN = "open", _("Alle åbne")
    MINE = "mine", _("Mine")
    UNANSWERED = "unanswered", _("Uden svar")
    PAUSED = "paused", pgettext_lazy("jobordre", "På pause")
    ENDED = "ended", _("Afsluttede")


class OrderObjection(models.TextChoices):
    """Why something cannot be done with an order; each says what to do."""

    NO_TITLE = "no_title", _("Skriv, hvem I søger, for eksempel lagermedarbejder.")
    NO_TASKS = "no_tasks", _("Skriv kort, hvad der skal laves.")
    TOO_LONG = "too_long", _("Teksten er for lang. Skriv den kortere.")
    NO_POSITIONS = "no_positions", _("Skriv, hvor mange I søger, fra 1 til 200.")
    HOURS = "hours", _("Skriv timerne om ugen, fra 1 til 60, og det mindste først.")
    STARTED = "started", _("Den dag er gået. Vælg i dag eller senere, eller lad feltet være tomt.")
    LEFT = "left", _("Skriv, hvor mange I stadig mangler: færre end før.")
    HIRED_ALREADY = "hired_already", _("Der er allerede ansat %(n)s. Skriv mindst %(n)s, eller luk ordren.")
    NO_FORM = "no_form", _("Vælg mindst en form, for eksempel ordinært job.")
    UNKNOWN_CHOICE = "unknown_choice", _("Vælg fra listen.")
    WORKPLACE_OF_OTHER = "workplace_of_other", _("Arbejdsstedet hører til en anden virksomhed. Vælg et fra listen.")
    CONTACT_OF_OTHER = "contact_of_other", _("Kontaktpersonen hører til en anden virksomhed. Vælg en fra listen.")
    HALF_OCCUPATION = "half_occupation", _("Vælg stillingsbetegnelsen fra listen, eller lad den være tom.")
    NO_REQUIREMENT = "no_requirement", _("Skriv, hvad der kræves.")
    NO_LEVEL = "no_level", _("Vælg, hvor godt sproget skal kunnes.")
    REQUIRED_ALREADY = "required_already", _("Det står der allerede. Fjern det først, hvis det skal være anderledes.")
    HAS_CPR = "has_cpr", _("Der står et CPR-nummer i teksten. Fjern det.")
    NO_WORDS = "no_words", _("Skriv kort, hvad I talte om.")
    NO_REASON = "no_reason", _("Skriv kort hvorfor.")
    NO_WHY_NONE = "no_why_none", _("Skriv til virksomheden, hvorfor der ingen er lige nu.")
    NO_COUNT = "no_count", _("Skriv, hvor mange I har foreslået, eller vælg, at der ingen er lige nu.")
    NOT_ANSWERED = "not_answered", _("Tal med virksomheden først, og skriv, hvad I aftalte.")
    ANSWERED = "answered", _("Virksomheden har fået svar. Skriv hvorfor, hvis en anden skal have ordren.")
    PROMISE_WITHOUT_DAY = "promise_without_day", _("Skriv både, hvad der sker, og hvornår.")
    PROMISE_PAST = "promise_past", _("Dagen er gået. Vælg i dag eller senere.")
    NOT_OPEN = "not_open", _("Ordren er ikke åben. Tag den op igen først.")
    NO_SUCH_MOVE = "no_such_move", _("Det kan ikke gøres med en ordre, der er %(state)s.")
    SAME_OWNER = "same_owner", _("Ordren ligger hos vedkommende allerede. Vælg en anden.")
    OWNER_AWAY = "owner_away", _("Vedkommende er ikke på arbejde i dag. Vælg en anden.")
    NOBODY = "nobody", _("Ingen er på arbejde og kan tage imod. Ring til os i åbningstiden.")


class PlaceKind(models.TextChoices):
    """The checks before somebody begins at a workplace."""

    REASONABLE = "reasonable", _("Rimelighedskravet")
    ADDITIONAL = "additional", _("Merbeskæftigelse")


class Verdict(models.TextChoices):
    """What a check says. What is not known is a question, never a no."""

    YES = "yes", _("Ja")
    NO = "no", _("Nej")
    UNKNOWN = "unknown", _("Mangler at blive oplyst")

    @classmethod
    def of(cls, is_so: bool | None) -> "Verdict":
        """Return what a yes, a no or nothing known is."""
        return cls.UNKNOWN if is_so is None else cls.YES if is_so else cls.NO


class PlaceFact(models.TextChoices):
    """The facts a check rests on."""

    AVERAGE = "average", _("Ordinært ansatte i gennemsnit de seneste fire måneder, i fuldtid")
    ALLOWED = "allowed", _("Så mange må der være i praktik, løntilskud og nytteindsats")
    PLACED = "placed", _("Så mange er der nu, i fuldtid")
    STATEMENT = "statement", _("Arbejdsgiveren og en tillidsrepræsentant har skrevet under")
    YEARS_AVERAGE = "years_average", _("Ordinært ansatte i virksomheden i gennemsnit det seneste år, i fuldtid")
    NOW = "now", _("Ordinært ansatte i virksomheden nu, i fuldtid")
    VACATED = "vacated", _("Stillingen er blevet ledig de seneste tre måneder")


class CourseObjection(models.TextChoices):
    """Why a course cannot be so; each says what to do."""

    PRICE = "price", _("Prisen skal være fra 0 til 1.000.000 kr.")
    LENGTH = "length", _("Skriv dagene som et tal fra 1 til 1000.")
    BACKWARDS = "backwards", _("Sidste dag ligger før første. Ret en af dem.")
    NOT_ON_LIST = (
        "not_on_list",
        _("Der er dage på positivlisten, men kurset står der ikke. Skriv ja, eller slet dagene."),
    )
    LIST_BACKWARDS = "list_backwards", _("Sidste dag på positivlisten ligger før første. Ret en af dem.")
    ASKS_WHAT_IT_GIVES = "asks_what_it_gives", _("Kurset kræver det, det giver. Slet det ene sted.")
