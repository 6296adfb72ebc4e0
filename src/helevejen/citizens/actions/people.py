"""Registering a person and changing what is known of the person."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.citizens import perms
from helevejen.citizens.enums import PersonObjection
from helevejen.citizens.models import Citizen
from helevejen.citizens.queries import cpr_index_of, home_key_of
from helevejen.citizens.rules import people as rules
from helevejen.core import cpr as cpr_numbers
from helevejen.core.deeds import Refusal, action, step
from helevejen.core.text import search_key


class UnableToRegisterCitizen(Refusal):
    """The person cannot be registered like that."""


class UnableToChangeCitizen(Refusal):
    """The facts cannot be changed like that."""


class Facts(TypedDict, total=False):
    """What may be known of a person beside name and CPR number."""

    birth_date: date | None
    protection: str
    address: str | None
    postcode: str
    city: str
    phone: str
    email: str
    preferred_channel: str
    language: str
    needs_interpreter: bool
    external_id: str | None


class NewFacts(Facts, total=False):
    """What may be changed: the facts, and the name. A CPR number is never changed, only given when it was missing."""

    given_name: str
    family_name: str
    cpr: str | None


@action
def register_citizen(
    *, given_name: str, family_name: str, by: User, at: datetime, cpr: str | None = None, **facts: Unpack[Facts]
) -> Citizen:
    """
    Register a person.

    Args:
        cpr: Ten digits, as `core.cpr.parse` gives them; None for somebody without.

    Raises:
        UnableToRegisterCitizen: the name is missing, the days of birth differ, or the CPR number is known. Nothing
            has been registered.
    """
    return add_citizen(given_name=given_name, family_name=family_name, by=by, at=at, cpr=cpr, **facts)


@action
def change_citizen(*, citizen: Citizen, by: User, at: datetime, **facts: Unpack[NewFacts]) -> Citizen:
    """
    Change what is known of a person.

    Raises:
        UnableToChangeCitizen: nothing has been changed.
    """
    citizen = Citizen.objects.select_for_update(of=("self",), no_key=True).get(pk=citizen.pk)
    changed = {name: value for name, value in facts.items() if getattr(citizen, name) != value}
    if not changed:
        raise UnableToChangeCitizen(PersonObjection.NOTHING_CHANGED)
    if "cpr" in changed and citizen.cpr is not None:
        raise UnableToChangeCitizen(PersonObjection.UNKNOWN_FIELD)
    for name, value in changed.items():
        setattr(citizen, name, value)
    _derive(citizen)
    _check(citizen, on=perms.day_of(at), refusal=UnableToChangeCitizen)
    _save(citizen, [*changed, "search_key", "cpr_index", "home_key", "birth_date"], refusal=UnableToChangeCitizen)
    fields = sorted(changed)
    audit_actions.record_event(
        Verb.CITIZEN_CHANGED, subject=citizen, by=by, at=at, citizen_id=citizen.pk, detail={"fields": fields}
    )
    return citizen


# --- Steps ---


@step
def add_citizen(
    *, given_name: str, family_name: str, by: User, at: datetime, cpr: str | None = None, **facts: Unpack[Facts]
) -> Citizen:
    """
    Do what `register_citizen` does as part of another deed.

    Raises:
        UnableToRegisterCitizen: nothing has been registered.
    """
    citizen = Citizen(
        given_name=given_name.strip(), family_name=family_name.strip(), cpr=cpr or None, registered_at=at, **facts
    )
    _derive(citizen)
    _check(citizen, on=perms.day_of(at), refusal=UnableToRegisterCitizen)
    _save(citizen, refusal=UnableToRegisterCitizen)
    audit_actions.record_event(Verb.CITIZEN_REGISTERED, subject=citizen, by=by, at=at, citizen_id=citizen.pk)
    return citizen


def _derive(citizen: Citizen) -> None:
    """Fill in what follows from the facts: the keys they are found by, and the day of birth a CPR number states."""
    citizen.search_key = search_key(citizen.name)
    citizen.cpr_index = cpr_index_of(citizen.cpr) if citizen.cpr else None
    citizen.home_key = home_key_of(citizen.address or "", citizen.postcode)
    if citizen.birth_date is None and citizen.cpr:
        citizen.birth_date = cpr_numbers.birth_date(citizen.cpr)


def _check(citizen: Citizen, *, on: date, refusal: type[Refusal]) -> None:
    objection = rules.objection_to_person(
        given_name=citizen.given_name,
        family_name=citizen.family_name,
        birth_date=citizen.birth_date,
        cpr_birth_date=cpr_numbers.birth_date(citizen.cpr) if citizen.cpr else None,
        on=on,
    )
    if objection:
        raise refusal(objection)
    if _is_known(citizen):
        raise refusal(PersonObjection.KNOWN_CPR)


def _save(citizen: Citizen, fields: list[str] | None = None, *, refusal: type[Refusal]) -> None:
    """Save, and say in words what the database says when somebody wrote the same CPR number at the same moment."""
    try:
        with transaction.atomic():
            citizen.save(update_fields=fields)
    except IntegrityError:
        if _is_known(citizen):
            raise refusal(PersonObjection.KNOWN_CPR) from None
        raise


def _is_known(citizen: Citizen) -> bool:
    if not citizen.cpr_index:
        return False
    return Citizen.objects.filter(cpr_index=citizen.cpr_index).exclude(pk=citizen.pk).exists()
