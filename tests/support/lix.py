"""
How hard a Danish text is to read, by LIX: words per sentence plus the percentage of words of more than six letters.

Source: C.H. Björnsson, Läsbarhet (1968). Up to 24 is very easy, 25 to 34 easy; the citizen's pages stay at 30 or lower.
"""

import re

_SENTENCE_ENDS = re.compile(r"[.!?:]+(?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LONG_FROM_LETTERS = 7


def lix(text: str) -> float:
    """Return the LIX of a text; one without a full stop counts as one sentence."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(len([part for part in _SENTENCE_ENDS.split(text) if _WORD.search(part)]), 1)
    long_words = sum(len(word) >= _LONG_FROM_LETTERS for word in words)
    return len(words) / sentences + 100 * long_words / len(words)
