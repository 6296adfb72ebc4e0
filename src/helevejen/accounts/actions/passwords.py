"""
The link with which somebody chooses a password: shown to the administrator to hand over, and mailed.

It is signed, holds the number of the account and an imprint of the password it replaces, and is kept nowhere: used
once, or followed by another, it no longer fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from helevejen.accounts import queries, rules
from helevejen.accounts.enums import StaffObjection
from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.clients.mail import queue_mail
from helevejen.core import formats
from helevejen.core.deeds import Refusal, action, step


class UnableToMakeLink(Refusal):
    """There is no link to be made for this account; nothing has been changed."""


class UnableToChoosePassword(Refusal):
    """The link has been used, replaced or is too old; nothing has been changed."""


@dataclass(frozen=True, slots=True)
class PasswordLink:
    """
    A link to hand over.

    Attributes:
        address: The whole address.
        valid_until: When it stops.
        mailed_to: Where it has been sent as well; empty when there is no address.
    """

    address: str
    valid_until: datetime
    mailed_to: str


@action
def make_password_link(*, user: User, by: User, at: datetime, door: str) -> PasswordLink:
    """
    Take somebody's password away, end their sessions, and make a link to choose another with. The second factor stays.

    Args:
        door: The whole address of the page where a password is chosen.

    Raises:
        UnableToMakeLink: it is one's own account, or it is closed.
    """
    user = _claimed(user, by)
    return give_link(user, by=by, at=at, door=door)


@action
def reset_second_factor(*, user: User, by: User, at: datetime, door: str) -> PasswordLink:
    """
    Take somebody's second factors and password away, end their sessions, and make a link to begin anew with.

    Without the password, so that nobody who has only that can choose a second factor of their own.

    Raises:
        UnableToMakeLink: it is one's own account, or it is closed.
    """
    user = _claimed(user, by)
    count, _by_model = Authenticator.objects.filter(user_id=user.pk).delete()
    audit_actions.record_event(Verb.SECOND_FACTOR_RESET, subject=user, by=by, at=at, detail={"count": count})
    return give_link(user, by=by, at=at, door=door)


@action
def choose_password(*, token: str, password: str, at: datetime) -> User:
    """
    Choose a password by the link that was handed over. The page has judged the password itself.

    Raises:
        UnableToChoosePassword: the link no longer fits.
    """
    found = queries.find_account_of_link(token, at)
    user = User.objects.select_for_update(of=("self",)).get(pk=found.pk) if found else None
    if found is None or user is None or user.password != found.password:  # two at once: the second finds it used
        raise UnableToChoosePassword(_("Linket er brugt, afløst af et nyt eller for gammelt. Bed om et nyt."))
    user.set_password(password)
    user.save(update_fields=["password"])
    audit_actions.record_event(Verb.PASSWORD_CHOSEN, subject=user, by=user, at=at)
    return user


@step
def give_link(user: User, *, by: User | None, at: datetime, door: str) -> PasswordLink:
    """Take the password away, so that earlier links and sessions die, and make a new link, mailed where it can be."""
    until = at + rules.link_lasts(is_first=user.last_login is None)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    address = f"{door}?{urlencode({'n': queries.link_token(user, until)})}"
    if user.email:
        _mail(user, address, until)
    audit_actions.record_event(
        Verb.PASSWORD_LINK_MADE, subject=user, by=by, at=at, detail={"valid_until": until.isoformat()}
    )
    return PasswordLink(address=address, valid_until=until, mailed_to=user.email)


def _claimed(user: User, by: User) -> User:
    if user.pk == by.pk:
        raise UnableToMakeLink(StaffObjection.OWN)
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if not user.is_active:
        raise UnableToMakeLink(StaffObjection.CLOSED)
    return user


def _mail(user: User, address: str, until: datetime) -> None:
    words = {"name": user.name, "username": user.username, "address": address, "until": formats.moment(until)}
    text = _(
        "Hej %(name)s\n\nDu skal vælge en adgangskode til Hele Vejen. Dit brugernavn er %(username)s.\n\n"
        "Åbn linket, og vælg en adgangskode:\n%(address)s\n\n"
        "Linket virker én gang og indtil %(until)s. Første gang du logger ind, vælger du også en ekstra sikring.\n\n"
        "Har du ikke bedt om det, så tal med din systemadministrator."
    )
    queue_mail(to=user.email, subject=str(_("Vælg en adgangskode til Hele Vejen")), text=str(text) % words)
