"""Reads of single notes; the timeline reads them all."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from helevejen.accounts.models import User
from helevejen.cases import perms
from helevejen.cases.models import Note


def notes_visible_to(user: User, at: datetime) -> QuerySet[Note]:
    """Return the notes the user may read, with case, citizen, track and author, newest first. One query."""
    readable = perms.notes_readable_by(user, at).select_related("case__citizen", "track", "written_by")
    return readable.order_by("-written_at", "-pk")
