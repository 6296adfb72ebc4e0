"""The switch that stops every list, and its end."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.core.deeds import Refusal, action
from helevejen.suggestions.enums import ListObjection
from helevejen.suggestions.models import Stop
from helevejen.suggestions.queries import lists
from helevejen.suggestions.rules import saying


class UnableToSwitch(Refusal):
    """Lists are stopped already, or not, or nobody said why; nothing has been changed."""


@action
def stop_suggestions(*, reason: str, by: User, at: datetime) -> Stop:
    """
    Stop every list at once: none is made and none is shown.

    Raises:
        UnableToSwitch: nothing has been changed.
    """
    if objection := saying.objection_to_stop(reason, is_stopped=lists.find_stop() is not None):
        raise UnableToSwitch(objection)
    try:
        with transaction.atomic():
            stop = Stop.objects.create(stopped_by=by, stopped_at=at, reason=reason.strip())
    except IntegrityError as taken:  # another leader was first
        raise UnableToSwitch(ListObjection.STOPPED_ALREADY) from taken
    audit_actions.record_event(Verb.SUGGESTIONS_STOPPED, subject=stop, by=by, at=at)
    return stop


@action
def resume_suggestions(*, by: User, at: datetime) -> Stop:
    """
    Let lists be made and shown again.

    Raises:
        UnableToSwitch: nothing has been changed.
    """
    stop = Stop.objects.filter(resumed_at__isnull=True).select_for_update(of=("self",)).first()
    if stop is None:
        raise UnableToSwitch(ListObjection.NOT_STOPPED)
    stop.resumed_by, stop.resumed_at = by, at
    stop.save(update_fields=["resumed_by", "resumed_at"])
    audit_actions.record_event(Verb.SUGGESTIONS_RESUMED, subject=stop, by=by, at=at)
    return stop
