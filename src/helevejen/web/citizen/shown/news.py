"""What is new, one sentence for each kind of notice, and where to read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from helevejen.cases.enums import NoticeKind
from helevejen.core import clock
from helevejen.web.shared import phrasing

if TYPE_CHECKING:
    from helevejen.web.citizen.shown.meetings import MeetingSeen

Values = Mapping[str, Any]

#: What is told of a meeting and is no news any more once the meeting is held, called off or has got its time.
_UNTIL_THE_MEETING = frozenset({"proposed", "booked", "moved"})


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One notice; `href` is empty when there is nothing to open."""

    text: str
    told_at: datetime
    href: str


def news_of(notice: Any) -> NewsLine:
    """Return a notice as a sentence with its way there."""
    sentence, way = _KINDS[NoticeKind(notice.kind)]
    return NewsLine(text=sentence(notice.values), told_at=notice.told_at, href=way(notice.values))


def is_still_new(notice: Any, coming: Iterable[MeetingSeen]) -> bool:
    """
    Return whether a notice still tells something: news of a meeting is old when the meeting is over or has moved on.

    Args:
        coming: The meetings to come, those that wait for a choice of time among them. No query.
    """
    meeting_id, event = notice.values.get("meeting_id"), notice.values.get("event")
    if notice.kind != NoticeKind.MEETING or not meeting_id or event not in _UNTIL_THE_MEETING:
        return True
    meeting = next((one for one in coming if one.meeting_id == meeting_id), None)
    return meeting is not None and meeting.is_to_choose == (event == "proposed")


def _new_jobformidler(values: Values) -> str:
    return _("Din jobformidler er %(name)s. %(backup)s er vikar.") % {
        "name": values.get("jobformidler", ""),
        "backup": values.get("backup", ""),
    }


def _handover(values: Values) -> str:
    on = date.fromisoformat(values["takes_effect_on"]) if values.get("takes_effect_on") else None
    return _("%(name)s tager over efter %(former)s den %(day)s. Hvad tænker du?") % {
        "name": values.get("jobformidler", ""),
        "former": values.get("former", ""),
        "day": phrasing.day(on, clock.today()) if on else "",
    }


def _meeting(values: Values) -> str:
    said = {
        "proposed": _("Vi har tider til en samtale. Vælg den, der passer dig."),
        "booked": _("Du har fået en tid til en samtale."),
        "moved": _("Din samtale er flyttet. Se den nye tid."),
        "cancelled": _("Din samtale er aflyst."),
    }
    return said.get(values.get("event", ""), _("Der er nyt om din samtale."))


def _decision(values: Values) -> str:
    if values.get("event") == "hearing":
        return _("Vi vil gerne høre, hvad du mener, før vi afgør noget.")
    return _("Vi har afgjort noget. Læs afgørelsen her.")


def _proposal(values: Values) -> str:
    said = {
        "wanted": _("En virksomhed vil gerne møde dig."),
        "interview": _("Du skal til samtale i en virksomhed. Se hvornår og hvor."),
        "refused": _("En virksomhed sagde nej denne gang. Her kan du læse hvorfor."),
        "released": _("Et forslag om job er slut, for der kom ikke svar."),
        "filled": _("Et job, du var foreslået til, er ikke ledigt mere."),
    }
    return said.get(values.get("event", ""), _("Et forslag om job er slut. Ring, hvis du vil vide mere."))


def _to(name: str, key: str = "", otherwise: str = "") -> Callable[[Values], str]:
    def way(values: Values) -> str:
        try:
            if not key:
                return reverse(name)
            return reverse(name, args=[values[key]]) if values.get(key) else reverse(otherwise)
        except NoReverseMatch:
            return ""

    return way


def _meeting_way(values: Values) -> str:
    if values.get("event") == "proposed":
        return _to("citizen:meeting_choose", "meeting_id", "citizen:my_meetings")(values)
    return reverse("citizen:my_meetings")


_KINDS: dict[NoticeKind, tuple[Callable[[Values], str], Callable[[Values], str]]] = {
    NoticeKind.NEW_JOBFORMIDLER: (_new_jobformidler, lambda values: ""),
    NoticeKind.HANDOVER_PLANNED: (_handover, _to("citizen:handover_answer", "handover_id", "citizen:my_path")),
    NoticeKind.WISH_ANSWERED: (lambda values: _("Vi har svaret på dit ønske."), _to("citizen:my_wishes")),
    NoticeKind.MEETING: (_meeting, _meeting_way),
    NoticeKind.DECISION: (_decision, _to("citizen:decision_read", "decision_id", "citizen:my_decisions")),
    NoticeKind.MESSAGE: (lambda values: _("Du har fået en besked."), _to("citizen:my_messages")),
    NoticeKind.GLASS_BROKEN: (
        lambda values: _("En medarbejder, som ikke følger dig, har set dine oplysninger. Se her hvorfor."),
        _to("citizen:looks_at_me"),
    ),
    NoticeKind.NUDGE: (
        lambda values: _("Husk det, vi har aftalt, at du gør. Ring eller skriv, hvis det er svært."),
        lambda values: "#du",
    ),
    NoticeKind.PROPOSAL: (_proposal, _to("citizen:my_proposal", "proposal_id", "citizen:my_proposals")),
    NoticeKind.PLACEMENT: (
        lambda values: _("Vi vil gerne høre, hvordan det går på dit nye sted."),
        _to("citizen:my_placement", "placement_id", "citizen:my_placements"),
    ),
}
