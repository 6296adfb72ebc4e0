"""The names of a classification, laid out so that many can be compared at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from helevejen.engines.matching.linking import edits
from helevejen.engines.matching.linking.sparse import PartIndex, index_of
from helevejen.engines.matching.linking.words import grams, plain

Ints = NDArray[np.int64]
_UNIT_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Named:
    """
    A concept with its names in one language.

    Attributes:
        uri: What it is known by.
        names: The preferred name first; at least one.
        code: Its number in ISCO; the first four digits are its unit group. Empty where there is none.
        is_group: It is a group of occupations itself.
    """

    uri: str
    names: tuple[str, ...]
    code: str = ""
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """
    C concepts and their N names, concept by concept.

    Attributes:
        concepts: By URI.
        texts: The plain form of each name.
        text_numbers: The number of each plain form.
        numbers: The number of the plain form of each name; names alike have the same.
        sharing: How many names are alike with each.
        first, count: Where the names of each concept start, and how many they are; the preferred is the first.
        family: The number of the ISCO unit group of each concept, -1 for none.
        is_group, is_unit: Whether each concept is a group, and one of four digits.
        letters: The letters of each name, for comparing.
        by_letters, by_words: Indexes of the names.
    """

    concepts: tuple[Named, ...]
    texts: tuple[str, ...]
    text_numbers: dict[str, int]
    numbers: Ints
    sharing: Ints
    first: Ints
    count: Ints
    family: Ints
    is_group: NDArray[np.bool_]
    is_unit: NDArray[np.bool_]
    letters: NDArray[np.uint8]
    by_letters: PartIndex
    by_words: PartIndex

    def name(self, concept: int, label: int) -> str:
        """Return a name of a concept as it is written."""
        return self.concepts[concept].names[label - int(self.first[concept])]


def lexicon_of(concepts: Sequence[Named]) -> Lexicon:
    """
    Return the names laid out; concepts without a name with a letter or digit in it are left out.

    Args:
        concepts: In any order; equal concepts give an equal lexicon.

    Raises:
        ValueError: no concept has a name.
    """
    kept = tuple(sorted((one for one in concepts if any(map(plain, one.names))), key=lambda one: one.uri))
    if not kept:
        raise ValueError("no concept has a name in this language")
    texts = tuple(plain(name) for one in kept for name in one.names)
    counted = Counter(texts)
    text_numbers = {text: number for number, text in enumerate(counted)}
    count = np.array([len(one.names) for one in kept], dtype=np.int64)
    units = [one.code[:_UNIT_DIGITS] if len(one.code) >= _UNIT_DIGITS else "" for one in kept]
    families = {unit: number for number, unit in enumerate(sorted(set(units) - {""}))}
    is_group = np.array([one.is_group for one in kept])
    family = np.array([families.get(unit, -1) for unit in units], dtype=np.int64)
    return Lexicon(
        concepts=kept,
        texts=texts,
        text_numbers=text_numbers,
        numbers=np.array([text_numbers[text] for text in texts], dtype=np.int64),
        sharing=np.array([counted[text] for text in texts], dtype=np.int64),
        first=np.cumsum(count) - count,
        count=count,
        family=family,
        is_group=is_group,
        is_unit=is_group & (family >= 0),
        letters=edits.coded(texts),
        by_letters=index_of(texts, grams),
        by_words=index_of(texts, str.split),
    )
