"""Talks with companies about a citizen's way."""

from __future__ import annotations

from datetime import datetime

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.enums import Cap, ContactObjection
from helevejen.cases.models import Case, CompanyContact, Track
from helevejen.companies.models import Company
from helevejen.core.deeds import Refusal, action

_MOST_MINUTES = 600


class UnableToLogCompanyContact(Refusal):
    """The contact cannot be written down."""


@action
def log_company_contact(  # noqa: PLR0913 - the fields of its form
    *,
    case: Case,
    by: User,
    at: datetime,
    company: Company,
    channel: str,
    text: str,
    contact_name: str = "",
    minutes: int = 15,
    track: Track | None = None,
) -> CompanyContact:
    """
    Write down a talk with a company, under the company cap. It passes no turn.

    Raises:
        UnableToLogCompanyContact: the case is closed, the text is empty, the time cannot be right, or the track is
            not an open one of the case. Nothing has been written.
    """
    if objection := _objection(case, text=text, minutes=minutes, track=track):
        raise UnableToLogCompanyContact(objection)
    contact = CompanyContact.objects.create(
        case=case,
        track=track,
        company=company,
        contact_name=contact_name.strip(),
        channel=channel,
        text=text.strip(),
        minutes=minutes,
        by=by,
        at=at,
    )
    audit_actions.record_event(
        Verb.CONTACT_LOGGED, subject=contact, by=by, at=at, citizen_id=case.citizen_id, cap=Cap.COMPANY
    )
    return contact


def _objection(case: Case, *, text: str, minutes: int, track: Track | None) -> ContactObjection | None:
    if not case.is_open:
        return ContactObjection.CASE_CLOSED
    if not text.strip():
        return ContactObjection.NO_TEXT
    if not 0 <= minutes <= _MOST_MINUTES:
        return ContactObjection.TOO_LONG
    if track is not None and (track.case_id != case.pk or not track.is_open):
        return ContactObjection.WRONG_TRACK
    return None
