"""Kinds of use, of purpose and of deed that the log knows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessKind(models.TextChoices):
    """The kinds of use the log must tell apart."""

    READ = "read", _("Set")
    LIST = "list", _("Vist på en liste")
    SEARCH = "search", _("Søgt")
    CHANGE = "change", _("Ændret")
    DISCLOSE = "disclose", _("Videregivet")
    EXPORT = "export", _("Trukket ud")
    REVEAL = "reveal", _("Afdækket")
    REFUSE = "refuse", _("Afvist")


class Purpose(models.TextChoices):
    """Why somebody looked. Every row of the log has one; a typed reason goes with the last two."""

    OWN_CASELOAD = "own_caseload", _("Din jobformidler arbejder med din sag")
    SUBSTITUTE = "substitute", _("Vikar for din jobformidler")
    MEETING = "meeting", _("Aftalt samtale")
    HANDOVER = "handover", _("Overdragelse af din sag")
    LEADERSHIP = "leadership", _("Ledelse af teamet")
    COORDINATOR = "coordinator", _("Koordinering, som du har sagt ja til")
    NAMED = "named", _("Navngiven person, som må se din sag")
    COLLEAGUE = "colleague", _("Oversigt på din jobformidlers team")
    OWN_RECORD = "own_record", _("Du selv")
    SEARCH = "search", _("Søgning efter en borger")
    ADMINISTRATION = "administration", _("Oprettelse og indlæsning af data")
    LOG_CONTROL = "log_control", _("Kontrol af loggen")
    BREAK_GLASS = "break_glass", _("Nødadgang med begrundelse")
    PROTECTED_ADDRESS = "protected_address", _("Visning af beskyttet adresse med begrundelse")
    NONE = "none", _("Uden grund")


class Outcome(models.TextChoices):
    SERVED = "served", _("Vist")
    REFUSED = "refused", _("Afvist")


class Verb(models.TextChoices):
    """The deeds that are written down; the label is the sentence the citizen reads."""

    CITIZEN_REGISTERED = "citizen_registered", _("Registrerede dig")
    CITIZEN_CHANGED = "citizen_changed", _("Ændrede dine oplysninger")
    CITIZEN_IMPORTED = "citizen_imported", _("Indlæste dine oplysninger")
    CPR_REVEALED = "cpr_revealed", _("Så dit CPR-nummer")
    ADDRESS_REVEALED = "address_revealed", _("Så din beskyttede adresse")
    GLASS_BROKEN = "glass_broken", _("Brugte nødadgang")
    GLASS_REVIEWED = "glass_reviewed", _("Gennemgik en nødadgang")
    CONFLICT_DECLARED = "conflict_declared", _("Meldte sig inhabil")
    CONSENT_GIVEN = "consent_given", _("Du gav samtykke")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Du trak et samtykke tilbage")
    WISH_SAID = "wish_said", _("Du skrev et ønske")
    WISH_ANSWERED = "wish_answered", _("Svarede på dit ønske")
    CASE_OPENED = "case_opened", _("Åbnede din sag")
    CASE_CLOSED = "case_closed", _("Lukkede din sag")
    TRACK_OPENED = "track_opened", _("Åbnede et spor")
    TRACK_CLOSED = "track_closed", _("Lukkede et spor")
    TURN_PASSED = "turn_passed", _("Sendte bolden videre")
    TURN_CORRECTED = "turn_corrected", _("Rettede en tur")
    TURN_POSTPONED = "turn_postponed", _("Udsatte en frist med grund")
    HOLDER_NUDGED = "holder_nudged", _("Rykkede for svar")
    NOTE_WRITTEN = "note_written", _("Skrev et notat")
    MESSAGE_SENT = "message_sent", _("Sendte en besked")
    MEETING_PROPOSED = "meeting_proposed", _("Foreslog tider til en samtale")
    MEETING_BOOKED = "meeting_booked", _("Aftalte en samtale")
    MEETING_MOVED = "meeting_moved", _("Flyttede en samtale")
    MEETING_HELD = "meeting_held", _("Holdt en samtale")
    MEETING_MISSED = "meeting_missed", _("Skrev, at en samtale ikke blev til noget")
    MEETING_EXPLAINED = "meeting_explained", _("Skrev, hvorfor en samtale ikke blev til noget")
    MEETING_CANCELLED = "meeting_cancelled", _("Aflyste en samtale")
    GOAL_SET = "goal_set", _("Satte et mål i din plan")
    STEP_AGREED = "step_agreed", _("Aftalte et skridt")
    STEP_DONE = "step_done", _("Gjorde et skridt færdigt")
    DECISION_DRAFTED = "decision_drafted", _("Skrev udkast til en afgørelse")
    DECISION_CHANGED = "decision_changed", _("Rettede udkastet til en afgørelse")
    DECISION_WITHDRAWN = "decision_withdrawn", _("Slettede udkastet til en afgørelse")
    DECISION_RELEASED = "decision_released", _("Traf en afgørelse")
    HEARING_SENT = "hearing_sent", _("Bad om din mening før en afgørelse")
    HEARING_ANSWERED = "hearing_answered", _("Skrev dit svar på en høring")
    CONTACT_LOGGED = "contact_logged", _("Talte med en virksomhed")
    JOB_STARTED = "job_started", _("Skrev, at du er begyndt i job")
    JOB_ENDED = "job_ended", _("Skrev, at et job er slut")
    CHECKED_IN = "checked_in", _("Fulgte op efter jobstart")
    FOLLOW_UP_STOPPED = "follow_up_stopped", _("Stoppede opfølgningen efter jobstart")
    CASE_ASSIGNED = "case_assigned", _("Gav dig en jobformidler")
    BACKUP_NAMED = "backup_named", _("Gav dig en vikar")
    HANDOVER_REQUESTED = "handover_requested", _("Bad om at overdrage din sag")
    HANDOVER_ACCEPTED = "handover_accepted", _("Sagde ja til at overtage din sag")
    HANDOVER_REFUSED = "handover_refused", _("Sagde nej til at overtage din sag")
    HANDOVER_COMPLETED = "handover_completed", _("Overtog din sag")
    HANDOVER_SIGNED = "handover_signed", _("Kvitterede for et punkt i overdragelsen")
    ABSENCE_PLANNED = "absence_planned", _("Planlagde fravær")
    ABSENCE_CANCELLED = "absence_cancelled", _("Aflyste fravær")
    COMPANY_REGISTERED = "company_registered", _("Registrerede en virksomhed")
    COMPANY_CHANGED = "company_changed", _("Ændrede en virksomheds oplysninger")
    EMPLOYMENT_CHANGED = "employment_changed", _("Ændrede en ansættelse")
    DATA_IMPORTED = "data_imported", _("Indlæste en fil")
