"""Reads of single notes; the timeline reads them all."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from helevejen.accounts.models import User
from helevejen.cases import perms
from helevejen.cases.models import Decision, DecisionEvidence, Note


def notes_visible_to(user: User, at: datetime) -> QuerySet[Note]:
    """Return the notes the user may read, with case, citizen, track and author, newest first. One query."""
    readable = perms.notes_readable_by(user, at).select_related("case__citizen", "track", "written_by")
    return readable.defer("case__citizen__cpr", "case__citizen__address").order_by("-written_at", "-pk")


def evidence_of(decision: Decision) -> list[DecisionEvidence]:
    """Return what a decision rests on, in the order it was laid there, with notes and authors. One query."""
    return list(decision.evidence.select_related("note__written_by").order_by("pk"))
