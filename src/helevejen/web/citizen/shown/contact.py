"""Who follows the citizen, since when, who stands in, and what is planned. Never empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from helevejen.core import clock


@dataclass(frozen=True, slots=True)
class Away:
    """
    An absence of the jobformidler that holds or comes soon.

    Attributes:
        last_day: The last day away.
        name: Who stands in; `phone` may be empty.
    """

    is_now: bool
    first_day: date
    last_day: date
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Change:
    """A planned change of jobformidler that the citizen has been told of."""

    handover_id: int
    former: str
    name: str
    backup: str
    on: date
    reason: str
    meeting_at: datetime | None
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Contact:
    """
    Whom the citizen talks to.

    Attributes:
        is_gone: The jobformidler has left, and nobody else is named yet: the backup and the team answer.
        phone: The jobformidler's own, or the team's; empty when neither is known.
    """

    name: str
    first_name: str
    phone: str
    since: date
    backup: str
    backup_phone: str
    team: str
    team_phone: str
    is_gone: bool
    away: Away | None
    change: Change | None

    @property
    def call_name(self) -> str:
        """Who answers the telephone today."""
        if self.is_gone:
            return self.backup
        return self.away.name if self.away and self.away.is_now else self.name

    @property
    def call_phone(self) -> str:
        """The number to call today."""
        if self.is_gone:
            return self.backup_phone or self.team_phone
        if self.away and self.away.is_now:
            return self.away.phone or self.team_phone
        return self.phone


@dataclass(frozen=True, slots=True)
class TeamToCall:
    """A team that answers whoever has no jobformidler."""

    name: str
    phone: str


def contact_of(case: Any, handover: Any | None, today: date) -> Contact:
    """Return the contact of a case that comes from `own_cases`. No query."""
    worker, backup = case.jobformidler, case.backup
    since = case.followed_since or case.opened_at
    return Contact(
        name=worker.name,
        first_name=worker.get_short_name(),
        phone=worker.phone or case.team_phone or "",
        since=since.astimezone(clock.COPENHAGEN).date(),
        backup=backup.name,
        backup_phone=backup.phone,
        team=case.team_name or "",
        team_phone=case.team_phone or "",
        is_gone=not case.is_at_work,
        away=_away(case, today),
        change=change_of(handover) if handover else None,
    )


def change_of(handover: Any) -> Change:
    """Return what the citizen is told of a hand-over that comes from `handovers_told_to`. No query."""
    meeting = handover.joint_meeting
    return Change(
        handover_id=handover.pk,
        former=handover.from_user.name,
        name=handover.to_user.name,
        backup=handover.new_backup.name,
        on=handover.takes_effect_on,
        reason=handover.reason,
        meeting_at=meeting.starts_at if meeting else None,
        answer=handover.citizen_answer,
        answered_at=handover.citizen_answered_at,
    )


def _away(case: Any, today: date) -> Away | None:
    if case.away_from is None:
        return None
    return Away(
        is_now=case.away_from <= today,
        first_day=case.away_from,
        last_day=case.away_until - timedelta(days=1),
        name=case.substitute_name,
        phone=case.substitute_phone,
    )
