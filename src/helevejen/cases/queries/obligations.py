"""Reads of the obligations of the law: of one case, of one's own cases, of the citizen, and of everybody together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import FilteredRelation, Q, QuerySet

from helevejen.accounts.models import User
from helevejen.cases import perms
from helevejen.cases.enums import ObligationState, Party, Standing, WhyKind
from helevejen.cases.models import Case, CaseCourse, ClockEvent, ClockPause, Exemption, Obligation
from helevejen.cases.queries import obligation_words as words
from helevejen.cases.queries.obligation_facts import facts_of_cases
from helevejen.cases.rules.obligation_clauses import Clause
from helevejen.cases.rules.obligation_facts import FAMILIES
from helevejen.cases.rules.obligation_law import law
from helevejen.cases.rules.obligation_preview import Change, changes
from helevejen.cases.rules.obligation_quota import Member, Meter, meters
from helevejen.cases.rules.obligations import state_on
from helevejen.cases.rules.turns import day_of
from helevejen.citizens.models import TargetGroupPeriod
from helevejen.engines.calendar import Unit, deadline

#: How soon a due day stands on Min dag, and how long the citizen is told of one that has passed and we do not owe.
SOON: Final = timedelta(days=14)
LONG_PAST: Final = timedelta(days=60)
_ORDER: Final = list(ObligationState)
_OURS: Final = frozenset({Party.MUNICIPALITY})
_TOLD: Final = frozenset(
    {ObligationState.OPEN, ObligationState.OVERDUE, ObligationState.PAUSED, ObligationState.EXEMPTED}
)
#: What a list tells of an obligation: a citizen's number and home have no place in it.
_TOLD_TO_DO: Final = (
    *("case_id", "clause", "standing", "opens_on", "due_on", "done", "needed", "met_on", "why"),
    *(f"case__citizen__{name}" for name in ("given_name", "family_name", "protection")),
)
_RUNNING: Final = frozenset({ObligationState.OPEN, ObligationState.OVERDUE, ObligationState.NOT_YET})


@dataclass(frozen=True, slots=True)
class ObligationRow:
    """
    One obligation as a page shows it, in the reader's language.

    Attributes:
        is_draft: The clause, or the regime the course follows, is not passed.
        why: The lines of its explanation.
        plain: What it means in plain words to the citizen; empty when it has nothing to tell them.
    """

    pk: int
    case_id: int
    clause: Clause
    title: str
    state: ObligationState
    opens_on: date
    due_on: date | None
    done: int
    needed: int
    met_on: date | None
    is_draft: bool
    why: list[str]
    plain: str

    @property
    def is_ours(self) -> bool:
        return self.clause.party in _OURS

    @property
    def is_late(self) -> bool:
        return self.state == ObligationState.OVERDUE

    @property
    def is_owed(self) -> bool:
        """Whether we are late with it, and say so to the citizen."""
        return self.is_late and bool(self.clause.late_da)

    @property
    def party(self) -> str:
        return str(self.clause.party.label)

    @property
    def is_counted(self) -> bool:
        return self.needed > 1


@dataclass(frozen=True, slots=True)
class ObligationOfCitizen:
    """One obligation in somebody's caseload, with the citizen it is about."""

    row: ObligationRow
    citizen_id: int
    citizen_name: str
    is_protected: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A due day before and after a pause was written; None after means that the clock stands still."""

    title: str
    before: date
    after: date | None


@dataclass(frozen=True, slots=True)
class Unmoved:
    """A due day that stands although a pause was written: the ground cannot stop its clock, or its days lie outside."""

    title: str
    due_on: date
    is_stopped_by_ground: bool


@dataclass(frozen=True, slots=True)
class ExemptionRow:
    """One exemption that stands, with the day it is looked at again."""

    exemption: Exemption
    title: str
    group: str
    revisit_on: date | None


@dataclass(frozen=True, slots=True)
class LawChange:
    """What a change of law does to one obligation of one case."""

    case_id: int
    change: Change


def obligations_of(case: Case, on: date, *, shows_health: bool = True) -> list[ObligationRow]:
    """
    Return every obligation of a case as it stands on a day, the late ones first. One query.

    Args:
        shows_health: Whether the reader may know why a clock stood still.
    """
    current = Obligation.objects.current().filter(case=case).order_by("due_on", "clause", "pk")
    rows = _rows(current, on, shows_health=shows_health)
    return sorted(rows, key=lambda row: (_ORDER.index(row.state), row.due_on or date.max, row.clause.id))


def obligations_to_do(user: User, on: date) -> list[ObligationOfCitizen]:
    """
    Return what the law asks the municipality for soon, or asked for before, in the cases somebody follows. One query.

    By due day, so that what is most late comes first; nothing is left out for being old.
    Neither why nor health is told: a title, a day and a count.
    """
    codes = [one.code for one in law().clauses if one.party in _OURS]
    due = Obligation.objects.current().filter(
        case__jobformidler=user,
        case__closed_at__isnull=True,
        clause__in=codes,
        standing=Standing.RUNNING,
        due_on__lte=on + SOON,
        opens_on__lte=on,
    )
    loaded = due.select_related("case__citizen").only(*_TOLD_TO_DO).order_by("due_on", "case", "clause")
    citizens = {one.case_id: one.case.citizen for one in loaded}
    rows = [(row, citizens[row.case_id]) for row in _rows(loaded, on, says_why=False)]
    return [ObligationOfCitizen(row, citizen.pk, citizen.name, citizen.is_protected) for row, citizen in rows]


def obligations_told_to_citizen(case: Case, on: date) -> list[ObligationRow]:
    """
    Return what the law gives or asks of a citizen now, in plain words, by due day. One query.

    What we owe the citizen and are late with is told however old it is; other days that have passed are soon forgotten.
    """
    current = Obligation.objects.current().filter(case=case).order_by("due_on", "clause", "pk")
    rows = [row for row in _rows(current, on) if row.plain and row.state in _TOLD]
    return [row for row in rows if row.is_owed or row.due_on is None or row.due_on >= on - LONG_PAST]


def pauses_of(case: Case) -> list[ClockPause]:
    """Return the pauses of a case's clocks, the latest first and corrected ones too. One query."""
    return list(case.clock_pauses.select_related("written_by").order_by("-valid_from", "-pk"))


def last_day_of(pause: ClockPause) -> date | None:
    """Return the last day of a pause, None while it goes on."""
    return pause.valid_until - timedelta(days=1) if pause.valid_until else None


def moved_by_last_pause(case: Case) -> list[Moved]:
    """Return the due days that the pause last written in a case moved, by the day they had. Three queries."""
    at = case.clock_pauses.order_by("-written_at", "-pk").values_list("written_at", flat=True).first()
    if at is None:
        return []
    same = ("clause", "anchor_on", "ref")
    written = Obligation.objects.filter(case=case, computed_at=at).order_by("pk")
    after = {(clause, on, ref): due for clause, on, ref, due in written.values_list(*same, "due_on")}
    old = Obligation.objects.filter(case=case, superseded_at=at, due_on__isnull=False).order_by(
        "due_on", "clause", "pk"
    )
    keys = [((clause, on, ref), due) for clause, on, ref, due in old.values_list(*same, "due_on") if due]
    return [
        Moved(words.clause_in_words(key[0]), due, after[key]) for key, due in keys if key in after and after[key] != due
    ]


def unmoved_by(pause: ClockPause, rows: Sequence[ObligationRow]) -> list[Unmoved]:
    """Return the due days among the obligations of a case that stand although the pause was written. No query."""
    ground = law().pauses.get(pause.legal_ground)
    return [
        Unmoved(row.title, row.due_on, ground is not None and ground.can_stop(row.clause))
        for row in rows
        if row.due_on is not None and row.state in _RUNNING
    ]


def exemptions_of(case: Case) -> list[ExemptionRow]:
    """Return the exemptions of a case, those that stand first. One query."""
    rows = case.exemptions.order_by("-valid_from", "-pk")
    found = [ExemptionRow(one, words.ground_in_words(one.legal_ground), "", _revisit_on(one)) for one in rows]
    return sorted(found, key=lambda row: row.exemption.valid_until is not None)


def events_of(case: Case) -> list[ClockEvent]:
    """Return the events written down for a case's clocks, the latest first. One query."""
    return list(case.clock_events.order_by("-happened_on", "-pk"))


def exemptions_visible_to(user: User, at: datetime) -> QuerySet[Exemption]:
    """Return the exemptions in cases open to the user, with case and citizen, the latest first. One query."""
    visible = Exemption.objects.filter(perms.of_visible(user, at))
    return visible.select_related("case__citizen", "case__jobformidler").order_by("-valid_from", "-pk")


def pauses_visible_to(user: User, at: datetime) -> QuerySet[ClockPause]:
    """Return the pauses in cases open to the user, with case and citizen. One query."""
    visible = ClockPause.objects.filter(perms.of_visible(user, at))
    return visible.select_related("case__citizen").order_by("-pk")


def quota_meters(on: date) -> tuple[Meter, ...]:
    """Return the 75/25 meters of the municipality. Two queries; numbers alone, and nobody by name."""
    longest = max((one.amount for one in law().quotas_on(on)), default=6)
    running = CaseCourse.objects.filter(
        case__closed_at__isnull=True, ended_on__isnull=True, started_on__gt=on - timedelta(days=31 * longest)
    ).order_by("pk")
    # The group and the benefit of the day come with the course: every period of the day is three times as many rows.
    there = running.annotate(
        target=_holding("case__citizen__target_groups", on), paid=_holding("case__citizen__benefits", on)
    )
    courses = there.values_list("case_id", "family", "started_on", "target__group", "paid__benefit")
    grounds = _open_grounds(on)
    none: frozenset[str] = frozenset()
    return meters(
        [
            Member(group, from_, benefit or "", grounds.get(case, none))
            for case, family, from_, group, benefit in courses
            if FAMILIES.get(group or "") == family
        ],
        on=on,
        law=law(),
    )


def exemptions_counted(user: User, at: datetime) -> list[ExemptionRow]:
    """Return the exemptions that count against a quota, of citizens open to the user, by the day to look again."""
    on = day_of(at)
    standing = exemptions_visible_to(user, at).filter(
        legal_ground__in=law().quota_grounds(), valid_until__isnull=True, case__closed_at__isnull=True
    )
    exemptions = list(standing)
    groups = _values_on(TargetGroupPeriod, "group", [one.case.citizen_id for one in exemptions], on)
    rows = [
        ExemptionRow(
            one, words.ground_in_words(one.legal_ground), groups.get(one.case.citizen_id, ""), _revisit_on(one)
        )
        for one in exemptions
    ]
    return sorted(rows, key=lambda row: (row.revisit_on or date.max, row.exemption.pk))


def cases_with_group(on: date) -> list[tuple[int, int, str, date]]:
    """Return the open cases as (case, jobformidler, target group, its first day), by case. Two queries."""
    groups = {
        citizen: (group, from_)
        for citizen, group, from_ in TargetGroupPeriod.objects.on(on)
        .order_by("pk")
        .values_list("citizen_id", "group", "valid_from")
    }
    cases = Case.objects.open().order_by("pk").values_list("pk", "jobformidler_id", "citizen_id")
    return [(case, worker, *groups.get(citizen, ("", on))) for case, worker, citizen in cases]


def law_changes(case_ids: Sequence[int], *, on: date, today: date) -> list[LawChange]:
    """Return what the law's changes until a day do to the open obligations of some cases. Ten queries, and time."""
    known = law().as_known_on(today)
    return [
        LawChange(found.case_id, change)
        for found in facts_of_cases(case_ids)
        for change in changes(found.facts, on=on, today=today, law=law(), known=known)
    ]


def _revisit_on(exemption: Exemption) -> date | None:
    if exemption.valid_until is not None:
        return None
    again = law().find_clause("KF-11a")
    amount, unit = (again.amount, again.unit) if again else (6, Unit.MONTH)
    return deadline(max(exemption.valid_from, exemption.reviewed_on or date.min), amount, unit).due


def _open_grounds(on: date) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    standing = Exemption.objects.filter(valid_until__isnull=True, valid_from__lte=on).order_by("pk")
    for case, ground in standing.values_list("case_id", "legal_ground"):
        found[case].add(ground)
    return {case: frozenset(grounds) for case, grounds in found.items()}


def _holding(periods: str, on: date) -> FilteredRelation:
    """Return the join to the period that holds on a day."""
    runs = Q(**{f"{periods}__valid_until__isnull": True}) | Q(**{f"{periods}__valid_until__gt": on})
    return FilteredRelation(periods, condition=Q(**{f"{periods}__valid_from__lte": on}) & runs)


def _values_on(model: Any, field: str, citizens: Sequence[int], on: date) -> dict[int, str]:
    periods = model.objects.on(on).order_by("pk")
    wanted = set(citizens)
    # Many citizens at once: reading every period of the day is cheaper than naming ten thousand of them.
    if len(wanted) < 500:
        periods = periods.filter(citizen__in=wanted)
    return {citizen: value for citizen, value in periods.values_list("citizen_id", field) if citizen in wanted}


def _rows(obligations: Any, on: date, *, shows_health: bool = True, says_why: bool = True) -> list[ObligationRow]:
    codes = {one.code: one for one in law().clauses}
    return [
        _row(one, codes[one.clause], on, shows_health=shows_health, says_why=says_why)
        for one in obligations
        if one.clause in codes
    ]


def _row(one: Obligation, clause: Clause, on: date, *, shows_health: bool, says_why: bool) -> ObligationRow:
    state = state_on(one.standing, one.opens_on, one.due_on, on, is_right=clause.is_right)
    return ObligationRow(
        pk=one.pk,
        case_id=one.case_id,
        clause=clause,
        title=words.title_of(clause),
        state=state,
        opens_on=one.opens_on,
        due_on=one.due_on,
        done=one.done,
        needed=one.needed,
        met_on=one.met_on,
        is_draft=any(kind == WhyKind.DRAFT for kind, _values in one.why),
        why=words.why_in_words(one.why, shows_health=shows_health) if says_why else [],
        plain=_plain(one, clause, state) if says_why else "",
    )


def _plain(one: Obligation, clause: Clause, state: ObligationState) -> str:
    return words.plain_words_of(clause, due_on=one.due_on, done=one.done, is_late=state == ObligationState.OVERDUE)
