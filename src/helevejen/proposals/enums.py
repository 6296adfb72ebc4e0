"""States of a proposal and the moves between them, what may be shared, and why something ended or cannot be done."""

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProposalState(models.TextChoices):
    ASKED = "asked", _("Borgeren er spurgt")
    ACCEPTED = "accepted", _("Borgeren har sagt ja")
    PRESENTED = "presented", _("Virksomheden har fået kortet")
    WANTED = "wanted", _("Virksomheden vil gerne møde borgeren")
    NAMED = "named", _("Virksomheden har fået navnet")
    INTERVIEW = "interview", _("Samtale aftalt")
    HIRED = "hired", pgettext_lazy("forslag", "Ansat")
    DECLINED = "declined", _("Borgeren sagde nej")
    WITHDRAWN = "withdrawn", _("Borgeren tog det tilbage")
    REFUSED = "refused", _("Virksomheden sagde nej")
    RELEASED = "released", _("Sluttet uden svar")
    FILLED = "filled", _("Pladserne er besat")
    STOPPED = "stopped", _("Stoppet")


#: States in which it goes on.
LIVE: Final = (
    ProposalState.ASKED,
    ProposalState.ACCEPTED,
    ProposalState.PRESENTED,
    ProposalState.WANTED,
    ProposalState.NAMED,
    ProposalState.INTERVIEW,
)
_ENDS: Final = frozenset({
    ProposalState.WITHDRAWN, ProposalState.FILLED, ProposalState.STOPPED,
})  # fmt: skip

#: From a state to those it may move to.
MOVES: Final[Mapping[ProposalState, frozenset[ProposalState]]] = {
    ProposalState.ASKED: _ENDS | {ProposalState.ACCEPTED, ProposalState.DECLINED, ProposalState.RELEASED},
    ProposalState.ACCEPTED: _ENDS | {ProposalState.PRESENTED},
    ProposalState.PRESENTED: _ENDS | {ProposalState.WANTED, ProposalState.REFUSED, ProposalState.RELEASED},
    ProposalState.WANTED: _ENDS | {ProposalState.NAMED},
    ProposalState.NAMED: _ENDS
    | {ProposalState.INTERVIEW, ProposalState.HIRED, ProposalState.REFUSED, ProposalState.RELEASED},
    ProposalState.INTERVIEW: _ENDS
    | {ProposalState.INTERVIEW, ProposalState.HIRED, ProposalState.REFUSED, ProposalState.RELEASED},
}


class Party(models.TextChoices):
    """Whose turn it is."""

    CITIZEN = "citizen", _("Borgeren")
    COMPANY = "company", _("Virksomheden")
    MUNICIPALITY = "municipality", _("Kommunen")


class Share(models.TextChoices):
    """What a citizen may let a company see beside the card and the name, each asked for by itself."""

    CONSIDERATIONS = "considerations", _("Hensyn, jeg har brug for på arbejdet")
    PHONE = "phone", _("Mit telefonnummer")
    EMAIL = "email", _("Min mail")


class DisclosureKind(models.TextChoices):
    """What a company was shown."""

    CARD = "card", _("Et kort uden navn")
    NAME = "name", _("Navnet")


class Standing(models.TextChoices):
    """How far something an order asks for is met, as the card says it. Not told is never no."""

    COVERED = "covered", _("Ja")
    NEAR = "near", _("Næsten")
    UNTOLD = "untold", _("Ikke oplyst")


class NotNow(models.TextChoices):
    """Why a company says no; both the company and the citizen read it."""

    HOURS = "hours", _("Timerne passer ikke sammen")
    MISSING = "missing", _("Der mangler noget, opgaven kræver")
    LANGUAGE = "language", _("Sproget er ikke godt nok til opgaven endnu")
    START = "start", _("Vi har brug for en, der kan begynde på et andet tidspunkt")
    ANOTHER = "another", _("Vi har valgt en anden denne gang")
    NO_TASK = "no_task", _("Opgaven er her ikke længere")
    OTHER = "other", _("Noget andet")


class ProposalEventKind(models.TextChoices):
    """What has happened to a proposal. Only ever added to."""

    PROPOSED = "proposed", _("Borgeren blev spurgt")
    ACCEPTED = "accepted", _("Borgeren sagde ja")
    DECLINED = "declined", _("Borgeren sagde nej")
    PRESENTED = "presented", _("Kortet blev vist for virksomheden")
    WANTED = "wanted", _("Virksomheden vil gerne møde borgeren")
    NAMED = "named", _("Navnet blev givet")
    INTERVIEW = "interview", _("Samtalen blev aftalt")
    HIRED = "hired", pgettext_lazy("forslag", "Ansat")
    REFUSED = "refused", _("Virksomheden sagde nej")
    WITHDRAWN = "withdrawn", _("Borgeren tog det tilbage")
    REMINDED = "reminded", _("Der blev mindet om svar")
    RELEASED = "released", _("Sluttede uden svar")
    FILLED = "filled", _("Pladserne blev besat")
    STOPPED = "stopped", _("Jobformidleren stoppede det")


class ProposalClock(models.TextChoices):
    """The waits that have a number."""

    ANSWER = "answer", _("Svar")
    REMINDED = "reminded", _("Efter en påmindelse")
    PRESENT = "present", _("Vis kortet")
    NAME = "name", _("Giv navnet")
    INTERVIEW = "interview", _("Svar efter samtalen")
    AGREEMENT = "agreement", _("Lav aftalen")
    YES = "yes", _("Så længe gælder et ja")


class ProposalObjection(models.TextChoices):
    """Why something cannot be done with a proposal; each says what to do."""

    CASE_CLOSED = "case_closed", _("Sagen er lukket. Åbn en sag først.")
    ORDER_NOT_OPEN = "order_not_open", _("Ordren er ikke åben. Vælg en anden.")
    OPEN_ALREADY = "open_already", _("Borgeren er allerede foreslået til den ordre.")
    NO_POSITION = "no_position", _("Pladserne er besat.")
    UNKNOWN_SHARE = "unknown_share", _("Vælg fra listen.")
    NOT_ASKED_FOR = "not_asked_for", _("Det er der ikke spurgt om. Genindlæs siden.")
    NO_SUCH_MOVE = "no_such_move", _("Det kan ikke gøres nu. Genindlæs siden for at se, hvor forslaget er.")
    OVER = "over", _("Forslaget er slut.")
    EXPIRED = "expired", _("Borgerens ja gælder ikke længere. Spørg igen.")
    ORDER_CHANGED = "order_changed", _("Ordren er ændret, siden borgeren sagde ja. Stop forslaget, og spørg igen.")
    TASK_CHANGED = "task_changed", _("Opgaven er ændret siden %(when)s. Læs den igen, før du svarer.")
    NOT_THEIRS = "not_theirs", _("Det er ikke din tur. Genindlæs siden for at se, hvem der har bolden.")
    NO_REASON = "no_reason", _("Vælg en grund, så borgeren kan forstå det.")
    NO_MISSING = "no_missing", _("Vælg, hvad der mangler.")
    TOO_LONG = "too_long", _("Teksten er for lang. Skriv den kortere.")
    HAS_CPR = "has_cpr", _("Der står et CPR-nummer i teksten. Fjern det.")
    ILLNESS = "illness", _("Skriv ikke om sygdom eller helbred.")
    INTERVIEW_PAST = "interview_past", _("Tidspunktet er gået. Vælg et senere.")
    AFTER_YES = "after_yes", _("Så længe gælder borgerens ja ikke. Vælg en tidligere dag.")
    NO_PLACE = "no_place", _("Skriv, hvor samtalen er.")
    NOT_SILENT = "not_silent", _("Der er stadig tid til at svare. Vent lidt endnu.")
    NOT_REMINDED = "not_reminded", _("Mind først om det, og giv tid til at svare.")
