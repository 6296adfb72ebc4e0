"""The employments of staff."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from helevejen.accounts.models import Employment, User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.core.deeds import Refusal, action


class UnableToEndEmployment(Refusal):
    """The employment cannot end on that day; nothing has been changed."""


@action
def end_employment(*, employment: Employment, by: User, at: datetime, on: date) -> None:
    """
    End an employment; from that day on every door is closed, whoever is signed in.

    Raises:
        UnableToEndEmployment: it has not begun by then, or has ended before.
    """
    employment = Employment.objects.select_for_update(of=("self",)).get(pk=employment.pk)
    if on <= employment.valid_from:
        raise UnableToEndEmployment(_("Ansættelsen er ikke begyndt den dag."))
    if employment.valid_until is not None and employment.valid_until <= on:
        raise UnableToEndEmployment(_("Ansættelsen er allerede slut."))
    employment.valid_until = on
    employment.save(update_fields=["valid_until"])
    audit_actions.record_event(
        Verb.EMPLOYMENT_CHANGED, subject=employment, by=by, at=at, detail={"valid_until": on.isoformat()}
    )
