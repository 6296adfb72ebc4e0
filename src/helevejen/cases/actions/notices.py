"""Telling the citizen on Min vej that there is news, never the news itself."""

from __future__ import annotations

from datetime import datetime

from helevejen.cases.enums import NoticeKind
from helevejen.cases.models import Case, Notice
from helevejen.core.deeds import action, step


@action
def mark_notices_read(*, case: Case, at: datetime) -> int:
    """Note that the citizen has seen what there was to be told, and return how many were new."""
    return Notice.objects.filter(case=case, read_at__isnull=True, told_at__lte=at).update(read_at=at)


# --- Steps ---


@step
def tell_citizen(*, case: Case, kind: NoticeKind, at: datetime, **values: object) -> Notice:
    """
    Tell the citizen something on Min vej.

    Args:
        values: Numbers, days and codes that fill the sentence of its kind; never what somebody wrote.
    """
    return Notice.objects.create(case=case, kind=kind, values=values, told_at=at)
