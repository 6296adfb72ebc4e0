"""
What free words in a profile may not hold: an illness, or a person's number.

Source: docs/rules/profile.md (never a diagnosis). The list stops the commonest slips; it does not read minds.
"""

from __future__ import annotations

import re

MOST_LETTERS = 120
MOST_REASON_LETTERS = 300

#: The beginnings of words that name an illness or what was done against it. Needs at work are said without them.
_ILLNESSES = (
    "adhd", "add ", "alkohol", "angst", "anoreksi", "asperger", "astma", "autis", "bipolar", "blodprop", "borderline",
    "bulimi", "cancer", "dement", "depress", "diabet", "diagnos", "diskusprolaps", "discusprolaps", "epileps",
    "fibromyalgi", "gigt", "hjerneryst", "hjerneskade", "hjertesyg", "hiv", "kol ", "kræft", "leddegigt", "lidelse",
    "medicin", "migræn", "misbrug", "narkoman", "ocd", "piskesmæld", "prolaps", "psykia", "psykisk syg", "psykose",
    "ptsd", "sclerose", "sklerose", "skizofren", "slidgigt", "stofmisbrug", "stressramt", "sukkersyge", "sygdom",
    "symptom", "whiplash",
)  # fmt: skip
#: Work with the ill is work: these are no illness of anybody's.
_WORK = re.compile(r"\b(?:medicinsk\w*|medicinhåndtering|psykiatrisk\w*|psykiatrien|sygdomslære|demensafdeling)\b")
_TEN_DIGITS = re.compile(r"\d{6}[- ]?\d{4}")


def names_illness(text: str) -> bool:
    """
    Return whether words name an illness, as far as a list of beginnings can tell.

    Source:
        docs/rules/profile.md (never a diagnosis); GDPR art. 9 and 5(1)(c).

    Examples:
        >>> names_illness("Har brug for ro på grund af PTSD"), names_illness("Har brug for ro")
        (True, False)
    """
    plain = _WORK.sub(" ", f" {' '.join(text.lower().split())} ")
    return any(re.search(rf"(?<![a-zæøå]){re.escape(word)}", plain) for word in _ILLNESSES)


def holds_number(text: str) -> bool:
    """
    Return whether words hold what looks like a CPR number.

    Source:
        docs/rules/profile.md (free words).
    """
    return _TEN_DIGITS.search(text) is not None
