"""How names found while somebody types are put in order, and what a classification is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

_EXACT: Final = 1.0
_BEGINS: Final = 0.85
_WORD_BEGINS: Final = 0.7
_INSIDE: Final = 0.5
_ALTERNATIVE: Final = 0.97
_WORDS_APART: Final = 0.4


def closeness_of_name(typed: str, name: str, *, is_preferred: bool) -> float:
    """
    Return how well a name answers to what is typed so far, from 0 to 1; both are search keys.

    The name itself comes before one that begins so, then one with a word that begins so, then one that holds it. Of
    two alike the shorter name comes first, and ESCO's preferred name before another.

    Source: the house, docs/engines/linking.md.

    Examples:
        >>> closeness_of_name("kok", "kok", is_preferred=True)
        1.0
        >>> closeness_of_name("kok", "kokkeelev", is_preferred=True)
        0.7933
        >>> closeness_of_name("kok", "1 kok", is_preferred=True)
        0.672
    """
    if name == typed:
        base = _EXACT
    elif name.startswith(typed):
        base = _BEGINS
    elif f" {typed}" in name:
        base = _WORD_BEGINS
    elif typed in name:
        base = _INSIDE
    else:
        base = _WORDS_APART
    share = len(typed) / max(len(name), len(typed), 1)
    return round(base * (1.0 if is_preferred else _ALTERNATIVE) * (0.9 + 0.1 * share), 4)


#: Words that say nothing of which work it is.
_FILLERS: Final = frozenset({
    "and", "den", "der", "det", "eller", "fem", "fire", "five", "flere", "for", "four", "fra", "from", "hos", "med",
    "nogle", "paa", "seks", "some", "som", "the", "three", "til", "tre", "two", "uden", "ved", "vores", "with",
})  # fmt: skip
_LEAST_TELLING_LETTERS: Final = 3
_MOST_TELLING: Final = 4
_ENDINGS: Final = ("e", "r", "s", "er", "ne", "en")
_LEAST_STEM: Final = 4


def telling_words(typed: str) -> list[tuple[str, ...]]:
    """
    Return the words of a title that tell of work, each as typed and without what makes it several or the one.

    Source: the house, docs/engines/linking.md (while somebody types).

    Examples:
        >>> telling_words("to chauffoerer med bus")
        [('chauffoerer', 'chauffoere', 'chauffoer'), ('bus',)]
    """
    words = [
        word
        for word in dict.fromkeys(typed.split())
        if len(word) >= _LEAST_TELLING_LETTERS and word not in _FILLERS and not word.isdigit()
    ]
    return [_forms_of(word) for word in words[:_MOST_TELLING]]


def _forms_of(word: str) -> tuple[str, ...]:
    cut = (word.removesuffix(ending) for ending in _ENDINGS)
    return (word, *(stem for stem in cut if stem != word and len(stem) >= _LEAST_STEM))


def closeness_of_words(words: list[tuple[str, ...]], name: str, *, is_preferred: bool) -> float:
    """
    Return how well a name answers to some of the words of a title, from 0 to 1; a long word tells more than a short.

    Source: the house, docs/engines/linking.md (while somebody types).

    Examples:
        >>> words = telling_words("to chauffoerer med bus")
        >>> [closeness_of_words(words, name, is_preferred=True) for name in ("buschauffoer", "chauffoer", "postbud")]
        [0.5515, 0.7857, 0.0]
    """
    letters = sum(len(forms[0]) for forms in words)
    answered = 0.0
    for forms in words:
        found = next((form for form in forms if form in name), "")
        answered += closeness_of_name(found, name, is_preferred=is_preferred) * len(forms[0]) if found else 0.0
    return round(answered / max(letters, 1), 4)


#: So many earlier choices the ranking itself counts as.
_RANKING_COUNTS: Final = 2
_MOST_KEPT_LETTERS: Final = 60
_MOST_KEPT_WORDS: Final = 5


def with_choices(score: float, chosen: int, of_all: int) -> float:
    """
    Return the score of a concept once people have chosen for the same words; without choices the score itself.

    The ranking counts as two choices, spread as it ranks. So one person moves what is near, two move what is far, and
    what was chosen most comes first; the shares of a whole still make a whole.

    Args:
        score: From 0 to 1.
        chosen: How often this concept was chosen.
        of_all: How often any was.

    Source: the house, docs/engines/linking.md (what people chose).

    Examples:
        >>> with_choices(0.2, 0, 0), with_choices(0.2, 2, 2), round(with_choices(0.7, 0, 2), 2)
        (0.2, 0.6, 0.35)
    """
    return score if not of_all else (_RANKING_COUNTS * score + chosen) / (_RANKING_COUNTS + of_all)


def may_keep_words(key: str) -> bool:
    """
    Return whether words may be kept with what was chosen for them: a few, and no number among them.

    Source: the house, docs/engines/linking.md (what people chose).
    """
    return (
        0 < len(key) <= _MOST_KEPT_LETTERS
        and len(key.split()) <= _MOST_KEPT_WORDS
        and not any(letter.isdigit() for letter in key)
    )


@dataclass(frozen=True, slots=True)
class ConceptFacts:
    """A concept as a classification gives it."""

    kind: str
    code: str = ""
    is_knowledge: bool = False
    is_current: bool = True


@dataclass(frozen=True, slots=True)
class Nearness:
    """
    What is near an occupation, all by URI.

    Attributes:
        near: Occupations, the nearest first, each with the skills that make it so, the most telling first.
        skills: Its own skills, the most usual first.
    """

    occupation: str
    near: tuple[tuple[str, tuple[str, ...]], ...] = ()
    skills: tuple[str, ...] = ()


@dataclass(slots=True)
class Classification:
    """
    What files say, gathered before anything is written.

    Attributes:
        concepts: By URI.
        names: By URI and language, the preferred name first, none twice.
        own_names: The same, for names of our own.
        skills: By URI of the occupation and of the skill, whether it is essential.
        broader: URIs of the narrower and the broader concept.
        is_partial: It is a sample: it adds what is missing and takes the place of nothing.
    """

    concepts: dict[str, ConceptFacts] = field(default_factory=dict)
    names: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    own_names: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    skills: dict[tuple[str, str], bool] = field(default_factory=dict)
    broader: set[tuple[str, str]] = field(default_factory=set)
    is_partial: bool = False

    def note(self, uri: str, kind: str) -> None:
        """Know of a concept that is only pointed at; what is known of it already stands."""
        self.concepts.setdefault(uri, ConceptFacts(kind))
