"""
What free words in a profile may not hold: an illness, or a person's number.

Source: docs/rules/profile.md (never a diagnosis). The list stops the commonest slips; it does not read minds.
"""

from __future__ import annotations

import re
from unicodedata import normalize

MOST_LETTERS = 120
MOST_REASON_LETTERS = 300

#: The beginnings of words that name an illness or what was done against it. Needs at work are said without them.
_ILLNESSES = (
    "adhd", "alkoholi", "alkoholm", "alkoholp", "alcoholi", "angst", "anoreksi", "anxiety", "arthrit", "asperger",
    "asthma", "astma", "autis", "bipolar", "blodprop", "borderline", "bulimi", "cancer", "dement", "depress", "diabet",
    "diagnos", "diskusprolaps", "discusprolaps", "epileps", "fibromyalgi", "gigt", "hjerneryst", "hjerneskade",
    "hjertesyg", "illness", "kræft", "leddegigt", "lidelse", "medication", "medicin", "migræn", "migrain", "misbrug",
    "narkoman", "ocd", "piskesmæld", "prolaps", "psykia", "psykisk syg", "psykose", "ptsd", "scleros", "sklerose",
    "schizo", "skizofren", "slidgigt", "stofmisbrug", "stressramt", "sukkersyge", "symptom", "whiplash",
)  # fmt: skip
#: Words that name one as they stand, and that others begin with: a person may not be able to hive.
_WHOLE = (r"add(?! [a-z])", "hiv", "kol", "copd")
#: Words that end so, or go on: lungesygdom, sygdommen.
_INSIDE = ("sygdom", "cancer", "kræft", "gigt")
#: Work with the ill is work, and strength is strength: these are no illness of anybody's.
_WORK = re.compile(
    r"\b(?:medicinsk\w*|medicinhåndtering|psykiatrisk\w*|psykiatrien|sygdomslære|demensafdeling|(?:arbejds|muskel)?kræfter\w*|(?:be|af)kræft\w*)\b"
)
_ILLNESS = re.compile(
    rf"(?<![a-zæøå])(?:{'|'.join(_ILLNESSES)})"
    rf"|(?<![a-zæøå])(?:{'|'.join(_WHOLE)})(?![a-zæøå])"
    rf"|[a-zæøå](?:{'|'.join(_INSIDE)})|(?<![a-zæøå])sygdom"
)
#: Signs that are not seen: a soft hyphen, and what stands between letters without a width.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_TEN_DIGITS = re.compile(r"\d{6}\s*[-–]?\s*\d{4}")


def names_illness(text: str) -> bool:
    """
    Return whether words name an illness, as far as a list of beginnings can tell.

    Source:
        docs/rules/profile.md (never a diagnosis); GDPR art. 9 and 5(1)(c).

    Examples:
        >>> names_illness("Har brug for ro på grund af PTSD"), names_illness("Har brug for ro")
        (True, False)
    """
    plain = " ".join(_UNSEEN.sub("", normalize("NFKC", text)).casefold().split())
    return _ILLNESS.search(_WORK.sub(" ", plain)) is not None


def holds_number(text: str) -> bool:
    """
    Return whether words hold what looks like a CPR number.

    Source:
        docs/rules/profile.md (free words).
    """
    return _TEN_DIGITS.search(_UNSEEN.sub("", text)) is not None
