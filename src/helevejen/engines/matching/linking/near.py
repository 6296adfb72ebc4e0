"""Near occupations, and skills that go with those named, from which occupation asks for which skill."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS: Final = 20


@dataclass(frozen=True, slots=True)
class SkillGraph:
    """
    Which occupation asks for which skill, P pairs.

    Attributes:
        occupations, skills: By URI, sorted.
        rows, columns: The occupation and the skill of each pair, by number, occupation by occupation.
        weights: How much each pair says (positive pointwise mutual information), each occupation of length one.
    """

    occupations: tuple[str, ...]
    skills: tuple[str, ...]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    weights: NDArray[np.float64]

    def closeness(self, wanted: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the cosine of each occupation to a vector over the skills that has length one."""
        sums = np.bincount(self.rows, self.weights * wanted[self.columns], minlength=len(self.occupations))
        return sums.astype(np.float64)

    def vector(self, occupation: int) -> NDArray[np.float64]:
        """Return the vector of an occupation over the skills."""
        whole = np.zeros(len(self.skills))
        columns, weights = self.asked(occupation)
        whole[columns] = weights
        return whole

    def asked(self, occupation: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the skills an occupation asks for, by number, and how much each says."""
        begin, end = np.searchsorted(self.rows, [occupation, occupation + 1])
        return self.columns[begin:end], self.weights[begin:end]


def skill_graph(skills_of: Mapping[str, Collection[str]]) -> SkillGraph:
    """
    Return the graph of occupations and skills.

    A skill that an occupation asks for counts ln(p(o, s) / (p(o) p(s))), 0 where that is negative: what everybody asks
    for says little, what few ask for says much.

    Args:
        skills_of: By URI of the occupation, the URIs of its skills.
    """
    occupations = tuple(sorted(skills_of))
    skills = tuple(sorted({skill for some in skills_of.values() for skill in some}))
    place = {skill: number for number, skill in enumerate(skills)}
    pairs = [(row, place[skill]) for row, one in enumerate(occupations) for skill in sorted(set(skills_of[one]))]
    rows, columns = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    # p(o, s) / (p(o) p(s)) = n / (n_o n_s), with n pairs in all.
    asked_by, asking = np.bincount(rows, minlength=len(occupations)), np.bincount(columns, minlength=len(skills))
    weights = np.maximum(np.log(len(pairs) / (asked_by[rows] * asking[columns])), 0) if pairs else np.zeros(0)
    lengths = np.sqrt(np.bincount(rows, weights**2, minlength=len(occupations)))
    return SkillGraph(occupations, skills, rows, columns, weights / np.maximum(lengths, 1e-12)[rows])


def near_occupations(graph: SkillGraph, occupation: str, *, top: int = NEIGHBOURS) -> list[tuple[str, float]]:
    """
    Return the occupations that ask for most of the same, nearest first, with the cosine; alike ones by URI.

    Args:
        graph: Which occupation asks for which skill.
        occupation: The URI; one the graph does not know has none near.
        top: At most so many.
    """
    if occupation not in graph.occupations:
        return []
    own = graph.occupations.index(occupation)
    closeness = graph.closeness(graph.vector(own))
    closeness[own] = -1
    return [(graph.occupations[at], float(closeness[at])) for at in _best(closeness, top) if closeness[at] > 0]


def suggested_skills(
    graph: SkillGraph, named: Sequence[str], *, occupation: str = "", top: int = NEIGHBOURS
) -> list[tuple[str, float]]:
    """
    Return skills that go with those named, most likely first, with the share of the near occupations that ask for them.

    The 20 occupations nearest to the skills named (and to those of the occupation, when one is given) each vote for
    what they ask for, by their closeness. What is named already is left out.

    Args:
        graph: Which occupation asks for which skill.
        named: URIs of skills; those the graph does not know count nothing.
        occupation: The URI of an occupation, or empty.
        top: At most so many.
    """
    place = {skill: number for number, skill in enumerate(graph.skills)} if named else {}
    known = [place[skill] for skill in named if skill in place]
    wanted = np.zeros(len(graph.skills))
    wanted[known] = 1
    if occupation in graph.occupations:
        wanted += graph.vector(graph.occupations.index(occupation)) * max(len(known), 1)
    length = float(np.sqrt((wanted**2).sum()))
    if length == 0:
        return []
    closeness = graph.closeness(wanted / length)
    voice = np.zeros(len(graph.occupations))
    nearest = _best(closeness, NEIGHBOURS)
    voice[nearest] = closeness[nearest]
    if voice.sum() == 0:
        return []
    votes = np.bincount(graph.columns, voice[graph.rows], minlength=len(graph.skills)) / voice.sum()
    votes[known] = 0
    return [(graph.skills[at], float(votes[at])) for at in _best(votes, top) if votes[at] > 0]


def shared_skills(graph: SkillGraph, one: str, other: str, *, top: int = NEIGHBOURS) -> list[str]:
    """
    Return the skills two occupations both ask for, those that make them most alike first; alike ones by URI.

    What a skill adds to the cosine is the product of its two weights; one that adds nothing is left out.

    Args:
        graph: Which occupation asks for which skill.
        one: The URI of an occupation.
        other: The URI of another; what the graph does not know shares nothing.
        top: At most so many.
    """
    if one not in graph.occupations or other not in graph.occupations:
        return []
    columns, weights = graph.asked(graph.occupations.index(one))
    adds = weights * graph.vector(graph.occupations.index(other))[columns]
    return [graph.skills[columns[at]] for at in _best(adds, top) if adds[at] > 0]


def _best(values: NDArray[np.float64], top: int) -> list[int]:
    return [int(at) for at in np.argsort(-values, kind="stable")[:top]]
