"""The names of a classification, laid out so that many can be compared at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from helevejen.engines.matching.linking import edits
from helevejen.engines.matching.linking.encoder import Encoder
from helevejen.engines.matching.linking.sparse import Floats, PartIndex, index_of
from helevejen.engines.matching.linking.words import plain, runs_of_letters, whole_words

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
    C concepts and their N names.

    The concepts with most names come first, of two alike the one with the lower URI. The names stand in layers: first
    the preferred name of each, then the second of all that have one, and so on, so that what holds for a concept is
    found layer by layer.

    Attributes:
        concepts: In their order.
        uris: Of the concepts.
        names: As they are written.
        layers: Where the names of each layer start; layer k holds the name k of the first concepts. N comes last.
        text_numbers: The number of each plain form of a name.
        numbers: The number of the plain form of each name; names alike have the same.
        sharing: How many names are alike with each.
        count: How many names each concept has.
        family: The number of the ISCO unit group of each concept, -1 for none.
        is_group, is_unit: Whether each concept is a group, and one of four digits.
        letters: The letters of each name, for comparing.
        by_letters, by_words: Indexes of the names.
        encoder: What makes points of texts; None where nobody has trained one.
        points: Of each name, from the encoder.
    """

    concepts: tuple[Named, ...]
    uris: tuple[str, ...]
    names: tuple[str, ...]
    layers: tuple[int, ...]
    text_numbers: dict[str, int]
    numbers: Ints
    sharing: Ints
    count: Ints
    family: Ints
    is_group: NDArray[np.bool_]
    is_unit: NDArray[np.bool_]
    letters: NDArray[np.uint8]
    by_letters: PartIndex
    by_words: PartIndex
    encoder: Encoder | None = None
    points: Floats | None = None


def lexicon_of(concepts: Sequence[Named], encoder: Encoder | None = None) -> Lexicon:
    """
    Return the names laid out; concepts without a name with a letter or digit in it are left out.

    Args:
        concepts: In any order; equal concepts give an equal lexicon.
        encoder: Trained on names of the same classification.

    Raises:
        ValueError: no concept has a name.
    """
    named = [one for one in concepts if any(map(plain, one.names))]
    if not named:
        raise ValueError("no concept has a name in this language")
    kept = tuple(sorted(named, key=lambda one: (-len(one.names), one.uri)))
    count = np.array([len(one.names) for one in kept], dtype=np.int64)
    sizes = [int((count > layer).sum()) for layer in range(int(count[0]))]
    names = tuple(one.names[layer] for layer, size in enumerate(sizes) for one in kept[:size])
    texts = [plain(name) for name in names]
    counted = Counter(texts)
    text_numbers = {text: number for number, text in enumerate(counted)}
    units = [one.code[:_UNIT_DIGITS] if len(one.code) >= _UNIT_DIGITS else "" for one in kept]
    families = {unit: number for number, unit in enumerate(sorted(set(units) - {""}))}
    is_group = np.array([one.is_group for one in kept])
    family = np.array([families.get(unit, -1) for unit in units], dtype=np.int64)
    return Lexicon(
        concepts=kept,
        uris=tuple(one.uri for one in kept),
        names=names,
        layers=(0, *accumulate(sizes)),
        text_numbers=text_numbers,
        numbers=np.array([text_numbers[text] for text in texts], dtype=np.int64),
        sharing=np.array([counted[text] for text in texts], dtype=np.int64),
        count=count,
        family=family,
        is_group=is_group,
        is_unit=is_group & (family >= 0),
        letters=edits.coded(texts),
        by_letters=index_of(texts, runs_of_letters),
        by_words=index_of(texts, whole_words),
        encoder=encoder,
        points=encoder.points(texts) if encoder else None,
    )
