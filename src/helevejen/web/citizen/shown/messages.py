"""What the citizen and the jobformidler have written to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class MessageSeen:
    """
    One message.

    Attributes:
        cap: Under which cap staff wrote it; empty for the citizen's own.
        call_at: When the citizen asked to be called, if a time was chosen.
    """

    text: str
    is_own: bool
    by: str
    cap: str
    sent_at: datetime
    wants_call: bool
    call_at: datetime | None


def message_seen(message: Any) -> MessageSeen:
    """Return a message with its writer loaded. No query."""
    return MessageSeen(
        text=message.text,
        is_own=message.from_citizen,
        by="" if message.from_citizen else message.sent_by.name,
        cap=message.cap,
        sent_at=message.sent_at,
        wants_call=message.wants_call,
        call_at=message.call_at,
    )
