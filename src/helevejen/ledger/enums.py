"""What accounts count, the sides of an account, kinds of entry, and why a posting is refused."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """What an account counts."""

    OERE = "oere", _("Penge")
    PLACES = "places", _("Pladser")


class Side(models.TextChoices):
    """The three places where what an account holds can lie."""

    FREE = "free", _("Ledigt")
    COMMITTED = "committed", _("Disponeret")
    SPENT = "spent", _("Brugt")


class EntryKind(models.TextChoices):
    """What an entry does."""

    GRANT = "grant", _("Bevilling")
    TAKE_BACK = "take_back", _("Bevilling taget tilbage")
    TRANSFER = "transfer", _("Omplacering")
    RESERVE = "reserve", _("Disponering")
    SPEND = "spend", _("Forbrug")
    RELEASE = "release", _("Disponering frigivet")
    EXPIRE = "expire", _("Disponering udløbet")
    CREDIT = "credit", _("Kreditering")
    CLOSE = "close", _("Årsafslutning")
    CORRECTION = "correction", _("Rettelse")


class PostingObjection(models.TextChoices):
    """Why nothing is written in the ledger; each says what to do."""

    NOT_POSITIVE = "not_positive", _("Skriv et beløb, der er større end 0.")
    TOO_MUCH_AT_ONCE = "too_much_at_once", _("Beløbet er for stort. Del det op.")
    NO_MONEY = "no_money", _("Der er ikke penge nok på ”%(account)s”. Der er %(free)s tilbage. Bed din leder om flere.")
    NO_PLACE = "no_place", _("Der er ikke pladser nok på ”%(account)s”. Der er %(free)s tilbage.")
    OTHER_UNIT = "other_unit", _("De to konti tæller ikke det samme. Vælg to af samme slags.")
    SAME_ACCOUNT = "same_account", _("Vælg to forskellige konti.")
    OTHER_FAMILY = "other_family", _("De to konti hører ikke til samme budget.")
    SETTLED_ALREADY = "settled_already", _("Disponeringen er allerede brugt eller frigivet. Genindlæs siden.")
    NOT_SPENT = "not_spent", _("Der er ikke brugt noget, der kan krediteres.")
    MORE_THAN_COMMITTED = "more_than_committed", _("Der er disponeret %(amount)s, og der kan ikke bruges mere.")
    MORE_THAN_SPENT = "more_than_spent", _("Der er %(amount)s at kreditere. Der kan ikke krediteres mere end det.")
    KEY_USED = "key_used", _("Formularen er allerede sendt med et andet indhold. Genindlæs siden, og prøv igen.")
    NO_REASON = "no_reason", _("Skriv kort hvorfor.")
    NOT_CORRECTABLE = "not_correctable", _("Den slags postering rettes ikke her. Frigiv eller kreditér i stedet.")
    CORRECTED_ALREADY = "corrected_already", _("Posteringen er allerede rettet.")
    ASKED_ALREADY = "asked_already", _("Der er allerede bedt om den rettelse. Den venter på en anden leder.")
    SAME_PERSON = "same_person", _("En anden end den, der har bedt om rettelsen, skal sige ja.")
    ANSWERED_ALREADY = "answered_already", _("Der er allerede svaret på rettelsen.")
    CODE_TAKEN = "code_taken", _("Der er allerede en konto for den periode.")
    PERIOD_BACKWARDS = "period_backwards", _("Kontoens sidste dag ligger før den første. Ret en af dem.")
    YEAR_NOT_OVER = "year_not_over", _("Året er ikke slut endnu. Kontoen kan gøres op fra %(day)s.")
    NO_END = "no_end", _("Kontoen har ikke noget år, der slutter, og gøres ikke op.")
    NOTHING_LEFT = "nothing_left", _("Der er ikke noget tilbage på kontoen at tage hjem.")
    NO_NAME = "no_name", _("Skriv kontoens navn.")


class FaultKind(models.TextChoices):
    """What `helevejen ledger check` can find; the words are the operator's."""

    BALANCE_IS_NOT_THE_SUM = "balance_is_not_the_sum", "the balance is not the sum of its postings"
    NOT_CLOSED = "not_closed", "what all accounts hold does not add up to zero"
    BELOW_ZERO = "below_zero", "an account that may not is below zero"
    COMMITMENTS_DIFFER = "commitments_differ", "the committed balance is not the sum of the open commitments"
    SETTLED_TWICE = "settled_twice", "a commitment was settled more than once"
    SPENT_TOO_MUCH = "spent_too_much", "more was spent or released than was committed"
    CREDITED_TOO_MUCH = "credited_too_much", "more was credited than was spent"
    NOT_RESERVED = "not_reserved", "a commitment was not reserved in full"
    EMPTY_ENTRY = "empty_entry", "an entry moves nothing"
    TRANSFER_OF_ONE = "transfer_of_one", "a transfer does not join two accounts"
    CORRECTION_DIFFERS = "correction_differs", "a correction is not the opposite of what it corrects"
    ALONE_ABOVE_LIMIT = "alone_above_limit", "a correction above the limit was made by one person"
