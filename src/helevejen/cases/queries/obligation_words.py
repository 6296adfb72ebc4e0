"""The obligations of the law in the user's words: titles, states, and every line of why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext, ngettext

from helevejen.cases.enums import AnchorWord, ClockEventKind, WhyKind
from helevejen.cases.rules.obligation_clauses import Clause, Regime
from helevejen.cases.rules.obligation_facts import FAMILIES
from helevejen.cases.rules.obligation_law import law
from helevejen.citizens.enums import TargetGroup
from helevejen.core import formats

_DAYS = {"days", "left"}


def title_of(clause: Clause) -> str:
    """Return the title of a clause in the reader's language."""
    return _in_language(clause, "title")


def plain_words_of(clause: Clause, *, due_on: date | None, done: int, is_late: bool = False) -> str:
    """Return what the clause means in plain words to the citizen; empty when it has nothing to tell them."""
    due = formats.day(due_on) if due_on else gettext("den dag, vi regner ud, når pausen er slut")
    text = "late" if is_late and clause.late_da else "citizen"
    return _in_language(clause, text).format(at_least=clause.at_least, done=done, due=due)


def why_in_words(lines: Iterable[tuple[str, Mapping[str, Any]]], *, shows_health: bool = True) -> list[str]:
    """
    Return one sentence for each line, in order. Days may be days or ISO texts, as stored.

    Args:
        shows_health: Whether the reader may know why a clock stood still, which may be an illness.
    """
    return [
        sentence
        for kind, values in lines
        for sentence in _sentences(WhyKind(kind), values if shows_health else _without_ground(kind, values))
    ]


def ground_in_words(ground: str) -> str:
    """Return a pause's or an exemption's ground: its title, or the text as it was given."""
    known: Any = next((one for one in law().exemptions if one.id == ground), None) or law().pauses.get(ground)
    return _in_language(known, "title") if known else ground


def clause_in_words(code: str) -> str:
    """Return the title of the clause of a code; the code itself when the law no longer knows it."""
    clause = law().find_clause(code)
    return title_of(clause) if clause else code


def regime_in_words(regime: str) -> str:
    """Return the title of a regime, as it stands within a sentence."""
    known = law().find_regime(regime)
    return _lower(_in_language(known, "title")) if known else regime


def changes_of_regime(regime: Regime) -> str:
    """Return what a regime changes."""
    return _in_language(regime, "changes")


def family_in_words(family: str) -> str:
    """Return the target groups a course is for."""
    groups = [TargetGroup(group) for group, one in FAMILIES.items() if one == family]
    return ", ".join(str(group.label) for group in groups) or family


def event_in_words(kind: str) -> str:
    """Return what happened, for an event of the law's clocks."""
    return str(ClockEventKind(kind).label) if kind in ClockEventKind.values else kind


def exemption_choices(on: date) -> list[tuple[str, str]]:
    """Return the grounds by which a citizen can be exempted on a day, for a form."""
    return [(one.id, f"{_in_language(one, 'title')} ({one.id})") for one in law().exemptions if one.holds_on(on)]


def pause_choices() -> list[tuple[str, str]]:
    """Return the grounds of pauses, for a form."""
    return [(one.id, _in_language(one, "title")) for one in law().pauses.values()]


def _without_ground(kind: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**values, "ground": "hidden"} if kind in {WhyKind.PAUSED, WhyKind.STANDS_STILL} else values


def _sentences(kind: WhyKind, values: Mapping[str, Any]) -> list[str]:
    if kind is WhyKind.LAW:
        clause = law().find_clause(values["clause"])
        return [_in_language(clause, "why")] if clause else []
    if kind is WhyKind.LENGTH:
        return [str(kind.label) % {"length": _length(values["amount"], values["unit"])}]
    label = str(kind.label)
    sentences = [label % {name: _word(name, value) for name, value in values.items()} if values else label]
    if source := values.get("source"):
        known = _SOURCES[source]() if source in _SOURCES else source
        sentences.append(gettext("Dagen kommer fra: %(source)s.") % {"source": known})
    return sentences


def _word(name: str, value: Any) -> str:
    if name in {"day", "until"}:
        return formats.weekday_and_day(date.fromisoformat(value) if isinstance(value, str) else value)
    if name in _DAYS:
        return ngettext("%(n)s dag", "%(n)s dage", value) % {"n": value}
    if name == "anchor":
        return str(AnchorWord(value).label)
    if name == "ground":
        return _OBJECTIONS[value]() if value in _OBJECTIONS else ground_in_words(value.removeprefix("exemption:"))
    if name == "mark":
        return _MARKS[value]()
    if name == "regime":
        return regime_in_words(value)
    return str(value)


_SOURCES = {
    "case_opened": lambda: gettext("sagen blev åbnet"),
    "decision": lambda: gettext("afgørelsen"),
    "meeting": lambda: gettext("samtalen"),
    "turn": lambda: gettext("sporet i sagen"),
    "job": lambda: gettext("jobbet i sagen"),
}
_OBJECTIONS = {
    "hidden": lambda: gettext("en pause, hvis grund du ikke kan se"),
    "not_in_force": lambda: gettext("loven gav ikke den fritagelse den dag"),
    "other_group": lambda: gettext("loven giver den ikke til borgerens målgruppe"),
    "work_duty": lambda: gettext("borgeren har arbejdspligt i 37 timer (KF-14)"),
}
_MARKS = {
    "whole_course_in_municipality": lambda: gettext("hele kontaktforløbet ligger i kommunen"),
    "work_duty": lambda: gettext("borgeren har arbejdspligt i 37 timer"),
}


def _length(amount: int, unit: str) -> str:
    words = {
        "working_day": ngettext("%(n)s arbejdsdag", "%(n)s arbejdsdage", amount),
        "week": ngettext("%(n)s uge", "%(n)s uger", amount),
        "month": ngettext("%(n)s måned", "%(n)s måneder", amount),
        "year": ngettext("%(n)s år", "%(n)s år", amount),
    }
    return words.get(unit, ngettext("%(n)s dag", "%(n)s dage", amount)) % {"n": amount}


def _in_language(row: Any, text: str) -> str:
    language = "en" if (get_language() or "da").startswith("en") else "da"
    return str(getattr(row, f"{text}_{language}"))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
