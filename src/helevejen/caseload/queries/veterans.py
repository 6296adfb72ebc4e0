"""The veterans who have said yes to a coordinator: who follows them, where the ball lies, and when they next meet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Min, OuterRef, Q, Subquery

from helevejen.accounts.models import User
from helevejen.cases.enums import Holder, MeetingState
from helevejen.cases.models import Case, Meeting, Turn
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.enums import ConsentPurpose, Level
from helevejen.citizens.models import Consent
from helevejen.core.danish_order import danish_key

#: Holders a coordinator may know of. That a doctor has the ball tells of health, which the consent does not reach.
_NAMED_HOLDERS = (Holder.CITIZEN, Holder.JOBFORMIDLER)


@dataclass(frozen=True, slots=True)
class Veteran:
    """
    One veteran in the coordinator's list.

    Attributes:
        case_id: The open case; None before there is one, and after.
        holders: Where the ball lies: members of `Holder`, "" for anybody but the citizen and the jobformidler.
        meets_at: The beginning of the next meeting. Neither place nor purpose: those are between the two.
        consents_until: The first day the yes no longer holds.
    """

    citizen_id: int
    name: str
    is_protected: bool
    case_id: int | None
    jobformidler: str
    backup: str
    holders: tuple[str, ...]
    meets_at: datetime | None
    consents_until: date

    @property
    def last_day(self) -> date:
        return self.consents_until - timedelta(days=1)


def veterans_of(user: User, at: datetime) -> list[Veteran]:
    """Return the citizens who have said yes to the coordinator, in Danish order of name. Four queries."""
    on = citizen_perms.day_of(at)
    citizens = list(citizen_perms.visible_to(user, at, levels=[Level.COORDINATOR]).order_by("pk"))
    asked = [citizen.pk for citizen in citizens]
    cases = {case.citizen_id: case for case in _open_cases(asked, at)}
    holders, until = _holders([case.pk for case in cases.values()]), _consents(user, asked, on)
    rows = [
        Veteran(
            citizen_id=citizen.pk,
            name=citizen.name,
            is_protected=citizen.is_protected,
            case_id=case.pk if case else None,
            jobformidler=case.jobformidler.name if case else "",
            backup=case.backup.name if case else "",
            holders=holders[case.pk] if case else (),
            meets_at=case.meets_at if case else None,  # type: ignore[attr-defined]
            consents_until=until[citizen.pk],
        )
        for citizen in citizens
        for case in [cases.get(citizen.pk)]
    ]
    return sorted(rows, key=lambda row: (danish_key(row.name), row.citizen_id))


def _open_cases(citizen_ids: list[int], at: datetime) -> list[Case]:
    coming = Meeting.objects.filter(case=OuterRef("pk"), state=MeetingState.BOOKED, starts_at__gte=at)
    first = Subquery(coming.order_by().values("case").annotate(first=Min("starts_at")).values("first"))
    cases = Case.objects.open().filter(citizen_id__in=citizen_ids).annotate(meets_at=first)
    return list(cases.select_related("jobformidler", "backup").order_by("pk"))


def _holders(case_ids: list[int]) -> dict[int, tuple[str, ...]]:
    turns = Turn.objects.open().filter(track__case_id__in=case_ids).exclude(holder=Holder.SUBTRACKS)
    found: dict[int, set[str]] = defaultdict(set)
    for case_id, holder in turns.order_by("pk").values_list("track__case_id", "holder"):
        found[case_id].add(holder if holder in _NAMED_HOLDERS else "")
    order = [*_NAMED_HOLDERS, ""]
    return {case_id: tuple(sorted(found[case_id], key=order.index)) for case_id in case_ids}


def _consents(user: User, citizen_ids: list[int], on: date) -> dict[int, date]:
    live = Q(withdrawn_at__isnull=True, valid_until__gt=on, purpose=ConsentPurpose.VETERAN_COORDINATION)
    given = Consent.objects.filter(live, partner_user_id=user.pk, citizen_id__in=citizen_ids)
    return dict(given.order_by("valid_until", "pk").values_list("citizen_id", "valid_until"))
