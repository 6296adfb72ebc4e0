"""What staff are told inside the system. Never content, never a citizen's name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from helevejen.accounts.models import Notice, User
from helevejen.core.deeds import action, step


@action
def mark_notices_read(*, user: User, at: datetime) -> int:
    """Mark everything the user has been told as read, and return how much it was."""
    return Notice.objects.filter(user=user, read_at__isnull=True).update(read_at=at)


@step
def tell_staff(users: Iterable[User], *, kind: str, text: str, at: datetime, path: str = "") -> int:
    """Tell some of the staff something, each once, and return how many; `path` is where to go from there."""
    told = {user.pk: Notice(user=user, kind=kind, text=text, path=path, created_at=at) for user in users}
    return len(Notice.objects.bulk_create(told.values()))
