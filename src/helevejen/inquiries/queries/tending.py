"""What the tending has to look at."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from helevejen.accounts.models import Absence, Employment
from helevejen.cases.enums import DecisionState
from helevejen.cases.models import Decision, Track, Turn
from helevejen.cases.rules.decisions import DECIDE
from helevejen.citizens.perms import start_of
from helevejen.engines.calendar import day_of
from helevejen.inquiries.enums import Level, NoticeState
from helevejen.inquiries.models import DeadlineNotice, Inquiry
from helevejen.inquiries.queries.deadlines import (
    begun_on_of,
    deadlines_on,
    drafts_with_anchor,
    promises,
    turns_to_decide,
)
from helevejen.inquiries.queries.figures import without_owner
from helevejen.inquiries.rules import clocks, deadlines, owners

#: More than the working days before a deadline can ever span: turns due later need no look.
_LONGEST_BEFORE = timedelta(days=30)
#: So far back somebody's absence is followed: far more than the office hours that matter.
_LOOKED_BACK = timedelta(days=14)


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


def decisions_to_tell_of(at: datetime) -> list[tuple[Decision | Track, date]]:
    """
    Return what is to be decided, whose deadline is near or past and of which no letter is made, with the deadline.

    A draft counts from the application, and its deadline is the one published for its kind. A decision that is only
    asked for has its track and the day the citizen was told with the turn.
    """
    on = day_of(at)
    # Letters of decisions that are made and of tracks that are closed are ever more, and say nothing here.
    is_open = Q(decision__state=DecisionState.DRAFT) | Q(track__closed_at__isnull=True, track__isnull=False)
    about = is_open | Q(state=NoticeState.READY)
    letters = list(DeadlineNotice.objects.filter(about).order_by("pk").defer("cause"))
    told = {(one.decision_id, one.track_id, one.due_on) for one in letters}
    ready = {one.track_id for one in letters if one.state == NoticeState.READY} - {None}
    found: list[tuple[Decision | Track, date]] = []
    for decision, due_on in _drafts_due(on):
        if (decision.pk, None, due_on) not in told and decision.track_id not in ready:
            found.append((decision, due_on))
    for track, due_on in _asked_due(on):
        if (None, track.pk, due_on) not in told and track.pk not in ready:
            found.append((track, due_on))
    return found


def letters_not_needed() -> list[DeadlineNotice]:
    """Return the letters that wait although the decision is made, or no longer asked for. Three queries."""
    ready = list(_ready().filter(~Q(decision__state=DecisionState.DRAFT) | Q(decision__isnull=True)))
    return [one for one in ready if not is_letter_needed(one)]


def is_letter_needed(notice: DeadlineNotice) -> bool:
    """Return whether what a letter is about is still to be decided. One or two queries."""
    if notice.decision_id is not None:
        return Decision.objects.filter(pk=notice.decision_id, state=DecisionState.DRAFT).exists()
    if Turn.objects.open().filter(track=notice.track_id, step=DECIDE).exists():
        return True
    return Decision.objects.filter(track=notice.track_id, state=DecisionState.DRAFT).exists()


def _drafts_due(on: date) -> list[tuple[Decision, date]]:
    in_force = deadlines_on(on)
    drafts = list(drafts_with_anchor().filter(kind__in=in_force))
    promised = promises(drafts)
    due = []
    for one in drafts:
        published = in_force[one.kind]
        day = promised.get(one.pk) or deadlines.due_day(begun_on_of(one), published.amount, published.unit)
        if deadlines.is_notice_due(day, on=on):
            due.append((one, day))
    return due


def _asked_due(on: date) -> list[tuple[Track, date]]:
    turns = list(turns_to_decide().filter(due_on__lte=on + _LONGEST_BEFORE))
    promised = promises(turns)
    due = [(turn.track, max(turn.due_on, promised.get(turn.pk, turn.due_on))) for turn in turns if turn.due_on]
    return [(track, day) for track, day in due if deadlines.is_notice_due(day, on=on)]


def _ready() -> QuerySet[DeadlineNotice]:
    return DeadlineNotice.objects.filter(state=NoticeState.READY).order_by("pk")


def _gone_since(user_id: int, on: date) -> datetime:
    """Return when the run of days on which somebody is not at work began, as far as is looked back. Two queries."""
    from_ = on - _LOOKED_BACK
    away = list(
        Absence.objects.filter(user_id=user_id, cancelled_at__isnull=True, valid_from__lte=on, valid_until__gt=from_)
        .order_by("valid_from", "pk")
        .values_list("valid_from", "valid_until")
    )
    employed = list(
        Employment.objects.filter(user_id=user_id, valid_from__lte=on)
        .order_by("valid_from", "pk")
        .values_list("valid_from", "valid_until")
    )
    return start_of(owners.gone_since(on, from_=from_, employed=employed, away=away))
