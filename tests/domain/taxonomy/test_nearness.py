"""What is near an occupation: made of which occupation asks for which skill, kept, and read by name."""

import pytest

from helevejen.core.text import search_key
from helevejen.taxonomy import queries
from helevejen.taxonomy.actions import keep_nearness
from helevejen.taxonomy.models import ConceptLabel, NearOccupation, UsualSkill
from helevejen.taxonomy.run import nearness
from tests.factories.taxonomy import ConceptLabelFactory, OccupationSkillFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db

WORK = {
    "truckfører": ["køre truck", "stable", "laste"],
    "lagermedarbejder": ["stable", "laste", "tælle"],
    "chauffør": ["laste", "styre"],
    "kok": ["stege", "krydre"],
}


@pytest.fixture
def uris():
    """Return by name the URI of each occupation and skill of a small world, which knows what is near."""
    named = {name: ConceptLabelFactory(text=name).concept for name in WORK}
    skills = {skill for some in WORK.values() for skill in some}
    named |= {name: ConceptLabelFactory(text=name, concept__skill=True).concept for name in sorted(skills)}
    for occupation, some in WORK.items():
        for skill in some:
            OccupationSkillFactory(occupation=named[occupation], skill=named[skill])
    keep_nearness(nearness())
    return {name: concept.uri for name, concept in named.items()}


def test_near_jobs_come_with_the_skills_that_make_them_so(uris):
    found = queries.around([uris["truckfører"]])[uris["truckfører"]]
    assert [(one.label, one.shared) for one in found.jobs] == [
        ("lagermedarbejder", ("stable", "laste")),
        ("chauffør", ("laste",)),
    ]


def test_the_skills_that_usually_go_with_an_occupation_are_its_own(uris):
    found = queries.around([uris["truckfører"]])[uris["truckfører"]]
    assert {name for _uri, name in found.skills} == {"køre truck", "stable", "laste"}


def test_what_asks_for_nothing_in_common_has_nothing_near(uris):
    assert queries.around([uris["kok"]])[uris["kok"]].jobs == []
    assert queries.around(["", "http://data.europa.eu/esco/occupation/unheard-of"]) == {}


def test_it_is_shown_in_the_language_of_the_page_and_else_in_danish(uris):
    truck = ConceptLabel.objects.get(text="lagermedarbejder").concept
    ConceptLabel.objects.create(
        concept=truck, language="en", text="warehouse worker", search_key=search_key("x"), is_preferred=True
    )
    found = queries.around([uris["truckfører"]], "en")[uris["truckfører"]]
    assert [one.label for one in found.jobs] == ["warehouse worker", "chauffør"]


def test_keeping_it_twice_is_once_and_follows_what_is_current(uris):
    before = list(NearOccupation.objects.order_by("occupation", "place").values_list("occupation", "near", "shared"))
    keep_nearness(nearness())
    after = list(NearOccupation.objects.order_by("occupation", "place").values_list("occupation", "near", "shared"))
    assert after == before
    keep_nearness([])
    assert not NearOccupation.objects.exists()
    assert not UsualSkill.objects.exists()
    assert not queries.is_nearness_known()


def test_a_concept_that_is_no_longer_current_is_shown_no_more(uris):
    gone = ConceptLabel.objects.get(text="lagermedarbejder").concept
    gone.is_current = False
    gone.save()
    assert [one.label for one in queries.around([uris["truckfører"]])[uris["truckfører"]].jobs] == ["chauffør"]


def test_the_queries_do_not_grow(uris):
    occupations = [uris["kok"]]
    assert_flat(lambda: queries.around(occupations), lambda: occupations.append(uris["truckfører"]))
