"""Writing notes, each under one cap. A note is never edited; a later one corrects it."""

from __future__ import annotations

from datetime import datetime

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.enums import Cap, NoteKind, WritingObjection
from helevejen.cases.models import Case, Meeting, Note, Track
from helevejen.cases.rules import notes as rules
from helevejen.core.deeds import Refusal, action, step


class UnableToWriteNote(Refusal):
    """The note cannot be written like that."""


@action
def write_note(  # noqa: PLR0913 - the fields of its form
    *,
    case: Case,
    by: User,
    at: datetime,
    cap: str,
    headline: str,
    text: str,
    kind: str = NoteKind.UNCLASSIFIED,
    minutes: int = 0,
    track: Track | None = None,
    meeting: Meeting | None = None,
    corrects: Note | None = None,
    is_shared_with_citizen: bool = True,
) -> Note:
    """
    Write a note.

    Args:
        kind: What it may contain; unclassified counts as the strictest.
        minutes: The time it stands for.
        corrects: The note it puts right, which stays as it is.
        is_shared_with_citizen: A mentor's note always is.

    Raises:
        UnableToWriteNote: nothing has been written.
    """
    return add_note(
        case=case,
        by=by,
        at=at,
        cap=cap,
        headline=headline,
        text=text,
        kind=kind,
        minutes=minutes,
        track=track,
        meeting=meeting,
        corrects=corrects,
        is_shared_with_citizen=is_shared_with_citizen,
    )


# --- Steps ---


@step
def add_note(  # noqa: PLR0913 - the fields of its form
    *,
    case: Case,
    by: User,
    at: datetime,
    cap: str,
    headline: str,
    text: str,
    kind: str = NoteKind.UNCLASSIFIED,
    minutes: int = 0,
    track: Track | None = None,
    meeting: Meeting | None = None,
    corrects: Note | None = None,
    is_shared_with_citizen: bool = True,
) -> Note:
    """
    Do what `write_note` does as part of another deed.

    Raises:
        UnableToWriteNote: nothing has been written.
    """
    if not Case.objects.open().filter(pk=case.pk).exists():
        raise UnableToWriteNote(WritingObjection.CASE_CLOSED)
    if not by.is_staff_member:
        raise UnableToWriteNote(WritingObjection.NOT_STAFF)
    if objection := rules.objection_to_note(
        cap=cap, headline=headline, text=text, minutes=minutes, is_shared_with_citizen=is_shared_with_citizen
    ):
        raise UnableToWriteNote(objection)
    if any(thing is not None and thing.case_id != case.pk for thing in (track, meeting, corrects)):
        raise UnableToWriteNote(WritingObjection.OF_OTHER_CASE)
    note = Note.objects.create(
        case=case,
        track=track,
        meeting=meeting,
        cap=Cap(cap),
        kind=NoteKind(kind),
        headline=headline.strip(),
        text=text.strip(),
        minutes=minutes,
        written_by=by,
        written_at=at,
        corrects=corrects,
        is_shared_with_citizen=is_shared_with_citizen,
    )
    audit_actions.record_event(
        Verb.NOTE_WRITTEN,
        subject=note,
        by=by,
        at=at,
        citizen_id=case.citizen_id,
        cap=cap,
        detail={"kind": str(kind), "minutes": minutes, "corrects": corrects.pk if corrects else None},
    )
    return note
