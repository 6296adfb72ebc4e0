"""The accounts of staff: made, corrected, closed and opened again by the administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from helevejen.accounts import rules
from helevejen.accounts.actions.employments import Post, begin_employment
from helevejen.accounts.actions.passwords import PasswordLink, give_link
from helevejen.accounts.enums import StaffObjection, UserKind
from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.core.deeds import Refusal, action


class UnableToAddStaff(Refusal):
    """The account cannot be made; nothing has been changed."""


class UnableToChangeAccount(Refusal):
    """The account cannot be changed that way; nothing has been changed."""


@dataclass(frozen=True, slots=True)
class Ties:
    """
    What finds that a member of staff is a citizen here, or lives with one. Never the number or the address themselves.

    Attributes:
        cpr_index: The blind index of the CPR number, as a citizen's; empty when it is not known.
        home_key: The blind index of the address, as a citizen's; empty when it is not known.
    """

    cpr_index: str = ""
    home_key: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Who a member of staff is, for sign-in and for colleagues."""

    username: str
    name: str
    email: str = ""
    phone: str = ""
    ties: Ties = Ties()


@action
def add_staff(*, person: Person, post: Post, by: User | None, at: datetime, door: str) -> tuple[User, PasswordLink]:
    """
    Make a member of staff with a first employment, and a link to choose the first password with.

    Args:
        by: None when the operator does it at the machine.
        door: The whole address of the page where a password is chosen.

    Raises:
        UnableToAddStaff: the words will not do, the name is taken, or the period runs backwards.
    """
    username, name = person.username.strip().lower(), " ".join(person.name.split())
    objection = rules.objection_to_account(username=username, name=name)
    if objection := objection or rules.objection_to_period(post.valid_from, post.valid_until):
        raise UnableToAddStaff(objection)
    if User.objects.filter(username__iexact=username).exists():
        raise UnableToAddStaff(StaffObjection.USERNAME_TAKEN)
    user = User(username=username, name=name, email=person.email, phone=person.phone, kind=UserKind.STAFF)
    user.cpr_index, user.home_key = person.ties.cpr_index, person.ties.home_key
    user.date_joined = at
    user.set_unusable_password()
    user.save()
    audit_actions.record_event(Verb.ACCOUNT_MADE, subject=user, by=by, at=at)
    begin_employment(user, post, by=by, at=at)
    return user, give_link(user, by=by, at=at, door=door)


@action
def change_account(
    *, user: User, name: str, email: str, phone: str, by: User, at: datetime, ties: Ties | None = None
) -> None:
    """
    Correct somebody's name, mail or telephone, or what conflicts of interest are found by.

    Args:
        ties: None leaves them as they are.

    Raises:
        UnableToChangeAccount: there is no name left.
    """
    if not name.strip():
        raise UnableToChangeAccount(StaffObjection.NO_NAME)
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    new = {"name": " ".join(name.split()), "email": email, "phone": phone}
    if ties is not None:
        new |= {"cpr_index": ties.cpr_index, "home_key": ties.home_key}
    changed = [field for field, value in new.items() if getattr(user, field) != value]
    for field in changed:
        setattr(user, field, new[field])
    user.save(update_fields=changed)
    audit_actions.record_event(Verb.ACCOUNT_CHANGED, subject=user, by=by, at=at, detail={"fields": changed})


@action
def close_account(*, user: User, by: User, at: datetime) -> None:
    """
    Close an account at once, whatever the employment says: whoever is signed in is out at the next request.

    Raises:
        UnableToChangeAccount: it is one's own, or closed already.
    """
    user = _claimed(user, by)
    if not user.is_active:
        raise UnableToChangeAccount(StaffObjection.ALREADY_CLOSED)
    user.is_active = False
    user.save(update_fields=["is_active"])
    audit_actions.record_event(Verb.ACCOUNT_CLOSED, subject=user, by=by, at=at)


@action
def reopen_account(*, user: User, by: User, at: datetime) -> None:
    """
    Open a closed account again, with the password and factors it had.

    Raises:
        UnableToChangeAccount: it is one's own, or open already.
    """
    user = _claimed(user, by)
    if user.is_active:
        raise UnableToChangeAccount(StaffObjection.ALREADY_OPEN)
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit_actions.record_event(Verb.ACCOUNT_REOPENED, subject=user, by=by, at=at)


def _claimed(user: User, by: User) -> User:
    if user.pk == by.pk:
        raise UnableToChangeAccount(StaffObjection.OWN)
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)
