"""Tracks, holders, events, caps and the states of meetings, decisions and jobs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cap(models.TextChoices):
    """The three caps of the jobformidler. Everything said and done is done under one of them."""

    AUTHORITY = "authority", _("Myndighed")
    MENTOR = "mentor", _("Mentor")
    COMPANY = "company", _("Virksomhed")


class TrackKind(models.TextChoices):
    """What a track of a case is about."""

    FIRST_CONTACT = "first_contact", _("Første kontakt")
    CLARIFICATION = "clarification", _("Afklaring")
    JOB_AND_COMPANY = "job_and_company", _("Job og virksomhed")
    EDUCATION = "education", _("Uddannelse")
    MENTORING = "mentoring", _("Mentor")
    HEALTH_AND_SOCIAL = "health_and_social", _("Helbred og støtte")
    RETENTION = "retention", _("Fastholdelse i job")
    DIALOGUE = "dialogue", _("Dialog")


class Holder(models.TextChoices):
    """Whose turn it is."""

    CITIZEN = "citizen", _("Borgeren")
    JOBFORMIDLER = "jobformidler", _("Jobformidleren")
    DOCTOR = "doctor", _("Lægen")
    COMPANY = "company", _("Virksomheden")
    SCHOOL = "school", _("Skolen")
    AUTHORITY = "authority", _("En anden myndighed")
    SUBTRACKS = "subtracks", _("Delspor")


class DueKind(models.TextChoices):
    """Where a due date comes from."""

    RULE = "rule", _("Regel")
    PROMISE = "promise", _("Løfte")
    AGREEMENT = "agreement", _("Aftale")


class TurnEvent(models.TextChoices):
    """The event that ended a turn."""

    DONE = "done", _("Gjort")
    ANSWERED = "answered", _("Svar modtaget")
    NOT_DONE = "not_done", _("Blev ikke til noget")
    POSTPONED = "postponed", _("Udsat med grund")
    TAKEN_OVER = "taken_over", _("Overtaget af ny jobformidler")
    CORRECTED = "corrected", _("Rettet")
    CLOSED = "closed", _("Sporet er slut")


class TrackOutcome(models.TextChoices):
    """How a track ended."""

    REACHED = "reached", _("Nået")
    NOT_NEEDED = "not_needed", _("Ikke længere nødvendigt")
    STOPPED_BY_CITIZEN = "stopped_by_citizen", _("Borgeren ønsker at stoppe")
    GIVEN_UP = "given_up", _("Kunne ikke lade sig gøre")
    CASE_CLOSED = "case_closed", _("Sagen er lukket")


class ClosingReason(models.TextChoices):
    """Why a case was closed."""

    LASTING_JOB = "lasting_job", _("Varigt job")
    EDUCATION = "education", _("Uddannelse")
    MOVED = "moved", _("Flyttet til en anden kommune")
    PENSION = "pension", _("Pension")
    SELF_SUPPORTING = "self_supporting", _("Forsørger sig selv")
    WISH = "wish", _("Borgerens ønske")
    DECEASED = "deceased", _("Død")


class NoteKind(models.TextChoices):
    """What a note may contain. Unclassified counts as the strictest class."""

    ORDINARY = "ordinary", _("Almindeligt notat")
    HEALTH = "health", _("Helbred")
    SOCIAL = "social", _("Sociale forhold")
    UNCLASSIFIED = "unclassified", _("Ikke klassificeret")


class MeetingState(models.TextChoices):
    PROPOSED = "proposed", _("Tider foreslået")
    BOOKED = "booked", _("Aftalt")
    HELD = "held", _("Holdt")
    MISSED = "missed", _("Blev ikke til noget")
    CANCELLED = "cancelled", _("Aflyst")


class MeetingPurpose(models.TextChoices):
    FIRST = "first", _("Første samtale")
    FOLLOW_UP = "follow_up", _("Opfølgning")
    PLAN = "plan", _("Min plan")
    COMPANY_VISIT = "company_visit", _("Besøg hos en virksomhed")
    HANDOVER = "handover", _("Fælles samtale ved skift af jobformidler")
    HEARING = "hearing", _("Høring")
    CHECK_IN = "check_in", _("Opfølgning i job")


class AbsenceReason(models.TextChoices):
    """Why a citizen did not come. Asked for, never assumed."""

    ILLNESS = "illness", _("Sygdom")
    JOB = "job", _("Job eller jobsamtale")
    CARE = "care", _("Barns sygdom eller pasning")
    TRANSPORT = "transport", _("Transport")
    NOT_RECEIVED = "not_received", _("Fik ikke indbydelsen")
    FORGOT = "forgot", _("Glemte det")
    OTHER = "other", _("Anden grund")
    UNKNOWN = "unknown", _("Ved det ikke endnu")


class StepOwner(models.TextChoices):
    WE = "we", _("Vi")
    YOU = "you", _("Du")


class GoalState(models.TextChoices):
    ACTIVE = "active", _("I gang")
    REACHED = "reached", _("Nået")
    DROPPED = "dropped", _("Lagt væk")


class DecisionState(models.TextChoices):
    DRAFT = "draft", _("Udkast")
    RELEASED = "released", _("Truffet")
    WITHDRAWN = "withdrawn", _("Udkast slettet")


class DecisionOutcome(models.TextChoices):
    YES = "yes", _("Ja")
    PARTLY = "partly", _("Delvist ja")
    NO = "no", _("Nej")


class JobForm(models.TextChoices):
    ORDINARY = "ordinary", _("Almindeligt job")
    FLEX = "flex", _("Fleksjob")
    MINIFLEX = "miniflex", _("Minifleksjob")
    SUBSIDY = "subsidy", _("Job med løntilskud")
    APPRENTICE = "apprentice", _("Elev- eller lærlingeplads")


class NoticeKind(models.TextChoices):
    """What the citizen is told on Min vej."""

    NEW_JOBFORMIDLER = "new_jobformidler", _("Din jobformidler")
    HANDOVER_PLANNED = "handover_planned", _("Skift af jobformidler på vej")
    WISH_ANSWERED = "wish_answered", _("Svar på dit ønske")
    MEETING = "meeting", _("Samtale")
    DECISION = "decision", _("Afgørelse")
    MESSAGE = "message", _("Besked")
    GLASS_BROKEN = "glass_broken", _("Nødadgang til dine oplysninger")
    NUDGE = "nudge", _("Påmindelse")


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
    NO_REASON = "no_reason", _("Spørg efter grunden. Vælg “Ved det ikke endnu”, til du har fået svar.")
    NOTE_WITHOUT_CAP = "note_without_cap", _("Vælg kasket for hvert notat.")
    WRONG_TRACK = "wrong_track", _("Sporet hører ikke til sagen, eller det er lukket. Vælg et åbent spor.")
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


class DecisionPart(models.TextChoices):
    """The headings of a decision, in the order they are read."""

    OUTCOME = "outcome", _("Afgørelse")
    FACTS = "facts", _("Oplysningerne i sagen")
    HEARING = "hearing", _("Det har du svaret")
    LAW = "law", _("Loven")
    CONSIDERATIONS = "considerations", _("Det har vi lagt vægt på")
    COMPLAINT = "complaint", _("Sådan kan du klage")


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
    EVENT_OF_OTHER_DEED = "event_of_other_deed", _("Vælg, om det er gjort, besvaret eller ikke blev til noget.")
    HOLDER_NOT_STAFF = "holder_not_staff", _("Når jobformidleren har bolden, skal den ligge hos en bestemt medarbejder.")
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


class TurnBucket(models.TextChoices):
    """Where a turn stands on Min dag."""

    OVERDUE = "overdue", _("Over tiden")
    TODAY = "today", _("I dag")
    THIS_WEEK = "this_week", _("Denne uge")
    LATER = "later", _("Senere")


class TimelineKind(models.TextChoices):
    """What a line of the timeline tells of."""

    NOTE = "note", _("Notat")
    TURN = "turn", _("Bolden gik videre")
    TRACK_CLOSED = "track_closed", _("Spor slut")
    MEETING = "meeting", _("Samtale")
    DECISION = "decision", _("Afgørelse")
    COMPANY_CONTACT = "company_contact", _("Virksomhedskontakt")
    MESSAGE = "message", _("Besked")
    WISH = "wish", _("Ønske")
    WISH_ANSWER = "wish_answer", _("Svar på ønske")
    JOB = "job", _("Job")


class Standing(models.TextChoices):
    """How an obligation of the law stands by the facts alone, whatever the day is."""

    RUNNING = "running", _("Løber")
    MET = "met", _("Opfyldt")
    PAUSED = "paused", _("Står stille")
    EXEMPTED = "exempted", _("Fritaget")
    REPLACED = "replaced", _("Afløst af en ny regel")
    ENDED = "ended", _("Ikke længere aktuel")
    ELSEWHERE = "elsewhere", _("Følges et andet sted")


class ObligationState(models.TextChoices):
    """How an obligation of the law stands on a day."""

    OVERDUE = "overdue", _("Over tiden")
    OPEN = "open", _("Åben")
    NOT_YET = "not_yet", _("Begynder senere")
    PAUSED = "paused", _("Står stille")
    EXEMPTED = "exempted", _("Fritaget")
    ELSEWHERE = "elsewhere", _("Følges et andet sted")
    MET = "met", _("Opfyldt")
    REPLACED = "replaced", _("Afløst af en ny regel")
    ENDED = "ended", _("Ikke længere aktuel")


class ClockKind(models.TextChoices):
    """The five kinds of legal clock."""

    DEADLINE = "deadline", _("Frist")
    COUNT_IN_WINDOW = "count_in_window", _("Antal i en periode")
    QUOTA = "quota", _("Andel af en gruppe")
    RECURRENCE = "recurrence", _("Gentages")
    DURATION_CAP = "duration_cap", _("Længste varighed")


class Party(models.TextChoices):
    """Whose an obligation of the law is."""

    MUNICIPALITY = "municipality", _("Kommunen")
    FUND = "fund", _("A-kassen")
    CITIZEN = "citizen", _("Borgeren")
    EMPLOYER = "employer", _("Arbejdsgiveren")


class WhyKind(models.TextChoices):
    """One line of why an obligation stands as it does; its values are filled in."""

    LAW = "law", "%(why)s"
    SOURCE = "source", _("Lov: %(law)s.")
    ANCHOR = "anchor", _("Der regnes fra %(day)s: %(anchor)s.")
    LENGTH = "length", _("Fristen er %(length)s.")
    WINDOW = "window", _("Der tælles fra %(day)s til og med %(until)s.")
    PAUSED = "paused", _("Uret stod stille %(days)s i tiden %(day)s – %(until)s: %(ground)s.")
    STANDS_STILL = "stands_still", _("Uret står stille fra %(day)s, indtil pausen er forbi: %(ground)s.")
    DUE = "due", _("Sidste dag er %(day)s.")
    COUNTED = "counted", _("Talt med: %(done)s af %(needed)s.")
    MET = "met", _("Opfyldt %(day)s.")
    LATE = "late", _("Det var %(days)s efter fristen.")
    LAST_TIME = "last_time", _("Sidste gang var %(day)s.")
    USED = "used", _("Brugt: %(days)s. Tilbage: %(left)s.")
    OVER = "over", _("Det er %(days)s længere end loven giver.")
    EXEMPTED = "exempted", _("Fritaget fra %(day)s: %(ground)s.")
    EXEMPTION_VOID = "exemption_void", _("Fritagelsen fra %(day)s gælder ikke: %(ground)s.")
    REPLACED = "replaced", _("Reglen gjaldt til og med %(day)s. Nu gælder %(by)s.")
    LAPSED = "lapsed", _("Reglen gjaldt til og med %(day)s.")
    COURSE_ENDED = "course_ended", _("Forløbet sluttede %(day)s.")
    GROUP_LEFT = "group_left", _("Målgruppen blev en anden %(day)s.")
    MARKED = "marked", _("Reglen er ikke for borgeren: %(mark)s.")
    FACTS_CHANGED = "facts_changed", _("Oplysningerne blev rettet, og uret begynder ikke længere den dag.")
    RIGHT_OVER = "right_over", _("Det er en ret for borgeren. Den kan bruges til og med %(day)s.")
    ELSEWHERE = "elsewhere", _("Om det er gjort, står på Jobnet eller hos en anden. Hele Vejen kan ikke se det.")
    REGIME = "regime", _("Forløbet følger %(regime)s.")
    DRAFT = "draft", _("Udkast: Loven er ikke vedtaget, og reglen kan blive en anden.")
    VERIFIED = "verified", _("Gennemgået af %(by)s %(day)s.")
    UNVERIFIED = "unverified", _("Ikke gennemgået af en jurist.")


class LawEffect(models.TextChoices):
    """What a change of law does to an open obligation."""

    APPEARS = "appears", _("Kommer til")
    MOVES = "moves", _("Flyttes")
    VANISHES = "vanishes", _("Falder væk")


class ClockObjection(models.TextChoices):
    """Why an exemption, a pause or an event of the law's clocks cannot be written down; each says what to do."""

    CASE_CLOSED = "case_closed", _("Sagen er lukket, og der kan ikke skrives i den.")
    NOT_IN_FORCE = "not_in_force", _("Loven giver ikke den fritagelse i dag. Vælg en anden.")
    OTHER_GROUP = "other_group", _("Loven giver ikke den fritagelse til borgerens målgruppe. Vælg en anden.")
    WORK_DUTY = "work_duty", _("En borger med arbejdspligt i 37 timer kan ikke fritages (KF-14).")
    NO_REASON = "no_reason", _("Skriv kort, hvad vurderingen bygger på.")
    TOO_LONG = "too_long", _("Teksten er for lang. Skriv den kortere.")
    ALREADY_EXEMPTED = "already_exempted", _("Borgeren er allerede fritaget af den grund.")
    EXEMPTION_ENDED = "exemption_ended", _("Fritagelsen er allerede slut.")
    FROM_IN_FUTURE = "from_in_future", _("Dagen ligger i fremtiden. Vælg en dag til og med i dag.")
    UNKNOWN_GROUND = "unknown_ground", _("Den grund findes ikke. Vælg en fra listen.")
    ALREADY_PAUSED = "already_paused", _("Uret står allerede stille af den grund.")
    PAUSE_ENDED = "pause_ended", _("Pausen er allerede slut.")
    UNTIL_TOO_EARLY = "until_too_early", _("Den sidste dag ligger før den første. Ret datoerne.")
    UNKNOWN_EVENT = "unknown_event", _("Den hændelse findes ikke. Vælg en fra listen.")
    WRITTEN_ALREADY = "written_already", _("Det er allerede skrevet ned.")
    NO_SOURCE = "no_source", _("Skriv, hvor oplysningen kommer fra.")


class ClockEventKind(models.TextChoices):
    """What can be written down by hand because it starts or stops a clock and stands nowhere else."""

    REGISTERED = "registered", _("Tilmeldt som ledig")
    ABSENCE_FIRST_DAY = "absence_first_day", _("Første fraværsdag ved sygdom")
    FAST_TRACK_REQUESTED = "fast_track_requested", _("Bedt om fast track")
    REASSESSED = "reassessed", _("Sygedagpengene er revurderet")
    CLARIFICATION_OFFERED = "clarification_offered", _("Jobafklaring er tilbudt")
    TEAM_MET = "team_met", _("Behandlet i rehabiliteringsteamet")
    FLEX_FOLLOWED_UP = "flex_followed_up", _("Fulgt op på fleksjob")
    FLEX_STATUS = "flex_status", _("Status på fleksjob er gjort")
    ACCESS_REQUESTED = "access_requested", _("Bedt om aktindsigt")
    ACCESS_GIVEN = "access_given", _("Aktindsigt er givet")
    REASONS_REQUESTED = "reasons_requested", _("Bedt om skriftlig begrundelse")
    REASONS_GIVEN = "reasons_given", _("Skriftlig begrundelse er givet")
    COMPLAINT_RECEIVED = "complaint_received", _("Klage modtaget")
    COMPLAINT_REASSESSED = "complaint_reassessed", _("Klagen er genvurderet")


class AnchorWord(models.TextChoices):
    """The event that starts a clock of the law, and where it came from when nobody wrote it down."""

    CONTACT_COURSE = "contact_course", _("kontaktforløbet begyndte")
    SICK_COURSE = "sick_course", _("sygeforløbet begyndte")
    FIRST_CONTACT = "first_contact", _("første henvendelse om hjælp")
    REGISTERED = "registered", _("tilmeldt som ledig")
    ABSENCE_FIRST_DAY = "absence_first_day", _("første fraværsdag")
    FAST_TRACK_REQUESTED = "fast_track_requested", _("der blev bedt om fast track")
    CLARIFICATION_OFFERED = "clarification_offered", _("jobafklaring blev tilbudt")
    FLEX_JOB_GRANTED = "flex_job_granted", _("fleksjob blev givet")
    DECISION_RECEIVED = "decision_received", _("borgeren fik afgørelsen")
    COMPLAINT_RECEIVED = "complaint_received", _("klagen kom")
    ACCESS_REQUESTED = "access_requested", _("der blev bedt om aktindsigt")
    REASONS_REQUESTED = "reasons_requested", _("der blev bedt om en begrundelse")
    EXEMPTED = "exempted", _("fritagelsen blev givet")
    EXEMPTION_ENDED = "exemption_ended", _("fritagelsen sluttede")
    OFFER = "offer", _("tilbuddet begyndte")
    BENEFIT_WEEKS = "benefit_weeks", _("ydelsen begyndte")
