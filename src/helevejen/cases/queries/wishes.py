"""Reads of wishes: the citizen's own words, with their versions and answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from helevejen.accounts.models import User
from helevejen.cases.models import Track
from helevejen.cases.queries.turns import TurnRow, my_turns
from helevejen.cases.rules import chains
from helevejen.citizens import perms as citizen_perms
from helevejen.citizens.models import Citizen, Wish


@dataclass(frozen=True, slots=True)
class WishRow:
    """
    The current version of a wish.

    Attributes:
        text: The citizen's own words.
        said_at: When these words were said; `first_said_at` when the wish was first said.
        answer: A member of `WishAnswerKind`, empty while there is none; `answer_label` in words.
        due_on: The day an answer is promised; None when there is one, or no case.
    """

    pk: int
    first_id: int
    version: int
    text: str
    is_in_plan: bool
    said_at: datetime
    first_said_at: datetime
    answer: str
    answer_label: str
    answer_reason: str
    answered_by: str
    answered_at: datetime | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class WishToAnswer:
    """A wish that waits for an answer from the user, with its turn."""

    wish_id: int
    text: str
    said_at: datetime
    turn: TurnRow


def wishes_visible_to(user: User, at: datetime) -> QuerySet[Wish]:
    """Return the wishes of the citizens whose file is open to the user, with citizen and answer. One query."""
    visible = Wish.objects.filter(citizen__in=citizen_perms.ids_visible_to(user, at))
    return visible.select_related("citizen", "answer__answered_by", "first").order_by("-said_at", "-pk")


def wishes_of(citizen: Citizen, turns: Iterable[TurnRow] | None = None) -> list[WishRow]:
    """
    Return a citizen's current wishes with their answers, the oldest first. Two queries, one when the turns are at hand.

    Args:
        turns: The open turns of the citizen's case, where they were asked for already.
    """
    current = citizen.wishes.filter(replaced_at__isnull=True, withdrawn_at__isnull=True)
    wishes = list(current.select_related("first", "answer__answered_by").order_by("first__said_at", "pk"))
    due = _due_of(wishes) if turns is None else {turn.wish_id: turn.due_on for turn in turns}
    return [_row(wish, due.get(wish.first_id)) for wish in wishes]


def versions_of(wish: Wish) -> list[WishRow]:
    """Return every version of a wish, the newest first. One query."""
    versions = Wish.objects.filter(first=wish.first_id).select_related("first", "answer__answered_by")
    return [_row(version, None) for version in versions.order_by("-version", "-pk")]


def wishes_to_answer(user: User, on: date, *, at: datetime | None = None) -> list[WishToAnswer]:
    """Return the wishes whose answer is the user's turn, own and covered, by due day. Two queries."""
    turns = [turn for turn in my_turns(user, on, at=at) if turn.step == chains.ANSWER_WISH and turn.wish_id]
    if not turns:
        return []
    firsts = {turn.wish_id for turn in turns}
    current = Wish.objects.filter(first__in=firsts, replaced_at__isnull=True).order_by("pk")
    by_first = {wish.first_id: wish for wish in current}
    return [
        WishToAnswer(wish_id=wish.pk, text=wish.text, said_at=wish.said_at, turn=turn)
        for turn in turns
        if (wish := by_first.get(turn.wish_id))
    ]


def _due_of(wishes: Iterable[Wish]) -> dict[int | None, date | None]:
    firsts = [wish.first_id for wish in wishes]
    waiting = Track.objects.open().filter(wish__in=firsts) if firsts else Track.objects.none()
    return dict(waiting.order_by("pk").values_list("wish_id", "open_turn__due_on"))


def _row(wish: Wish, due_on: date | None) -> WishRow:
    answer = getattr(wish, "answer", None)
    assert wish.first is not None, "the first version points at itself"
    return WishRow(
        pk=wish.pk,
        first_id=wish.first.pk,
        version=wish.version,
        text=wish.text,
        is_in_plan=wish.is_in_plan,
        said_at=wish.said_at,
        first_said_at=wish.first.said_at,
        answer=answer.kind if answer else "",
        answer_label=str(answer.get_kind_display()) if answer else "",
        answer_reason=answer.reason if answer else "",
        answered_by=answer.answered_by.name if answer else "",
        answered_at=answer.answered_at if answer else None,
        due_on=None if answer else due_on,
    )
