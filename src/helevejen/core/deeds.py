"""
The two words for writing: an *action* is a whole deed and owns the transaction, a *step* is a part of one.

Pages and tasks call actions, actions call steps, so who opens the transaction is never in doubt and nothing
commits half a deed. What a rule forbids is raised as a `Refusal`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from django.db import OperationalError, transaction

if TYPE_CHECKING:
    from collections.abc import Callable

#: What PostgreSQL calls two transactions that wait for each other, and how often a deed it took back is done again.
_DEADLOCK: Final = "40P01"
_TIMES_AGAIN: Final = 3

P = ParamSpec("P")
R = TypeVar("R")


class Refusal(Exception):
    """
    A rule forbids the deed; `str()` of it is fit for the user, in the user's language. Base of all `UnableTo…`.

    Args:
        reason: A text (lazy or not), or a member of a reasons enum, whose `label` is the text.
        **values: What to fill into `%(name)s` in the text.
    """

    def __init__(self, reason: object = "", **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values

    def __str__(self) -> str:
        text = str(getattr(self.reason, "label", self.reason))
        return text % self.values if self.values else text


def action(deed: Callable[P, R]) -> Callable[P, R]:
    """
    Make a function a whole deed: it opens the transaction and refuses to be inside another.

    Where PostgreSQL took it back because two deeds waited for each other, it is done again: nothing of it was kept, and
    the other one has what it waited for. A deed that was given an iterator is not, since that has been read.

    Raises:
        RuntimeError: when called inside a transaction, before anything is done.
    """

    @wraps(deed)
    def whole_deed(*args: P.args, **kwargs: P.kwargs) -> R:
        again = 0 if any(isinstance(given, Iterator) for given in (*args, *kwargs.values())) else _TIMES_AGAIN
        while True:
            try:
                with transaction.atomic(durable=True):
                    return deed(*args, **kwargs)
            except OperationalError as fault:
                if not again or getattr(fault.__cause__, "sqlstate", None) != _DEADLOCK:
                    raise
                again -= 1

    return whole_deed


def step(part: Callable[P, R]) -> Callable[P, R]:
    """
    Make a function part of a deed: it refuses to run unless a transaction is open.

    The transaction that a test case wraps around itself does not count, else a page that calls a step
    outright would pass its tests and fail in use.

    Raises:
        RuntimeError: when called outside a transaction, before anything is done.
    """

    @wraps(part)
    def part_of_deed(*args: P.args, **kwargs: P.kwargs) -> R:
        if not is_inside_deed():
            raise RuntimeError(
                f"{part.__qualname__} is a step and was called outside a transaction; "
                "call it from an action (in a test: inside `with transaction.atomic():`)"
            )
        return part(*args, **kwargs)

    return part_of_deed


@contextmanager
def refused_as(refusal: type[Refusal]) -> Iterator[None]:
    """
    Raise what a step refuses as the refusal of the deed it is part of, so that a page catches one kind.

    Args:
        refusal: The deed's own, beside its definition.
    """
    try:
        yield
    except refusal:
        raise
    except Refusal as objection:
        raise refusal(objection.reason, **objection.values) from objection


def is_inside_deed() -> bool:
    """Return whether a transaction is open that a test case did not open."""
    return any(not getattr(block, "_from_testcase", False) for block in transaction.get_connection().atomic_blocks)
