"""
Words linked to concepts: a title as people write it in, ranked concepts out, each with the name that answered.

Concepts are scored, not single names: many names belong to several concepts, and which of them is meant is told by all
the names of each and by what stands near them. docs/engines/linking.md.
"""

from helevejen.engines.matching.linking.encoder import Encoder, TooFewNames, trained
from helevejen.engines.matching.linking.linker import Answer, Linker
from helevejen.engines.matching.linking.names import Lexicon, Named, lexicon_of
from helevejen.engines.matching.linking.near import SkillGraph, skill_graph

__all__ = [
    "Answer",
    "Encoder",
    "Lexicon",
    "Linker",
    "Named",
    "SkillGraph",
    "TooFewNames",
    "lexicon_of",
    "skill_graph",
    "trained",
]
