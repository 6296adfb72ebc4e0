"""From which occupation asks for which skill to what is near and what usually goes together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from helevejen.engines.matching.linking.near import near_occupations, shared_skills, skill_graph, suggested_skills
from helevejen.taxonomy import queries
from helevejen.taxonomy.rules import Nearness

#: So many near occupations are kept of each, with so many skills they share, and so many usual skills.
NEAR: Final = 8
SHARED: Final = 3
USUAL: Final = 12
#: So many skills are asked of the graph, to find those that the occupation itself asks for.
_LOOKED_AT: Final = 200


def nearness() -> Iterator[Nearness]:
    """Yield of every occupation that asks for skills what is near it, and which of its skills are the most usual."""
    skills_of = queries.skills_by_occupation()
    graph = skill_graph(skills_of)
    for occupation in graph.occupations:
        near = [uri for uri, _closeness in near_occupations(graph, occupation, top=NEAR)]
        own = set(skills_of[occupation])
        usual = [uri for uri, _share in suggested_skills(graph, (), occupation=occupation, top=_LOOKED_AT)]
        yield Nearness(
            occupation,
            near=tuple((uri, tuple(shared_skills(graph, occupation, uri, top=SHARED))) for uri in near),
            skills=tuple([uri for uri in usual if uri in own][:USUAL]),
        )
