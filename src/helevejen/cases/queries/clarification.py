"""Reads of the clarifications of a case: how they usually go, how far they are, and whom their days belonged to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import get_language

from helevejen.cases.enums import TrackKind
from helevejen.cases.models import Case, Track, Turn
from helevejen.cases.rules import chains
from helevejen.cases.rules import clarification as rules
from helevejen.cases.rules import turns as turn_rules


@dataclass(frozen=True, slots=True)
class DaysOf:
    """Days of a clarification that belonged to one holder for one cause."""

    holder: str
    cause: str
    days: int


@dataclass(frozen=True, slots=True)
class TemplateStep:
    """One step of the template. `is_now` it is where the ball is; `is_past` it has been taken."""

    words: str
    holder: str
    is_now: bool
    is_past: bool


@dataclass(frozen=True, slots=True)
class Clarification:
    """One clarification of a case. `days` are all its days so far, each of which stands in one of `shares`."""

    track_id: int
    label: str
    template: str
    is_open: bool
    opened_on: date
    days: int
    shares: list[DaysOf]
    steps: list[TemplateStep]


def clarifications_of(case: Case, on: date) -> list[Clarification]:
    """
    Return the clarifications of a case that are no part of another, the open ones first, then the latest.

    Two queries.
    """
    tracks = list(_tracks(case))
    turns = defaultdict(list)
    for turn in Turn.objects.filter(track__in=tracks).order_by("track", "number"):
        turns[turn.track_id].append(turn)
    below = defaultdict(list)
    for track in tracks:
        below[track.parent_id].append(track)
    tops = [track for track in below[None] if track.kind == TrackKind.CLARIFICATION]
    made = [_clarification(top, below[top.pk], turns, on) for top in tops]
    found = sorted(made, key=lambda one: (not one.is_open, -one.opened_on.toordinal(), -one.track_id))
    return [replace(one, label=_told_apart(one, found)) for one in found]


def proposed_step(track: Track) -> str | None:
    """Return the step the track's template proposes next, None when it has none or was left. One query at most."""
    if not track.template:
        return None
    return rules.next_in(track.template, _taken(track.turns.order_by("number")))


def _told_apart(one: Clarification, among: Sequence[Clarification]) -> str:
    """Return the label, with a number where several are called the same."""
    same = [other.track_id for other in among if other.label == one.label]
    return one.label if len(same) == 1 else f"{one.label} {same.index(one.track_id) + 1}"


def _tracks(case: Case) -> QuerySet[Track]:
    return Track.objects.filter(case=case).order_by("opened_at", "pk")


def _clarification(top: Track, below: list[Track], turns: dict[int, list[Turn]], on: date) -> Clarification:
    stretches = [_stretch(turn, track) for track in (top, *below) for turn in turns[track.pk]]
    shares = rules.shares_of(stretches, on=on)
    language = get_language() or "da"
    kinds = {track.kind for track in (top, *below)}
    template = rules.templates().get(top.template or "")
    return Clarification(
        track_id=top.pk,
        label=top.title or str(top.get_kind_display()),
        template=template.name(language) if template else "",
        is_open=top.is_open,
        opened_on=turn_rules.day_of(top.opened_at),
        days=sum(share.days for share in shares),
        shares=[DaysOf(one.holder, _words(kinds, one.step, language), one.days) for one in shares],
        steps=_steps(template, _taken(turns[top.pk]), language) if template else [],
    )


def _stretch(turn: Turn, track: Track) -> rules.Stretch:
    return rules.Stretch(
        track=track.pk,
        parent=track.parent_id,
        number=turn.number,
        holder=turn.holder,
        step=turn.step,
        since=turn_rules.day_of(turn.since),
        until=turn_rules.day_of(turn.ended_at) if turn.ended_at else None,
    )


def _words(kinds: set[str], step: str, language: str) -> str:
    """Return the words of a step on the first of the kinds of track that has it."""
    return next((words for kind in sorted(kinds) if (words := chains.wording(kind, step, "staff", language))), step)


def _taken(turns: QuerySet[Turn] | Sequence[Turn]) -> list[str]:
    """Return the steps that were taken, one that was only postponed or handed over once."""
    return [turn.step for turn in turns if turn.event not in turn_rules.EVENTS_THAT_KEEP_THE_HOLDER]


def _steps(template: rules.Template, taken: list[str], language: str) -> list[TemplateStep]:
    chain = chains.chain_of(TrackKind.CLARIFICATION).steps
    last = _reached(template, taken)
    return [
        TemplateStep(
            words=chain[code].says("staff", language),
            holder=str(chain[code].holder),
            is_now=place == last and taken[-1] == code,
            is_past=place < last or (place == last and taken[-1] != code),
        )
        for place, code in enumerate(template.steps)
    ]


def _reached(template: rules.Template, taken: list[str]) -> int:
    """Return the place in the template as far on as it has been followed, -1 for none."""
    reached = -1
    for code in taken:
        if code in template.steps[reached + 1 :]:
            reached = template.steps.index(code, reached + 1)
    return reached
