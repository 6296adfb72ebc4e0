"""The words of the clocks of the law: what is owed, to whom, since when and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    NO_CORRECTION = "no_correction", _("Skriv kort, hvad der var forkert.")
    CORRECTED_ALREADY = "corrected_already", _("Pausen er allerede rettet. Genindlæs siden.")


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
