"""The leader's figures of the inbox. Counted in the database; no page reads a row of an inquiry for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from helevejen.accounts import perms as staff
from helevejen.accounts.models import Absence, Team
from helevejen.citizens.enums import Protection
from helevejen.citizens.models import Citizen, ConflictOfInterest
from helevejen.citizens.perms import day_of
from helevejen.inquiries.enums import Avoidable, Level, Topic
from helevejen.inquiries.models import Inquiry
from helevejen.inquiries.queries.owners import named_on
from helevejen.inquiries.rules import figures as rules

_OTHERS = _("Øvrige emner")


@dataclass(frozen=True, slots=True)
class Spread:
    """Half of all are within `half` office minutes, nine of ten within `nine_of_ten`; None when too few to say."""

    half: int | None
    nine_of_ten: int | None


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic of a period, or those brought together that are few. None is a count too small to tell."""

    topic: str
    arrived: int | None
    avoidable: int | None
    answer: Spread


@dataclass(frozen=True, slots=True)
class InquiryFigures:
    """
    A period of a team's inbox.

    A count of people's inquiries that is too small to tell is None; what is to be done now is told whatever it is.

    Attributes:
        in_time_share: Answered within the first promise, of those answered.
        handovers: Per inquiry.
        avoidable: Reason to count; `avoidable_share` of those solved.
        open_count, unowned, near, late: As it stands now, whatever the period.
    """

    arrived: int | None
    answered: int | None
    solved: int | None
    receipt: Spread
    answer: Spread
    solution: Spread
    in_time_share: float | None
    handovers: float | None
    reopened: int | None
    avoidable: Mapping[str, int | None]
    avoidable_share: float | None
    open_count: int
    unowned: int
    near: int
    late: int


def figures_of(team: Team, since: datetime, at: datetime) -> InquiryFigures:
    """Return the figures of a team's inquiries received since a moment. Six queries, however many there are."""
    rows = Inquiry.objects.filter(team=team, received_at__gte=since)
    sums = rows.aggregate(
        arrived=Count("pk"),
        answered=Count("answer_minutes"),
        solved=Count("solve_minutes"),
        in_time=Count("pk", filter=Q(is_in_time=True)),
        handovers=Sum("handover_count"),
        reopened=Count("pk", filter=Q(reopened_count__gt=0)),
        **{f"why_{one.value}": Count("pk", filter=Q(avoidable=one)) for one in Avoidable if one.value},
    )
    avoidable = {str(one.label): sums[f"why_{one.value}"] for one in Avoidable if one.value}
    avoidable_sum = sum(avoidable.values())
    now = _open(team).aggregate(
        open=Count("pk"),
        near=Count("pk", filter=Q(level=Level.NEAR)),
        late=Count("pk", filter=Q(due_at__lt=at)),
    )
    return InquiryFigures(
        arrived=rules.told(sums["arrived"]),
        answered=rules.told(sums["answered"]),
        solved=rules.told(sums["solved"]),
        receipt=_spread(rows, "receipt_minutes"),
        answer=_spread(rows, "answer_minutes"),
        solution=_spread(rows, "solve_minutes"),
        in_time_share=rules.share_of(sums["in_time"], sums["answered"]),
        handovers=rules.share_of(sums["handovers"] or 0, sums["arrived"]),
        reopened=rules.told(sums["reopened"]),
        avoidable=dict(zip(avoidable, rules.told_of_parts(list(avoidable.values())), strict=True)),
        avoidable_share=None if rules.told(avoidable_sum) is None else rules.share_of(avoidable_sum, sums["solved"]),
        open_count=now["open"],
        unowned=without_owner(at).filter(team=team).count(),
        near=now["near"],
        late=now["late"],
    )


def topics_of(team: Team, since: datetime) -> list[TopicLine]:
    """Return a period by topic, the most frequent first; the few are brought together, last. One query."""
    rows = (
        Inquiry.objects.filter(team=team, received_at__gte=since)
        .values("topic", "answer_minutes")
        .annotate(count=Count("pk"), avoidable_count=Count("pk", filter=~Q(avoidable="")))
        .order_by("topic", "answer_minutes")
    )
    counts: dict[str, dict[int, int]] = {}
    arrived: dict[str, int] = {}
    avoidable: dict[str, int] = {}
    for row in rows:
        topic = row["topic"]
        arrived[topic] = arrived.get(topic, 0) + row["count"]
        avoidable[topic] = avoidable.get(topic, 0) + row["avoidable_count"]
        if row["answer_minutes"] is not None:
            counts.setdefault(topic, {})[row["answer_minutes"]] = row["count"]
    own, few = rules.brought_together(arrived)
    own.sort(key=lambda topic: (-arrived[topic], str(Topic(topic).label)))
    parts = [(str(Topic(topic).label), [topic]) for topic in own] + ([(str(_OTHERS), few)] if few else [])
    avoided = rules.told_of_parts([sum(avoidable[topic] for topic in topics) for _name, topics in parts])
    return [
        TopicLine(name, rules.told(sum(arrived[topic] for topic in topics)), some, _spread_of(_added(counts, topics)))
        for (name, topics), some in zip(parts, avoided, strict=True)
    ]


def without_owner(at: datetime) -> QuerySet[Inquiry]:
    """Return the open inquiries, dialogues too, with somebody who is not there and whom nobody covers."""
    return Inquiry.objects.filter(_is_gone(at), solved_at__isnull=True)


def _is_gone(at: datetime) -> Q:
    on = day_of(at)
    works = Exists(staff.at_work_on(on).filter(pk=OuterRef("owner_id")))
    away = Absence.objects.on(on).filter(user_id=OuterRef("owner_id"))
    return ~works | (Exists(away) & ~Exists(_covered(away, at)))


def _covered(away: QuerySet[Absence], at: datetime) -> QuerySet[Absence]:
    """Return the absences whose substitute is there and may touch the citizen; whoever stands in has no stand-in."""
    on = day_of(at)
    works = Exists(staff.at_work_on(on).filter(pk=OuterRef("substitute_id")))
    is_there = ~Q(substitute__in=Absence.objects.on(on).values("user"))
    barred = ConflictOfInterest.objects.filter(
        user_id=OuterRef("substitute_id"), citizen_id=OuterRef(OuterRef("citizen_id")), ended_at__isnull=True
    )
    citizen = Citizen.objects.filter(pk=OuterRef(OuterRef("citizen_id")))
    oneself = Q(user_id=OuterRef("substitute_id")) | Q(cpr_index=OuterRef("substitute__cpr_index"))
    near = citizen.filter(oneself | Q(home_key=OuterRef("substitute__home_key"), home_key__gt=""))
    special = citizen.filter(protection=Protection.SPECIAL)
    named = named_on(at).filter(user_id=OuterRef("substitute_id"), citizen_id=OuterRef(OuterRef("citizen_id")))
    return away.filter(works, is_there, ~Exists(barred), ~Exists(near), ~Exists(special) | Exists(named))


def _open(team: Team) -> QuerySet[Inquiry]:
    return Inquiry.objects.filter(team=team, solved_at__isnull=True)


def _added(counts: Mapping[str, Mapping[int, int]], topics: Iterable[str]) -> dict[int, int]:
    added: Counter[int] = Counter()
    for topic in topics:
        added.update(counts.get(topic, {}))
    return dict(added)


def _spread(rows: QuerySet[Inquiry], column: str) -> Spread:
    found = rows.filter(**{f"{column}__isnull": False}).values_list(column).annotate(count=Count("pk"))
    return _spread_of(dict(found.order_by(column)))


def _spread_of(counts: Mapping[int, int]) -> Spread:
    return Spread(rules.percentile(counts, 0.5), rules.percentile(counts, 0.9))
