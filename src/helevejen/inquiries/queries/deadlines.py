"""The catalogue of deadlines: what is published, what is missing, and how long it really took."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from helevejen.accounts.models import User
from helevejen.cases import perms as case_perms
from helevejen.cases.enums import DecisionState
from helevejen.cases.models import Decision, Turn
from helevejen.cases.queries import decision_kinds, decision_name
from helevejen.inquiries.enums import NoticeState
from helevejen.inquiries.models import DeadlineNotice, PublishedDeadline
from helevejen.inquiries.rules import deadlines as rules
from helevejen.inquiries.rules.clocks import day_of
from helevejen.inquiries.rules.figures import percentile, share_of

#: Decisions of so many days are counted.
COUNTED: timedelta = timedelta(days=365)
DECIDE = "we_decide"


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """
    One kind of decision in the catalogue.

    Attributes:
        deadline: What is published and in force; None when nothing is, which is a breach.
        released: How many were decided in a year; half and nine of ten of them within so many days.
        in_time_share: Decided within the deadline now in force; None when too few to say.
    """

    kind: str
    name: str
    deadline: PublishedDeadline | None
    released: int
    half_days: int | None
    nine_of_ten_days: int | None
    in_time_share: float | None


def deadline_catalogue(on: date) -> list[DeadlineRow]:
    """Return every kind of decision in use with its deadline and what it took, by name. Three queries."""
    published = deadlines_on(on)
    days = _days_taken(on)
    rows = []
    for kind in kinds_in_use():
        taken = days.get(kind, [])
        deadline = published.get(kind)
        counts: dict[int, int] = defaultdict(int)
        for begun_on, released_on in taken:
            counts[(released_on - begun_on).days] += 1
        rows.append(
            DeadlineRow(
                kind=kind,
                name=decision_name(kind),
                deadline=deadline,
                released=len(taken),
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
    return drafts.annotate(begun_at=_begun_at()).select_related("case__jobformidler").order_by("pk")


def notices_visible_to(user: User, at: datetime) -> QuerySet[DeadlineNotice]:
    """Return the letters about a new date that the user may send: those of cases open to work. By deadline."""
    notices = DeadlineNotice.objects.filter(decision__case__in=case_perms.workable_by(user, at).values("pk"))
    loaded = notices.select_related("decision__case__citizen", "decision__case__jobformidler")
    return loaded.defer("decision__case__citizen__cpr", "decision__case__citizen__address").order_by("due_on", "pk")


def notices_ready(user: User, at: datetime) -> list[DeadlineNotice]:
    """Return the letters that wait to be sent, by deadline. One query."""
    return list(notices_visible_to(user, at).filter(state=NoticeState.READY))


def count_notices_ready(user: User, at: datetime) -> int:
    """Return how many letters wait to be sent. One query."""
    return notices_visible_to(user, at).filter(state=NoticeState.READY).count()


def promised_on(decision: Decision) -> date | None:
    """Return the last new date the citizen was told, or None. One query."""
    sent = decision.deadline_notices.filter(state=NoticeState.SENT).order_by("-closed_at", "-pk").first()
    return sent.new_due_on if sent else None


def _days_taken(on: date) -> dict[str, list[tuple[date, date]]]:
    since = on - COUNTED
    released = Decision.objects.filter(state=DecisionState.RELEASED, released_at__date__gte=since)
    rows = released.annotate(begun_at=_begun_at()).order_by("pk").values_list("kind", "begun_at", "released_at")
    days: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for kind, begun_at, released_at in rows:
        assert released_at is not None, "the database keeps it"
        days[kind].append((min(day_of(begun_at), day_of(released_at)), day_of(released_at)))
    return days


def _begun_at() -> Coalesce:
    """Return when the decision came to us to make: the first turn to decide on its track, else its first draft."""
    turns = Turn.objects.filter(track=OuterRef("track"), step=DECIDE, since__lte=OuterRef("drafted_at"))
    return Coalesce(Subquery(turns.order_by("-since").values("since")[:1]), "drafted_at")


def _share_in_time(taken: list[tuple[date, date]], deadline: PublishedDeadline | None) -> float | None:
    if deadline is None:
        return None
    kept = sum(
        released_on <= rules.due_day(begun_on, deadline.amount, deadline.unit) for begun_on, released_on in taken
    )
    return share_of(kept, len(taken))
