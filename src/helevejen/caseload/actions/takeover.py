"""What follows from one jobformidler to the next: access, turns and meetings."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from helevejen.accounts.models import User
from helevejen.caseload.enums import HandoverState
from helevejen.caseload.models import Handover
from helevejen.cases.enums import MeetingState
from helevejen.cases.models import Case, Meeting
from helevejen.citizens import actions as citizen_actions
from helevejen.citizens.enums import Protection, RelationKind
from helevejen.citizens.rules.access import FORMER_LASTS
from helevejen.core.deeds import step


@step
def open_to_receiver(*, handover: Handover, until: datetime, by: User, at: datetime) -> None:
    """Open the file to the one who has said yes; with special protection as a person named for it."""
    citizen_actions.open_relation(
        user=handover.to_user,
        citizen=handover.case.citizen,
        kind=_kind(handover),
        by=by,
        at=at,
        until=until,
        source=_source(handover),
    )


@step
def shut_to_receiver(*, handover: Handover, at: datetime) -> None:
    """End the access that the hand-over gave."""
    citizen_actions.close_relation(citizen=handover.case.citizen, kind=_kind(handover), at=at, source=_source(handover))


@step
def leave_open_to_former(*, user: User, case: Case, by: User, at: datetime) -> None:
    """Let the former jobformidler read for 14 days, so that questions can be answered."""
    citizen_actions.open_relation(
        user=user,
        citizen=case.citizen,
        kind=RelationKind.FORMER,
        by=by,
        at=at,
        until=at + FORMER_LASTS,
        source=f"cases.case:{case.pk}",
    )


@step
def end_handovers(*, case: Case, at: datetime) -> None:
    """Withdraw what is under way in a case that has been closed, and shut the file to the receiver."""
    under_way = Handover.objects.filter(case=case, state__in=[HandoverState.REQUESTED, HandoverState.ACCEPTED])
    for handover in under_way.select_related("case__citizen").order_by("pk"):
        handover.state = HandoverState.WITHDRAWN
        handover.save(update_fields=["state"])
        shut_to_receiver(handover=handover, at=at)


@step
def take_over_meetings(*, handover: Handover, at: datetime) -> None:
    """Make the new jobformidler the host of the former's coming meetings of the case."""
    meetings = coming_meetings(handover, at)
    for meeting in meetings.order_by("pk"):
        citizen_actions.close_relation(
            citizen=handover.case.citizen, kind=RelationKind.MEETING, at=at, source=f"cases.meeting:{meeting.pk}"
        )
    meetings.update(host=handover.to_user)


def clashes(handover: Handover, at: datetime) -> bool:
    """Return whether the new jobformidler is taken at the time of one of the coming meetings. One query."""
    own = Meeting.objects.filter(
        host=handover.to_user,
        state=MeetingState.BOOKED,
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )
    return coming_meetings(handover, at).filter(Exists(own), state=MeetingState.BOOKED).exists()


def coming_meetings(handover: Handover, at: datetime) -> QuerySet[Meeting]:
    """Return the former's meetings of the case that are proposed, or booked and not begun."""
    mine = Meeting.objects.filter(case=handover.case_id, host=handover.from_user)
    proposed = mine.filter(state=MeetingState.PROPOSED)
    return proposed | mine.filter(state=MeetingState.BOOKED, starts_at__gt=at)


def _kind(handover: Handover) -> RelationKind:
    is_special = handover.case.citizen.protection == Protection.SPECIAL
    return RelationKind.NAMED if is_special else RelationKind.HANDOVER


def _source(handover: Handover) -> str:
    return f"caseload.handover:{handover.pk}"
