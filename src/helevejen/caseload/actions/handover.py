"""A case changes hands: asked, answered, told, met about, signed off, done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.caseload import perms, queries, rules
from helevejen.caseload.actions import takeover, words
from helevejen.caseload.actions.assignment import begin_assignment, end_assignment, tell_who_follows
from helevejen.caseload.enums import HandoverState, Objection
from helevejen.caseload.models import Handover, HandoverItem
from helevejen.cases import actions as case_actions
from helevejen.cases.enums import MeetingState, NoticeKind
from helevejen.cases.models import Case, Meeting
from helevejen.citizens.perms import day_of
from helevejen.core.deeds import Refusal, action, step
from helevejen.core.formats import COPENHAGEN

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: How long past the agreed day the receiver's access lasts when the hand-over drags on.
_ACCESS_AFTER = timedelta(days=30)


class UnableToRequestHandover(Refusal):
    """The hand-over cannot be asked for; the text says why."""


class UnableToAcceptHandover(Refusal):
    """The request cannot be accepted."""


class UnableToRefuseHandover(Refusal):
    """The request cannot be refused, or not without a reason."""


class UnableToWithdrawHandover(Refusal):
    """The hand-over is over."""


class UnableToTellCitizen(Refusal):
    """The citizen cannot be told now."""


class UnableToAnswerHandover(Refusal):
    """The citizen cannot answer now."""


class UnableToPlanJointMeeting(Refusal):
    """The joint meeting cannot be this one, or no reason was given for none."""


class UnableToSignItem(Refusal):
    """The point cannot be signed for."""


class UnableToCompleteHandover(Refusal):
    """Something is still missing; the text says what to do first."""


@dataclass(frozen=True, slots=True)
class HandoverWish:
    """One case of many that are to change hands at once: to whom, and who stands behind."""

    case: Case
    to_user: User
    new_backup: User


@action
def request_handover(
    *, case: Case, to_user: User, new_backup: User, reason: str, takes_effect_on: date, by: User, at: datetime
) -> Handover:
    """
    Ask somebody to take a case over.

    Raises:
        UnableToRequestHandover: a rule is against it. Nothing has been written.
    """
    wish = HandoverWish(case, to_user, new_backup)
    return ask(wish, reason=reason, takes_effect_on=takes_effect_on, by=by, at=at)


@action
def request_handovers(
    *, wishes: Iterable[HandoverWish], reason: str, takes_effect_on: date, by: User, at: datetime
) -> list[Handover]:
    """
    Ask for several hand-overs in one deed, as when somebody leaves.

    Raises:
        UnableToRequestHandover: a rule is against one of them; the text names the citizen. Nothing has been written.
    """
    asked = []
    for wish in wishes:
        try:
            asked.append(ask(wish, reason=reason, takes_effect_on=takes_effect_on, by=by, at=at))
        except UnableToRequestHandover as refusal:
            raise UnableToRequestHandover(f"{wish.case.citizen.name}: {refusal}") from refusal
    return asked


@action
def accept_handover(*, handover: Handover, by: User, at: datetime) -> None:
    """
    Say yes to a request. The file opens to the one who said it, and the sign-off list is made.

    Raises:
        UnableToAcceptHandover: it is answered already, `by` was not asked, or has a conflict of interest.
            Nothing has been changed.
    """
    handover = _lock(handover)
    facts = queries.get_worker_facts(by, handover.case.citizen, handover.takes_effect_on)
    objection = rules.objection_to_answering(
        HandoverState(handover.state), is_receiver=perms.can_answer(by, handover)
    ) or rules.objection_to_assigning(facts)
    if objection:
        raise UnableToAcceptHandover(objection)
    handover.state, handover.answered_at = HandoverState.ACCEPTED, at
    handover.save(update_fields=["state", "answered_at"])
    takeover.open_to_receiver(handover=handover, until=_end_of_access(handover), by=by, at=at)
    _list_items(handover, at)
    _record(Verb.HANDOVER_ACCEPTED, handover, by=by, at=at)
    _tell_parties(handover, words.HANDOVER_ACCEPTED, by=by, at=at)


@action
def refuse_handover(*, handover: Handover, by: User, at: datetime, reason: str) -> None:
    """
    Say no to a request, and why.

    Raises:
        UnableToRefuseHandover: it is answered already, `by` was not asked, or no reason is given. Nothing has been
            changed.
    """
    handover = _lock(handover)
    is_receiver = perms.can_answer(by, handover)
    if objection := rules.objection_to_answering(HandoverState(handover.state), is_receiver=is_receiver):
        raise UnableToRefuseHandover(objection)
    if not reason.strip():
        raise UnableToRefuseHandover(Objection.REASON_MISSING)
    handover.state, handover.answered_at, handover.refusal_reason = HandoverState.REFUSED, at, reason.strip()
    handover.save(update_fields=["state", "answered_at", "refusal_reason"])
    _record(Verb.HANDOVER_REFUSED, handover, by=by, at=at)
    _tell_parties(handover, words.HANDOVER_REFUSED, by=by, at=at)


@action
def withdraw_handover(*, handover: Handover, by: User, at: datetime) -> None:
    """
    Call a hand-over off. The receiver's access ends; a citizen who had been told is told who follows on.

    Raises:
        UnableToWithdrawHandover: it is over. Nothing has been changed.
    """
    handover = _lock(handover)
    if objection := rules.objection_to_withdrawing(HandoverState(handover.state)):
        raise UnableToWithdrawHandover(objection)
    handover.state = HandoverState.WITHDRAWN
    handover.save(update_fields=["state"])
    takeover.shut_to_receiver(handover=handover, at=at)
    if handover.citizen_told_at is not None:
        tell_who_follows(case=handover.case, at=at)
    _record(Verb.HANDOVER_WITHDRAWN, handover, by=by, at=at)
    _tell_parties(handover, words.HANDOVER_WITHDRAWN, by=by, at=at)


@action
def tell_citizen_of_handover(*, handover: Handover, by: User, at: datetime) -> None:
    """
    Tell the citizen who comes instead, from when and why.

    Raises:
        UnableToTellCitizen: there is no yes yet, the citizen knows, or the day is reached. Nothing has been changed.
    """
    handover = _lock(handover)
    if objection := rules.objection_to_telling(_facts(handover), on=day_of(at)):
        raise UnableToTellCitizen(objection)
    handover.citizen_told_at = at
    handover.save(update_fields=["citizen_told_at"])
    case_actions.tell_citizen(
        case=handover.case,
        kind=NoticeKind.HANDOVER_PLANNED,
        at=at,
        handover_id=handover.pk,
        former=handover.from_user.name,
        jobformidler=handover.to_user.name,
        backup=handover.new_backup.name,
        takes_effect_on=handover.takes_effect_on.isoformat(),
        reason=handover.reason,
    )
    _record(Verb.HANDOVER_TOLD, handover, by=by, at=at)


@action
def answer_handover_as_citizen(*, handover: Handover, by: User, at: datetime, text: str) -> None:
    """
    Say, as the citizen, what one thinks of the change. Both jobformidlere are told; a new answer replaces the old.

    Raises:
        UnableToAnswerHandover: the citizen has not been told, it is over, or nothing was written. Nothing has been
            changed.
    """
    handover = _lock(handover)
    if handover.state != HandoverState.ACCEPTED or handover.citizen_told_at is None:
        raise UnableToAnswerHandover(Objection.NOT_TOLD_YET)
    if not text.strip():
        raise UnableToAnswerHandover(Objection.ANSWER_MISSING)
    handover.citizen_answer, handover.citizen_answered_at = text.strip()[:500], at
    handover.save(update_fields=["citizen_answer", "citizen_answered_at"])
    _record(Verb.HANDOVER_DISCUSSED, handover, by=by, at=at)
    _tell_parties(handover, words.CITIZEN_ANSWERED, by=by, at=at)


@action
def plan_joint_meeting(*, handover: Handover, meeting: Meeting, by: User, at: datetime) -> None:
    """
    Name the meeting in which the citizen and both jobformidlere sit.

    Raises:
        UnableToPlanJointMeeting: there is no yes, or the meeting is not the case's. Nothing has been changed.
    """
    handover = _lock(handover)
    _require_accepted(handover, UnableToPlanJointMeeting)
    if not queries.joint_meetings_of(handover).filter(pk=meeting.pk).exists():
        raise UnableToPlanJointMeeting(Objection.NOT_A_JOINT_MEETING)
    handover.joint_meeting, handover.no_meeting_because = meeting, ""
    handover.save(update_fields=["joint_meeting", "no_meeting_because"])
    _record(Verb.HANDOVER_MET, handover, by=by, at=at)


@action
def skip_joint_meeting(*, handover: Handover, because: str, by: User, at: datetime) -> None:
    """
    Write down why there is no joint meeting.

    Raises:
        UnableToPlanJointMeeting: there is no yes, or no reason. Nothing has been changed.
    """
    handover = _lock(handover)
    _require_accepted(handover, UnableToPlanJointMeeting)
    if not because.strip():
        raise UnableToPlanJointMeeting(Objection.NO_MEETING_REASON_MISSING)
    handover.joint_meeting, handover.no_meeting_because = None, because.strip()[:300]
    handover.save(update_fields=["joint_meeting", "no_meeting_because"])
    _record(Verb.HANDOVER_MET, handover, by=by, at=at)


@action
def sign_item(*, handover: Handover, kind: str, reference: str, by: User, at: datetime) -> None:
    """
    Sign for one point of the list, as the one who takes over. Signing twice changes nothing.

    Raises:
        UnableToSignItem: there is no yes, `by` does not take over, or the point is no longer open. Nothing has been
            changed.
    """
    handover = _lock(handover)
    _require_accepted(handover, UnableToSignItem)
    if not perms.can_sign(by, handover):
        raise UnableToSignItem(Objection.NOT_THE_RECEIVER)
    listed = {(str(item.kind), item.reference): item for item in queries.items_of(handover, at)}
    found = listed.get((kind, reference))
    if found is None:
        raise UnableToSignItem(Objection.NOT_ON_THE_LIST)
    if found.is_signed:
        return
    item, _is_new = HandoverItem.objects.get_or_create(
        handover=handover, kind=kind, reference=reference, defaults={"label": found.label}
    )
    item.signed_at, item.signed_by = at, by
    item.save(update_fields=["signed_at", "signed_by"])
    _record(Verb.HANDOVER_SIGNED, handover, by=by, at=at)


@action
def complete_handover(*, handover: Handover, by: User, at: datetime) -> None:
    """
    Let the case change hands: assignment, relations, open turns and coming meetings; and tell the citizen.

    Raises:
        UnableToCompleteHandover: something is still missing, or a meeting clashes with one of the receiver's. Nothing
            has been changed.
    """
    handover = _lock(handover)
    case = Case.objects.select_for_update(of=("self",)).select_related("citizen").get(pk=handover.case_id)
    unsigned = sum(item.is_open and not item.is_signed for item in queries.items_of(handover, at))
    receiver = queries.get_worker_facts(handover.to_user, case.citizen, day_of(at))
    if not case.is_open:
        raise UnableToCompleteHandover(Objection.CASE_IS_CLOSED)
    if objection := rules.objection_to_completing(_facts(handover, unsigned), receiver=receiver, on=day_of(at)):
        raise UnableToCompleteHandover(objection)
    if takeover.clashes(handover, at):
        raise UnableToCompleteHandover(Objection.MEETING_CLASH)
    handover.state, handover.completed_at = HandoverState.COMPLETED, at
    handover.save(update_fields=["state", "completed_at"])
    _change_hands(handover, case, by=by, at=at)
    _record(Verb.HANDOVER_COMPLETED, handover, by=by, at=at)
    words.tell_staff(handover.from_user, words.HANDOVER_COMPLETED, by=by, at=at, path=words.handover_path(handover))


# --- Steps ---


@step
def ask(wish: HandoverWish, *, reason: str, takes_effect_on: date, by: User, at: datetime) -> Handover:
    """
    Ask somebody to take one case over.

    Raises:
        UnableToRequestHandover: a rule is against it.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("jobformidler", "citizen").get(pk=wish.case.pk)
    asked = rules.HandoverRequest(
        reason=reason,
        takes_effect_on=takes_effect_on,
        is_case_open=case.is_open,
        has_one_already=queries.get_open_handover(case) is not None,
        is_to_the_same=wish.to_user.pk == case.jobformidler_id,
        is_backup_the_receiver=wish.to_user.pk == wish.new_backup.pk,
    )
    receiver = queries.get_worker_facts(wish.to_user, case.citizen, takes_effect_on)
    backup = queries.get_worker_facts(wish.new_backup, case.citizen, takes_effect_on)
    if objection := rules.objection_to_handover(asked, receiver=receiver, backup=backup, on=day_of(at)):
        raise UnableToRequestHandover(objection)
    handover = Handover.objects.create(
        case=case,
        from_user=case.jobformidler,
        to_user=wish.to_user,
        new_backup=wish.new_backup,
        reason=reason,
        takes_effect_on=takes_effect_on,
        requested_by=by,
        requested_at=at,
    )
    _record(Verb.HANDOVER_REQUESTED, handover, by=by, at=at)
    words.tell_staff(wish.to_user, words.HANDOVER_ASKED, by=by, at=at, path=words.handover_path(handover))
    return handover


def _change_hands(handover: Handover, case: Case, *, by: User, at: datetime) -> None:
    end_assignment(case=case, at=at)
    case.jobformidler, case.backup = handover.to_user, handover.new_backup
    case.save(update_fields=["jobformidler", "backup"])
    begin_assignment(case=case, jobformidler=handover.to_user, reason=handover.reason, by=by, at=at, handover=handover)
    takeover.shut_to_receiver(handover=handover, at=at)
    takeover.leave_open_to_former(user=handover.from_user, case=case, by=by, at=at)
    case_actions.take_over_turns(case=case, from_user=handover.from_user, to_user=handover.to_user, by=by, at=at)
    takeover.take_over_meetings(handover=handover, at=at)
    tell_who_follows(case=case, at=at)


def _lock(handover: Handover) -> Handover:
    people = ("case__citizen", "from_user", "to_user", "new_backup", "requested_by", "joint_meeting")
    return Handover.objects.select_for_update(of=("self",)).select_related(*people).get(pk=handover.pk)


def _facts(handover: Handover, unsigned: int = 0) -> rules.HandoverFacts:
    meeting = handover.joint_meeting
    return rules.HandoverFacts(
        state=HandoverState(handover.state),
        takes_effect_on=handover.takes_effect_on,
        is_citizen_told=handover.citizen_told_at is not None,
        has_met=meeting is not None and meeting.state == MeetingState.HELD,
        has_reason_for_no_meeting=bool(handover.no_meeting_because),
        unsigned_count=unsigned,
    )


def _require_accepted(handover: Handover, refusal: type[Refusal]) -> None:
    if handover.state != HandoverState.ACCEPTED:
        raise refusal(Objection.NOT_ACCEPTED)


def _list_items(handover: Handover, at: datetime) -> None:
    HandoverItem.objects.bulk_create(
        HandoverItem(handover=handover, kind=one.kind, reference=one.reference, label=one.label)
        for one in queries.items_of(handover, at)
        if one.signed is None
    )


def _end_of_access(handover: Handover) -> datetime:
    return datetime.combine(handover.takes_effect_on, time(), COPENHAGEN) + _ACCESS_AFTER


def _record(verb: Verb, handover: Handover, *, by: User, at: datetime) -> None:
    audit_actions.record_event(verb, subject=handover, by=by, at=at, citizen_id=handover.case.citizen_id)


def _tell_parties(handover: Handover, text: _StrPromise, *, by: User, at: datetime) -> None:
    parties = {user.pk: user for user in (handover.from_user, handover.to_user, handover.requested_by)}
    for user in parties.values():
        words.tell_staff(user, text, by=by, at=at, path=words.handover_path(handover))
