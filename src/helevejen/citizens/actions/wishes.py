"""Keeping the citizen's wishes and the answers to them. Steps: the turn that waits for an answer belongs to `cases`."""

from __future__ import annotations

from datetime import datetime

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.citizens.enums import WishAnswerKind, WishObjection
from helevejen.citizens.models import Citizen, Wish, WishAnswer
from helevejen.citizens.rules import wishes as rules
from helevejen.core.deeds import Refusal, step


class UnableToSayWish(Refusal):
    """The wish cannot be said, changed or taken back like that."""


class UnableToAnswerWish(Refusal):
    """The wish cannot be answered like that."""


@step
def add_wish(
    *, citizen: Citizen, text: str, by: User, at: datetime, is_in_plan: bool = True, replaces: Wish | None = None
) -> Wish:
    """
    Keep a wish, or a new version of one, in the citizen's own words.

    Raises:
        UnableToSayWish: nothing has been kept.
    """
    old = _lock(replaces) if replaces is not None else None
    is_own = citizen.user_id == by.pk and (old is None or old.citizen_id == citizen.pk)
    if objection := rules.objection_to_saying(is_own=is_own, text=text, replaced_text=old.text if old else None):
        raise UnableToSayWish(objection)
    if old is not None:
        _require_current(old, refusal=UnableToSayWish)
        old.replaced_at = at
        old.save(update_fields=["replaced_at"])
    wish = Wish.objects.create(
        citizen=citizen,
        first_id=old.first_id if old else None,
        version=old.version + 1 if old else 1,
        text=text.strip(),
        said_at=at,
        is_in_plan=is_in_plan,
    )
    if old is None:
        wish.first = wish
        wish.save(update_fields=["first"])
    _record(Verb.WISH_SAID, wish, by=by, at=at, version=wish.version)
    return wish


@step
def add_wish_answer(*, wish: Wish, by: User, at: datetime, kind: str, reason: str) -> WishAnswer:
    """
    Keep the answer to the current version of a wish.

    Raises:
        UnableToAnswerWish: nothing has been kept.
    """
    wish = _lock(wish)
    _require_current(wish, refusal=UnableToAnswerWish)
    is_answered = WishAnswer.objects.filter(wish=wish).exists()
    if objection := rules.objection_to_answering(
        is_answered=is_answered, is_by_staff=by.is_staff_member, reason=reason
    ):
        raise UnableToAnswerWish(objection)
    answer = WishAnswer.objects.create(
        wish=wish, kind=WishAnswerKind(kind), reason=reason.strip(), answered_by=by, answered_at=at
    )
    _record(Verb.WISH_ANSWERED, wish, by=by, at=at, version=wish.version, kind=str(kind))
    return answer


@step
def end_wish(*, wish: Wish, by: User, at: datetime) -> Wish:
    """
    Take the current version of a wish back.

    Raises:
        UnableToSayWish: nothing has been changed.
    """
    wish = _lock(wish)
    if wish.citizen.user_id != by.pk:
        raise UnableToSayWish(WishObjection.NOT_THE_CITIZEN)
    _require_current(wish, refusal=UnableToSayWish)
    wish.withdrawn_at = at
    wish.save(update_fields=["withdrawn_at"])
    _record(Verb.WISH_WITHDRAWN, wish, by=by, at=at, version=wish.version)
    return wish


def _lock(wish: Wish) -> Wish:
    locked = Wish.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("citizen").get(pk=wish.pk)


def _require_current(wish: Wish, *, refusal: type[Refusal]) -> None:
    if objection := rules.objection_to_state(
        is_replaced=wish.replaced_at is not None, is_withdrawn=wish.withdrawn_at is not None
    ):
        raise refusal(objection)


def _record(verb: Verb, wish: Wish, *, by: User, at: datetime, **detail: object) -> None:
    audit_actions.record_event(verb, subject=wish, by=by, at=at, citizen_id=wish.citizen_id, detail=detail)
