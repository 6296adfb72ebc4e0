"""The catalogue of deadlines: what is published and missing, how long it really took, and what a draft has left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from helevejen.accounts.models import User
from helevejen.cases import perms as case_perms
from helevejen.cases.enums import DecisionState, Holder
from helevejen.cases.models import Decision, Turn
from helevejen.cases.queries import decision_kinds, decision_name
from helevejen.cases.rules.decisions import DECIDE
from helevejen.citizens.perms import start_of
from helevejen.core.moments import quick
from helevejen.engines.calendar import day_of
from helevejen.inquiries.enums import NoticeState
from helevejen.inquiries.models import DeadlineNotice, PublishedDeadline
from helevejen.inquiries.rules import deadlines as rules
from helevejen.inquiries.rules.figures import percentile, share_of

#: Decisions of so many days are counted.
COUNTED: timedelta = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """
    One kind of decision in the catalogue.

    Attributes:
        deadline: What is published and in force; None when nothing is, which is a breach.
        released: How many were decided in a year; half and nine of ten of them within so many days.
        applied: Of them those whose day of application is known, from which they are counted.
        in_time_share: Decided within the deadline now in force; None when too few to say.
    """

    kind: str
    name: str
    deadline: PublishedDeadline | None
    released: int
    applied: int
    half_days: int | None
    nine_of_ten_days: int | None
    in_time_share: float | None


@dataclass(frozen=True, slots=True)
class DraftDeadline:
    """
    Until when a draft must be released.

    Attributes:
        begun_on: The day it is counted from.
        is_from_application: That day is the day of the application; else the day the decision came to us.
        is_promised_anew: A letter has told the citizen this later day.
    """

    due_on: date
    begun_on: date
    is_from_application: bool
    is_promised_anew: bool


def deadline_catalogue(on: date) -> list[DeadlineRow]:
    """Return every kind of decision in use with its deadline and what it took, by name. Three queries."""
    published = deadlines_on(on)
    days = _days_taken(on)
    rows = []
    for kind in kinds_in_use():
        taken = days.get(kind, [])
        deadline = published.get(kind)
        counts: dict[int, int] = defaultdict(int)
        for one in taken:
            counts[one.days] += 1
        rows.append(
            DeadlineRow(
                kind=kind,
                name=decision_name(kind),
                deadline=deadline,
                released=len(taken),
                applied=sum(one.is_from_application for one in taken),
                half_days=percentile(counts, 0.5),
                nine_of_ten_days=percentile(counts, 0.9),
                in_time_share=_share_in_time(taken, deadline),
            )
        )
    return sorted(rows, key=lambda row: row.name)


def kinds_in_use() -> list[str]:
    """Return the kinds of decision the house can draft, and those there are decisions of. One query."""
    drafted = Decision.objects.order_by("kind").values_list("kind", flat=True).distinct()
    return sorted({kind for kind, _name in decision_kinds()} | set(drafted))


def kinds_without_deadline(on: date) -> list[str]:
    """Return the kinds of decision in use without a deadline in force: a breach. Two queries."""
    return rules.kinds_without(kinds_in_use(), deadlines_on(on))


def deadlines_on(on: date) -> dict[str, PublishedDeadline]:
    """Return the deadlines in force on a day by kind. One query."""
    in_force = PublishedDeadline.objects.filter(valid_from__lte=on).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    )
    return {one.kind: one for one in in_force.order_by("valid_from", "pk")}


def drafts_with_anchor() -> QuerySet[Decision]:
    """Return the decisions that are not made, with `begun_at`, the case and its jobformidler. One query."""
    drafts = Decision.objects.filter(state=DecisionState.DRAFT)
    return drafts.annotate(begun_at=_begun_at()).select_related("case__jobformidler", "track").order_by("pk")


def turns_to_decide() -> QuerySet[Turn]:
    """Return the open turns on which a decision is asked for and nobody has drafted one, with `begun_at`. One query."""
    of_track = Q(track=OuterRef("track")) | Q(track__isnull=True, case=OuterRef("track__case"))
    drafts = Decision.objects.filter(of_track, state=DecisionState.DRAFT)
    asked = Turn.objects.open().filter(step=DECIDE, holder=Holder.JOBFORMIDLER, due_on__isnull=False)
    open_ones = asked.filter(~Exists(drafts), track__case__closed_at__isnull=True)
    return open_ones.annotate(begun_at=_first_asked("since")).select_related("track__case__jobformidler").order_by("pk")


def deadline_of_draft(decision: Decision, on: date) -> DraftDeadline | None:
    """Return until when a draft must be released; None where nothing is published for its kind. Three queries."""
    deadline = deadlines_on(on).get(decision.kind)
    draft = drafts_with_anchor().filter(pk=decision.pk).first()
    if deadline is None or draft is None:
        return None
    begun_on = begun_on_of(draft)
    promised = promises([draft]).get(draft.pk)
    due_on = promised or rules.due_day(begun_on, deadline.amount, deadline.unit)
    return DraftDeadline(due_on, begun_on, draft.applied_on is not None, promised is not None)


def begun_on_of(decision: Decision) -> date:
    """Return the day a decision with its `begun_at` is counted from: the application's where it is known. No query."""
    return decision.applied_on or day_of(decision.begun_at)  # type: ignore[attr-defined]


def promises(waiting: Iterable[Decision | Turn]) -> dict[int, date]:
    """
    Return the last new day the citizen was told, by the number of each draft or turn, all with `begun_at`. One query.

    A letter about a track holds for the draft that is begun on it afterwards, not for the next decision there.
    """
    waiting = list(waiting)
    decisions = [one.pk for one in waiting if isinstance(one, Decision)]
    tracks = {one.track_id for one in waiting} - {None}
    about = Q(decision__in=decisions) | Q(track__in=tracks)
    sent = DeadlineNotice.objects.filter(about, state=NoticeState.SENT).order_by("closed_at", "pk")
    of_decision: dict[int, date] = {}
    of_track: dict[int, list[tuple[datetime, date]]] = defaultdict(list)
    for letter in sent.defer("cause"):
        if letter.decision_id is not None:
            of_decision[letter.decision_id] = letter.new_due_on
        elif letter.track_id is not None:
            of_track[letter.track_id].append((letter.made_at, letter.new_due_on))
    found = {}
    for one in waiting:
        begun_at: datetime = one.begun_at  # type: ignore[union-attr]
        days = [new for made_at, new in of_track[one.track_id] if made_at >= begun_at] if one.track_id else []
        own = of_decision.get(one.pk) if isinstance(one, Decision) else None
        if days or own:
            found[one.pk] = max([*days, *([own] if own else [])])
    return found


def notices_visible_to(user: User, at: datetime) -> QuerySet[DeadlineNotice]:
    """Return the letters about a new date that the user may send: those of cases open to work. By deadline."""
    cases = case_perms.workable_by(user, at).values("pk")
    notices = DeadlineNotice.objects.filter(Q(decision__case__in=cases) | Q(track__case__in=cases))
    paths = ("decision__case", "track__case")
    people = [f"{path}__{person}" for path in paths for person in ("citizen", "jobformidler")]
    hidden = [f"{path}__citizen__{field}" for path in paths for field in ("cpr", "address")]
    return notices.select_related(*people).defer(*hidden).order_by("due_on", "pk")


def notices_ready(user: User, at: datetime) -> list[DeadlineNotice]:
    """Return the letters that wait to be sent, by deadline. One query."""
    return list(notices_visible_to(user, at).filter(state=NoticeState.READY))


def count_notices_ready(user: User, at: datetime) -> int:
    """Return how many letters wait to be sent. One query."""
    return notices_visible_to(user, at).filter(state=NoticeState.READY).count()


@dataclass(frozen=True, slots=True)
class _Taken:
    begun_on: date
    released_on: date
    is_from_application: bool

    @property
    def days(self) -> int:
        return (self.released_on - self.begun_on).days


def _days_taken(on: date) -> dict[str, list[_Taken]]:
    since = on - COUNTED
    released = Decision.objects.filter(state=DecisionState.RELEASED, released_at__gte=start_of(since))
    begun_at = Case(When(applied_on__isnull=True, then=_begun_at()), default="drafted_at")  # asked for only if needed
    rows = released.annotate(begun=quick(begun_at), released=quick("released_at")).order_by("pk")
    days: dict[str, list[_Taken]] = defaultdict(list)
    for kind, applied_on, begun, released_at in rows.values_list("kind", "applied_on", "begun", "released"):
        released_on = day_of(released_at)
        begun_on = min(applied_on or day_of(begun), released_on)
        days[kind].append(_Taken(begun_on, released_on, applied_on is not None))
    return days


def _begun_at() -> Coalesce:
    """Return when the decision came to us to make: the first turn to decide on its track, else its first draft."""
    return Coalesce(_first_asked("drafted_at"), "drafted_at")


def _first_asked(until: str) -> Subquery:
    """Return the first turn to decide on a row's track before a moment of the row, after the decision before it."""
    made = Decision.objects.filter(
        track=OuterRef("track"),
        state=DecisionState.RELEASED,
        released_at__gt=OuterRef("since"),
        released_at__lte=OuterRef(OuterRef(until)),
    )
    turns = Turn.objects.filter(~Exists(made), track=OuterRef("track"), step=DECIDE, since__lte=OuterRef(until))
    return Subquery(turns.order_by("since", "pk").values("since")[:1])


def _share_in_time(taken: list[_Taken], deadline: PublishedDeadline | None) -> float | None:
    if deadline is None:
        return None
    # Thousands of decisions begin on some hundred days; a due day costs more than all the rest of it.
    due = {day: rules.due_day(day, deadline.amount, deadline.unit) for day in {one.begun_on for one in taken}}
    kept = sum(one.released_on <= due[one.begun_on] for one in taken)
    return share_of(kept, len(taken))
