"""The citizen's own account, opened the first time a provider vouches for the citizen."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import User
from helevejen.citizens.models import Citizen
from helevejen.citizens.queries import cpr_index_of
from helevejen.core.deeds import Refusal, action


class UnableToSignInCitizen(Refusal):
    """The person is not known here; nothing has been changed."""


@action
def sign_citizen_in(*, cpr: str | None, subject: str, at: datetime) -> User:
    """
    Return the account of the citizen a provider vouches for, opened now if it is the first time.

    Args:
        cpr: The CPR number the provider vouches for, ten digits. It is compared by its blind index and not stored.
        subject: The provider's own name of the person: issuer and sub.

    Raises:
        UnableToSignInCitizen: no CPR number, nobody here has it, or the account is closed.
    """
    if not cpr:
        raise UnableToSignInCitizen(_("Vi fik ikke at vide, hvem du er. Prøv igen, eller ring til os."))
    citizen = (
        Citizen.objects.select_related("user")
        .select_for_update(of=("self",))
        .filter(cpr_index=cpr_index_of(cpr))
        .first()
    )
    if citizen is None:
        raise UnableToSignInCitizen(_("Vi kender dig ikke endnu. Ring til os, så hjælper vi dig i gang."))
    user = citizen.user or _open_account(citizen, subject, at)
    if not user.is_active:
        raise UnableToSignInCitizen(_("Din adgang er lukket. Ring til os, så finder vi ud af hvorfor."))
    if user.subject != subject:
        User.objects.filter(pk=user.pk).update(subject=subject)
    return user


def _open_account(citizen: Citizen, subject: str, at: datetime) -> User:
    user = User(
        username=f"borger-{citizen.pk}", kind=UserKind.CITIZEN, name=citizen.name, subject=subject, date_joined=at
    )
    user.set_unusable_password()
    user.save()
    citizen.user = user
    citizen.save(update_fields=["user"])
    return user
