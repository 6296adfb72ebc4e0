"""Hand-overs: whose they are, and what is left to sign for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Max, Q, QuerySet

from helevejen.accounts.models import User
from helevejen.caseload import perms, rules
from helevejen.caseload.enums import HandoverState, ItemKind
from helevejen.caseload.models import Handover, HandoverItem
from helevejen.cases.enums import Holder, MeetingState, StepOwner
from helevejen.cases.models import Case, CompanyContact, Meeting, PlanStep, Turn
from helevejen.cases.rules.chains import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

UNDER_WAY = [HandoverState.REQUESTED, HandoverState.ACCEPTED]


@dataclass(frozen=True, slots=True)
class ListedItem:
    """
    One point of the sign-off list.

    Attributes:
        reference: What it points at, the same as long as the thing is the same: a turn is known by its track, so that
            it need not be signed for again because the ball has moved.
        on: The day it is due or takes place; None when there is none.
        is_open: Still to be done. What is finished since the yes falls away and needs no signature.
    """

    kind: ItemKind
    reference: str
    label: str
    on: date | datetime | None
    is_open: bool
    signed: HandoverItem | None = None

    @property
    def is_signed(self) -> bool:
        return self.signed is not None and self.signed.signed_at is not None


def handovers_visible_to(user: User, at: datetime) -> QuerySet[Handover]:
    """Return the hand-overs open to the user, newest first, fully loaded. One query."""
    return _loaded(perms.visible_to(user, at))


def handovers_of(user: User, at: datetime) -> QuerySet[Handover]:
    """Return the hand-overs the user gives, receives or has asked for, those under way first. One query."""
    mine = Q(from_user=user) | Q(to_user=user) | Q(requested_by=user)
    return handovers_visible_to(user, at).filter(mine)


def handovers_waiting_for(user: User, at: datetime) -> QuerySet[Handover]:
    """Return the requests that wait for the user's answer. One query."""
    return handovers_visible_to(user, at).filter(to_user=user, state=HandoverState.REQUESTED)


def get_open_handover(case: Case) -> Handover | None:
    """Return the hand-over under way in a case, None when there is none. One query."""
    return Handover.objects.filter(case=case, state__in=UNDER_WAY).select_related("from_user", "to_user").first()


def items_of(handover: Handover, at: datetime) -> list[ListedItem]:
    """
    Return what is to be signed for: everything open in the case now, and what has been listed before.

    By kind, then day. Five queries.
    """
    listed = {(item.kind, item.reference): item for item in handover.items.order_by("pk").select_related("signed_by")}
    open_now = list(open_items_of(handover.case, at))
    found = [
        ListedItem(one.kind, one.reference, one.label, one.on, True, listed.pop((one.kind, one.reference), None))
        for one in open_now
    ]
    found += [
        ListedItem(ItemKind(item.kind), item.reference, item.label, None, False, item) for item in listed.values()
    ]
    kinds = list(ItemKind)
    return sorted(found, key=lambda one: (kinds.index(one.kind), not one.is_open, str(one.on or ""), one.reference))


def open_items_of(case: Case, at: datetime) -> Iterator[ListedItem]:
    """Yield our open turns, our promises, coming meetings and companies talked to lately, of a case. Four queries."""
    turns = Turn.objects.open().filter(track__case=case, holder=Holder.JOBFORMIDLER).select_related("track")
    for turn in turns.order_by("due_on", "pk"):
        words = turn.expects or wording(turn.track.kind, turn.step, "staff") or turn.track.title
        label = f"{turn.track.label}: {words}" if words else turn.track.label
        yield ListedItem(ItemKind.TURN, f"cases.track:{turn.track_id}", label[:300], turn.due_on, True)
    promises = PlanStep.objects.filter(
        case=case, owner=StepOwner.WE, done_at__isnull=True, dropped_at__isnull=True
    ).order_by("due_on", "pk")
    for promise in promises:
        yield ListedItem(ItemKind.PROMISE, f"cases.planstep:{promise.pk}", promise.text[:300], promise.due_on, True)
    for meeting in coming_meetings_of(case, at):
        label = f"{meeting.get_purpose_display()}, {meeting.get_channel_display().lower()}"
        yield ListedItem(ItemKind.APPOINTMENT, f"cases.meeting:{meeting.pk}", label, meeting.starts_at, True)
    since = at - timedelta(days=rules.RECENT_CONTACT_DAYS)
    contacts = CompanyContact.objects.filter(case=case, at__gt=since, at__lte=at)
    companies = contacts.values("company_id", "company__name").annotate(last=Max("at")).order_by("last", "company_id")
    for row in companies:
        reference = f"companies.company:{row['company_id']}"
        yield ListedItem(ItemKind.COMPANY_CONTACT, reference, row["company__name"][:300], row["last"], True)


def coming_meetings_of(case: Case, at: datetime) -> QuerySet[Meeting]:
    """Return the booked meetings of a case that have not begun, by time. One query."""
    return Meeting.objects.filter(case=case, state=MeetingState.BOOKED, starts_at__gt=at).order_by("starts_at", "pk")


def joint_meetings_of(handover: Handover) -> QuerySet[Meeting]:
    """Return what can be the joint meeting: booked or held since the request, by time. One query."""
    return Meeting.objects.filter(
        case=handover.case_id,
        state__in=[MeetingState.BOOKED, MeetingState.HELD],
        starts_at__gte=handover.requested_at,
    ).order_by("starts_at", "pk")


def _loaded(handovers: QuerySet[Handover]) -> QuerySet[Handover]:
    return (
        handovers.select_related(
            "case__citizen", "case__jobformidler", "from_user", "to_user", "new_backup", "requested_by", "joint_meeting"
        )
        .defer("case__citizen__cpr", "case__citizen__address")
        .order_by("-requested_at", "-pk")
    )
