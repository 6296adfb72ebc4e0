"""Where to draw a graph: plain functions over names and weights, which know neither what is drawn nor on what."""

from helevejen.engines.layout.layered import Layout, layered

__all__ = ["Layout", "layered"]
