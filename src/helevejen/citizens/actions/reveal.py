"""Asking for what is masked: CPR number, protected address. The asking is written down before anything is shown."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.actions import Use
from helevejen.audit.enums import AccessKind, Purpose, Verb
from helevejen.citizens import queries
from helevejen.citizens.models import Citizen
from helevejen.citizens.queries import Facts
from helevejen.citizens.rules import access as rules
from helevejen.core.deeds import Refusal, action


class UnableToReveal(Refusal):
    """It is not for this person, or the reason is missing; nothing is shown."""


@action
def reveal_cpr(*, citizen: Citizen, by: User, at: datetime) -> str:
    """
    Return the whole CPR number and write down that it was asked for.

    Raises:
        UnableToReveal: there is none, or it is not for the user.
    """
    number = queries.get_cpr(by, citizen, at)
    if number is None:
        raise UnableToReveal(_("Du kan ikke se CPR-nummeret for denne borger."))
    audit_actions.record_event(
        Verb.CPR_REVEALED, subject=citizen, by=by, at=at, citizen_id=citizen.pk, use=Use(AccessKind.REVEAL)
    )
    return number


@action
def reveal_address(*, citizen: Citizen, by: User, at: datetime, reason: str) -> Facts:
    """
    Return the facts with the protected address among them, and write down who asked and why.

    Raises:
        UnableToReveal: the reason is too short, or the address is not for the user.
    """
    if rules.is_too_short(reason):
        raise UnableToReveal(_("Skriv med mindst 20 tegn, hvorfor du skal se adressen."))
    facts = queries.get_facts(by, citizen, at, is_address_revealed=True)
    if facts.street is None:
        raise UnableToReveal(_("Du kan ikke se adressen for denne borger."))
    use = Use(AccessKind.REVEAL, Purpose.PROTECTED_ADDRESS, reason.strip()[:300])
    audit_actions.record_event(Verb.ADDRESS_REVEALED, subject=citizen, by=by, at=at, citizen_id=citizen.pk, use=use)
    return facts
