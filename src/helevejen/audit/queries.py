"""Reading the logs: the citizen's view, the actor's own, the controller's, and whether anything is missing."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from helevejen.audit import rules
from helevejen.audit.enums import AccessKind, Outcome, Purpose, Verb
from helevejen.audit.models import Access, AccessSubject, Event
from helevejen.core import bulk
from helevejen.core.formats import COPENHAGEN

LOOKS_A_PAGE = 50
SUBJECTS_A_LOOK = 5
SAMPLE_SIZE = 20

#: What a relation explains by itself; the rest is what the controller draws from.
_EXPLAINED = (
    Purpose.OWN_CASELOAD,
    Purpose.SUBSTITUTE,
    Purpose.MEETING,
    Purpose.HANDOVER,
    Purpose.NAMED,
    Purpose.COORDINATOR,
    Purpose.LEADERSHIP,
    Purpose.OWN_RECORD,
    Purpose.LOG_CONTROL,
)
#: The condition of the index access_to_explain, by which these few are found among all the looks. As text: SQLite uses
#: no index whose condition it cannot read off the statement, and would find parameters there.
_TO_EXPLAIN = RawSQL(
    """audit_access.actor_id IS NOT NULL
       AND (audit_access.kind IN ('refuse', 'search') OR audit_access.purpose = 'break_glass')""",
    [],
    output_field=BooleanField(),
)
_DEEDS = frozenset(Verb.values)
_SHOWN_BY_PAGES = (AccessKind.READ, AccessKind.LIST, AccessKind.SEARCH, AccessKind.EXPORT)
#: The two logs that are sealed, each in a chain of its own: the fields a seal covers. Of a look it covers its citizens
#: as well.
_SEALED: dict[str, tuple[str, ...]] = {
    "access": (
        "at",
        "actor_id",
        "actor_name",
        "actor_unit",
        "acting_as",
        "kind",
        "page",
        "object_kind",
        "object_id",
        "data_classes",
        "purpose",
        "reason",
        "criterion",
        "channel",
        "ip",
        "request_id",
        "outcome",
    ),
    "event": (
        "at",
        "verb",
        "actor_id",
        "actor_name",
        "cap",
        "object_kind",
        "object_id",
        "subject_id",
        "detail",
        "request_id",
    ),
}
_MODELS: dict[str, type[Access | Event]] = {"access": Access, "event": Event}
LOGS = tuple(_SEALED)
_ROWS_AT_ONCE = 2_000


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
        return str(Verb(self.page).label if self.page in _DEEDS else AccessKind(self.kind).label)

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


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where a sealed log is not as it was: which log, which number in its chain, and what is wrong."""

    log: str
    number: int
    what: str


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
    unexplained = AccessSubject.objects.filter(at__gte=from_, at__lt=until).exclude(purpose__in=_EXPLAINED)
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
    explained = AccessSubject.objects.filter(access_id=OuterRef("pk"), purpose__in=_EXPLAINED)
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
    served = rows.filter(kind__in=_SHOWN_BY_PAGES, outcome=Outcome.SERVED, channel="web").exclude(page__in=Verb.values)
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


def sealed_rows(log: str, after: int = 0) -> Iterator[tuple[int, str, dict[str, Any], list[tuple[int, str]]]]:
    """Yield a log's sealed rows in the order of the chain: number, seal, content, citizens. Two queries for 2,000."""
    while chunk := list(
        rows_of(log)
        .filter(seal_number__gt=after)
        .order_by("seal_number")
        .values("pk", "seal", "seal_number", *_SEALED[log])[:_ROWS_AT_ONCE]
    ):
        subjects = _subjects_of(log, [row["pk"] for row in chunk])
        for row in chunk:
            yield row["seal_number"], row["seal"], _content_of(log, row), subjects.get(row["pk"], [])
        after = chunk[-1]["seal_number"]


def unsealed_rows(log: str, most: int) -> list[tuple[int, dict[str, Any], list[tuple[int, str]]]]:
    """Return a log's oldest rows not sealed yet, with their content and citizens. Two queries."""
    rows = list(rows_of(log).filter(seal__isnull=True).order_by("pk").values("pk", *_SEALED[log])[:most])
    subjects = _subjects_of(log, [row["pk"] for row in rows])
    return [(row["pk"], _content_of(log, row), subjects.get(row["pk"], [])) for row in rows]


def last_seal(log: str) -> tuple[int, str]:
    """Return the end of a log's chain: its number and seal; number 0 when nothing is sealed. One query."""
    end = rows_of(log).filter(seal_number__isnull=False).order_by("-seal_number").values_list("seal_number", "seal")
    number, seal = end.first() or (0, rules.FIRST_SEAL)
    return number or 0, seal or ""


def faults_in_log(log: str, heads: dict[int, str], cut_at: int = 0) -> list[Fault]:
    """
    Return where a sealed log is not as it was.

    Args:
        heads: Ends of its chain as they were written down apart from the database: number to seal.
        cut_at: The number up to which retention has removed the rows; its seal is among the heads.
    """
    faults: list[Fault] = []
    expected, previous = cut_at + 1, heads.get(cut_at, rules.FIRST_SEAL)
    for number, seal, content, subjects in sealed_rows(log):
        if number != expected:
            faults.append(Fault(log, expected, "missing"))
        elif seal != rules.seal_of(number, previous, content, subjects):
            faults.append(Fault(log, number, "edited"))
        if heads.get(number, seal) != seal:
            faults.append(Fault(log, number, "rewritten"))
        expected, previous = number + 1, seal
    if heads and max(heads) >= expected:
        faults.append(Fault(log, expected, "cut"))
    return faults


def numbers_gone_from_the_end(log: str) -> int:
    """
    Return how many row numbers after a log's last row the database has given out, and there is no row of them.

    Such rows were removed after the last seal, or never became any: PostgreSQL gives no number back when a transaction
    is undone. SQLite does, so there each one is a row removed. Two queries.
    """
    highest = rows_of(log).order_by("-pk").values_list("pk", flat=True).first() or 0
    return max(0, bulk.last_number_given(_MODELS[log]) - highest)


def rows_of(log: str) -> QuerySet[Any]:
    """Return the rows of one of the sealed logs."""
    return _MODELS[log].objects.all()


def _content_of(log: str, row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _SEALED[log]}


def _subjects_of(log: str, access_ids: list[int]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    if log != "access":
        return found
    rows = AccessSubject.objects.filter(access_id__in=access_ids).order_by("pk")
    for access_id, citizen_id, purpose in rows.values_list("access_id", "citizen_id", "purpose"):
        found.setdefault(access_id, []).append((citizen_id, purpose))
    return found


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
