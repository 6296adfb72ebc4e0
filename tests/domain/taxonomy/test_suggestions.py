import pytest

from helevejen.taxonomy import queries
from helevejen.taxonomy.enums import ConceptKind
from tests.factories.taxonomy import ConceptFactory, ConceptLabelFactory, OccupationSkillFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def occupation(*names, language="da", kind=ConceptKind.OCCUPATION, **facts):
    concept = ConceptFactory(kind=kind, **facts)
    for place, name in enumerate(names):
        ConceptLabelFactory(concept=concept, text=name, is_preferred=place == 0, language=language)
    return concept


def labels(found):
    return [one.label for one in found]


def test_the_name_itself_comes_before_one_that_begins_so_and_one_that_holds_it():
    occupation("skibskok")
    occupation("kokkeassistent")
    occupation("kok")
    occupation("ernæringsassistent, kok")

    assert labels(queries.suggest_occupations("Kok")) == [
        "kok",
        "kokkeassistent",
        "ernæringsassistent, kok",
        "skibskok",
    ]


def test_a_concept_is_suggested_once_by_its_preferred_name_and_tells_which_name_answered():
    occupation("gaffeltruckfører", "truckfører", "truckchauffør")

    (found,) = queries.suggest_occupations("truck")

    assert (found.label, found.found_by) == ("gaffeltruckfører", "truckfører")
    assert 0 < found.score <= 1


def test_letters_danes_write_without_the_key_find_the_name():
    occupation("køkkenmedhjælper")

    assert labels(queries.suggest_occupations("koekkenmedhj")) == ["køkkenmedhjælper"]


def test_words_in_another_order_find_the_name():
    occupation("medhjælper i køkken")

    assert labels(queries.suggest_occupations("køkken medhjælper")) == ["medhjælper i køkken"]


def test_a_title_that_is_the_name_of_nothing_finds_what_answers_to_its_words():
    occupation("lagerarbejder", "lagermedarbejder")
    occupation("truckfører")
    occupation("frisør")

    assert labels(queries.suggest_occupations("To lagermedarbejdere med truck")) == ["lagerarbejder", "truckfører"]


def test_several_of_one_work_find_the_one():
    occupation("chauffør")
    occupation("servicemedarbejder, hotel")

    assert labels(queries.suggest_occupations("chauffører til taxa")) == ["chauffør"]


def test_words_that_tell_of_no_work_find_nothing():
    occupation("lærer med flere fag for to")

    assert queries.suggest_occupations("to flere med noget") == []


def test_skills_and_occupations_are_kept_apart():
    occupation("truckfører")
    occupation("køre truck", kind=ConceptKind.SKILL)

    assert labels(queries.suggest_skills("truck")) == ["køre truck"]
    assert labels(queries.suggest_occupations("truck")) == ["truckfører"]


def test_what_has_no_danish_name_is_found_by_its_english_one():
    occupation("drive forklift", language="en", kind=ConceptKind.SKILL)

    assert labels(queries.suggest_skills("forklift", "da")) == ["drive forklift"]


def test_labels_are_shown_in_the_language_asked_for():
    concept = occupation("lagermedarbejder")
    ConceptLabelFactory(concept=concept, text="warehouse worker", language="en")

    assert labels(queries.suggest_occupations("lagermed", "en")) == ["warehouse worker"]


def test_one_that_is_no_longer_current_is_not_suggested():
    occupation("sætter", is_current=False)

    assert queries.suggest_occupations("sætter") == []


def test_no_more_than_asked_for_and_nothing_for_one_letter():
    for number in range(5):
        occupation(f"chauffør {number}")

    assert len(queries.suggest_occupations("chauf", limit=3)) == 3
    assert queries.suggest_occupations("c") == []
    assert queries.suggest_occupations("  ") == []


def test_typing_costs_five_queries_at_most(django_assert_max_num_queries):
    occupation("chauffør")

    with django_assert_max_num_queries(5):
        queries.suggest_occupations("chauf")


def test_the_skills_of_an_occupation_come_with_whether_they_are_essential():
    link = OccupationSkillFactory(skill__uri="http://data.europa.eu/esco/skill/b")
    OccupationSkillFactory(
        occupation=link.occupation, skill__uri="http://data.europa.eu/esco/skill/a", is_essential=False
    )

    assert queries.skills_of(link.occupation.uri) == {
        "http://data.europa.eu/esco/skill/b": True,
        "http://data.europa.eu/esco/skill/a": False,
    }
    assert queries.essential_skills_of(link.occupation.uri) == ["http://data.europa.eu/esco/skill/b"]
