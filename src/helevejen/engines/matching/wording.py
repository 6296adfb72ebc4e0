"""
Reasons in plain sentences, Danish and English, said to the citizen or about the citizen.

A table and nothing else: who shows a reason looks it up here, so that every page and the command line say the same.
The company has no sentences about a person: it is shown the fields of `views.CompanyView`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from helevejen.engines.matching.judge import Reason, Value

DANISH, ENGLISH = "da", "en"

#: For each code: Danish to the citizen, Danish about the citizen, English to, English about.
_SENTENCES: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "place_unknown": (
        "Vi ved ikke, hvor du bor.",
        "Vi ved ikke, hvor borgeren bor.",
        "We do not know where you live.",
        "We do not know where the citizen lives.",
    ),
    "workplace_unknown": (
        "Vi ved ikke, hvor arbejdet er.",
        "Vi ved ikke, hvor arbejdet er.",
        "We do not know where the work is.",
        "We do not know where the work is.",
    ),
    "reach_unknown": (
        "Hvor langt kan du rejse, og hvordan?",
        "Vi ved ikke, hvor langt borgeren kan rejse.",
        "How far can you travel, and how?",
        "We do not know how far the citizen can travel.",
    ),
    "within_reach": (
        "Der er cirka {km} km; du kan rejse {most} km ({mode}).",
        "Der er cirka {km} km; borgeren kan rejse {most} km ({mode}).",
        "It is about {km} km; you can travel {most} km ({mode}).",
        "It is about {km} km; the citizen can travel {most} km ({mode}).",
    ),
    "out_of_reach": (
        "Der er cirka {km} km, og du har sagt højst {most} km ({mode}).",
        "Der er cirka {km} km, og borgeren har sagt højst {most} km ({mode}).",
        "It is about {km} km, and you said {most} km at most ({mode}).",
        "It is about {km} km, and the citizen said {most} km at most ({mode}).",
    ),
    "too_many_hours": (
        "De beder om mindst {asked} timer om ugen; du kan højst {most}.",
        "De beder om mindst {asked} timer om ugen; borgeren kan højst {most}.",
        "They ask for {asked} hours a week at least; you can do {most} at most.",
        "They ask for {asked} hours a week at least; the citizen can do {most} at most.",
    ),
    "too_few_hours": (
        "De tilbyder højst {offered} timer om ugen; du vil mindst have {least}.",
        "De tilbyder højst {offered} timer om ugen; borgeren vil mindst have {least}.",
        "They offer {offered} hours a week at most; you want {least} at least.",
        "They offer {offered} hours a week at most; the citizen wants {least} at least.",
    ),
    "hours_asked_unknown": (
        "Vi ved ikke, hvor mange timer de beder om.",
        "Vi ved ikke, hvor mange timer de beder om.",
        "We do not know how many hours they ask for.",
        "We do not know how many hours they ask for.",
    ),
    "hours_unknown": (
        "Hvor mange timer om ugen kan du højst?",
        "Vi ved ikke, hvor mange timer borgeren højst kan.",
        "How many hours a week can you do at most?",
        "We do not know how many hours the citizen can do at most.",
    ),
    "hours_fit": (
        "De beder om mindst {asked} timer om ugen, og du kan {most}.",
        "De beder om mindst {asked} timer om ugen, og borgeren kan {most}.",
        "They ask for {asked} hours a week at least, and you can do {most}.",
        "They ask for {asked} hours a week at least, and the citizen can do {most}.",
    ),
    "hours_shared": (
        "De beder om {asked} timer om ugen, men opgaven kan deles. Dine {most} kan være nok.",
        "De beder om {asked} timer om ugen, men opgaven kan deles. Borgerens {most} kan være nok.",
        "They ask for {asked} hours a week, but the task can be shared. Your {most} may be enough.",
        "They ask for {asked} hours a week, but the task can be shared. The citizen's {most} may be enough.",
    ),
    "too_little_effective": (
        "De behøver {needed} effektive timer om ugen; dine timer bliver til {effective} ({pct} %).",
        "De behøver {needed} effektive timer om ugen; borgerens timer bliver til {effective} ({pct} %).",
        "They need {needed} effective hours a week; yours come to {effective} ({pct} %).",
        "They need {needed} effective hours a week; the citizen's come to {effective} ({pct} %).",
    ),
    "intensity_unknown": (
        "De behøver {needed} effektive timer om ugen. Hvad er din arbejdsintensitet?",
        "De behøver {needed} effektive timer om ugen; vi kender ikke borgerens arbejdsintensitet.",
        "They need {needed} effective hours a week. What is your work intensity?",
        "They need {needed} effective hours a week; we do not know the citizen's work intensity.",
    ),
    "effective_fits": (
        "De behøver {needed} effektive timer om ugen; dine bliver til {effective}.",
        "De behøver {needed} effektive timer om ugen; borgerens bliver til {effective}.",
        "They need {needed} effective hours a week; yours come to {effective}.",
        "They need {needed} effective hours a week; the citizen's come to {effective}.",
    ),
    "days_unknown": (
        "Hvilke dage kan du arbejde?",
        "Vi ved ikke, hvilke dage borgeren kan.",
        "Which days can you work?",
        "We do not know which days the citizen can work.",
    ),
    "days_asked_unknown": (
        "Vi ved ikke, hvilke dage arbejdet ligger.",
        "Vi ved ikke, hvilke dage arbejdet ligger.",
        "We do not know on which days the work is.",
        "We do not know on which days the work is.",
    ),
    "days_fit": (
        "Dagene passer: {shared} af deres dage passer dig, og de har brug for {needed}.",
        "Dagene passer: {shared} til fælles, {needed} skal dækkes.",
        "The days fit: {shared} of their days suit you, and they need {needed}.",
        "The days fit: {shared} in common, {needed} needed.",
    ),
    "too_few_days": (
        "{needed} dage skal dækkes, og {shared} af dem passer dig.",
        "{needed} dage skal dækkes, og {shared} af dem passer borgeren.",
        "{needed} days are needed, and {shared} of them suit you.",
        "{needed} days are needed, and {shared} of them suit the citizen.",
    ),
    "shifts_unknown": (
        "Kan du arbejde dag, aften eller nat?",
        "Vi ved ikke, om borgeren kan arbejde dag, aften eller nat.",
        "Can you work days, evenings or nights?",
        "We do not know whether the citizen can work days, evenings or nights.",
    ),
    "shifts_asked_unknown": (
        "Vi ved ikke, om arbejdet er dag, aften eller nat.",
        "Vi ved ikke, om arbejdet er dag, aften eller nat.",
        "We do not know whether the work is by day, evening or night.",
        "We do not know whether the work is by day, evening or night.",
    ),
    "shifts_fit": (
        "Tiderne på døgnet passer dig.",
        "Tiderne på døgnet passer borgeren.",
        "The times of the day suit you.",
        "The times of the day suit the citizen.",
    ),
    "too_few_shifts": (
        "De skal bruge en på tider af døgnet, hvor du ikke kan.",
        "De skal bruge en på tider af døgnet, hvor borgeren ikke kan.",
        "They need somebody at times of the day when you cannot work.",
        "They need somebody at times of the day when the citizen cannot work.",
    ),
    "licence_missing": (
        "De kræver {licence}. Har du det?",
        "De kræver {licence}.",
        "They require {licence}. Do you have it?",
        "They require {licence}.",
    ),
    "licence_expires": (
        "Dit {licence} gælder til {until}; arbejdet begynder {starts_on}.",
        "Borgerens {licence} gælder til {until}; arbejdet begynder {starts_on}.",
        "Your {licence} is valid until {until}; the work begins on {starts_on}.",
        "The citizen's {licence} is valid until {until}; the work begins on {starts_on}.",
    ),
    "licence_held": (
        "De kræver {licence}, og det har du.",
        "De kræver {licence}, og det har borgeren.",
        "They require {licence}, and you have it.",
        "They require {licence}, and the citizen has it.",
    ),
    "language_missing": (
        "De beder om {language} på niveau {level}. Taler du det?",
        "De beder om {language} på niveau {level}.",
        "They ask for {language} at level {level}. Do you speak it?",
        "They ask for {language} at level {level}.",
    ),
    "language_below": (
        "De beder om {language} på niveau {level}; dit er {has}.",
        "De beder om {language} på niveau {level}; borgerens er {has}.",
        "They ask for {language} at level {level}; yours is {has}.",
        "They ask for {language} at level {level}; the citizen's is {has}.",
    ),
    "language_spoken": (
        "De beder om {language} på niveau {level}, og det taler du.",
        "De beder om {language} på niveau {level}, og det taler borgeren.",
        "They ask for {language} at level {level}, and you speak it.",
        "They ask for {language} at level {level}, and the citizen speaks it.",
    ),
    "skill_held": (
        "De har brug for {skill}, og det kan du.",
        "De har brug for {skill}, og det kan borgeren.",
        "They need {skill}, and you can do it.",
        "They need {skill}, and the citizen can do it.",
    ),
    "skill_near": (
        "De har brug for {skill}. Du kan {near}, som ligner ({pct} %). Er det nok?",
        "De har brug for {skill}. Borgeren kan {near}, som ligner ({pct} %).",
        "They need {skill}. You can do {near}, which is alike ({pct} %). Is it enough?",
        "They need {skill}. The citizen can do {near}, which is alike ({pct} %).",
    ),
    "skill_missing": (
        "De har brug for {skill}, og det kan du ikke endnu.",
        "De har brug for {skill}, og det kan borgeren ikke endnu.",
        "They need {skill}, and you cannot do it yet.",
        "They need {skill}, and the citizen cannot do it yet.",
    ),
    "skill_unknown": (
        "De har brug for {skill}. Kan du det?",
        "De har brug for {skill}; vi ved ikke, om borgeren kan det.",
        "They need {skill}. Can you do it?",
        "They need {skill}; we do not know whether the citizen can do it.",
    ),
    "forms_unknown": (
        "Hvilke slags ansættelse siger du ja til?",
        "Vi ved ikke, hvilke slags ansættelse borgeren siger ja til.",
        "Which kinds of employment do you say yes to?",
        "We do not know which kinds of employment the citizen says yes to.",
    ),
    "forms_asked_unknown": (
        "Vi ved ikke, hvilke slags ansættelse de tager imod.",
        "Vi ved ikke, hvilke slags ansættelse de tager imod.",
        "We do not know which kinds of employment they accept.",
        "We do not know which kinds of employment they accept.",
    ),
    "forms_shared": (
        "I siger begge ja til {form}.",
        "Begge siger ja til {form}.",
        "Both of you say yes to {form}.",
        "Both say yes to {form}.",
    ),
    "no_form_shared": (
        "De tager ikke imod den slags ansættelse, du har sagt ja til.",
        "De tager ikke imod den slags ansættelse, borgeren har sagt ja til.",
        "They do not accept the kinds of employment you said yes to.",
        "They do not accept the kinds of employment the citizen said yes to.",
    ),
    "refused_order": (
        "Du har sagt nej til det her job.",
        "Borgeren har sagt nej til dette job.",
        "You said no to this job.",
        "The citizen said no to this job.",
    ),
    "refused_company": (
        "Du har sagt nej til denne virksomhed.",
        "Borgeren har sagt nej til denne virksomhed.",
        "You said no to this company.",
        "The citizen said no to this company.",
    ),
    "refused_occupation": (
        "Du har sagt nej til arbejde som {occupation}.",
        "Borgeren har sagt nej til arbejde som {occupation}.",
        "You said no to working as {occupation}.",
        "The citizen said no to working as {occupation}.",
    ),
    "work_demands": (
        "Arbejdet kræver, {limit}, og det skal du skånes for.",
        "Arbejdet kræver, {limit}, som borgeren skal skånes for.",
        "The work demands {limit}, which you are to be spared.",
        "The work demands {limit}, which the citizen is to be spared.",
    ),
    "demand_unknown": (
        "Vi spørger dem, om arbejdet kræver, {limit}.",
        "Kræver arbejdet, {limit}?",
        "We will ask them whether the work demands {limit}.",
        "Does the work demand {limit}?",
    ),
    "cannot_offer": (
        "De kan ikke tilbyde {need}, som du har brug for.",
        "De kan ikke tilbyde {need}, som borgeren har brug for.",
        "They cannot offer {need}, which you need.",
        "They cannot offer {need}, which the citizen needs.",
    ),
    "offered": (
        "De kan tilbyde {need}.",
        "De kan tilbyde {need}.",
        "They can offer {need}.",
        "They can offer {need}.",
    ),
    "offer_unknown": (
        "Vi spørger dem, om de kan tilbyde {need}.",
        "Kan de tilbyde {need}?",
        "We will ask them whether they can offer {need}.",
        "Can they offer {need}?",
    ),
    "record_asked": (
        "De kræver en ren straffeattest. Det er kun dig, der kan se dette.",
        "",
        "They require a clean criminal record. Only you can see this.",
        "",
    ),
    "record_unknown": (
        "De kræver en ren straffeattest. Har du den? Det er kun dig, der kan se dette.",
        "",
        "They require a clean criminal record. Have you got one? Only you can see this.",
        "",
    ),
    "record_asked_unknown": (
        "Vi ved ikke, om de kræver en ren straffeattest. Det er kun dig, der kan se dette.",
        "",
        "We do not know whether they require a clean criminal record. Only you can see this.",
        "",
    ),
}

_MODES: Final = {
    DANISH: {"walk": "til fods", "bike": "på cykel", "public": "med bus eller tog", "car": "i bil"},
    ENGLISH: {"walk": "on foot", "bike": "by bicycle", "public": "by bus or train", "car": "by car"},
}
_FORMS: Final = {
    DANISH: {
        "ordinary": "ordinært job",
        "internship": "praktik",
        "wage_subsidy": "løntilskud",
        "flex": "fleksjob",
        "minifleks": "minifleksjob",
        "adult_apprentice": "voksenlære",
    },
    ENGLISH: {
        "ordinary": "an ordinary job",
        "internship": "an internship",
        "wage_subsidy": "a job with wage subsidy",
        "flex": "a flex job",
        "minifleks": "a small flex job",
        "adult_apprentice": "an adult apprenticeship",
    },
}
_MINUTES: Final = {"asked", "offered", "least", "needed", "effective", "most"}
#: Here the same names are kilometres, and days and shifts that are counted.
_NOT_TIMES: Final = {"within_reach", "out_of_reach", "days_fit", "too_few_days", "shifts_fit", "too_few_shifts"}
_WORDS: Final = {language: _MODES[language] | _FORMS[language] for language in (DANISH, ENGLISH)}


def codes() -> tuple[str, ...]:
    """Return every code there is a sentence for."""
    return tuple(_SENTENCES)


def sentence(reason: Reason, language: str, *, to_citizen: bool, names: Mapping[str, str] | None = None) -> str:
    """
    Return a reason as a sentence; empty where it is the citizen's alone and said to somebody else.

    Args:
        reason: As a rule gave it.
        language: "da" or "en".
        to_citizen: Whether it is said to the citizen, or about.
        names: Labels of URIs and codes; what has none is said as it stands.
    """
    place = (0 if language == DANISH else 2) + (not to_citizen)
    said = _SENTENCES[reason.code][place]
    if not reason.values:
        return said
    return said.format(
        **{name: _said(reason.code, name, value, language, names or {}) for name, value in reason.values}
    )


def _said(code: str, name: str, value: Value, language: str, names: Mapping[str, str]) -> str:
    if isinstance(value, str):
        if name == "mode":  # its codes are also those of other lists
            return _WORDS[language].get(value, value)
        return names.get(value) or _WORDS[language].get(value) or value
    if isinstance(value, date):
        return f"{value.day}.{value.month}.{value.year}" if language == DANISH else f"{value:%d %B %Y}".lstrip("0")
    is_time = name in _MINUTES and code not in _NOT_TIMES
    return hours(value, language) if is_time else str(value)


@lru_cache(maxsize=4_096)
def hours(minutes: int, language: str) -> str:
    """
    Return minutes as hours, with no more digits than they need.

    Args:
        minutes: From 0.
        language: "da" writes a comma, "en" a point.
    """
    said = f"{minutes / 60:.2f}".rstrip("0").rstrip(".")
    return said.replace(".", ",") if language == DANISH else said
