"""Every five minutes: keep up with the dialogues, remind, give to somebody who is there, make letters ready."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from helevejen.core.acting import system_acting
from helevejen.core.deeds import Refusal
from helevejen.inquiries import actions, queries


def tend(at: datetime) -> Counter[str]:
    """Do what is due at a moment, each thing in a deed of its own, and return how many were done. It may run twice."""
    done: Counter[str] = Counter()
    with system_acting("tending", "Passer henvendelser og frister"):
        for number in queries.dialogues_to_settle():
            done["settled"] += actions.settle_dialogue(inquiry_id=number, at=at)
        for number in queries.ids_without_owner_too_long(at):
            done["given"] += actions.rehome(inquiry_id=number, at=at)
        for number in queries.ids_to_remind(at):
            done["reminded"] += actions.remind(inquiry_id=number, at=at)
        done["letters"] += _ready_letters(at)
        done["dropped"] += _drop_letters(at)
    return +done


def _ready_letters(at: datetime) -> int:
    made = 0
    for decision, due_on in queries.drafts_to_tell_of(at):
        made += actions.ready_notice(decision=decision, due_on=due_on, at=at) is not None
    return made


def _drop_letters(at: datetime) -> int:
    dropped = 0
    for notice in queries.letters_not_needed():
        try:
            actions.drop_notice(notice=notice, by=None, at=at)
        except Refusal:
            continue  # somebody was first
        dropped += 1
    return dropped
