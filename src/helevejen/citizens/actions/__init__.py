"""Every write about a person, one file per noun. Callers import it whole: `from helevejen.citizens import actions`."""

from helevejen.citizens.actions.accounts import UnableToSignInCitizen, sign_citizen_in
from helevejen.citizens.actions.break_glass import (
    NOT_HERE,
    UnableToBreakGlass,
    UnableToReviewGlass,
    break_glass,
    review_glass,
)
from helevejen.citizens.actions.conflicts import (
    UnableToDeclareConflict,
    UnableToEndConflict,
    declare_conflict,
    end_conflict,
)
from helevejen.citizens.actions.consents import (
    UnableToGiveConsent,
    UnableToMarkVeteran,
    UnableToWithdrawConsent,
    give_consent,
    mark_veteran,
    withdraw_consent,
    withdraw_veteran_mark,
)
from helevejen.citizens.actions.groups import (
    UnableToChangePeriod,
    follow_benefit,
    follow_contact_group,
    follow_target_group,
)
from helevejen.citizens.actions.people import (
    UnableToChangeCitizen,
    UnableToRegisterCitizen,
    add_citizen,
    change_citizen,
    register_citizen,
)
from helevejen.citizens.actions.relations import UnableToOpenRelation, close_relation, name_person, open_relation
from helevejen.citizens.actions.reveal import UnableToReveal, reveal_address, reveal_cpr
from helevejen.citizens.actions.wishes import UnableToAnswerWish, UnableToSayWish, add_wish, add_wish_answer, end_wish

__all__ = [
    "NOT_HERE",
    "UnableToAnswerWish",
    "UnableToBreakGlass",
    "UnableToChangeCitizen",
    "UnableToChangePeriod",
    "UnableToDeclareConflict",
    "UnableToEndConflict",
    "UnableToGiveConsent",
    "UnableToMarkVeteran",
    "UnableToOpenRelation",
    "UnableToRegisterCitizen",
    "UnableToReveal",
    "UnableToReviewGlass",
    "UnableToSayWish",
    "UnableToSignInCitizen",
    "UnableToWithdrawConsent",
    "add_citizen",
    "add_wish",
    "add_wish_answer",
    "break_glass",
    "change_citizen",
    "close_relation",
    "declare_conflict",
    "end_conflict",
    "end_wish",
    "follow_benefit",
    "follow_contact_group",
    "follow_target_group",
    "give_consent",
    "mark_veteran",
    "name_person",
    "open_relation",
    "register_citizen",
    "reveal_address",
    "reveal_cpr",
    "review_glass",
    "sign_citizen_in",
    "withdraw_consent",
    "withdraw_veteran_mark",
]
