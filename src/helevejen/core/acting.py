"""
Who acts now, from where and why: set once per request, task or command, read by the log.

It carries what the log needs beside the deed's own arguments. It never decides what anybody may do.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Acting:
    """
    The circumstances of what is being done.

    Attributes:
        user_id: The account, or None when the system acts by itself.
        name: The name to write in the log.
        unit: The team, or empty.
        role: In which role, or which part of the system.
        purpose: A member of `audit.enums.Purpose` as text.
        reason: The typed reason, when the purpose asks for one.
        purpose_of: Citizen to purpose, where one page concerns several citizens for different reasons.
    """

    user_id: int | None
    name: str
    role: str
    unit: str = ""
    purpose: str = "administration"
    reason: str = ""
    channel: str = "web"
    ip: str | None = None
    request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    purpose_of: dict[int, str] = field(default_factory=dict)


_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)


def current() -> Acting | None:
    """Return who acts now, or None outside request, task and command."""
    return _acting.get()


@contextmanager
def acting(who: Acting) -> Iterator[Acting]:
    """Act as somebody until the end of the block."""
    token = _acting.set(who)
    try:
        yield who
    finally:
        _acting.reset(token)


@contextmanager
def system_acting(part: str, reason: str) -> Iterator[Acting]:
    """Act as a part of the system (a task, a command), for a reason that goes into the log."""
    with acting(Acting(user_id=None, name="Systemet", role=part, reason=reason, channel="system")) as who:
        yield who


@contextmanager
def for_purpose(purpose: str, reason: str = "") -> Iterator[None]:
    """
    Act on for another purpose until the end of the block.

    Raises:
        RuntimeError: nobody acts.
    """
    now = _acting.get()
    if now is None:
        raise RuntimeError("nobody acts: use acting() or system_acting() first")
    with acting(replace(now, purpose=purpose, reason=reason, purpose_of={})):
        yield
