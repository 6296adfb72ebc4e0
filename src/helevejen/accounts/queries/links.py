"""The link with which somebody chooses a password: what it says, and whose it is."""

from __future__ import annotations

from datetime import datetime

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from helevejen.accounts.models import User

_SALT = "helevejen.accounts.password-link"


def link_token(user: User, until: datetime) -> str:
    """Return the signed words of a link: whose it is, until when, and an imprint of the password it replaces."""
    said = {"user": user.pk, "imprint": imprint_of(user), "until": int(until.timestamp())}
    return signing.dumps(said, salt=_SALT)


def find_account_of_link(token: str, at: datetime) -> User | None:
    """Return whose link it is, None when it is not ours, too old, used or replaced. One query at most."""
    try:
        said = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    if at.timestamp() > said["until"]:
        return None
    user = User.objects.filter(pk=said["user"], is_active=True).first()
    return user if user and constant_time_compare(imprint_of(user), said["imprint"]) else None


def imprint_of(user: User) -> str:
    """Return what changes when the password does, and tells nothing of it."""
    return salted_hmac(_SALT, user.password, algorithm="sha256").hexdigest()[:32]
