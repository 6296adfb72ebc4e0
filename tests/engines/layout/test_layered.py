from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from helevejen.engines.layout import layered
from helevejen.engines.layout.layered import crossings

NODES = list("abcdefg")
GRAPHS = st.dictionaries(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), st.integers(1, 9), max_size=20)


@given(GRAPHS)
def test_every_node_has_a_place_of_its_own_and_every_edge_goes_one_layer_at_a_time(edges):
    drawing = layered(NODES, edges)
    assert set(drawing.nodes) == set(NODES)
    assert len(set(drawing.nodes.values())) == len(NODES)
    for (one, other), route in drawing.edges.items():
        if one == other:
            assert route == ()
            continue
        assert route[0] == drawing.nodes[one]
        assert route[-1] == drawing.nodes[other]
        step = -1 if (one, other) in drawing.back else 1
        assert [b[1] - a[1] for a, b in pairwise(route)] == [step] * (len(route) - 1)
        assert not set(route[1:-1]) & set(drawing.nodes.values())


@given(GRAPHS)
def test_the_picture_is_the_same_every_time(edges):
    turned = dict(reversed(edges.items()))
    assert layered(NODES, edges) == layered(NODES, turned)


@given(GRAPHS)
def test_everything_stands_within_the_frame(edges):
    drawing = layered(NODES, edges)
    places = [*drawing.nodes.values(), *(place for route in drawing.edges.values() for place in route)]
    assert all(0 <= x <= drawing.width - 1 and 0 <= y < drawing.height for x, y in places)


def test_a_chain_goes_straight_down():
    drawing = layered(["a", "b", "c"], {("a", "b"): 1, ("b", "c"): 1})
    assert list(drawing.nodes.values()) == [(0, 0), (0, 1), (0, 2)]


def test_of_a_circle_the_lightest_edge_goes_up():
    drawing = layered(["a", "b", "c"], {("a", "b"): 5, ("b", "c"): 4, ("c", "a"): 1})
    assert drawing.back == {("c", "a")}
    assert drawing.edges["c", "a"][0] == drawing.nodes["c"]


def test_there_and_back_again_share_a_road():
    drawing = layered(["a", "b"], {("a", "b"): 2, ("b", "a"): 1})
    assert drawing.edges["b", "a"] == drawing.edges["a", "b"][::-1]


def test_a_long_edge_bends_round_what_it_passes():
    drawing = layered(["a", "b", "c"], {("a", "b"): 2, ("b", "c"): 2, ("a", "c"): 1})
    assert len(drawing.edges["a", "c"]) == 3
    assert drawing.edges["a", "c"][1] != drawing.nodes["b"]


def test_crossed_lines_are_uncrossed():
    edges = {("a", "f"): 1, ("b", "e"): 1, ("c", "d"): 1}
    drawing = layered(["a", "b", "c", "d", "e", "f"], edges)
    order = {node: x for node, (x, _y) in drawing.nodes.items()}
    assert (order["a"] < order["b"]) == (order["f"] < order["e"])
    assert (order["b"] < order["c"]) == (order["e"] < order["d"])


def test_crossings_are_counted():
    links = {"a": ([], ["d"]), "b": ([], ["c"]), "c": (["b"], []), "d": (["a"], [])}
    assert crossings([["a", "b"], ["c", "d"]], links) == 1
    assert crossings([["b", "a"], ["c", "d"]], links) == 0


def test_nothing_is_a_drawing_too():
    assert layered([], {}).height == 0
