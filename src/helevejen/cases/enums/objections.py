"""Why a deed of a case is refused; each says what to do."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingObjection(models.TextChoices):
    """Why a meeting cannot be as wanted; each says what to do."""

    CASE_CLOSED = "case_closed", _("Sagen er lukket. Åbn en ny sag, før du aftaler en samtale.")
    IN_THE_PAST = "in_the_past", _("Tidspunktet er passeret. Vælg et, der ligger senere end nu.")
    TOO_EARLY = "too_early", _("Samtaler begynder tidligst klokken 7. Vælg et senere tidspunkt på dagen.")
    TOO_LATE = "too_late", _("Samtaler slutter senest klokken 20. Vælg et tidligere tidspunkt på dagen.")
    TOO_SHORT = "too_short", _("En samtale varer mindst 5 minutter. Sæt længden op.")
    TOO_LONG = "too_long", _("En samtale varer højst 4 timer. Del den i flere samtaler.")
    NO_SLOTS = "no_slots", _("Foreslå mindst ét tidspunkt.")
    TOO_MANY_SLOTS = "too_many_slots", _("Foreslå højst 10 tidspunkter.")
    SLOT_TWICE = "slot_twice", _("To af tidspunkterne overlapper hinanden. Ret det ene.")
    SLOT_NOT_PROPOSED = "slot_not_proposed", _("Det tidspunkt er ikke foreslået. Vælg et af de foreslåede.")
    SLOT_GONE = "slot_gone", _("Tidspunktet er ikke længere ledigt. Vælg et af de andre.")
    NOT_PROPOSED = "not_proposed", _("Samtalen venter ikke på et valg. Genindlæs siden for at se, hvad der er sket.")
    NOT_BOOKED = "not_booked", _("Samtalen er ikke længere aftalt. Genindlæs siden for at se, hvad der er sket.")
    NOT_STARTED = (
        "not_started",
        _("Samtalen er ikke begyndt endnu. Flyt den, hvis I mødes på et andet tidspunkt, eller aflys den."),
    )
    NOT_MISSED = "not_missed", _("Kun en samtale, der ikke blev til noget, har en grund til fravær.")
    NO_REASON = "no_reason", _("Spørg efter grunden. Vælg ”Ved det ikke endnu”, til du har fået svar.")
    NOTE_WITHOUT_CAP = "note_without_cap", _("Vælg kasket for hvert notat.")
    WRONG_TRACK = "wrong_track", _("Sporet hører ikke til sagen, eller det er lukket. Vælg et åbent spor.")
    TRACK_OF_ANOTHER_DEED = (
        "track_of_another_deed",
        _("Bolden på det spor gives kun videre på sin egen side, for eksempel når du svarer. Vælg et andet spor."),
    )
    NOT_STAFF = "not_staff", _("En samtale holdes af en medarbejder. Vælg en.")
    HOST_WITHOUT_ACCESS = (
        "host_without_access",
        _("Borgeren har særlig beskyttelse, og værten må ikke åbne sagen. Vælg en, der må."),
    )


class MeetingClash(models.TextChoices):
    """Who is taken at a wanted time, and when; filled with the clashing meeting."""

    HOST = "host", _("%(name)s har en anden aftale %(day)s kl. %(start)s–%(end)s. Vælg et andet tidspunkt.")
    AWAY = "away", _("%(name)s er ikke på arbejde %(day)s. Vælg en anden dag eller en anden vært.")
    CITIZEN = "citizen", _("Borgeren har en anden samtale %(day)s kl. %(start)s–%(end)s. Vælg et andet tidspunkt.")


class DecisionObjection(models.TextChoices):
    """Why a deed on a decision is refused; each says what to do."""

    CASE_CLOSED = "case_closed", _("Sagen er lukket. Åbn en ny sag, før du træffer afgørelser.")
    UNKNOWN_KIND = "unknown_kind", _("Den slags afgørelse findes ikke. Vælg en fra listen.")
    NOT_DRAFT = "not_draft", _("Afgørelsen er ikke længere et udkast og kan ikke ændres. Skriv en ny.")
    LAW_OF_OTHER_KIND = (
        "law_of_other_kind",
        _("Lovbestemmelsen hører ikke til denne slags afgørelse. Vælg en fra listen."),
    )
    WRONG_TRACK = "wrong_track", _("Sporet hører ikke til sagen, eller det er lukket. Vælg et åbent spor.")
    NOTE_OF_OTHER_CASE = "note_of_other_case", _("Notatet hører til en anden sag. Vælg et fra denne sag.")
    MENTOR_NOTE = "mentor_note", _("Et notat skrevet som mentor kan ikke bruges i en afgørelse. Vælg et andet notat.")
    HEARING_SENT = "hearing_sent", _("Høringen er allerede sendt. Vent på svaret eller på, at fristen udløber.")
    HEARING_NOT_SENT = "hearing_not_sent", _("Der er ikke sendt nogen høring. Send den, før du skriver svaret ind.")
    HEARING_ANSWERED = "hearing_answered", _("Svaret på høringen er allerede skrevet ind.")
    HEARING_TOO_SHORT = "hearing_too_short", _("Borgeren skal have mindst 7 dage til at svare. Sæt fristen senere.")
    HEARING_NOT_NEEDED = "hearing_not_needed", _("Du har skrevet, at en høring ikke er nødvendig. Ret det først.")
    NO_FACTS = "no_facts", _("Skriv først de oplysninger, borgeren skal svare på.")
    NO_ANSWER = "no_answer", _("Skriv, hvad borgeren svarede.")
    NOT_STAFF = "not_staff", _("En afgørelse skrives og træffes af en medarbejder.")
    APPLIED_LATER = "applied_later", _("Ansøgningen kan ikke være kommet efter i dag. Ret dagen.")
    APPLIED_HALF = "applied_half", _("Skriv både dagen og hvordan borgeren søgte, eller ingen af dem.")


class MissingElement(models.TextChoices):
    """What a draft lacks before it may be released. The label says what to do."""

    FACTS = "facts", _("Skriv de oplysninger, afgørelsen bygger på.")
    LAW = "law", _("Vælg den lovbestemmelse, afgørelsen bygger på.")
    LAW_NOT_IN_FORCE = "law_not_in_force", _("Lovbestemmelsen gælder ikke i dag. Vælg en, der gør.")
    CONSIDERATIONS = "considerations", _("Skriv, hvad du har lagt vægt på.")
    OUTCOME = "outcome", _("Vælg, om svaret er ja, delvist ja eller nej.")
    HEARING_NOT_CONSIDERED = "hearing_not_considered", _("Tag stilling til, om borgeren skal høres først.")
    HEARING_NOT_SENT = "hearing_not_sent", _("Send høringen til borgeren.")
    HEARING_NOT_OVER = "hearing_not_over", _("Vent på borgerens svar, eller til fristen for høringen er udløbet.")
    COMPLAINT_GUIDANCE = "complaint_guidance", _("Skriv, hvordan borgeren kan klage.")
    COMPLAINT_DEADLINE = "complaint_deadline", _("Klagefristen skal være mindst fire uger.")
    AUTHORITY_CAP = "authority_cap", _("En afgørelse træffes med kasketten Myndighed.")
    PERSON = "person", _("En medarbejder skal have skrevet og læst afgørelsen.")
    MENTOR_NOTE = "mentor_note", _("Fjern det notat, der er skrevet som mentor. Det må ikke bruges i en afgørelse.")


class JobObjection(models.TextChoices):
    """Why a job or its follow-up cannot be as wanted; each says what to do."""

    CASE_CLOSED = "case_closed", _("Sagen er lukket. Åbn en ny sag, før du skriver jobbet ind.")
    NO_EMPLOYER = "no_employer", _("Skriv navnet på arbejdspladsen.")
    NO_TITLE = "no_title", _("Skriv, hvad jobbet er.")
    NO_HOURS = "no_hours", _("Skriv, hvor mange timer om ugen jobbet er på, mere end 0 og højst 60.")
    TOO_MANY_HOURS = (
        "too_many_hours",
        _("Et minifleksjob er på højst 10 timer om ugen. Vælg fleksjob, eller ret timerne."),
    )
    TOO_FAR_AHEAD = "too_far_ahead", _("Jobbet begynder om mere end 90 dage. Skriv det ind, når det nærmer sig.")
    CHECK_IN_DAYS = "check_in_days", _("Aftal opfølgning mellem hver dag og hver 90. dag.")
    FOLLOW_UP_ENDS_FIRST = (
        "follow_up_ends_first",
        _("Opfølgningen skal slutte efter jobbets første dag og efter i dag."),
    )
    FOLLOW_UP_OVER = "follow_up_over", _("Opfølgningen er allerede slut.")
    ALREADY_ENDED = "already_ended", _("Jobbet er allerede slut.")
    ENDS_BEFORE_START = "ends_before_start", _("Jobbet kan ikke slutte, før det er begyndt. Ret datoen.")
    ENDS_IN_FUTURE = "ends_in_future", _("Den sidste dag ligger i fremtiden. Vent, til dagen er nået.")
    NO_CAUSE = "no_cause", _("Skriv kort, hvorfor jobbet er slut.")
    NO_NOTE = "no_note", _("Skriv kort, hvordan det går.")


class ContactObjection(models.TextChoices):
    """Why a contact with a company cannot be written down; each says what to do."""

    CASE_CLOSED = "case_closed", _("Sagen er lukket, og der kan ikke skrives mere i den.")
    NO_TEXT = "no_text", _("Skriv kort, hvad I talte om.")
    TOO_LONG = "too_long", _("Skriv tiden i minutter, mellem 0 og 600.")
    WRONG_TRACK = "wrong_track", _("Sporet hører ikke til sagen, eller det er lukket. Vælg et åbent spor.")


class TurnObjection(models.TextChoices):
    """Why a track cannot move as wanted; each says what to do."""

    CASE_CLOSED = "case_closed", _("Sagen er lukket, og bolden kan ikke sendes videre.")
    TRACK_CLOSED = "track_closed", _("Sporet er allerede slut. Åbn et nyt, hvis der er mere at gøre.")
    TURN_ENDED = "turn_ended", _("Bolden er allerede sendt videre. Genindlæs siden for at se, hvor den ligger.")
    WAITS_FOR_SUBTRACKS = (
        "waits_for_subtracks",
        _("Sporet venter på sine delspor. Bolden kommer tilbage, når de er slut."),
    )
    OPEN_SUBTRACKS = "open_subtracks", _("Sporet har åbne delspor. Luk dem først.")
    PARENT_OF_OTHER_CASE = "parent_of_other_case", _("Et delspor skal høre til et åbent spor i samme sag.")
    UNKNOWN_STEP = "unknown_step", _("Det skridt findes ikke på sporet. Vælg et fra listen.")
    NO_SUBTRACKS = "no_subtracks", _("Bolden kan ikke sendes til delspor med hånden. Åbn et delspor i stedet.")
    BY_DEED = "by_deed", _("Det skridt gøres på sin egen side. Åbn forslaget eller forløbet, og gør det der.")
    EVENT_OF_OTHER_DEED = "event_of_other_deed", _("Vælg, om det er gjort, besvaret eller ikke blev til noget.")
    HOLDER_NOT_STAFF = (
        "holder_not_staff",
        _("Når jobformidleren har bolden, skal den ligge hos en bestemt medarbejder."),
    )
    DUE_IN_PAST = "due_in_past", _("Fristen er allerede gået. Vælg en dag fra i dag og frem.")
    DUE_NOT_LATER = "due_not_later", _("Den nye frist skal ligge efter den gamle.")
    NO_DUE = "no_due", _("Vælg en dag, hvor det senest skal være gjort.")
    NO_REASON = "no_reason", _("Skriv kort hvorfor, så borgeren kan forstå det.")
    TOO_LONG = "too_long", _("Teksten er for lang. Skriv den kortere.")
    NOTHING_CORRECTED = "nothing_corrected", _("Vælg det rigtige skridt, eller hvem der har bolden.")
    NUDGED_TODAY = "nudged_today", _("Der er allerede rykket i dag. Prøv igen i morgen.")
    OWN_TURN = "own_turn", _("Bolden ligger hos dig selv.")
    NOT_STAFF = "not_staff", _("Kun en medarbejder kan gøre det.")
    HAS_OPEN_CASE = "has_open_case", _("Borgeren har allerede en åben sag. Brug den.")
    BACKUP_IS_SAME = "backup_is_same", _("Vikaren skal være en anden end jobformidleren.")


class ClosingObjection(models.TextChoices):
    """Why a case cannot be closed; each says what to do."""

    ALREADY_CLOSED = "already_closed", _("Sagen er allerede lukket.")
    DRAFT_DECISION = "draft_decision", _("Der ligger et udkast til en afgørelse. Træf den, eller slet udkastet først.")
    COMING_MEETING = "coming_meeting", _("Der er en aftalt eller foreslået samtale. Hold eller aflys den først.")
    ORDERED_STATEMENT = (
        "ordered_statement",
        _("Vi venter på %(statements)s. Skriv svaret ind, eller vælg Afbestil under Afklaring først."),
    )


class WritingObjection(models.TextChoices):
    """Why something cannot be written down in a case; each says what to do."""

    CASE_CLOSED = "case_closed", _("Sagen er lukket, og der kan ikke skrives mere i den.")
    NO_HEADLINE = "no_headline", _("Skriv en overskrift.")
    NO_TEXT = "no_text", _("Skriv teksten.")
    TOO_LONG = "too_long", _("Teksten er for lang. Del den i flere.")
    TOO_MANY_MINUTES = "too_many_minutes", _("Skriv tiden i minutter, mellem 0 og 600.")
    MENTOR_SHARES = "mentor_shares", _("Et notat skrevet som mentor deles altid med borgeren.")
    OF_OTHER_CASE = "of_other_case", _("Det hører til en anden sag. Vælg noget fra denne sag.")
    NO_CAP = "no_cap", _("Vælg den kasket, du skriver med.")
    NOT_STAFF = "not_staff", _("Kun en medarbejder kan skrive det.")
    NOT_THE_CITIZEN = "not_the_citizen", _("Kun borgeren selv kan skrive det.")
    CALL_IN_PAST = "call_in_past", _("Vælg et tidspunkt, der ikke er gået.")
    ANSWERED_ALREADY = "answered_already", _("Der er allerede svaret. Skriv en ny besked.")
    NOT_A_DIALOGUE = "not_a_dialogue", _("Sporet er ikke en samtale med borgeren.")


class PlanObjection(models.TextChoices):
    """Why the plan cannot be changed as wanted; each says what to do."""

    CASE_CLOSED = "case_closed", _("Sagen er lukket, og planen kan ikke ændres.")
    NO_TEXT = "no_text", _("Skriv, hvad det går ud på.")
    TOO_LONG = "too_long", _("Teksten er for lang. Skriv den kortere.")
    OF_OTHER_CASE = "of_other_case", _("Det hører til en anden sag. Vælg noget fra denne sag.")
    GOAL_ENDED = "goal_ended", _("Målet er allerede nået eller lagt væk.")
    NO_END = "no_end", _("Vælg, om målet er nået eller lagt væk.")
    DUE_IN_PAST = "due_in_past", _("Dagen er allerede gået. Vælg en dag fra i dag og frem.")
    STEP_ENDED = "step_ended", _("Skridtet er allerede gjort eller taget ud af planen.")
