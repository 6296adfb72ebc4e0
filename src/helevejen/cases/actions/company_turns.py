"""What companies do with the turns they have themselves."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.actions import locks, turns
from helevejen.cases.enums import Cap, TurnEvent, TurnObjection
from helevejen.cases.models import CompanyContact, Turn
from helevejen.cases.queries import company_turns as queries
from helevejen.cases.rules import chains
from helevejen.cases.rules import company_turns as rules
from helevejen.companies.enums import ContactChannel
from helevejen.companies.models import Contact
from helevejen.core.deeds import Refusal, action

__all__ = ["UnableToAnswerAsCompany", "answer_as_company"]


class UnableToAnswerAsCompany(Refusal):
    """The answer is not sent; nothing has been changed."""


@action
def answer_as_company(*, turn: Turn, by: User, at: datetime, text: str, wants_call: bool = False) -> Turn:
    """
    Answer a turn as the company that has it: the answer is kept with the case, and the ball goes to the jobformidler.

    The citizen reads it too, as every contact with a company.

    Raises:
        UnableToAnswerAsCompany: the turn is not the company's or has moved, or there is nothing to send. Nothing has
            been changed.
    """
    track = locks.lock_track(turn.track_id)
    person = Contact.objects.select_related("company").filter(user=by, is_active=True).order_by("pk").first()
    is_theirs = person is not None and queries.is_turn_of(person.company, turn)
    if objection := rules.objection_to_answering(
        is_theirs=is_theirs,
        holder=turn.holder,
        text=text,
        wants_call=wants_call,
        is_by_deed=chains.is_by_deed(track.kind, turn.step),
    ):
        raise UnableToAnswerAsCompany(objection)
    assert person is not None, "whose turn it is has been asked"
    if not track.case.is_open:
        raise UnableToAnswerAsCompany(TurnObjection.TURN_ENDED)
    contact = CompanyContact.objects.create(
        case=track.case,
        track=track,
        company=person.company,
        contact_name=person.name,
        channel=ContactChannel.PORTAL,
        text="\n\n".join(part for part in (text.strip(), gettext("Ring til os.") if wants_call else "") if part),
        minutes=0,
        by=by,
        at=at,
    )
    audit_actions.record_event(
        Verb.CONTACT_LOGGED, subject=contact, by=by, at=at, citizen_id=track.case.citizen_id, cap=Cap.COMPANY
    )
    step = rules.step_after(track.kind)
    # No cap: the company wears none.
    return turns.hand_turn(
        track=track, by=by, at=at, event=TurnEvent.ANSWERED, step=step, cap="", expected_turn=turn.pk
    )
