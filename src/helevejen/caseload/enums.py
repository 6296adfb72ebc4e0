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


class LoadLevel(models.TextChoices):
    """Where a caseload lies against the guideline's range."""

    BELOW = "below", _("Under det vejledende")
    WITHIN = "within", _("Inden for det vejledende")
    ABOVE = "above", _("Over det vejledende")


class CoverReason(models.TextChoices):
    """Why somebody is suggested to cover a case."""

    NAMED_BACKUP = "named_backup", _("Vikar på sagen, som borgeren kender")
    LEAST_LOADED = "least_loaded", _("Har bedst plads lige nu")
    NOBODY = "nobody", _("Ingen på teamet kan dække")


class PlanNeed(models.TextChoices):
    """Why a case needs a plan for who follows it."""

    JOBFORMIDLER_LEFT = "jobformidler_left", _("Jobformidleren er stoppet")
    JOBFORMIDLER_LEAVES = "jobformidler_leaves", _("Jobformidleren stopper snart")
    NOBODY_COVERS = "nobody_covers", _("Jobformidleren er væk, og vikaren er her ikke")
    BACKUP_LEFT = "backup_left", _("Vikaren på sagen er stoppet")


class Objection(models.TextChoices):
    """Why a deed of assignment, hand-over or absence is refused, in words fit for the user."""

    CASE_IS_CLOSED = "case_is_closed", _("Sagen er lukket.")
    HAS_A_CASE = "has_a_case", _("Borgeren har allerede en åben sag og en jobformidler.")
    NOT_A_CASE_WORKER = "not_a_case_worker", _("Den valgte er ikke ansat som jobformidler den dag.")
    IN_CONFLICT = "in_conflict", _("Den valgte er inhabil over for borgeren. Vælg en anden.")
    AWAY_ON_THE_DAY = "away_on_the_day", _("Den valgte er væk den dag. Vælg en anden, eller vælg en anden dag.")
    BACKUP_IS_THE_SAME = "backup_is_the_same", _("Vikaren skal være en anden end jobformidleren.")
    BACKUP_NOT_A_CASE_WORKER = "backup_not_a_case_worker", _("Den valgte vikar er ikke ansat som jobformidler den dag.")
    BACKUP_IN_CONFLICT = "backup_in_conflict", _("Den valgte vikar er inhabil over for borgeren. Vælg en anden.")
    HANDOVER_UNDER_WAY = "handover_under_way", _("Der er allerede en overdragelse i gang i sagen.")
    ALREADY_THE_JOBFORMIDLER = "already_the_jobformidler", _("Den valgte er allerede borgerens jobformidler.")
    REASON_IS_FOR_THE_FIRST = "reason_is_for_the_first", _("Vælg, hvorfor borgeren skifter jobformidler.")
    TOO_SOON = "too_soon", _("Vælg en dag fra i morgen og frem. Borgeren skal have besked, før skiftet sker.")
    NOT_WAITING_FOR_AN_ANSWER = "not_waiting_for_an_answer", _("Der er allerede svaret på anmodningen.")
    NOT_ASKED = "not_asked", _("Kun den, der er spurgt, kan svare på anmodningen.")
    REASON_MISSING = "reason_missing", _("Skriv, hvorfor du siger nej.")
    NO_MEETING_REASON_MISSING = "no_meeting_reason_missing", _("Skriv, hvorfor I ikke holder en fælles samtale.")
    NOT_ACCEPTED = "not_accepted", _("Modtageren har ikke sagt ja til overdragelsen.")
    ALREADY_TOLD = "already_told", _("Borgeren har fået besked.")
    TOLD_TOO_LATE = (
        "told_too_late",
        _("Dagen er nået. Træk overdragelsen tilbage, og vælg en ny dag, så borgeren får besked før."),
    )
    CITIZEN_NOT_TOLD = "citizen_not_told", _("Giv borgeren besked først.")
    NOT_MET = "not_met", _("Hold den fælles samtale først, eller skriv, hvorfor I ikke holder den.")
    NOT_ALL_SIGNED = "not_all_signed", _("Gå listen igennem, og kvittér for hvert punkt.")
    DAY_NOT_REACHED = "day_not_reached", _("Dagen for skiftet er ikke nået.")
    HANDOVER_IS_OVER = "handover_is_over", _("Overdragelsen er slut og kan ikke ændres.")
    NOT_ON_THE_LIST = "not_on_the_list", _("Punktet er ikke længere åbent. Genindlæs siden.")
    NOT_THE_RECEIVER = "not_the_receiver", _("Kun den nye jobformidler kan kvittere.")
    NOT_A_JOINT_MEETING = "not_a_joint_meeting", _("Samtalen hører ikke til sagen.")
    ANSWER_MISSING = "answer_missing", _("Skriv dit svar.")
    NOT_TOLD_YET = "not_told_yet", _("Du kan svare, når du har fået besked om skiftet.")
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins", _("Sidste dag kan ikke ligge før første dag.")
    ABSENCE_PASSED = "absence_passed", _("Den dag er gået. Vælg i dag eller senere.")
    OWN_SUBSTITUTE = "own_substitute", _("Ingen kan være sin egen vikar.")
    ALREADY_AWAY = "already_away", _("Der er allerede planlagt fravær i de dage. Aflys det først.")
    SUBSTITUTE_NOT_EMPLOYED = "substitute_not_employed", _("Vikaren er ikke ansat som jobformidler i hele perioden.")
    SUBSTITUTE_AWAY = "substitute_away", _("Vikaren er selv væk i perioden. Vælg en anden.")
    SUBSTITUTE_IN_CONFLICT = "substitute_in_conflict", _("Vikaren er inhabil over for en af borgerne. Vælg en anden.")
    ABSENCE_IS_OVER = "absence_is_over", _("Fraværet er slut og kan ikke aflyses.")
    MEETING_CLASH = (
        "meeting_clash",
        _("Den nye jobformidler har allerede en aftale på samme tid som en af borgerens samtaler. Flyt den først."),
    )
