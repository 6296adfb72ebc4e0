"""A fact in words, for every page that shows one and for the citizen's copy."""

from __future__ import annotations

from typing import Any

from babel import Locale
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from helevejen.core import formats
from helevejen.profiles.enums import (
    NO_MORE,
    Consideration,
    Day,
    Evidence,
    FactKind,
    LanguageLevel,
    RefusalKind,
    Shift,
    SkillLevel,
    TravelMode,
)
from helevejen.profiles.rules import facts as rules
from helevejen.profiles.rules.facts import Said
from helevejen.taxonomy.licences import LICENCE_BY_CODE

_LISTS: dict[str, Any] = {
    FactKind.TRAVEL: TravelMode,
    FactKind.CONSIDERATION: Consideration,
    FactKind.REFUSAL: RefusalKind,
}
_CODES: dict[str, Any] = {FactKind.DAYS: Day, FactKind.SHIFTS: Shift}


def subject_in_words(kind: str, subject: str) -> str:
    """Return a code of a kind's closed list in words; a concept's URI and what nobody knows stay as they are."""
    if subject == NO_MORE:
        return _("Der er ikke flere")
    if kind == FactKind.LICENCE:
        known = LICENCE_BY_CODE.get(subject)
        return str(known.name) if known else subject
    if kind == FactKind.LANGUAGE:
        return language_in_words(subject)
    words = _LISTS.get(kind)
    return str(words(subject).label) if words and subject in set(words) else subject


def codes_in_words(kind: str, codes: tuple[str, ...]) -> str:
    """Return days or shifts in one line."""
    words = _CODES.get(kind)
    said = [str(words(code).label) if words and code in set(words) else code for code in codes]
    if kind != FactKind.DAYS or get_language() != "en":  # English writes the names of days with a capital
        said = [_inside(one) for one in said]
    line = _("%(first)s og %(last)s") % {"first": ", ".join(said[:-1]), "last": said[-1]} if said[1:] else "".join(said)
    return line[:1].upper() + line[1:]


def language_in_words(code: str) -> str:
    """Return a language in the reader's language, the code itself where nobody knows it."""
    return str(Locale((get_language() or "da")[:2]).languages.get(code, code)).capitalize()


def heading(said: Said) -> str:
    """Return what a fact says, in a line."""
    if said.kind == FactKind.HOURS and said.hours is not None:
        return _("%(n)s timer om ugen") % {"n": _number(said.hours)}
    if said.codes:
        return codes_in_words(said.kind, said.codes)
    if said.kind == FactKind.CONSIDERATION and said.subject in rules.MEASURES:
        return str(_measured()[said.subject] % {"kg": said.kg, "minutes": said.minutes})
    if said.kind == FactKind.REFUSAL and said.label:
        return f"{subject_in_words(said.kind, said.subject)}: {said.label}"
    if said.kind in {FactKind.SKILL, FactKind.OCCUPATION_DONE, FactKind.OCCUPATION_WISHED} and said.label:
        return said.label
    return subject_in_words(said.kind, said.subject)


def details(said: Said) -> list[str]:
    """Return what more a fact says, each in a few words; the last day of a licence is told by the page."""
    found = [_level(said.level), _inside(Evidence(said.evidence).label) if said.evidence else ""]
    if said.years is not None:
        found.append(
            _("under et år") if said.years == 0 else ngettext("%(n)s år", "%(n)s år", said.years) % {"n": said.years}
        )
    if said.hours is not None and said.intensity is not None:
        found += _pace(said.hours, said.intensity)
    if said.kind == FactKind.TRAVEL:
        found.append(_("højst %(n)s minutter hver vej") % {"n": said.minutes} if said.minutes else "")
        found.append(_("højst %(n)s km") % {"n": said.km} if said.km else "")
    if said.kind == FactKind.CONSIDERATION:
        found.append(said.label)
    return [words for words in found if words]


def _pace(hours: Any, intensity: int) -> list[str]:
    if intensity == 100:
        return [_("i fuldt tempo")]
    worked = _number(rules.effective_hours(hours, intensity))
    own = _("i eget tempo (%(n)s %%)") % {"n": intensity}
    return [own, _("svarer til %(n)s timers fuldt arbejde") % {"n": worked}]


def _inside(label: Any) -> str:
    """Return a label as it stands inside a sentence."""
    return str(label)[:1].lower() + str(label)[1:]


def _measured() -> dict[str, str]:
    return {
        Consideration.LIFT: _("Løfter højst %(kg)s kg"),
        Consideration.STAND: _("Står højst %(minutes)s minutter ad gangen"),
        Consideration.SIT: _("Sidder højst %(minutes)s minutter ad gangen"),
        Consideration.WALK: _("Går højst %(minutes)s minutter ad gangen"),
    }


def _level(level: str) -> str:
    if level in set(LanguageLevel):
        return str(LanguageLevel(level).label)
    return str(SkillLevel(level).label) if level else ""


def _number(value: Any) -> str:
    return formats.number(value, decimals=0 if value == value.to_integral_value() else 1)
