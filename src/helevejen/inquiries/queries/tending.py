"""What the tending has to look at."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q

from helevejen.accounts.models import Absence, Employment
from helevejen.cases.enums import DecisionState
from helevejen.cases.models import Decision
from helevejen.citizens.perms import day_of, start_of
from helevejen.inquiries.enums import Level, NoticeState
from helevejen.inquiries.models import DeadlineNotice, Inquiry
from helevejen.inquiries.queries.deadlines import deadlines_on, drafts_with_anchor, promised_on
from helevejen.inquiries.queries.figures import without_owner
from helevejen.inquiries.rules import clocks, deadlines, owners


def dialogues_to_settle() -> list[int]:
    """Return the numbers of the open inquiries that are dialogues. One query."""
    found = Inquiry.objects.filter(solved_at__isnull=True, track__isnull=False)
    return list(found.order_by("pk").values_list("pk", flat=True))


def ids_to_remind(at: datetime) -> list[int]:
    """Return the numbers of the inquiries somebody must be reminded of. One query."""
    found = Inquiry.objects.filter(solved_at__isnull=True, due_at__isnull=False, level__lt=Level.PASSED)
    rows = found.order_by("due_at", "pk").values_list("pk", "received_at", "due_at", "level")
    return [pk for pk, received, due, level in rows if due and clocks.level_reached(received, due, at) > level]


def ids_without_owner_too_long(at: datetime) -> list[int]:
    """Return the numbers of the inquiries that have lain four office hours with somebody who is not there."""
    rows = without_owner(at).order_by("pk").values_list("pk", "owner_id", "received_at")
    found = []
    for pk, owner_id, received_at in rows:
        gone_since = max(_gone_since(owner_id, day_of(at)), received_at)
        if owners.is_unowned_too_long(owner_gone_since=gone_since, at=at):
            found.append(pk)
    return found


def drafts_to_tell_of(at: datetime) -> list[tuple[Decision, date]]:
    """Return the drafts whose deadline is near or past and of which no letter is made, each with its deadline."""
    on = clocks.day_of(at)
    in_force = deadlines_on(on)
    told = set(DeadlineNotice.objects.order_by("pk").values_list("decision_id", "due_on"))
    found = []
    for decision in drafts_with_anchor().filter(kind__in=in_force):
        deadline = in_force[decision.kind]
        begun_on = clocks.day_of(decision.begun_at)  # type: ignore[attr-defined]
        due_on = promised_on(decision) or deadlines.due_day(begun_on, deadline.amount, deadline.unit)
        if deadlines.is_notice_due(due_on, on=on) and (decision.pk, due_on) not in told:
            found.append((decision, due_on))
    return found


def letters_not_needed() -> list[DeadlineNotice]:
    """Return the letters that wait although their decision is made. One query."""
    made = ~Q(decision__state=DecisionState.DRAFT)
    return list(DeadlineNotice.objects.filter(made, state=NoticeState.READY).order_by("pk"))


def _gone_since(user_id: int, on: date) -> datetime:
    absence = Absence.objects.on(on).filter(user_id=user_id).order_by("valid_from").first()
    if absence is not None:
        return start_of(absence.valid_from)
    last = Employment.objects.filter(user_id=user_id, valid_until__lte=on).order_by("-valid_until").first()
    if last is not None and last.valid_until is not None:
        return start_of(last.valid_until)
    return start_of(on) - timedelta(days=7)
