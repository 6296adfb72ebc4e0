"""
Where to draw the steps of a map: layers from top to bottom, few crossings, the same picture every time.

The usual four moves of a layered drawing (Sugiyama, Tagawa and Toda, 1981), small: turn the edges that go round, give
each node a layer, put a bend where an edge passes a layer, and order each layer by where its neighbours stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_SWEEPS = 8

Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """
    The places of nodes and edges, in whole places: x to the right within the widest layer, y the layer downwards.

    Attributes:
        nodes: Node → (x, y). No two nodes share a place.
        edges: Edge → the places it goes through, from its first node to its last; an edge to itself has none.
        back: The edges that go upwards.
        width: The number of places in the widest layer, bends counted.
        height: The number of layers.
    """

    nodes: Mapping[str, tuple[float, int]]
    edges: Mapping[Edge, tuple[tuple[float, int], ...]]
    back: frozenset[Edge]
    width: int
    height: int


def layered(nodes: Sequence[str], edges: Mapping[Edge, int]) -> Layout:
    """
    Place the nodes of a graph in layers.

    Deterministic: it depends on the order of the nodes and on the weights, and on nothing else. Time some milliseconds
    for the thirty nodes a person can read.

    Args:
        nodes: Every node once; the earlier ones are drawn higher where there is a choice.
        edges: (from, to) → weight; the heavier are kept pointing downwards. Both ends must be nodes.

    Returns:
        The layout.

    Examples:
        >>> layered(["a", "b"], {("a", "b"): 3}).nodes
        {'a': (0.0, 0), 'b': (0.0, 1)}
    """
    down, back = _turned(nodes, edges)
    layer = _layers(nodes, down)
    chains = {edge: _bends(edge, layer) for edge in down}
    rows: list[list[str]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for node in nodes:
        rows[layer[node]].append(node)
    for (one, _other), chain in chains.items():
        for number, bend in enumerate(chain):
            rows[layer[one] + 1 + number].append(bend)
    links = _links(chains)
    rows = _ordered(rows, links)
    width = max((len(row) for row in rows), default=0)
    places = {node: (x + (width - len(row)) / 2, y) for y, row in enumerate(rows) for x, node in enumerate(row)}
    routes = {edge: tuple(places[node] for node in (edge[0], *chain, edge[1])) for edge, chain in chains.items()}
    drawn: dict[Edge, tuple[tuple[float, int], ...]] = {}
    for edge in edges:
        turned = (edge[1], edge[0])
        drawn[edge] = () if edge[0] == edge[1] else routes[edge] if edge not in back else routes[turned][::-1]
    return Layout({node: places[node] for node in nodes}, drawn, back, width, len(rows))


def _turned(nodes: Sequence[str], edges: Mapping[Edge, int]) -> tuple[list[Edge], frozenset[Edge]]:
    """Return edges without a circle, and those that had to be turned for it: the lightest, last."""
    rank = {node: number for number, node in enumerate(nodes)}
    after: dict[str, set[str]] = defaultdict(set)
    down: dict[Edge, None] = {}
    back = set()
    for one, other in sorted(edges, key=lambda edge: (-edges[edge], rank[edge[0]], rank[edge[1]])):
        if one == other:
            continue
        if _reaches(after, other, one):
            back.add((one, other))
            down.setdefault((other, one))
            after[other].add(one)
        else:
            down.setdefault((one, other))
            after[one].add(other)
    return list(down), frozenset(back)


def _reaches(after: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, left = set[str](), [start]
    while left:
        node = left.pop()
        if node == goal:
            return True
        if node not in seen:
            seen.add(node)
            left += after.get(node, ())
    return False


def _layers(nodes: Sequence[str], down: Sequence[Edge]) -> dict[str, int]:
    """Give each node the layer below the lowest it follows; what follows nothing stands above what it leads to."""
    before: dict[str, list[str]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    for one, other in down:
        before[other].append(one)
        after[one].append(other)
    layer: dict[str, int] = {}

    def layer_of(node: str) -> int:
        if node not in layer:
            layer[node] = 1 + max((layer_of(one) for one in before[node]), default=-1)
        return layer[node]

    for node in nodes:
        layer_of(node)
    for node in nodes[1:]:
        if not before[node] and after[node]:
            layer[node] = max(min(layer[other] for other in after[node]) - 1, 0)
    return layer


def _bends(edge: Edge, layer: Mapping[str, int]) -> list[str]:
    one, other = edge
    return [f"{one}\0{other}\0{y}" for y in range(layer[one] + 1, layer[other])]


def _links(chains: Mapping[Edge, Sequence[str]]) -> dict[str, tuple[list[str], list[str]]]:
    """Return for each node and bend its neighbours above and below."""
    links: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for (one, other), chain in chains.items():
        for above, below in pairwise((one, *chain, other)):
            links[above][1].append(below)
            links[below][0].append(above)
    return links


def _ordered(rows: list[list[str]], links: Mapping[str, tuple[list[str], list[str]]]) -> list[list[str]]:
    """Sweep down and up, each time putting a row in the order of its neighbours' middle; keep the best."""
    best, fewest = rows, crossings(rows, links)
    for sweep in range(_SWEEPS):
        side = sweep % 2
        rows = [list(row) for row in rows]
        for y in range(len(rows))[:: -1 if side else 1]:
            near = rows[y + 1] if side and y + 1 < len(rows) else rows[y - 1] if not side and y else []
            place = {node: x for x, node in enumerate(near)}
            middle = {
                node: sum(place[one] for one in links[node][side]) / len(links[node][side])
                if node in links and links[node][side] and near
                else x
                for x, node in enumerate(rows[y])
            }
            rows[y].sort(key=middle.__getitem__)
        if (found := crossings(rows, links)) < fewest:
            best, fewest = rows, found
    return best


def crossings(rows: Sequence[Sequence[str]], links: Mapping[str, tuple[list[str], list[str]]]) -> int:
    """
    Return how many times the lines between neighbouring rows cross.

    Args:
        rows: The nodes of each layer, from left to right.
        links: Node → its neighbours above and below.
    """
    count = 0
    for above, below in pairwise(rows):
        place = {node: x for x, node in enumerate(below)}
        ends = [(x, place[other]) for x, node in enumerate(above) if node in links for other in links[node][1]]
        count += sum((a < c and b > d) or (a > c and b < d) for n, (a, b) in enumerate(ends) for c, d in ends[:n])
    return count
