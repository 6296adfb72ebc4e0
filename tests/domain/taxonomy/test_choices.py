"""What people chose for typed words comes first for the same words, and nothing else is moved."""

import pytest

from helevejen.core.text import search_key
from helevejen.proposals import actions as proposal_actions
from helevejen.recruitment import actions
from helevejen.recruitment.rules.orders import Demanded, Wanted
from helevejen.taxonomy import queries
from helevejen.taxonomy.actions import Typed
from helevejen.taxonomy.enums import ConceptKind
from helevejen.taxonomy.models import ConceptChoice
from helevejen.taxonomy.rules import may_keep_words, with_choices
from tests.cast import NOW
from tests.domain.taxonomy.test_suggestions import labels, occupation
from tests.factories.taxonomy import ConceptChoiceFactory


def chosen(concept, words, times=1, language="da"):
    for _time in range(times):
        ConceptChoiceFactory(words=search_key(words), uri=concept.uri, language=language)


def test_the_shares_of_a_whole_still_make_a_whole_and_without_choices_nothing_moves():
    assert with_choices(0.3, 0, 0) == 0.3
    shares, counts = [0.5, 0.3, 0.2], [0, 3, 1]
    lifted = [with_choices(share, count, 4) for share, count in zip(shares, counts, strict=True)]
    assert sum(lifted) == pytest.approx(1)
    assert max(lifted) == lifted[1]


@pytest.mark.parametrize(
    ("key", "is_kept"),
    [
        ("lagermedarbejder med truck", True),
        ("", False),
        ("ring til 20304050", False),
        ("en to tre fire fem seks", False),
        ("x" * 61, False),
    ],
)
def test_a_few_words_without_numbers_are_kept(key, is_kept):
    assert may_keep_words(key) is is_kept


@pytest.mark.django_db
def test_what_was_chosen_for_the_very_words_comes_first_and_other_words_are_left_alone():
    occupation("kok")
    other = occupation("kantinemedhjælper, kok")
    chosen(other, "kok", times=3)
    assert labels(queries.suggest_occupations("Kok"))[0] == "kantinemedhjælper, kok"
    assert labels(queries.suggest_occupations("kok", "en"))[0] == "kok"
    assert labels(queries.suggest_occupations("kokk"))[:1] == []


@pytest.mark.django_db
def test_what_no_name_finds_is_found_by_what_was_chosen():
    concept = occupation("lagerarbejder")
    chosen(concept, "terminalmand")
    assert labels(queries.suggest_occupations("Terminalmand")) == ["lagerarbejder"]
    assert queries.suggest_skills("terminalmand") == []


@pytest.mark.django_db
@pytest.mark.both
def test_a_choice_in_an_order_is_kept_once_without_a_person(cast):
    uri, skill = occupation("lagerarbejder").uri, occupation("pakke varer", kind=ConceptKind.SKILL).uri
    wanted = Wanted("Terminalmand", "Læsse.", occupation_uri=uri, occupation_label="lagerarbejder")
    typed = Typed("Terminalmand")
    order = actions.place_order(company=cast.poul.company, wanted=wanted, by=cast.rikke, at=NOW, typed=typed)
    proposal_actions.change_order(order=order, wanted=wanted, where=actions.Where(), by=cast.rikke, at=NOW, typed=typed)
    need = Demanded("skill", "pakke varer", uri=skill)
    actions.require(order=order, demanded=need, by=cast.rikke, at=NOW, typed=Typed("pakkeri"))
    actions.require(order=order, demanded=Demanded("other", "Humør"), by=cast.rikke, at=NOW, typed=Typed("Humør"))
    kept = ConceptChoice.objects.order_by("pk").values_list("words", "language", "uri")
    assert list(kept) == [("terminalmand", "da", uri), ("pakkeri", "da", skill)]
    assert {one.name for one in ConceptChoice._meta.fields} == {"id", "words", "language", "uri", "chosen_on"}
