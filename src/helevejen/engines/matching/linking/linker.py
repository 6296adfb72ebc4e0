"""Titles and free text linked to concepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from helevejen.engines.matching.linking.features import (
    ENCODED_FEATURES,
    FEATURES,
    MOST_CANDIDATES,
    Candidates,
    candidates_of,
)
from helevejen.engines.matching.linking.names import Lexicon
from helevejen.engines.matching.linking.sparse import Floats
from helevejen.engines.matching.linking.weights import ENCODED_WEIGHTS, WEIGHTS
from helevejen.engines.matching.linking.words import plain

_AT_ONCE = 32
_LONGEST_PHRASE = 4
_IS_FOUND = 0.8  # cosine and share of letters in common from which words of a free text are taken for a name

_ALIKE = [FEATURES.index("best name"), FEATURES.index("letters in common")]


class Answer(NamedTuple):
    """
    A concept that a text may mean.

    Attributes:
        score: The share of the belief that it has among the candidates, 0 to 1.
        name: The name of the concept that answered.
        words: The words of the text that led there.
    """

    uri: str
    score: float
    name: str
    words: str


class Linker:
    """
    Links titles to the concepts of a lexicon.

    The score is a softmax over at most 60 candidates of a weighted sum of the features. Candidates alike keep the
    order of their promise, and then of the lexicon, so the same titles give the same answers. A title costs time in
    proportion to the names that have a run of letters with it in common.

    Args:
        lexicon: The concepts, with their names in the language of the titles.
        weights: One a feature; None for those that come with the engine.
    """

    def __init__(self, lexicon: Lexicon, weights: Sequence[float] | None = None) -> None:
        self.lexicon = lexicon
        features, ours = (FEATURES, WEIGHTS) if lexicon.encoder is None else (ENCODED_FEATURES, ENCODED_WEIGHTS)
        chosen = ours if weights is None else dict(zip(features, weights, strict=True))
        self._weights = np.array([chosen[name] for name in features], dtype=np.float32)

    def link(self, titles: Sequence[str], *, top: int = 20) -> Iterator[list[Answer]]:
        """Yield the ranked concepts of each title, best first; none for a title without a letter or digit."""
        rest = iter(titles)
        while some := list(islice(rest, _AT_ONCE)):
            yield from self._link_some(some, min(top, MOST_CANDIDATES))

    def find(self, text: str, *, top: int = 20) -> list[Answer]:
        """
        Return the concepts that are named in a free text, those named best first, each with the words that led there.

        Every run of one to four words is linked as a title; one that is nearly a name of its best concept counts. Of
        two that overlap the one more like a name is taken, then the longer, then the first.
        """
        words = plain(text).split()
        runs = [
            (start, start + length)
            for length in range(min(_LONGEST_PHRASE, len(words)), 0, -1)
            for start in range(len(words) - length + 1)
        ]
        phrases = list(dict.fromkeys(" ".join(words[start:end]) for start, end in runs))
        named = dict(zip(phrases, self._best_of(phrases), strict=True))
        taken: set[int] = set()
        found: dict[str, Answer] = {}
        for start, end in sorted(runs, key=lambda run: -named[" ".join(words[run[0] : run[1]])][1]):
            answer, likeness = named[" ".join(words[start:end])]
            if likeness < _IS_FOUND or not taken.isdisjoint(range(start, end)):
                continue
            taken.update(range(start, end))
            if answer.uri not in found or found[answer.uri].score < answer.score:
                found[answer.uri] = answer
        return sorted(found.values(), key=lambda one: (-one.score, one.uri))[:top]

    def _best_of(self, phrases: Sequence[str]) -> Iterator[tuple[Answer, float]]:
        """Yield the best concept of each phrase, and how like its name the phrase is."""
        for start in range(0, len(phrases), _AT_ONCE):
            some = phrases[start : start + _AT_ONCE]
            found = candidates_of(self.lexicon, some)
            scores = self._scores(found)
            for row, phrase in enumerate(some):
                best = int(scores[row].argmax())
                likeness = float(found.features[row, best, _ALIKE].min())
                uri, name = self.lexicon.uris[found.concepts[row, best]], self.lexicon.names[found.names[row, best]]
                yield Answer(uri, round(float(scores[row, best]), 6), name, phrase), likeness

    def _link_some(self, titles: Sequence[str], top: int) -> Iterator[list[Answer]]:
        texts = [plain(title) for title in titles]
        found = candidates_of(self.lexicon, texts)
        scores = self._scores(found)
        order = np.argsort(-scores, axis=1, kind="stable")[:, :top]
        rows = np.arange(len(texts))[:, None]
        beliefs = scores[rows, order].astype(np.float64).round(6)
        ranked = (one.tolist() for one in (found.concepts[rows, order], beliefs, found.names[rows, order]))
        uris, names = self.lexicon.uris, self.lexicon.names
        for title, text, *lists in zip(titles, texts, *ranked, strict=True):
            facts = zip(*lists, strict=True) if text else ()
            yield [Answer(uris[concept], score, names[name], title) for concept, score, name in facts]

    def _scores(self, found: Candidates) -> Floats:
        sums = found.features @ self._weights
        sums -= sums.max(axis=1, keepdims=True)
        beliefs = np.exp(sums)
        return np.asarray(beliefs / beliefs.sum(axis=1, keepdims=True), dtype=np.float32)
