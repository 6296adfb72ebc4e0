"""What courses would open: as the engine counts it, told with the list, and nothing in it of what is private."""

from dataclasses import replace
from random import Random

import pytest

from helevejen.engines.matching.compile import columns_of
from helevejen.engines.matching.market import Citizen, Course, Held, Market
from helevejen.engines.matching.opening import courses_opening
from helevejen.suggestions import actions
from helevejen.suggestions.models import MatchList
from helevejen.suggestions.queries import lists
from helevejen.suggestions.rules import sheets
from helevejen.suggestions.run.courses import may_join, opening_courses
from helevejen.suggestions.run.recomputing import recomputed
from helevejen.taxonomy.licences import codes_covered_by
from tests.cast import NOW, TODAY
from tests.engines.matching.made import market as made_market
from tests.factories.profiles import PrivateFactFactory, ProfileFactFactory
from tests.factories.recruitment import CourseFactory, JobOrderFactory, RequirementFactory


def test_courses_open_what_the_engine_counts():
    opened = 0
    markets = (made_market(Random(seed), citizens=8, orders=12, courses=6) for seed in range(80))
    for market in (replace(one, citizens=one.citizens[:1]) for one in markets if one.citizens and one.courses):
        orders = tuple(replace(order, asks_clean_record=False) for order in market.orders)
        covered = {c.key: frozenset(x for code in c.licences for x in codes_covered_by(code)) for c in market.courses}
        courses = tuple(replace(course, licences=covered[course.key]) for course in market.courses)
        market = replace(market, orders=orders, courses=courses)  # noqa: PLW2901 - the same one, with other orders
        counts = courses_opening(market, columns_of(market))[0].tolist()
        found = {key: len(keys) for key, keys in opening_courses(market, courses, most=99)}
        assert found == {course.key: n for course, n in zip(courses, counts, strict=True) if n}
        opened += len(found)
    assert opened > 10


def test_who_is_known_to_lack_what_a_course_requires_gets_nothing_from_it():
    citizen = Citizen("b1", licences=(Held("B"), Held("D", TODAY.replace(year=2000))))
    market = Market(TODAY, (citizen,), ())
    known, told = replace(citizen, has_all_licences=True), replace(citizen, has_all_licences=False)
    c = Course("k", requires=frozenset({"C"}))
    assert not may_join(known, c, market)
    assert may_join(told, c, market)
    assert may_join(known, replace(c, requires=frozenset({"B"})), market)
    assert not may_join(told, replace(c, requires=frozenset({"D"})), market), "it has run out"
    assert may_join(replace(known, licences_in_doubt=frozenset({"C"})), c, market), "nobody told its last day"


def test_what_was_on_offer_is_read_back_as_it_was_written():
    courses = [
        Course("k1", skills=frozenset({"s"}), licences=frozenset({"CE"}), requires=frozenset({"B"})),
        Course("k0"),
    ]
    text = sheets.text_of_courses(courses, [("k1", ("o3", "o4"))])
    assert sheets.courses_in(text) == (courses[::-1], [("k1", ["o3", "o4"])])
    assert sheets.courses_in("") == ([], [])


@pytest.fixture
def shut(cast):
    """Two orders that want the certificate Bo says he has not got; the second one a clean record, too."""
    CourseFactory(title="Gaffeltruck", external_id="K-1")
    CourseFactory(title="Hygiejne", external_id="K-2", licences=["hygiene"])
    for demands in (False, True):
        order = JobOrderFactory(company=cast.poul.company, title="Lager", demands_clean_record=demands)
        RequirementFactory(order=order, code="forklift_b", label="Truck")
    ProfileFactFactory(citizen=cast.bo, kind="licence", subject="no_more", label="")
    return order


def told(made):
    return [(one.title, one.orders) for one in lists.courses_opening_more(made, TODAY)]


@pytest.mark.both
@pytest.mark.django_db
def test_courses_are_told_with_the_list_and_computed_again_with_it(cast, shut):
    made = actions.make_openings(case=cast.bos_case, by=cast.mette, at=NOW)
    assert told(made) == [("Gaffeltruck", (f"Lager · {cast.poul.company.name}",))]
    PrivateFactFactory(citizen=cast.bo)
    again = actions.make_openings(case=cast.bos_case, by=cast.mette, at=NOW)
    assert again.more == made.more, "nothing private is in the number"
    type(shut).objects.update(state="closed", closing_reason="not_needed", ended_at=NOW)
    assert recomputed(MatchList.objects.get(pk=made.pk)).is_identical
    assert told(made) == []


@pytest.mark.django_db
def test_the_desk_and_the_citizen_read_which_course_opens_what(cast, sign_in, shut):
    for one in (cast.mette, cast.bo.user):
        actions.make_openings(case=cast.bos_case, by=one, at=NOW)
    for client, page in (
        (sign_in(cast.mette), f"/arbejde/sag/{cast.bos_case.pk}/job-der-kan-passe/"),
        (sign_in(cast.bo.user), "/min-vej/job-til-mig/"),
    ):
        text = client.get(page).text
        for words in ("Kurser, der kan åbne flere job", "Gaffeltruck", "Ét job mere", "5.500 kr.", "7 dage"):
            assert words in text
        assert "Hygiejne" not in text.split("kurser")[-1]
