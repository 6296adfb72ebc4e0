"""The citizen's own yes and no: consents, and the mark of having served."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.citizens import perms
from helevejen.citizens.actions.relations import close_relation, open_relation
from helevejen.citizens.enums import ConsentPurpose, RelationKind
from helevejen.citizens.models import Citizen, Consent, VeteranMark
from helevejen.core.deeds import Refusal, action

LONGEST_CONSENT = timedelta(days=366)


class UnableToGiveConsent(Refusal):
    """The consent is not given; nothing has been changed."""


class UnableToWithdrawConsent(Refusal):
    """There is no consent to withdraw; nothing has been changed."""


class UnableToMarkVeteran(Refusal):
    """The mark is as it was; nothing has been changed."""


@action
def give_consent(
    *,
    citizen: Citizen,
    purpose: ConsentPurpose | str,
    partner: str,
    by: User,
    at: datetime,
    valid_until: date,
    partner_user: User | None = None,
) -> Consent:
    """
    Write the citizen's yes down; a coordinator can open the file from now until the last day.

    Raises:
        UnableToGiveConsent: somebody else would say yes, or the end is past or more than a year away.
    """
    if citizen.user_id != by.pk:
        raise UnableToGiveConsent(_("Kun borgeren selv kan give samtykke."))
    if not perms.day_of(at) < valid_until <= perms.day_of(at) + LONGEST_CONSENT:
        raise UnableToGiveConsent(_("Et samtykke gælder højst et år. Vælg en dag inden for det næste år."))
    consent = Consent.objects.create(
        citizen=citizen,
        purpose=ConsentPurpose(purpose),
        partner=partner,
        partner_user=partner_user,
        given_at=at,
        valid_until=valid_until,
    )
    if partner_user is not None and consent.purpose == ConsentPurpose.VETERAN_COORDINATION:
        open_relation(
            user=partner_user,
            citizen=citizen,
            kind=RelationKind.COORDINATOR,
            by=by,
            at=at,
            until=perms.start_of(valid_until),
            source=_source(consent),
        )
    audit_actions.record_event(Verb.CONSENT_GIVEN, subject=consent, by=by, at=at, citizen_id=citizen.pk)
    return consent


@action
def withdraw_consent(*, consent: Consent, by: User, at: datetime) -> None:
    """
    Take the citizen's yes back; whoever it opened the file to is shut out at once.

    Raises:
        UnableToWithdrawConsent: somebody else would take it back, or it has been taken back.
    """
    consent = Consent.objects.select_for_update(of=("self",)).select_related("citizen").get(pk=consent.pk)
    if consent.citizen.user_id != by.pk:
        raise UnableToWithdrawConsent(_("Kun borgeren selv kan trække et samtykke tilbage."))
    if consent.withdrawn_at is not None:
        raise UnableToWithdrawConsent(_("Samtykket er allerede trukket tilbage."))
    consent.withdrawn_at = at
    consent.save(update_fields=["withdrawn_at"])
    close_relation(citizen=consent.citizen, kind=RelationKind.COORDINATOR, source=_source(consent), at=at)
    audit_actions.record_event(Verb.CONSENT_WITHDRAWN, subject=consent, by=by, at=at, citizen_id=consent.citizen_id)


@action
def mark_veteran(*, citizen: Citizen, by: User, at: datetime) -> VeteranMark:
    """
    Write down that the citizen says they have served.

    Raises:
        UnableToMarkVeteran: somebody else would say it, or it has been said.
    """
    _demand_the_citizen(citizen, by)
    if VeteranMark.objects.filter(citizen=citizen, withdrawn_at__isnull=True).exists():
        raise UnableToMarkVeteran(_("Det står her allerede."))
    mark = VeteranMark.objects.create(citizen=citizen, stated_at=at)
    audit_actions.record_event(Verb.VETERAN_STATED, subject=mark, by=by, at=at, citizen_id=citizen.pk)
    return mark


@action
def withdraw_veteran_mark(*, citizen: Citizen, by: User, at: datetime) -> None:
    """
    Take the statement of having served back.

    Raises:
        UnableToMarkVeteran: somebody else would take it back, or there is none.
    """
    _demand_the_citizen(citizen, by)
    mark = (
        VeteranMark.objects.select_for_update(of=("self",)).filter(citizen=citizen, withdrawn_at__isnull=True).first()
    )
    if mark is None:
        raise UnableToMarkVeteran(_("Der er ikke noget at trække tilbage."))
    mark.withdrawn_at = at
    mark.save(update_fields=["withdrawn_at"])
    audit_actions.record_event(Verb.VETERAN_WITHDRAWN, subject=mark, by=by, at=at, citizen_id=citizen.pk)


def _demand_the_citizen(citizen: Citizen, by: User) -> None:
    if citizen.user_id != by.pk:
        raise UnableToMarkVeteran(_("Kun borgeren selv kan sige det."))


def _source(consent: Consent) -> str:
    return f"citizens.consent:{consent.pk}"
