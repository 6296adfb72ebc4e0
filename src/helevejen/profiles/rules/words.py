"""
What free words in a profile may not hold: an illness, or a person's number.

Source: docs/rules/profile.md (never a diagnosis). The list stops the commonest slips; it does not read minds.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from helevejen.core import cpr

MOST_LETTERS = 120
MOST_REASON_LETTERS = 300

#: The beginnings of words that name an illness or what was done against it. Needs at work are said without them.
_ILLNESSES = (
    "adhd", "alkoholafh", "alkoholi", "alkoholm", "alkoholp", "alcoholi", "angst", "anoreksi", "anxiety", "arthrit",
    "asperger", "asthma", "astma", "autis", "bipolar", "blodprop", "borderline", "bulimi", "dement", "depress",
    "diabet", "diagnos", "diskusprolaps", "discusprolaps", "epileps", "fibromyalgi", "gigt", "hjerneryst",
    "hjerneskade", "hjertesyg", "illness", "lidelse", "medication", "medicin", "migræn", "migrain", "misbrug",
    "narkoman", "ocd", "piskesmæld", "prolaps", "psykia", "psykisk syg", "psykose", "ptsd", "scleros", "sklerose",
    "schizo", "skizofren", "stofmisbrug", "stressramt", "sukkersyge", "symptom", "whiplash",
)  # fmt: skip
#: Words that name one as they stand, and that others begin with: a person may not be able to hive.
_WHOLE = ("hiv", "kol", "copd")
#: Words that name one also after others in a compound: lungesygdom, brystkræft, børneleddegigt. Not bekræfte, not
#: drivkræfter, and not what ends so by chance, as afhængigt does: of gigt the compounds are named.
_INSIDE = (
    "cancer", "sygdom", "(?<!be)(?<!af)kræft(?!er)",
    "(?:slid|led|ledde|psoriasis|muskel|bløddels|urinsyre|ryg|rygsøjle|nakke|skulder|hånd|finger|hofte|knæ|fod|børne)gigt",
)  # fmt: skip
#: Words that only together tell of one.
_TOGETHER = (
    "problem(?:er|et)? med alkohol", "alkohol[ -]problem", "for meget alkohol", "afhængig(?:hed)? af (?:alkohol|stof)",
    "too much alcohol", "alcohol (?:abuse|addict|problem)",
)  # fmt: skip
#: ADD is told from the English word by its capitals, by what stands before it, or by nothing coming after it.
_ADD = re.compile(r"(?<![^\W\d_])ADD(?![^\W\d_]|[ -]?(?i:ons?)\b)")
_ADD_FOLDED = r"\b(?:har|med|min|af|have|has|with|my) add(?![a-zæøå]|[ -]?ons?\b)|(?<![a-zæøå])add(?![a-zæøå]|[ -]\w)"
#: Work with the ill is work, and so is work with plants and animals: these are no illness of anybody's.
_WORK = re.compile(
    r"\b(?:medicinsk\w*|medicinhåndtering|psykiatrisk\w*|psykiatrien|sygdomslære|demensafdeling"
    r"|\w*(?:plante|afgrøde|korn|kartoffel|træ|dyre|husdyr|kvæg|fiske)sygdom\w*)\b"
)
_ILLNESS = re.compile(
    rf"(?<![a-zæøå])(?:{'|'.join(_ILLNESSES)})"
    rf"|(?<![a-zæøå])(?:{'|'.join(_WHOLE)})(?![a-zæøå])"
    rf"|(?<![a-zæøå])(?:{'|'.join(_TOGETHER)})"
    rf"|{'|'.join(_INSIDE)}|{_ADD_FOLDED}"
)
#: Signs that are not seen: a soft hyphen, and what stands between letters without a width.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def names_illness(text: str) -> bool:
    """
    Return whether words name an illness, as far as a list of words can tell.

    Source:
        docs/rules/profile.md (never a diagnosis); GDPR art. 9 and 5(1)(c).

    Examples:
        >>> names_illness("Har brug for ro på grund af PTSD"), names_illness("Har brug for ro")
        (True, False)
    """
    seen = " ".join(_UNSEEN.sub("", normalize("NFKC", text)).split())
    return _ADD.search(seen) is not None or _ILLNESS.search(_WORK.sub(" ", seen.casefold())) is not None


def holds_number(text: str) -> bool:
    """
    Return whether words hold what looks like a CPR number.

    Source:
        docs/rules/profile.md (free words).
    """
    return cpr.has_number(text)
