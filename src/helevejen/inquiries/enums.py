"""Channels, senders, topics, what can happen to an inquiry, and why something cannot be done."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How an inquiry came."""

    PORTAL = "portal", _("Selvbetjening")
    MAIL = "mail", _("Mail")
    PHONE = "phone", _("Telefon")
    COUNTER = "counter", _("Personligt")


class Sender(models.TextChoices):
    """Who asks. What comes from nobody we know is unknown until somebody finds out."""

    CITIZEN = "citizen", _("Borger")
    COMPANY = "company", _("Virksomhed")
    UNKNOWN = "unknown", _("Ukendt afsender")


class Topic(models.TextChoices):
    """What it is about, as far as the desk needs to know it."""

    GENERAL = "general", _("Noget andet")
    CASE = "case", _("Min sag")
    MEETING = "meeting", _("En samtale")
    LETTER = "letter", _("Et brev eller en afgørelse")
    BENEFIT = "benefit", _("Ydelse")
    JOB = "job", _("Job, praktik eller uddannelse")
    RECRUITMENT = "recruitment", _("Vi søger medarbejdere")
    RECORDS = "records", _("Aktindsigt")


class Clock(models.TextChoices):
    """The three clocks of an inquiry."""

    RECEIPT = "receipt", _("Kvittering")
    ANSWER = "answer", _("Første svar fra et menneske")
    SOLUTION = "solution", _("Løst")


class WaitingFor(models.TextChoices):
    """Whom an inquiry waits for. Only the sender stops our clocks."""

    SENDER = "sender", _("Afsenderen")
    DOCTOR = "doctor", _("En læge")
    AUTHORITY = "authority", _("En anden myndighed")
    COMPANY = "company", _("En virksomhed")
    COLLEAGUE = "colleague", _("En kollega")
    OTHER = "other", _("Andre")


class EventKind(models.TextChoices):
    """What has happened to an inquiry. Only ever added to."""

    RECEIVED = "received", _("Modtaget")
    ACKNOWLEDGED = "acknowledged", _("Kvittering sendt")
    WRITTEN = "written", _("Afsenderen skrev igen")
    ANSWERED = "answered", _("Besvaret")
    CALLED = "called", _("Ringede til afsenderen")
    HANDED_OVER = "handed_over", _("Givet videre")
    PAUSED = "paused", _("Venter på afsenderen")
    RESUMED = "resumed", _("Afsenderen har svaret")
    WAIT_BEGUN = "wait_begun", _("Venter på andre")
    WAIT_ENDED = "wait_ended", _("Venter ikke længere på andre")
    PROMISED_ANEW = "promised_anew", _("Ny dato lovet")
    SOLVED = "solved", _("Løst")
    REOPENED = "reopened", _("Genåbnet")
    ESCALATED = "escalated", _("Mindet om fristen")
    SENDER_KNOWN = "sender_known", _("Afsenderen er fundet")


class OwnerReason(models.TextChoices):
    """Why an inquiry came to its owner."""

    JOBFORMIDLER = "jobformidler", _("er borgerens jobformidler")
    SUBSTITUTE = "substitute", _("er vikar")
    BACKUP = "backup", _("er borgerens faste vikar")
    NAMED = "named", _("er navngivet til borgeren")
    CONTACT = "contact", _("er virksomhedens kontakt")
    DUTY = "duty", _("har vagten")
    REGISTRAR = "registrar", _("tog imod den")
    LEADER = "leader", _("er teamets leder")
    ANYBODY = "anybody", _("er på arbejde i dag")


class Avoidable(models.TextChoices):
    """Contacts that need not have been, had we done something before."""

    NO = "", _("Nej, den var ny")
    WHERE_IS_MY_CASE = "where_is_my_case", _("Afsenderen ville vide, hvor sagen står")
    LETTER_NOT_UNDERSTOOD = "letter_not_understood", _("Brevet var ikke til at forstå")
    NOBODY_ANSWERED = "nobody_answered", _("Ingen havde svaret")


class Box(models.TextChoices):
    """The desk's ways of looking at the inbox."""

    MINE = "mine", _("Mine")
    COVERED = "covered", _("Som jeg er vikar for")
    TEAM = "team", _("Mit team")


class Level(models.IntegerChoices):
    """How far towards its promise an open inquiry has come, when somebody was last told."""

    NONE = 0, _("ikke mindet")
    NEAR = 75, _("tre fjerdedele af tiden er gået")
    PASSED = 100, _("tiden er gået")


class DeadlineUnit(models.TextChoices):
    """What a published deadline is counted in."""

    WORKING_DAY = "working_day", _("arbejdsdage")
    DAY = "day", _("dage")
    WEEK = "week", _("uger")
    MONTH = "month", _("måneder")


class NoticeState(models.TextChoices):
    """What has become of a written notice of a new date."""

    READY = "ready", _("Klar til at blive sendt")
    SENT = "sent", _("Sendt")
    DROPPED = "dropped", _("Ikke nødvendig")


class MailOutcome(models.TextChoices):
    """What became of a mail."""

    NEW = "new", _("Ny henvendelse")
    REPLY = "reply", _("Svar på en henvendelse")
    AUTOMATIC = "automatic", _("Sendt af en maskine")
    OWN = "own", _("Vores egen")
    KNOWN = "known", _("Har været her")


class InquiryObjection(models.TextChoices):
    """Why something cannot be done with an inquiry; each says what to do."""

    NO_TEXT = "no_text", _("Skriv, hvad det handler om.")
    TOO_LONG = "too_long", _("Teksten er for lang. Skriv den kortere.")
    NO_ANSWER = "no_answer", _("Skriv svaret.")
    NO_REASON = "no_reason", _("Skriv kort hvorfor.")
    NO_SENDER = "no_sender", _("Vælg en borger eller en virksomhed, eller skriv et navn eller en måde at svare på.")
    HAS_CPR = "has_cpr", _("Der står et CPR-nummer i teksten. Fjern det, for svaret sendes som almindelig mail.")
    CPR_WRITTEN = "cpr_written", _("Der står et CPR-nummer i teksten. Fjern det.")
    NO_WAY_TO_ANSWER = (
        "no_way_to_answer",
        _("Vi har ingen mailadresse at svare på. Ring, og skriv ned, hvad du svarede."),
    )
    IS_DIALOGUE = "is_dialogue", _("Det er en samtale i borgerens sag. Svar på den dér.")
    SOLVED = "solved", _("Henvendelsen er løst. Genåbn den først.")
    NOT_SOLVED = "not_solved", _("Henvendelsen er åben.")
    SAME_OWNER = "same_owner", _("Den ligger hos vedkommende allerede. Vælg en anden.")
    OWNER_AWAY = "owner_away", _("Vedkommende er ikke på arbejde i dag. Vælg en anden.")
    OWNER_BARRED = "owner_barred", _("Vedkommende kan ikke få borgerens henvendelse. Vælg en anden.")
    WAITS_ALREADY = "waits_already", _("Den venter allerede på det.")
    WAITS_NOT = "waits_not", _("Den venter ikke på det længere.")
    NOT_ANSWERED = "not_answered", _("Svar først, eller skriv, hvad du svarede i telefonen.")
    PROMISE_NOT_LATER = "promise_not_later", _("Den nye dag skal ligge efter den, vi har lovet.")
    PROMISE_TOO_FAR = "promise_too_far", _("Vælg en dag inden for tre måneder.")
    CALL_IN_PAST = "call_in_past", _("Vælg et tidspunkt, der ikke er gået.")
    CALL_CLOSED = "call_closed", _("Vi ringer kun i åbningstiden. Vælg et andet tidspunkt.")
    CALL_FULL = "call_full", _("Tiden er optaget. Vælg en af de andre.")
    NOBODY = (
        "nobody",
        _(
            "Ingen, der må tage imod, er på arbejde lige nu. Ring til kommunen. "
            "Er du selv medarbejder, så sæt en vagt på teamet."
        ),
    )
    DUTY_NOT_EMPLOYED = "duty_not_employed", _("Vagten skal være ansat på teamet alle dagene.")
    DUTY_PASSED = "duty_passed", _("Dagen er gået. Vælg i dag eller senere.")
    DUTY_BACKWARDS = "duty_backwards", _("Sidste dag ligger før første. Ret en af dem.")
    DUTY_TAKEN = "duty_taken", _("Der er allerede en vagt på teamet nogle af dagene.")


class CannedObjection(models.TextChoices):
    """Why a canned answer cannot be kept so; each says what to do."""

    NO_TITLE = "no_title", _("Skriv, hvad svaret handler om.")
    NO_TEXT = "no_text", _("Skriv svaret.")
    TOO_LONG = "too_long", _("Teksten er for lang. Skriv den kortere.")
    REVIEW_PASSED = "review_passed", _("Vælg en dag, hvor svaret skal ses igennem igen, fra i morgen og frem.")
    REVIEW_TOO_FAR = "review_too_far", _("Et fast svar ses igennem mindst en gang om året. Vælg en tidligere dag.")
    RETIRED = "retired", _("Svaret er taget ud af brug.")
    HAS_CPR = "has_cpr", _("Der må ikke stå et CPR-nummer i et fast svar.")


class DeadlineObjection(models.TextChoices):
    """Why a deadline cannot be published so; each says what to do."""

    UNKNOWN_KIND = "unknown_kind", _("Den slags afgørelse findes ikke.")
    NO_LAW = "no_law", _("Skriv loven og paragraffen.")
    NO_AMOUNT = "no_amount", _("Skriv fristen som et tal over nul.")
    TOO_LONG = "too_long", _("En frist på over et år er ingen frist. Skriv en kortere.")
    NO_APPROVAL = "no_approval", _("Skriv den dag, fristen er besluttet.")
    APPROVED_LATER = "approved_later", _("Fristen kan ikke gælde fra før den dag, den er besluttet.")
    STARTS_LATER = "starts_later", _("Der er allerede en frist, der begynder den dag eller senere.")


class NoticeObjection(models.TextChoices):
    """Why a written notice of a new date cannot be sent so; each says what to do."""

    NOT_READY = "not_ready", _("Brevet er allerede sendt eller lagt væk.")
    NO_CAUSE = "no_cause", _("Skriv, hvad sagen venter på.")
    TOO_LONG = "too_long", _("Teksten er for lang. Skriv den kortere.")
    NOT_LATER = "not_later", _("Den nye dato skal ligge efter fristen og efter i dag.")
