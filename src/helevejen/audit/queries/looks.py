"""Reading the logs: the citizen's view, the actor's own, the controller's, and whether a day of them is whole."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from helevejen.audit import rules
from helevejen.audit.enums import EXPLAINED, AccessKind, Outcome, Purpose, Verb
from helevejen.audit.models import Access, AccessSubject, Event
from helevejen.core.formats import COPENHAGEN

LOOKS_A_PAGE = 50
SUBJECTS_A_LOOK = 5
SAMPLE_SIZE = 20

#: The condition of the index access_to_explain, by which these few are found among all the looks. As text: SQLite uses
#: no index whose condition it cannot read off the statement, and would find parameters there.
_TO_EXPLAIN = RawSQL(
    """audit_access.actor_id IS NOT NULL
       AND (audit_access.kind IN ('refuse', 'search') OR audit_access.purpose = 'break_glass')""",
    [],
    output_field=BooleanField(),
)
#: The condition of the index accesssubject_unexplained, as text for the same reason; words of our own code alone.
_UNEXPLAINED = RawSQL(  # noqa: S611
    f"NOT (audit_accesssubject.purpose IN {tuple(purpose.value for purpose in EXPLAINED)})",
    [],
    output_field=BooleanField(),
)
_DEEDS = frozenset(Verb.values)
_SHOWN_BY_PAGES = (AccessKind.READ, AccessKind.LIST, AccessKind.SEARCH, AccessKind.EXPORT)


@dataclass(frozen=True, slots=True)
class Look:
    """
    One use of one citizen's data.

    Attributes:
        page: The page, or the deed (a member of `Verb`).
        purpose: Why, for this citizen.
        reason: The typed reason, where the purpose asked for one.
    """

    access_id: int
    citizen_id: int
    at: datetime
    actor_id: int | None
    actor_name: str
    unit: str
    acting_as: str
    kind: str
    page: str
    data_classes: str
    purpose: str
    reason: str

    @property
    def what(self) -> str:
        """What was done, in the citizen's words: the deed, or the kind of look."""
        is_deed = self.page in _DEEDS and self.kind not in _SHOWN_BY_PAGES  # a page may bear the name of its deed
        return str(Verb(self.page).label if is_deed else AccessKind(self.kind).label)

    @property
    def why(self) -> str:
        return str(Purpose(self.purpose).label)


@dataclass(frozen=True, slots=True)
class LookPage:
    """
    One page of looks, newest first.

    Attributes:
        left_out: Look to the number of citizens of it that are not among `looks`, where a list showed many.
    """

    looks: list[Look]
    number: int
    has_next: bool
    left_out: dict[int, int] = field(default_factory=dict)

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1


@dataclass(frozen=True, slots=True)
class DayCheck:
    """
    What the log holds of one day, to be compared with what was served.

    Attributes:
        served: Pages that showed somebody, as the log has them.
        without_citizen: Looks that name no citizen, so that no citizen sees them.
        orphans: Citizens' rows that belong to no look.
        deeds: Deeds about a citizen.
        deeds_logged: Deeds about a citizen that the citizen can see.
    """

    on: date
    served: int
    without_citizen: int
    orphans: int
    deeds: int
    deeds_logged: int

    def is_whole(self, counted: int | None) -> bool:
        """Return whether nothing is missing, given what the counter apart from the database says."""
        return (
            self.served == (counted or 0)
            and not self.without_citizen
            and not self.orphans
            and self.deeds == self.deeds_logged
        )


def looks_at(citizen_id: int, *, page: int = 1, with_own: bool = True) -> LookPage:
    """Return who has used a citizen's data, newest first, a page at a time. Two queries."""
    rows = AccessSubject.objects.filter(citizen_id=citizen_id)
    if not with_own:
        rows = rows.exclude(purpose=Purpose.OWN_RECORD)
    return _page_of(rows.order_by("-at", "-pk"), page)


def all_looks_at(citizen_id: int) -> list[Look]:
    """Return every use of a citizen's data, newest first, for the citizen's own copy of everything. Two queries."""
    return _looks(list(AccessSubject.objects.filter(citizen_id=citizen_id).order_by("-at", "-pk")))


def looks_by(actor_id: int, *, page: int = 1) -> LookPage:
    """Return whom somebody has looked at, newest first, a page at a time; of a list, the first. Three queries."""
    own = Access.objects.filter(actor_id=actor_id).order_by("-at", "-pk")
    first = (page - 1) * LOOKS_A_PAGE
    accesses = list(own[first : first + LOOKS_A_PAGE + 1])
    by_number = {access.pk: access for access in accesses[:LOOKS_A_PAGE]}
    subjects = AccessSubject.objects.filter(access_id__in=by_number).order_by("-at", "-access_id", "pk")
    shown, seen = [], Counter[int]()
    for number, access_id in subjects.values_list("pk", "access_id"):
        seen[access_id] += 1
        if seen[access_id] <= SUBJECTS_A_LOOK:
            shown.append(number)
    looks = [_look(subject, by_number[subject.access_id]) for subject in subjects.filter(pk__in=shown)]
    left_out = {access: number - SUBJECTS_A_LOOK for access, number in seen.items() if number > SUBJECTS_A_LOOK}
    return LookPage(looks, page, has_next=len(accesses) > LOOKS_A_PAGE, left_out=left_out)


def drawn_sample(key: bytes, *, from_: datetime, until: datetime, size: int = SAMPLE_SIZE) -> list[Look]:
    """
    Return the looks drawn for control in a period: the same each time, foreseeable by nobody without the key.

    Drawn among those that no relation explains. Two queries; the drawing reads the numbers of the period's rows.
    """
    unexplained = AccessSubject.objects.filter(_UNEXPLAINED, at__gte=from_, at__lt=until)
    numbers = unexplained.order_by("pk").values_list("pk", flat=True)
    drawn = sorted(numbers, key=lambda number: hmac.new(key, str(number).encode(), sha256).digest())[:size]
    return _looks(list(AccessSubject.objects.filter(pk__in=drawn).order_by("-at", "-pk")))


def controlled_looks(access_ids: Iterable[int]) -> set[int]:
    """Return which of some looks have been controlled; one query."""
    numbers = [str(number) for number in access_ids]
    done = Event.objects.filter(verb=Verb.LOG_CONTROLLED, object_kind="audit.access", object_id__in=numbers)
    return {int(number) for number in done.order_by("pk").values_list("object_id", flat=True)}


def unexplained_looks(*, from_: datetime, until: datetime) -> list[rules.Unexplained]:
    """
    Return the uses in a period that no relation explains, in order of time: what was sought without being found among
    one's own, what was refused, and whom emergency access opened. Two queries.
    """
    explained = AccessSubject.objects.filter(access_id=OuterRef("pk"), purpose__in=EXPLAINED)
    rows = Access.objects.filter(_TO_EXPLAIN, at__gte=from_, at__lt=until).filter(
        Q(kind=AccessKind.REFUSE) | Q(kind=AccessKind.SEARCH) & ~Exists(explained) | Q(purpose=Purpose.BREAK_GLASS)
    )
    accesses = list(rows.order_by("at", "pk"))
    opened = dict(
        AccessSubject.objects.filter(
            access_id__in=[access.pk for access in accesses if access.purpose == Purpose.BREAK_GLASS]
        )
        .order_by("-pk")
        .values_list("access_id", "citizen_id")
    )
    return [_unexplained(access, opened) for access in accesses]


def alarms(*, from_: datetime, until: datetime) -> list[rules.Alarm]:
    """Return whose use in a period must be explained, by `rules.alarms`. Two queries."""
    return rules.alarms(unexplained_looks(from_=from_, until=until))


def day_check(on: date) -> DayCheck:
    """Count what the log holds of one day, to be compared with what was served. Five queries."""
    begins, ends = _bounds(on)
    rows = Access.objects.filter(at__gte=begins, at__lt=ends)
    named = AccessSubject.objects.filter(access_id=OuterRef("pk"))
    served = _served(rows)
    subjects = AccessSubject.objects.filter(at__gte=begins, at__lt=ends)
    row_of_subject = Access.objects.filter(pk=OuterRef("access_id"))
    return DayCheck(
        on=on,
        served=served.count(),
        without_citizen=served.exclude(kind=AccessKind.SEARCH).filter(~Exists(named)).count(),
        orphans=subjects.filter(~Exists(row_of_subject)).count(),
        deeds=Event.objects.filter(at__gte=begins, at__lt=ends, subject_id__isnull=False).count(),
        deeds_logged=rows.filter(page__in=Verb.values).filter(Exists(named)).count(),
    )


def served_by_day() -> dict[date, int]:
    """Return how many pages that showed somebody the log holds, by day. One query."""
    moments = _served(Access.objects.all()).values_list("at", flat=True)
    return Counter(moment.astimezone(COPENHAGEN).date() for moment in moments.iterator())


def _served(rows: QuerySet[Access]) -> QuerySet[Access]:
    return rows.filter(kind__in=_SHOWN_BY_PAGES, outcome=Outcome.SERVED, channel="web").exclude(page__in=Verb.values)


def _page_of(rows: QuerySet[AccessSubject], page: int) -> LookPage:
    first = (page - 1) * LOOKS_A_PAGE
    subjects = list(rows[first : first + LOOKS_A_PAGE + 1])
    return LookPage(_looks(subjects[:LOOKS_A_PAGE]), page, has_next=len(subjects) > LOOKS_A_PAGE)


def _looks(subjects: list[AccessSubject]) -> list[Look]:
    accesses = Access.objects.in_bulk([subject.access_id for subject in subjects])
    return [_look(subject, accesses[subject.access_id]) for subject in subjects if subject.access_id in accesses]


def _look(subject: AccessSubject, access: Access) -> Look:
    return Look(
        access_id=access.pk,
        citizen_id=subject.citizen_id,
        at=subject.at,
        actor_id=access.actor_id,
        actor_name=access.actor_name,
        unit=access.actor_unit,
        acting_as=access.acting_as,
        kind=access.kind,
        page=access.page,
        data_classes=access.data_classes,
        purpose=subject.purpose,
        reason=access.reason,
    )


def _unexplained(access: Access, opened: dict[int, int]) -> rules.Unexplained:
    sought = access.criterion.casefold().strip()
    if "•" in sought or "cpr" in sought:
        sought += f":{access.pk}"  # the number is not kept, so each search for one counts as another
    targets = {
        AccessKind.REFUSE: f"{access.object_kind or access.page}:{access.object_id}",
        AccessKind.SEARCH: f"search:{sought}",
    }
    is_break_glass = access.purpose == Purpose.BREAK_GLASS
    target = f"citizen:{opened.get(access.pk, 0)}" if is_break_glass else targets[AccessKind(access.kind)]
    return rules.Unexplained(
        actor_id=access.actor_id or 0,
        on=access.at.astimezone(COPENHAGEN).date(),
        target=target,
        is_break_glass=is_break_glass,
    )


def _bounds(on: date) -> tuple[datetime, datetime]:
    begins = datetime.combine(on, time(0), tzinfo=COPENHAGEN)
    ends = datetime.combine(on + timedelta(days=1), time(0), tzinfo=COPENHAGEN)
    return begins.astimezone(UTC), ends.astimezone(UTC)
