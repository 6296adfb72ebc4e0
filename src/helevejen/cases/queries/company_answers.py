"""What we owe a company that has answered: who has the ball and until when, without a word about whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Subquery
from django.utils.translation import get_language

from helevejen.cases.enums import Holder, TurnEvent
from helevejen.cases.models import CompanyContact, Turn
from helevejen.cases.rules import chains, company_turns
from helevejen.cases.rules import turns as rules
from helevejen.companies.enums import ContactChannel
from helevejen.companies.models import Company

#: After these the ball is still where the answer left it.
_STILL_HERE = ("", *rules.EVENTS_THAT_END_NO_STEP)


@dataclass(frozen=True, slots=True)
class OwedAnswer:
    """
    One task a company has answered, while the municipality has it.

    Attributes:
        reference: The number the company and the jobformidler both see.
        who: Who has the ball now.
    """

    reference: int
    answered_on: date
    who: str
    phone: str
    due_on: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """
    What a company has answered one of its turns with.

    Attributes:
        words: What it was asked: the chain's sentence to a company; empty when the chain has none.
        by: Who at the company answered; `text` is what they wrote.
    """

    reference: int
    words: str
    text: str
    by: str
    at: datetime


def find_answer_of(company: Company, turn_id: int) -> GivenAnswer | None:
    """Return what a company has answered a turn with on its page; None for any other turn. Two queries at most."""
    answered = Turn.objects.filter(pk=turn_id, holder=Holder.COMPANY, event=TurnEvent.ANSWERED, ended_at__isnull=False)
    turn = answered.select_related("track").first()
    if turn is None:
        return None
    own = CompanyContact.objects.filter(track=turn.track_id, company=company, channel=ContactChannel.PORTAL)
    # The answer and the end of the turn are one deed, at one moment.
    contact = own.filter(at__gte=turn.since, at__lte=turn.ended_at).order_by("-at", "-pk").first()
    if contact is None:
        return None
    words = chains.wording(turn.track.kind, turn.step, "company", get_language() or "da")
    return GivenAnswer(turn.track_id, words, contact.text, contact.contact_name, contact.at)


def answers_owed_to(company: Company, on: date) -> list[OwedAnswer]:
    """Return the tasks a company has answered on its page and nobody has taken further yet, by due day. One query."""
    answers = CompanyContact.objects.filter(track=OuterRef("track"), company=company, channel=ContactChannel.PORTAL)
    last_answer = Subquery(answers.order_by("-at", "-pk").values("at")[:1])
    since = Turn.objects.filter(track=OuterRef("track"), since__gte=OuterRef("answered_at"))
    moved_on = since.exclude(holder=Holder.JOBFORMIDLER, event__in=_STILL_HERE)
    tracks = CompanyContact.objects.filter(company=company, channel=ContactChannel.PORTAL).values("track")
    ours = Turn.objects.open().filter(holder=Holder.JOBFORMIDLER, track__case__closed_at__isnull=True, track__in=tracks)
    waiting = ours.annotate(answered_at=last_answer).filter(~Exists(moved_on))
    loaded = waiting.select_related("holder_user", "track__case__jobformidler")
    by_day = loaded.order_by(F("due_on").asc(nulls_last=True), "pk")
    # Corrected to another step, it is something of ours, and its day is none of the company's.
    return [_owed(turn, on) for turn in by_day if turn.step == company_turns.step_after(turn.track.kind)]


def _owed(turn: Turn, on: date) -> OwedAnswer:
    who = turn.holder_user or turn.track.case.jobformidler
    return OwedAnswer(
        reference=turn.track_id,
        answered_on=rules.day_of(turn.answered_at),  # type: ignore[attr-defined]
        who=who.name,
        phone=who.phone,
        due_on=turn.due_on,
        is_late=rules.is_overdue(turn.due_on, on=on),
    )
