"""Notes and talks with companies, each with the cap it was written under, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from helevejen.cases.enums import Cap, TimelineKind

if TYPE_CHECKING:
    from helevejen.cases.queries import TimelineEntry

WRITTEN_AS = {
    Cap.AUTHORITY: _("Skrevet som myndighed"),
    Cap.MENTOR: _("Skrevet som mentor"),
    Cap.COMPANY: _("Skrevet som virksomhedskontakt"),
}
#: The filters of the page: the value in the address and its words.
CAP_FILTERS = [("", _("Alt")), *[(cap.value, words) for cap, words in WRITTEN_AS.items()]]


@dataclass(frozen=True, slots=True)
class NoteSeen:
    """One note, or one talk with a company about the citizen; `state` tells how they talked."""

    at: datetime
    cap: str
    headline: str
    text: str
    by: str
    is_talk: bool
    state: str


def note_seen(entry: TimelineEntry) -> NoteSeen:
    """Return a line of the timeline as the citizen sees it. No query."""
    return NoteSeen(
        at=entry.at,
        cap=entry.cap,
        headline=entry.headline,
        text=entry.detail,
        by=entry.by_name,
        is_talk=entry.kind == TimelineKind.COMPANY_CONTACT,
        state=entry.state,
    )
