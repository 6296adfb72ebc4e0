"""What staff are told inside the system. Never content, never a citizen's name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import override

from helevejen.accounts.models import Notice, User
from helevejen.core import sentences
from helevejen.core.deeds import action, step

#: Of the whole in Danish; a longer name is cut there, and the values keep it.
MOST_LETTERS: Final = 300


@action
def mark_notices_read(*, user: User, at: datetime) -> int:
    """Mark everything the user has been told as read, and return how much it was."""
    return Notice.objects.filter(user=user, read_at__isnull=True).update(read_at=at)


@step
def tell_staff(
    users: Iterable[User], *, kind: str, text: str | Promise, at: datetime, path: str = "", **values: object
) -> int:
    """
    Tell some of the staff something, each once, and return how many. Everybody reads it in their own language.

    Args:
        text: The sentence in Danish, with places for the values; lazy, so that it has its translation.
        path: Where to go from there.
        values: Names, days, moments and lazy words for the places of the sentence.
    """
    sentence, kept = sentences.stored(text, values)
    with override("da"):
        whole = sentences.said(sentence, kept)[:MOST_LETTERS]
    row = {"kind": kind, "text": whole, "sentence": sentence, "values": kept, "path": path, "created_at": at}
    told = {user.pk: Notice(user=user, **row) for user in users}
    return len(Notice.objects.bulk_create(told.values()))
