"""
Writing in the two logs. A log row belongs to the transaction of the deed or the page it tells of, so that is steps.

The deeds of its own are the control and the sealing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from helevejen.audit import queries, rules
from helevejen.audit.enums import AccessKind, Outcome, Purpose, Verb
from helevejen.audit.models import Access, AccessSubject, Event
from helevejen.core import bulk, cpr
from helevejen.core.acting import Acting, current
from helevejen.core.deeds import Refusal, action, step

if TYPE_CHECKING:
    from django.db.models import Model

    from helevejen.accounts.models import User


class UnableToControlLook(Refusal):
    """The control is not written down; nothing has been changed."""


@dataclass(frozen=True, slots=True)
class Use:
    """
    The use of personal data that goes with a deed.

    Attributes:
        purpose: None for the purpose that holds for the request.
        reason: The typed reason, where the purpose asks for one.
    """

    kind: AccessKind = AccessKind.CHANGE
    purpose: Purpose | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """
    What a page showed, never its content.

    Attributes:
        data_classes: The letters of the classes, e.g. "AE".
        criterion: What was searched for; a CPR number in it is masked before it is stored.
    """

    object_kind: str = ""
    object_id: str = ""
    data_classes: str = ""
    criterion: str = ""


@action
def control_look(*, access_id: int, by: User, at: datetime, is_in_order: bool) -> None:
    """
    Write down that a drawn look has been controlled, and whether it was in order.

    Raises:
        UnableToControlLook: it has been controlled before, there is no such look, or it is the controller's own.
    """
    access = Access.objects.filter(pk=access_id).first()
    if access is None:
        raise UnableToControlLook(_("Opslaget findes ikke."))
    if access.actor_id == by.pk:
        raise UnableToControlLook(_("Dine egne opslag skal en anden kontrollere."))
    if queries.controlled_looks([access_id]):
        raise UnableToControlLook(_("Opslaget er allerede kontrolleret."))
    record_event(Verb.LOG_CONTROLLED, subject=access, by=by, at=at, detail={"is_in_order": is_in_order})


@action
def seal_log(log: str, *, most: int = 5_000) -> tuple[int, str]:
    """
    Seal a log's oldest rows that are not sealed, at most `most`, and return the end of its chain: its number and seal.

    The caller writes that end down apart from the database. A number that two sealers at once would give is refused by
    the database, and one of them fails whole.

    Args:
        log: "access" for the looks, "event" for the deeds.
    """
    number, seal = queries.last_seal(log)
    for pk, content, subjects in queries.unsealed_rows(log, most):
        number += 1
        seal = rules.seal_of(number, seal, content, subjects)
        queries.rows_of(log).filter(pk=pk).update(seal=seal, seal_number=number)
    return number, seal


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
    use: Use | None = None,
) -> Event:
    """
    Write one deed down, and the change of personal data it was.

    Args:
        subject: The row the deed concerns.
        by: Who did it; None when the system did.
        citizen_id: The citizen it concerns, when there is one.
        detail: Codes and numbers that tell more. Never names, CPR numbers or free text.
        use: What use of the citizen's data it was, when not a change for the purpose that holds for the request.
    """
    who = current() or _without_request(by)
    event = Event.objects.create(
        at=at,
        verb=verb,
        actor_id=by.pk if by else None,
        actor_name=by.name if by else who.name,
        cap=cap,
        object_kind=subject._meta.label_lower,
        object_id=str(subject.pk),
        subject_id=citizen_id,
        detail=dict(detail or {}),
        request_id=who.request_id,
    )
    if citizen_id is not None:
        use = use or Use()
        record_access(
            use.kind,
            who=replace(who, reason=use.reason or who.reason),
            at=at,
            page=verb,
            purpose_of={citizen_id: use.purpose or who.purpose_of.get(citizen_id, who.purpose)},
            shown=Shown(event.object_kind, event.object_id),
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
    shown: Shown | None = None,
    outcome: Outcome = Outcome.SERVED,
) -> Access:
    """
    Write one use of personal data down, with every citizen it concerned and the purpose that held for each.

    Args:
        purpose_of: Citizen to purpose. Empty for a search without hits and for a refusal.
    """
    shown = shown or Shown()
    access = Access.objects.create(
        at=at,
        actor_id=who.user_id,
        actor_name=who.name,
        actor_unit=who.unit,
        acting_as=who.role,
        kind=kind,
        page=page,
        object_kind=shown.object_kind,
        object_id=shown.object_id[:40],
        data_classes=shown.data_classes,
        purpose=_purpose_of_row(kind, who, purpose_of.values()),
        reason=who.reason,
        criterion=cpr.masked(shown.criterion, takes_any_day=True)[:120],
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


def _purpose_of_row(kind: AccessKind, who: Acting, of_citizens: Iterable[str]) -> str:
    if kind == AccessKind.SEARCH:
        return Purpose.SEARCH
    found = set(of_citizens)
    return found.pop() if len(found) == 1 else who.purpose


def _without_request(by: User | None) -> Acting:
    return Acting(user_id=by.pk if by else None, name=by.name if by else "Systemet", role="system", channel="system")


# --- Imports ---


@step
def record_import(
    what: str,
    *,
    citizen_ids: Sequence[int],
    by: User,
    at: datetime,
    detail: Mapping[str, object],
) -> None:
    """
    Write down that a file was loaded: one deed for the file, one for each citizen, and one use that concerns them all.

    Args:
        what: The kind of rows.
        citizen_ids: Whose data were written, each once.
        detail: Counts. Never names, CPR numbers or free text.
    """
    who = current() or _without_request(by)
    written = {"at": at, "actor_id": by.pk, "actor_name": by.name, "request_id": who.request_id}
    Event.objects.create(
        verb=Verb.DATA_IMPORTED, object_kind="import", object_id=what[:40], detail=dict(detail), **written
    )
    names = ("verb", "object_kind", "object_id", "subject_id", "detail", *written)
    about = {"what": what}
    bulk.insert(
        Event,
        names,
        ((str(Verb.CITIZEN_IMPORTED), "citizens.citizen", str(pk), pk, about, *written.values()) for pk in citizen_ids),
    )
    if citizen_ids:
        record_access(
            AccessKind.CHANGE,
            who=who,
            at=at,
            page=Verb.CITIZEN_IMPORTED,
            purpose_of=dict.fromkeys(citizen_ids, Purpose.ADMINISTRATION),
            shown=Shown("import", what),
        )


# --- Finished rows, for the import and the demo ---

_tables = bulk.Tables(Access, AccessSubject, Event)
lay_rows, last_id, catch_up = _tables.lay_rows, _tables.last_id, _tables.catch_up
