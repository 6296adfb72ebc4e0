"""States of a placement, who says what of it, the reasons, and why something cannot be done."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlacementState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("forløb", "Aftales")
    RUNNING = "running", pgettext_lazy("forløb", "I gang")
    ENDED = "ended", pgettext_lazy("forløb", "Slut")


class Outcome(models.TextChoices):
    """What became of a placement."""

    JOB_HERE = "job_here", _("Endte i job i samme virksomhed")
    JOB_ELSEWHERE = "job_elsewhere", _("Endte i job et andet sted")
    AS_AGREED = "as_agreed", _("Gik som aftalt, uden job bagefter")
    STOPPED = "stopped", _("Stoppede før tid")


class StopReason(models.TextChoices):
    """Why a placement stopped early. Said of the work, never of a person's health."""

    NO_TASKS = "no_tasks", _("Der var ikke flere opgaver")
    TASKS_DID_NOT_FIT = "tasks_did_not_fit", _("Opgaverne passede ikke")
    HOURS_DID_NOT_FIT = "hours_did_not_fit", _("Timerne passede ikke")
    CITIZEN = "citizen", _("Borgeren ønskede det")
    COMPANY = "company", _("Virksomheden ønskede det")
    OTHER = "other", _("Noget andet")


class Party(models.TextChoices):
    """Who says something of a placement."""

    CITIZEN = "citizen", _("Borgeren")
    COMPANY = "company", _("Virksomheden")
    JOBFORMIDLER = "jobformidler", _("Jobformidleren")


class Direction(models.TextChoices):
    """Where a step of the ladder leads."""

    START = "start", _("Start")
    UP = "up", _("Flere timer")
    SAME = "same", _("Samme timer")
    DOWN = "down", _("Færre timer")


class LadderReason(models.TextChoices):
    """Why the hours became what they are."""

    AGREED = "agreed", _("Aftalt fra begyndelsen")
    READY = "ready", _("Klar til flere timer")
    FITS_NOW = "fits_now", _("Timerne passer, som de er")
    TOO_MANY = "too_many", _("Timerne var for mange")
    NO_TASKS = "no_tasks", _("Der er ikke opgaver til flere timer")
    OTHER = "other", _("Noget andet")


class Said(models.TextChoices):
    """The answers of an evaluation."""

    YES = "yes", _("Ja")
    PARTLY = "partly", _("Til dels")
    NO = "no", _("Nej")


class Move(models.TextChoices):
    """What comes next in a placement; each is a step of the chain of its track (cases/chains.toml)."""

    CITIZEN_READS = "you_ok_agreement", _("Borgeren læser aftalen")
    COMPANY_READS = "company_reads_agreement", _("Virksomheden læser aftalen")
    MEND = "we_mend_agreement", _("Noget passer ikke")
    MEND_TRIAL = "we_mend_trial", _("Noget passer ikke i praktikken")
    BEGIN = "we_begin_placement", _("Forløbet begynder")
    TRIAL_RUNS = "company_trains", _("Praktikken er i gang")
    END_TRIAL = "we_end_trial", _("Praktikken slutter")
    REVIEW_HOURS = "we_review_hours", _("Timerne ses efter")
    TALK = "we_talk_with_company", _("Vi taler med virksomheden")
    ASK = "we_ask_evaluation", _("Vi beder om svar på, hvordan det går")
    COMPANY_EVALUATES = "company_evaluates", _("Virksomheden svarer på, hvordan det går")
    CONCLUDE = "we_conclude_placement", _("Forløbet slutter")


class PlacementObjection(models.TextChoices):
    """Why something cannot be done with a placement; each says what to do."""

    NO_TITLE = "no_title", _("Skriv, hvad arbejdet er, for eksempel lagermedarbejder.")
    NO_PURPOSE = "no_purpose", _("Skriv, hvad forløbet skal føre til.")
    TOO_LONG_TEXT = "too_long_text", _("Teksten er for lang. Skriv den kortere.")
    HAS_CPR = "has_cpr", _("Der står et CPR-nummer i teksten. Fjern det.")
    HOURS = "hours", _("Skriv timerne om ugen, mere end 0 og højst 60.")
    TOO_MANY_MINI = (
        "too_many_mini",
        _("Et minifleksjob er højst 10 timer om ugen. Vælg fleksjob, hvis timerne er flere."),
    )
    PAID_HOURS = "paid_hours", _("Lønnede timer ved siden af hører til en praktik. Skriv 0 eller lad feltet være tomt.")
    INTENSITY = "intensity", _("Arbejdsintensiteten er fra 1 til 100 procent og hører til et fleksjob.")
    ENDS_FIRST = "ends_first", _("Sidste dag ligger før første dag. Ret en af dem.")
    NO_END = "no_end", _("Skriv sidste dag. Praktik og løntilskud aftales for en tid.")
    TOO_FAR_AHEAD = "too_far_ahead", _("Første dag er for langt ude i fremtiden. Vælg en dag inden for 90 dage.")
    TOO_LONG = (
        "too_long",
        _("Aftalen er for lang. %(law)s (%(id)s): sidste dag kan højst være %(day)s for borgerens målgruppe."),
    )
    UNKNOWN_CHOICE = "unknown_choice", _("Vælg fra listen.")
    OF_OTHER_COMPANY = "of_other_company", _("Det hører til en anden virksomhed. Vælg fra listen.")
    AGREED_ALREADY = "agreed_already", _("Det er allerede skrevet ned.")
    CASE_CLOSED = "case_closed", _("Sagen er lukket.")
    NO_REASON = "no_reason", _("Skriv kort hvorfor.")
    NOTHING_CHANGED = "nothing_changed", _("Der er ikke ændret noget i aftalen.")
    STARTED_ALREADY = "started_already", _("Forløbet er begyndt. Første dag kan ikke flyttes.")
    NOT_PLANNED = "not_planned", _("Det kan kun gøres, før forløbet begynder.")
    BOTH_AGREED = "both_agreed", _("Begge har sagt ja til stedet. Lav en ny aftale, hvis det skal være et andet.")
    NOT_RUNNING = "not_running", _("Det kan kun gøres, mens forløbet er i gang.")
    ENDED = "ended", _("Forløbet er slut.")
    NOT_SEEN_BY_CITIZEN = "not_seen_by_citizen", _("Borgeren skal først se aftalen og sige ja.")
    NOT_SEEN_BY_COMPANY = "not_seen_by_company", _("Virksomheden skal først have set aftalen.")
    NO_WORDS = "no_words", _("Skriv kort, hvad der ikke passer.")
    OLD_VERSION = "old_version", _("Aftalen er ændret, siden du åbnede siden. Læs den nye, og svar igen.")
    STARTS_LATER = "starts_later", _("Det er før den aftalte første dag. Ret aftalen, hvis I begynder før.")
    WEEK_OUTSIDE = "week_outside", _("Vælg en uge i forløbet, som ikke ligger i fremtiden.")
    WORKED_HOURS = "worked_hours", _("Skriv timerne i ugen, fra 0 til 80.")
    NO_LADDER = "no_ladder", _("Kun fleksjob og minifleksjob har en timetrappe.")
    LADDER_DAY = "ladder_day", _("Vælg en dag i forløbet, højst seks måneder frem.")
    REVIEW_DAY = "review_day", _("Vælg, hvornår I ser på timerne igen: efter i dag og inden seks måneder.")
    EVALUATED = "evaluated", _("Der er svaret på spørgsmålene. Tak.")
    ASKED = "asked", _("Virksomheden er spurgt og har lidt tid endnu.")
    END_DAY = "end_day", _("Vælg den sidste dag: ikke før den første og ikke i fremtiden.")
    NO_STOP_REASON = "no_stop_reason", _("Vælg, hvorfor det stoppede før tid.")
    MENDED = "mended", _("Der er svaret på det.")
