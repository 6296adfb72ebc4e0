import numpy as np
import pytest

from helevejen.engines.matching.linking import Linker, Named, TooFewNames, lexicon_of, trained
from helevejen.engines.matching.linking.encoder import BITS, SIZE, Encoder, bags_of, slopes_of
from helevejen.engines.matching.linking.features import ENCODED_FEATURES, FEATURES, candidates_of
from helevejen.engines.matching.linking.words import runs_of_letters, whole_words

# Three concepts whose two languages share no letters: only the training can bring the names together.
NAMES = [
    ["kok", "kokken", "fyhev", "fyhevum"],
    ["maler", "malersvend", "quzif", "quzifyg"],
    ["tolk", "tegntolk", "wivyx", "wivyxes"],
]
JOBS = [Named(f"c{at}", tuple(names[:2])) for at, names in enumerate(NAMES)]


@pytest.fixture(scope="module")
def encoder():
    return trained(NAMES, rounds=400)


def naive_point(encoder, text):
    numbers = [*runs_of_letters([text])[1].tolist(), *whole_words([text])[1].tolist()]
    vectors = [encoder.table[(number * 0x9E3779B97F4A7C15 % 2**64) >> (64 - BITS)].astype(float) for number in numbers]
    summed = sum(vectors)
    return summed / np.linalg.norm(summed)


@pytest.mark.parametrize("text", ["kok", "tegntolk fyhev", "en maler"])
def test_a_text_lies_where_its_slow_twin_says(encoder, text):
    assert encoder.points([text])[0] == pytest.approx(naive_point(encoder, text), abs=1e-5)


def test_texts_are_placed_each_for_itself(encoder):
    texts = ["kok", "", "tegntolk", "maler svend"]
    together = encoder.points(texts)
    for at, text in enumerate(texts):
        assert together[at] == pytest.approx(encoder.points([text])[0], abs=1e-6)


def test_names_of_one_concept_lie_nearer_each_other_than_those_of_others(encoder):
    points = [encoder.points(names) for names in NAMES]
    for at, own in enumerate(points):
        others = np.concatenate([one for place, one in enumerate(points) if place != at])
        assert (own @ own.T).min() > (own @ others.T).max()


def test_what_no_name_has_counts_nothing(encoder):
    assert not encoder.points(["123", ""]).any()


def test_the_same_names_train_the_same_encoder():
    first, again = (trained(NAMES, rounds=3) for _time in range(2))
    other = trained(NAMES, rounds=3, seed=2)
    assert (first.table == again.table).all()
    assert (first.table != other.table).any()


def test_slopes_are_those_of_the_loss():
    def loss(one, other):
        alike = 20 * one @ other.T
        right = np.diag(alike)
        ways = [np.log(np.exp(alike).sum(axis=axis)) - right for axis in (0, 1)]
        return sum(way.sum() for way in ways) / 2

    one, other = np.random.default_rng(3).normal(0, 0.2, (2, 4, 5))
    for side, slope in enumerate(slopes_of(one.astype(np.float32), other.astype(np.float32))):
        for at in np.ndindex(slope.shape):
            up, down = ([one.copy(), other.copy()] for _way in range(2))
            up[side][at] += 1e-5
            down[side][at] -= 1e-5
            assert slope[at] == pytest.approx((loss(*up) - loss(*down)) / 2e-5, abs=1e-3)


@pytest.mark.parametrize("names", [[], [["kok"]], [["kok", "kok"], ["maler"]], [["kok", "cook", ""], ["maler", ""]]])
def test_nothing_is_learned_from_too_few_names(names):
    with pytest.raises(TooFewNames):
        trained(names)


def test_bags_hold_the_parts_of_each_text():
    bags = bags_of(["kok", "", "en kok"])
    first, second, third = (bags.parts[bags.starts[at] : bags.starts[at + 1]] for at in range(3))
    assert not len(second)
    assert set(first) <= set(third)
    assert bags.parts.max() < 1 << BITS


def test_a_linker_with_an_encoder_finds_what_shares_no_letter_with_any_name(encoder):
    encoded = Linker(lexicon_of(JOBS, encoder))
    for at, names in enumerate(NAMES):
        (answers,) = encoded.link([names[2]])
        assert answers[0].uri == f"c{at}"
        assert answers[0].name in names[:2]
        assert not candidates_of(lexicon_of(JOBS), [names[2]]).features[:, :, FEATURES.index("best name")].any()


def test_the_features_of_points_are_cosines_of_the_names(encoder):
    lexicon = lexicon_of(JOBS, encoder)
    found = candidates_of(lexicon, ["fyhev"])
    assert found.features.shape == (1, 3, len(ENCODED_FEATURES))
    (title,) = encoder.points(["fyhev"])
    for place, concept in enumerate(found.concepts[0]):
        alike = encoder.points(list(lexicon.concepts[concept].names)) @ title
        best, mean, preferred = found.features[0, place, len(FEATURES) :]
        assert (best, mean, preferred) == pytest.approx((alike.max(), alike.mean(), alike[0]), abs=1e-5)


def test_an_encoder_that_knows_nothing_changes_no_order():
    nothing = Encoder(np.zeros((1 << BITS, SIZE), np.float32))
    weights = [1.0] * len(FEATURES)
    plainly = Linker(lexicon_of(JOBS), weights)
    encoded = Linker(lexicon_of(JOBS, nothing), [*weights, 1.0, 1.0, 1.0])
    for one, other in zip(plainly.link(["malersvend", "tolken"]), encoded.link(["malersvend", "tolken"]), strict=True):
        assert [answer.uri for answer in one] == [answer.uri for answer in other]
