import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helevejen.engines.matching.linking import Linker, Named, edits, lexicon_of, sparse
from helevejen.engines.matching.linking.features import FEATURES, candidates_of
from helevejen.engines.matching.linking.fitting import fitted, known_titles
from helevejen.engines.matching.linking.words import plain, runs_of_letters, whole_words
from tests.engines.linking import naive

WORDS = st.text("abcdæ", min_size=1, max_size=5)
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
CONCEPTS = st.lists(st.lists(TEXTS, min_size=1, max_size=4, unique=True), min_size=1, max_size=8).map(
    lambda names: [
        Named(f"c{at}", tuple(some), code=("8332.1", "8332", "83", "")[at % 4], is_group=at % 4 in {1, 2})
        for at, some in enumerate(names)
    ]
)
JOBS = [
    Named("lorry", ("lastbilchauffør", "chauffør, lastbil"), "8332.1"),
    Named("bus", ("buschauffør",), "8331.1"),
    Named("drivers", ("Lastbilchauffører",), "8332", is_group=True),
    Named("warehouse", ("lagerarbejder", "lagermedarbejder", "lagerist"), "9333.8"),
    Named("leather", ("lagerarbejder på en lædervarefabrik", "lagermedarbejder"), "4321.3"),
    Named("cook", ("kok",), "5120.1"),
]


@pytest.fixture(scope="module")
def linker():
    return Linker(lexicon_of(JOBS))


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(max_size=12).map(plain), max_size=4))
def test_texts_fall_into_the_runs_of_their_slow_twin(texts):
    rows, numbers = runs_of_letters(texts)

    for row, text in enumerate(texts):
        assert sorted(numbers[rows == row].tolist()) == sorted(map(number_of, naive.grams_of(text)))


def number_of(run):
    return sum(min(ord(letter), 0xFFFF) << 16 * (len(run) - 1 - place) for place, letter in enumerate(run))


@pytest.mark.parametrize(("fast", "slow"), [(runs_of_letters, naive.grams_of), (whole_words, str.split)])
@settings(deadline=None, max_examples=25)
@given(names=st.lists(TEXTS, min_size=1, max_size=30), titles=st.lists(TEXTS, min_size=1, max_size=5))
def test_cosines_are_those_of_the_slow_twin(fast, slow, names, titles):
    found = sparse.cosines(sparse.index_of(names, fast), titles)

    assert found == pytest.approx(np.array(naive.cosine_table(names, titles, slow)), abs=1e-5)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.text("abcde ", max_size=64), st.text("abcde ", max_size=64)), min_size=1, max_size=10))
def test_common_letters_are_those_of_the_slow_twin(pairs):
    codes, others = edits.coded([one for one, _ in pairs]), edits.coded([other for _, other in pairs])
    lengths = (codes != 0).sum(axis=1)

    found = edits.common_letters(edits.bits_of(codes), lengths, others, np.arange(len(pairs)))

    assert found.tolist() == [naive.common_letters(*pair) for pair in pairs]


@settings(deadline=None, max_examples=25)
@given(CONCEPTS, st.lists(TEXTS, min_size=1, max_size=3))
def test_features_are_those_of_the_slow_twin(concepts, titles):
    lexicon = lexicon_of(concepts)
    found = candidates_of(lexicon, titles)

    for row, title in enumerate(titles):
        assert sorted(found.concepts[row].tolist()) == list(range(len(concepts)))
        for place, number in enumerate(found.concepts[row]):
            fast = dict(zip(FEATURES, found.features[row, place].tolist(), strict=True))
            slow = naive.features(concepts, title, lexicon.concepts[number].uri)
            assert {name: fast[name] for name in _plain_numbers(slow)} == pytest.approx(_plain_numbers(slow), abs=1e-4)


def _plain_numbers(slow):
    # Which of two names as near as each other is the nearest is told by a last digit; what hangs on it is left out.
    return {
        name: value
        for name, value in slow.items()
        if name not in {"letters in common", "sharing of the name", "nearest is preferred"}
    }


def test_the_name_as_it_is_written_comes_first(linker):
    (answers,) = linker.link(["Lastbilchauffør"])

    assert answers[0].uri in {"lorry", "drivers"}
    assert {answers[0].uri, answers[1].uri} == {"lorry", "drivers"}
    assert sum(one.score for one in answers) == pytest.approx(1, abs=1e-4)


def test_a_spelling_mistake_and_an_ending_do_not_matter(linker):
    assert [answers[0].uri for answers in linker.link(["buschaufør", "kokken", "LAGERIST!"])] == [
        "bus",
        "cook",
        "warehouse",
    ]


def test_of_two_concepts_with_the_same_name_the_one_that_is_more_like_it_comes_first(linker):
    ((first, second, *_rest),) = linker.link(["lagerarbejder"])

    assert (first.uri, second.uri) == ("warehouse", "leather")


def test_a_title_without_letters_has_no_answer(linker):
    assert list(linker.link(["", " - ", "kok"], top=1))[:2] == [[], []]


def test_answers_do_not_hang_on_the_order_of_concepts_or_titles(linker):
    titles = ["lagermand", "chauffør", "kok og bager", "lagermedarbejder"]
    forth = dict(zip(titles, linker.link(titles), strict=True))
    other = Linker(lexicon_of(JOBS[::-1]))
    back = dict(zip(titles[::-1], other.link(titles[::-1]), strict=True))

    for title in titles:
        assert [one.uri for one in forth[title]] == [one.uri for one in back[title]]


def test_a_free_text_gives_the_concepts_it_names_and_the_words_that_led_there(linker):
    found = linker.find("Jeg har kørt som buschauffør i ti år, og før det var jeg lagermedarbejder hos en grossist.")

    assert {one.uri: one.words for one in found}["bus"] == "buschauffør"
    assert {one.words for one in found} == {"buschauffør", "lagermedarbejder"}
    assert linker.find("Det var en god dag.") == []
    assert linker.find("") == []


def test_no_names_at_all_is_refused():
    with pytest.raises(ValueError, match="no concept"):
        lexicon_of([Named("a", ("–",))])


def test_fitting_learns_what_tells_right_from_wrong():
    titles = ["buschauffør", "kok", "lagerist", "chauffør, lastbil"]
    known = known_titles(lexicon_of(JOBS), titles, ["bus", "cook", "warehouse", "lorry"])

    weights = fitted([known], share_of_groups=0.2, steps=60)

    learnt = Linker(lexicon_of(JOBS), weights)
    assert [answers[0].uri for answers in learnt.link(titles)] == ["bus", "cook", "warehouse", "lorry"]
