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
    PROPOSAL = "proposal", _("Forslag om job")
    PLACEMENT = "placement", _("Plads på arbejde")


class AppliedBy(models.TextChoices):
    """How the application for a decision came."""

    PORTAL = "portal", _("På Min vej")
    MAIL = "mail", _("Med en mail")
    LETTER = "letter", _("Med et brev eller Digital Post")
    PHONE = "phone", _("I telefonen")
    TALK = "talk", _("I en samtale eller ved skranken")


class DecisionPart(models.TextChoices):
    """The headings of a decision, in the order they are read."""

    OUTCOME = "outcome", _("Afgørelse")
    FACTS = "facts", _("Oplysningerne i sagen")
    HEARING = "hearing", _("Det har du svaret")
    LAW = "law", _("Loven")
    CONSIDERATIONS = "considerations", _("Det har vi lagt vægt på")
    COMPLAINT = "complaint", _("Sådan kan du klage")


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
