"""What is told while a placement runs: the hours of a week, that something does not fit, a talk, how it went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.actions import notices
from helevejen.cases.enums import Cap, NoticeKind
from helevejen.cases.models import CompanyContact
from helevejen.core.deeds import action, refused_as, step
from helevejen.engines.calendar import day_of
from helevejen.placements.actions import keeping
from helevejen.placements.actions.agreeing import tell_jobformidler
from helevejen.placements.actions.keeping import UnableToKeepPlacement
from helevejen.placements.enums import Party, PlacementObjection, PlacementState, Said
from helevejen.placements.models import Doubt, Evaluation, Placement, WorkedWeek
from helevejen.placements.queries.asking import is_told_to_say, placements_to_ask
from helevejen.placements.rules import agreeing, hours, moves


class UnableToTellHours(UnableToKeepPlacement):
    """The hours cannot be written down so."""


class UnableToDoubt(UnableToKeepPlacement):
    """It cannot be said or answered so."""


class UnableToTalk(UnableToKeepPlacement):
    """The talk cannot be written down so."""


class UnableToEvaluate(UnableToKeepPlacement):
    """It cannot be told how it went."""


@dataclass(frozen=True, slots=True)
class Worked:
    """The hours of one week, and the ordinary paid ones beside an internship."""

    hours: Decimal
    paid_hours: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class HowItWent:
    """The answers of an evaluation and a few words."""

    tasks_fit: str
    was_helped: str
    would_again: str
    words: str = ""


@action
def tell_hours(*, placement: Placement, weeks: Mapping[date, Worked], by: User, at: datetime) -> int:
    """
    Write down the hours of some weeks, and return how many were new or other than before.

    Raises:
        UnableToTellHours, UnableToKeepPlacement: one of them cannot be right. Nothing has been written.
    """
    placement = keeping.hold(placement)
    terms = keeping.terms_of(placement)
    if placement.state == PlacementState.PLANNED:
        raise UnableToTellHours(PlacementObjection.NOT_RUNNING)
    for week, worked in weeks.items():
        if objection := hours.objection_to_worked(
            week=week, hours=worked.hours, paid_hours=worked.paid_hours,
            is_paid_apart=not agreeing.is_job(placement.form), starts_on=placement.began_on or terms.starts_on,
            last_on=placement.ended_on, on=day_of(at),
        ):  # fmt: skip
            raise UnableToTellHours(objection)
    count = sum(_write_week(placement, week, worked, by=by, at=at) for week, worked in sorted(weeks.items()))
    if count:
        keeping.record(Verb.PLACEMENT_HOURS, placement, by=by, at=at, weeks=count)
    return count


@action
def doubt(*, placement: Placement, words: str, by: User, at: datetime, week: WorkedWeek | None = None) -> Doubt:
    """
    Say, as the citizen, that the hours of a week or something else does not fit. The jobformidler gets the turn.

    Raises:
        UnableToDoubt, UnableToKeepPlacement: nothing has been written.
    """
    placement = keeping.hold(placement)
    if placement.state != PlacementState.RUNNING:
        raise UnableToDoubt(PlacementObjection.NOT_RUNNING)
    if week is not None and week.placement_id != placement.pk:
        raise UnableToDoubt(PlacementObjection.WEEK_OUTSIDE)
    if objection := agreeing.objection_to_text(words):
        raise UnableToDoubt(objection)
    said = Doubt.objects.create(placement=placement, week=week, words=words.strip(), by=by, at=at)
    keeping.record(Verb.PLACEMENT_DOUBTED, placement, by=by, at=at)
    tell_jobformidler(placement, at=at)
    _follow(placement, by=by, at=at)
    return said


@action
def answer_doubt(*, said: Doubt, answer: str, by: User, at: datetime) -> Doubt:
    """
    Answer what the citizen said did not fit, after talking about it. The turn goes on from there.

    Raises:
        UnableToDoubt, UnableToKeepPlacement: nothing has been written.
    """
    placement = keeping.hold(said.placement)
    said = Doubt.objects.get(pk=said.pk)
    if said.answered_at is not None:
        raise UnableToDoubt(PlacementObjection.MENDED)
    if objection := agreeing.objection_to_text(answer):
        raise UnableToDoubt(objection)
    said.answer, said.answered_by, said.answered_at = answer.strip(), by, at
    said.save(update_fields=["answer", "answered_by", "answered_at"])
    keeping.record(Verb.PLACEMENT_DOUBTED, placement, by=by, at=at)
    _follow(placement, by=by, at=at)
    return said


@action
def talk_with_company(
    *, placement: Placement, channel: str, text: str, by: User, at: datetime, next_on: date | None = None
) -> Placement:
    """
    Write down a talk with the company about how it goes, and when the next one is.

    Raises:
        UnableToTalk, UnableToKeepPlacement: nothing has been written.
    """
    placement = keeping.hold(placement)
    if placement.state != PlacementState.RUNNING:
        raise UnableToTalk(PlacementObjection.NOT_RUNNING)
    if objection := agreeing.objection_to_text(text):
        raise UnableToTalk(objection)
    if next_on is not None and next_on <= day_of(at):
        raise UnableToTalk(PlacementObjection.REVIEW_DAY)
    name = placement.contact.name if placement.contact else ""
    track = placement.track if placement.track is not None and placement.track.is_open else None
    talk = CompanyContact.objects.create(
        case=placement.case, track=track, company=placement.company, contact_name=name, channel=channel,
        text=text.strip(), minutes=0, by=by, at=at,
    )  # fmt: skip
    audit_actions.record_event(
        Verb.CONTACT_LOGGED, subject=talk, by=by, at=at, citizen_id=placement.case.citizen_id, cap=Cap.COMPANY
    )
    placement.talk_on = next_on
    placement.save(update_fields=["talk_on"])
    keeping.record(Verb.PLACEMENT_TALKED, placement, by=by, at=at)
    _follow(placement, by=by, at=at)
    return placement


@action
def ask_how_it_goes(*, placement: Placement, by: User, at: datetime) -> Placement:
    """
    Ask citizen and company how it goes. Both see it on their page, the citizen is told, the company gets the turn.

    Raises:
        UnableToEvaluate, UnableToKeepPlacement: nothing has been changed.
    """
    placement = keeping.hold(placement)
    if placement.state != PlacementState.RUNNING:
        raise UnableToEvaluate(PlacementObjection.NOT_RUNNING)
    if keeping.has_said(placement, Party.COMPANY):
        raise UnableToEvaluate(PlacementObjection.EVALUATED)
    on = day_of(at)
    if placement.asked_on is not None and (on - placement.asked_on).days < moves.ANSWER_DAYS:
        raise UnableToEvaluate(PlacementObjection.ASKED)
    is_told = placement.asked_on is None and is_told_to_say(placement)
    placement.asked_on = on
    placement.save(update_fields=["asked_on"])
    keeping.record(Verb.PLACEMENT_ASKED, placement, by=by, at=at)
    if not is_told and not keeping.has_said(placement, Party.CITIZEN):
        _tell_asked(placement, at=at)
    _follow(placement, by=by, at=at)
    return placement


@action
def tell_of_asking(*, placement_id: int, at: datetime) -> bool:
    """
    Tell the citizen on Min vej, once, that the day to say how it goes has come.

    Returns:
        Whether the citizen was told.

    Raises:
        UnableToKeepPlacement: the case is closed.
    """
    placement = keeping.hold(Placement(pk=placement_id))
    # Asked again under the lock: two tendings at once tell once.
    if not placements_to_ask(day_of(at), only=placement.pk):
        return False
    _tell_asked(placement, at=at)
    return True


@action
def evaluate(*, placement: Placement, how: HowItWent, by: User, at: datetime, noted_for: str = "") -> Evaluation:
    """
    Tell how it went, once, as citizen or as company; or write down what one of them said.

    Raises:
        UnableToEvaluate, UnableToKeepPlacement: nothing has been written.
    """
    placement = keeping.hold(placement)
    party, is_noted = keeping.party_of(by, noted_for=noted_for)
    has_said = keeping.has_said(placement, party)
    if has_said or party == Party.JOBFORMIDLER:
        raise UnableToEvaluate(PlacementObjection.EVALUATED)
    if not moves.may_evaluate(state=placement.state, ended_on=placement.ended_on, has_said=has_said, on=day_of(at)):
        raise UnableToEvaluate(PlacementObjection.NOT_RUNNING)
    if not {how.tasks_fit, how.was_helped, how.would_again} <= set(Said.values):
        raise UnableToEvaluate(PlacementObjection.UNKNOWN_CHOICE)
    if objection := agreeing.objection_to_text(how.words, is_needed=False):
        raise UnableToEvaluate(objection)
    told = Evaluation.objects.create(
        placement=placement, party=party, tasks_fit=how.tasks_fit, was_helped=how.was_helped,
        would_again=how.would_again, words=how.words.strip(), is_noted=is_noted, by=by, at=at,
    )  # fmt: skip
    keeping.record(Verb.PLACEMENT_EVALUATED, placement, by=by, at=at, party=str(party))
    _follow(placement, by=by, at=at)
    return told


# --- Steps ---


@step
def _write_week(placement: Placement, week: date, worked: Worked, *, by: User, at: datetime) -> bool:
    """Write a version of a week, and return whether it says anything new."""
    last = WorkedWeek.objects.filter(placement=placement, week=week).order_by("-version").first()
    if last is not None and (last.hours, last.paid_hours) == (worked.hours, worked.paid_hours):
        return False
    party, _noted = keeping.party_of(by, noted_for=Party.JOBFORMIDLER)
    WorkedWeek.objects.create(
        placement=placement, week=week, version=last.version + 1 if last else 1, hours=worked.hours,
        paid_hours=worked.paid_hours, told_by=party, by=by, at=at,
    )  # fmt: skip
    return True


@step
def _tell_asked(placement: Placement, *, at: datetime) -> None:
    notices.tell_citizen(
        case=placement.case, kind=NoticeKind.PLACEMENT, at=at, placement_id=placement.pk, event="asked"
    )


@step
def _follow(placement: Placement, *, by: User, at: datetime) -> None:
    with refused_as(UnableToKeepPlacement):
        keeping.follow(placement, by=by, at=at)
