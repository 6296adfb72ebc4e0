"""
"Sådan matcher vi": everything the engine reads, asks and counts, from the engine's own rules and weights.

A test holds it to the engine: a rule, a fact or a weight without words fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from helevejen.engines.matching.judge import RULES, Rule
from helevejen.engines.matching.market import Weight
from helevejen.engines.matching.scores import (
    HOURS,
    IMPORTANCE,
    LEARNING,
    OCCUPATION_IMPORTANCE,
    TRAVEL,
    VERSION,
    WISH,
)
from helevejen.suggestions.enums import RuleName

#: When each rule keeps a job away; everything else passes, or is a question.
KEEPS_AWAY: Final[Mapping[Rule, Any]] = {
    Rule.TRAVEL: _("Arbejdet er længere væk, end du har sagt, du kan rejse."),
    Rule.HOURS: _("Virksomheden beder om flere timer, end du kan, eller tilbyder færre, end du mindst vil have."),
    Rule.INTENSITY: _("Dine timer giver mindre arbejde, end virksomheden behøver."),
    Rule.DAYS: _("Du kan for få af dagene."),
    Rule.SHIFTS: _("Du kan for få af tiderne på døgnet."),
    Rule.LICENCES: _("Der kræves et kørekort eller certifikat, som du ikke har, eller som udløber inden start."),
    Rule.LANGUAGES: _("Der kræves et sprog på et højere niveau, end du taler det."),
    Rule.SKILLS: _("Der kræves noget, som du har sagt, du ikke kan."),
    Rule.FORMS: _("Jobbet kan ikke være i en form, du siger ja til."),
    Rule.REFUSALS: _("Du har sagt nej til jobbet, virksomheden eller den slags arbejde."),
    Rule.CONSIDERATIONS: _(
        "Arbejdet kræver noget, du ikke kan, eller stedet kan ikke give det hensyn, du har brug for."
    ),
    Rule.RECORD: _(
        "Der kræves ren straffeattest, og du har sagt, at du ikke vil have den slags forslag. Det ser kun du."
    ),
}

#: What the engine reads of a citizen; None where the house has nothing to tell it yet.
CITIZEN_FACTS: Final[Mapping[str, Any]] = {
    "place": _("Midten af dit postnummer på kortet; intet, hvis din adresse er beskyttet"),
    "reach": _("Hvordan og hvor langt du kan rejse"),
    "minutes_most": _("Hvor mange timer om ugen du kan"),
    "minutes_least": None,
    "minutes_wished": None,
    "intensity_pct": _("Hvor meget du når i timerne"),
    "days": _("Hvilke dage du kan"),
    "shifts": _("Hvilke tider på døgnet du kan"),
    "licences": _("Kørekort og certifikater, og hvornår de udløber"),
    "has_all_licences": _("Om du har sagt, at der ikke er flere kørekort og certifikater"),
    "licences_in_doubt": _("Kørekort og certifikater, hvor vi ikke ved, hvornår de udløber"),
    "languages": _("Sprog, og hvor godt du taler dem"),
    "has_all_languages": _("Om du har sagt, at der ikke er flere sprog"),
    "skills": _("Det, du kan"),
    "skills_lacking": None,
    "has_all_skills": None,
    "occupations": _("Arbejde, du har haft"),
    "wishes": _("Arbejde, du gerne vil have"),
    "wants_to_learn": None,
    "forms": None,
    "refused_orders": _("Job, du har sagt ikke passer"),
    "refused_companies": _("Virksomheder, du ikke vil arbejde hos"),
    "refused_occupations": _("Slags arbejde, du ikke vil have"),
    "cannot": _("Det, du ikke vil på et arbejde, for eksempel nætter"),
    "needs": _("Hensyn, du har brug for"),
    "has_clean_record": _("Om du ikke vil have forslag, der kræver ren straffeattest"),
}

#: What the citizen's score is made of, with its weight of 100.
TERMS: Final[tuple[tuple[Any, int, Any], ...]] = (
    (_("Ønsker"), WISH, _("Hvor godt arbejdet ligner det, du gerne vil.")),
    (_("Rejse"), TRAVEL, _("Hvor meget der er tilbage af det, du kan rejse, fra midten af dit postnummer.")),
    (_("Timer"), HOURS, _("Hvor tæt timerne er på dine.")),
    (_("Læring"), LEARNING, _("Om der er noget at lære på stedet.")),
)

#: What the company's score counts, with how much each weighs before it is known how rare it is.
WEIGHTS: Final[tuple[tuple[Any, int], ...]] = (
    (_("Det, man skal kunne"), IMPORTANCE[Weight.MUST]),
    (_("Det, man gerne må kunne"), IMPORTANCE[Weight.NICE]),
    (_("Det, der kan læres på stedet"), IMPORTANCE[Weight.LEARNABLE]),
    (_("At have haft arbejdet før"), OCCUPATION_IMPORTANCE),
)

#: What is never read: there is no place for it in the engine.
NEVER: Final = (
    _("navn"),
    _("køn"),
    _("alder"),
    _("oprindelse og statsborgerskab"),
    _("ydelse og målgruppe"),
    _("CPR-nummer"),
    _("vej og husnummer"),
    _("sygdom, diagnoser og attester fra læger"),
    _("notater og breve i din sag"),
    _("hvad du eller andre har gjort med tidligere lister"),
)


@dataclass(frozen=True, slots=True)
class Method:
    """How a list is made, for everybody to read."""

    version: str
    facts: tuple[Any, ...]
    rules: tuple[tuple[str, Any], ...]
    terms: tuple[tuple[Any, int, Any], ...]
    weights: tuple[tuple[Any, int], ...]
    never: tuple[Any, ...]


def method() -> Method:
    """Return what the page says, of the engine as it is."""
    return Method(
        version=VERSION,
        facts=tuple(words for words in CITIZEN_FACTS.values() if words),
        rules=tuple((str(RuleName(rule).label), KEEPS_AWAY[rule]) for rule in RULES),
        terms=TERMS,
        weights=WEIGHTS,
        never=NEVER,
    )
