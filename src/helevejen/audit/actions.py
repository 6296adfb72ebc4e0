"""Writing in the two logs. Steps only: a log row belongs to the transaction of the deed or the page it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from helevejen.audit.enums import AccessKind, Outcome, Purpose, Verb
from helevejen.audit.models import Access, AccessSubject, Event
from helevejen.core.acting import Acting, current
from helevejen.core.deeds import step

if TYPE_CHECKING:
    from django.db.models import Model

    from helevejen.accounts.models import User


@step
def record_event(
    verb: Verb,
    *,
    subject: Model,
    by: User | None,
    at: datetime,
    citizen_id: int | None = None,
    cap: str = "",
    detail: Mapping[str, object] | None = None,
) -> Event:
    """
    Write one deed down, and the change of personal data it was.

    Args:
        subject: The row the deed concerns.
        by: Who did it; None when the system did.
        citizen_id: The citizen it concerns, when there is one.
        detail: Codes and numbers that tell more. Never names, CPR numbers or free text.
    """
    who = current()
    event = Event.objects.create(
        at=at,
        verb=verb,
        actor_id=by.pk if by else None,
        actor_name=by.name if by else (who.name if who else "Systemet"),
        cap=cap,
        object_kind=subject._meta.label_lower,
        object_id=str(subject.pk),
        subject_id=citizen_id,
        detail=dict(detail or {}),
        request_id=who.request_id if who else "",
    )
    if citizen_id is not None:
        record_access(
            AccessKind.CHANGE,
            who=who or _without_request(by),
            at=at,
            page=verb,
            object_kind=event.object_kind,
            object_id=event.object_id,
            purpose_of={citizen_id: _purpose(who, citizen_id)},
        )
    return event


@step
def record_access(
    kind: AccessKind,
    *,
    who: Acting,
    at: datetime,
    page: str,
    purpose_of: Mapping[int, str],
    object_kind: str = "",
    object_id: str = "",
    data_classes: str = "",
    criterion: str = "",
    outcome: Outcome = Outcome.SERVED,
) -> Access:
    """
    Write one use of personal data down, with every citizen it concerned and the purpose that held for each.

    Args:
        purpose_of: Citizen to purpose. Empty for a search without hits and for a refusal.
        data_classes: The letters of the classes shown, e.g. "AE".
        criterion: What was searched for.
    """
    access = Access.objects.create(
        at=at,
        actor_id=who.user_id,
        actor_name=who.name,
        actor_unit=who.unit,
        acting_as=who.role,
        kind=kind,
        page=page,
        object_kind=object_kind,
        object_id=object_id,
        data_classes=data_classes,
        purpose=_shared_purpose(purpose_of.values()) or who.purpose,
        reason=who.reason,
        criterion=criterion[:120],
        channel=who.channel,
        ip=who.ip,
        request_id=who.request_id,
        outcome=outcome,
    )
    AccessSubject.objects.bulk_create(
        AccessSubject(access_id=access.pk, citizen_id=citizen_id, at=at, purpose=purpose)
        for citizen_id, purpose in purpose_of.items()
    )
    return access


def _shared_purpose(purposes: Iterable[str]) -> str:
    found = set(purposes)
    return found.pop() if len(found) == 1 else ""


def _purpose(who: Acting | None, citizen_id: int) -> str:
    if who is None:
        return Purpose.ADMINISTRATION
    return who.purpose_of.get(citizen_id, who.purpose)


def _without_request(by: User | None) -> Acting:
    return Acting(user_id=by.pk if by else None, name=by.name if by else "Systemet", role="system", channel="system")
