"""The clock of the house. The only place that reads the time; surfaces and tasks pass it on as an argument."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

_frozen_here: ContextVar[datetime | None] = ContextVar("frozen_here", default=None)
_frozen_everywhere: datetime | None = None


def now() -> datetime:
    """Return the present moment, aware and in UTC."""
    return _frozen_here.get() or _frozen_everywhere or datetime.now(UTC)


def today() -> date:
    """Return the present day in Denmark."""
    return now().astimezone(COPENHAGEN).date()


@contextmanager
def frozen(at: datetime, *, in_every_thread: bool = False) -> Iterator[datetime]:
    """
    Stop the clock at a moment, for tests and the demo.

    Args:
        at: An aware moment.
        in_every_thread: Also for threads already running, as a test server's; otherwise only for the caller's context.

    Raises:
        ValueError: the moment has no time zone.
    """
    global _frozen_everywhere  # noqa: PLW0603 - a running server thread cannot see a context variable set here
    if at.tzinfo is None:
        raise ValueError(f"frozen() needs a moment with a time zone, not {at!r}")
    moment = at.astimezone(UTC)
    before = _frozen_everywhere
    token = _frozen_here.set(moment)
    if in_every_thread:
        _frozen_everywhere = moment
    try:
        yield moment
    finally:
        _frozen_here.reset(token)
        _frozen_everywhere = before
