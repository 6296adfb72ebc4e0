"""The citizen's wishes: said, answered within ten working days, withdrawn. The waiting for an answer is a turn."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from helevejen.accounts.models import User
from helevejen.cases.actions import notices, tracks
from helevejen.cases.enums import NoticeKind, TrackKind, TrackOutcome
from helevejen.cases.models import Case, Track
from helevejen.cases.rules import chains
from helevejen.citizens import actions as citizen_actions
from helevejen.citizens.actions import UnableToAnswerWish, UnableToSayWish
from helevejen.citizens.models import Citizen, Wish, WishAnswer
from helevejen.core.deeds import action, step

__all__ = ["UnableToAnswerWish", "UnableToSayWish", "answer_wish", "open_tracks_of_wishes", "say_wish", "withdraw_wish"]


@action
def say_wish(
    *, citizen: Citizen, text: str, by: User, at: datetime, is_in_plan: bool = True, replaces: Wish | None = None
) -> Wish:
    """
    Keep a wish in the citizen's own words, and give the jobformidler ten working days to answer.

    A new version of a wish that still waits for its answer keeps the day it was promised.

    Raises:
        UnableToSayWish: somebody else than the citizen says it, or it replaces no current wish. Nothing is kept.
    """
    wish = citizen_actions.add_wish(citizen=citizen, text=text, by=by, at=at, is_in_plan=is_in_plan, replaces=replaces)
    case = citizen.cases.open().order_by("pk").first()
    if case is not None and not _tracks_of(wish).exists():
        _open_track(case, wish, by=by, at=at)
    return wish


@action
def answer_wish(*, wish: Wish, by: User, at: datetime, kind: str, reason: str) -> WishAnswer:
    """
    Answer a wish: used, not yet or cannot, and why. The turn that waited for it ends.

    Raises:
        UnableToAnswerWish: it is withdrawn, replaced or answered already, or the reason is missing. Nothing is changed.
    """
    answer = citizen_actions.add_wish_answer(wish=wish, by=by, at=at, kind=kind, reason=reason)
    _end_tracks(wish, by=by, at=at, outcome=TrackOutcome.REACHED)
    if case := wish.citizen.cases.open().order_by("pk").first():
        notices.tell_citizen(case=case, kind=NoticeKind.WISH_ANSWERED, at=at, wish_id=wish.pk, answer=str(kind))
    return answer


@action
def withdraw_wish(*, wish: Wish, by: User, at: datetime) -> Wish:
    """
    Take a wish back, all its versions with it, and end the turn that waited for an answer.

    Raises:
        UnableToSayWish: somebody else than the citizen does it, or it is withdrawn already. Nothing is changed.
    """
    wish = citizen_actions.end_wish(wish=wish, by=by, at=at)
    _end_tracks(wish, by=by, at=at, outcome=TrackOutcome.NOT_NEEDED)
    return wish


# --- Steps ---


@step
def open_tracks_of_wishes(*, case: Case, by: User, at: datetime) -> None:
    """Let every wish that waits for an answer have its turn in a case that was opened after it was said."""
    waiting = Wish.objects.filter(
        citizen=case.citizen, replaced_at__isnull=True, withdrawn_at__isnull=True, answer__isnull=True
    )
    for wish in waiting.order_by("said_at", "pk"):
        _open_track(case, wish, by=by, at=at)


def _open_track(case: Case, wish: Wish, *, by: User, at: datetime) -> None:
    tracks.open_track(case=case, kind=TrackKind.DIALOGUE, by=by, at=at, step=chains.ANSWER_WISH, wish_id=wish.first_id)


def _end_tracks(wish: Wish, *, by: User, at: datetime, outcome: TrackOutcome) -> None:
    for track in _tracks_of(wish).select_related("case").order_by("pk"):
        tracks.end_track(track=track, by=by, at=at, outcome=outcome)


def _tracks_of(wish: Wish) -> QuerySet[Track]:
    return Track.objects.open().filter(wish=wish.first_id)
