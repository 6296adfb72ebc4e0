import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helevejen.engines.matching.linking import skill_graph
from helevejen.engines.matching.linking.near import near_occupations, shared_skills, suggested_skills
from tests.engines.linking import naive

GRAPHS = st.dictionaries(
    st.sampled_from("ABCDEF"), st.lists(st.sampled_from("uvwxyz"), max_size=5, unique=True), min_size=1
)
WORK = {
    "forklift": ["drive", "stack", "load"],
    "warehouse": ["stack", "load", "count"],
    "lorry": ["load", "steer"],
    "cook": ["fry", "season"],
    "baker": ["season", "knead"],
}


@settings(deadline=None, max_examples=40)
@given(GRAPHS)
def test_near_occupations_are_those_of_the_slow_twin(skills_of):
    graph = skill_graph(skills_of)

    for occupation in skills_of:
        fast, slow = dict(near_occupations(graph, occupation)), dict(naive.near(skills_of, occupation))
        assert fast == pytest.approx(slow)


def test_the_nearest_asks_for_most_of_the_same():
    graph = skill_graph(WORK)

    assert [uri for uri, _closeness in near_occupations(graph, "forklift")] == ["warehouse", "lorry"]
    assert near_occupations(graph, "forklift", top=1)[0][0] == "warehouse"
    assert near_occupations(graph, "unheard of") == []


def test_skills_that_go_with_those_named_come_without_them():
    graph = skill_graph(WORK)
    found = [skill for skill, _share in suggested_skills(graph, ["stack", "load"])]

    assert set(found[:3]) == {"drive", "count", "steer"}
    assert "stack" not in found
    assert "fry" not in found


def test_an_occupation_suggests_its_own_skills_first():
    graph = skill_graph(WORK)

    assert suggested_skills(graph, [], occupation="cook")[0][0] in {"fry", "season"}
    assert {skill for skill, _share in suggested_skills(graph, ["fry"], occupation="cook")} == {"season", "knead"}


def test_nothing_named_suggests_nothing():
    graph = skill_graph(WORK)

    assert suggested_skills(graph, []) == []
    assert suggested_skills(graph, ["unheard of"]) == []
    assert suggested_skills(skill_graph({}), ["a"]) == []


def test_what_two_occupations_share_is_told_the_most_telling_first():
    graph = skill_graph(WORK)

    assert shared_skills(graph, "forklift", "warehouse") == ["stack", "load"]
    assert shared_skills(graph, "forklift", "warehouse", top=1) == ["stack"]
    assert shared_skills(graph, "forklift", "cook") == []
    assert shared_skills(graph, "forklift", "unheard of") == []


def test_what_everybody_asks_for_makes_nobody_alike():
    graph = skill_graph({"one": ["load", "stack"], "other": ["load", "stack"], "third": ["load"]})

    assert shared_skills(graph, "one", "other") == ["stack"]


@settings(deadline=None, max_examples=40)
@given(GRAPHS)
def test_occupations_are_near_for_what_they_share(skills_of):
    graph = skill_graph(skills_of)

    for one in skills_of:
        for other, _closeness in near_occupations(graph, one):
            shared = shared_skills(graph, one, other)
            assert shared
            assert set(shared) <= set(skills_of[one]) & set(skills_of[other])
