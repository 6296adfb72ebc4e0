"""Demand as night has counted it: the same numbers as now, none of them small, and those of new orders counted now."""

import json
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from helevejen.caseload import queries as caseload_queries
from helevejen.caseload.actions import keep_count
from helevejen.caseload.models import NightlyCount
from helevejen.cases.models import Case
from helevejen.profiles.enums import NO_MORE, FactKind
from helevejen.recruitment import queries
from helevejen.recruitment.models import JobOrder, Requirement
from helevejen.recruitment.queries.known import known_of
from helevejen.recruitment.queries.wording import need_of
from helevejen.recruitment.rules.demand import Told, is_met, told, told_apart
from helevejen.taxonomy.enums import ConceptKind
from tests.cast import NOW, TODAY
from tests.domain.cases.test_turn_race import AT_ONCE, at_once
from tests.factories.citizens import CitizenFactory
from tests.factories.companies import WorkplaceFactory
from tests.factories.profiles import ProfileFactFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory
from tests.factories.taxonomy import ConceptFactory, ConceptLabelFactory
from tests.factories.times import NOW as THEN
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat

SKILLS = ["urn:pack", "urn:tell", "urn:lift"]
PLACES = ["", "Fredericia", "Vejle"]
FORMS = ["", "flex", "adult_apprentice"]


@pytest.fixture
def works():
    """Three occupations in two groups with names."""
    for code, text in (("9333", "Lagerarbejde"), ("5120", "Kokke")):
        group = ConceptFactory(kind=ConceptKind.ISCO_GROUP, code=code)
        ConceptLabelFactory(concept=group, text=text, is_preferred=True)
    return [ConceptFactory(kind=ConceptKind.OCCUPATION, code=code).uri for code in ("9333.8", "9333.9", "5120.1")]


def says(citizen, kind, subject, by, level="", **more):
    ProfileFactFactory(citizen=citizen, kind=kind, subject=subject, level=level, written_by=by, **more)


def somebody(cast, works, chance):
    """A citizen with an open case who says this and that, or nothing."""
    citizen = CitizenFactory()
    case = whole_case(citizen, cast.jens, cast.mette)
    for kind, subjects in (
        (FactKind.OCCUPATION_DONE, works),
        (FactKind.OCCUPATION_WISHED, works),
        (FactKind.SKILL, [*SKILLS, NO_MORE]),
        (FactKind.LICENCE, ["B", "CE", "forklift_b", NO_MORE]),
        (FactKind.LANGUAGE, ["da"]),
    ):
        for subject in chance.sample(subjects, chance.randint(0, min(2, len(subjects)))):
            level = chance.choice(["A2", "B1", "native"]) if kind == FactKind.LANGUAGE else ""
            ends = chance.choice([None, TODAY - timedelta(days=1), TODAY + timedelta(days=90)])
            is_licence = kind == FactKind.LICENCE and subject != NO_MORE
            says(citizen, kind, subject, cast.jens, level, expires_on=ends if is_licence else None)
    return case


@pytest.fixture
def municipality(cast, works):
    """Thirty citizens, three more whose case is closed, and orders of every sort."""
    chance = random.Random(11)
    cases = [somebody(cast, works, chance) for _one in range(33)]
    closed = Case.objects.filter(pk__in=[one.pk for one in cases[30:]])
    closed.update(closed_at=NOW, closed_by=cast.jens, closing_reason="moved")
    fredericia, vejle = (WorkplaceFactory(city=city) for city in PLACES[1:])
    for number, work in enumerate([*works, works[0], "", "urn:nobody-knows"]):
        place = (None, fredericia, vejle)[number % 3]
        order = JobOrderFactory(
            company=place.company if place else cast.poul.company, workplace=place, occupation_uri=work,
            occupation_label="x" if work else "", positions=1 + 3 * number, forms=[["flex"], ["ordinary"]][number % 2],
        )  # fmt: skip
        RequirementFactory(order=order, code=["forklift_b", "B", "AM"][number % 3], label=f"Kort {number}")
        RequirementFactory(order=order, kind="language", code="da", level=["A2", "B1"][number % 2], label="Dansk")
        uri = SKILLS[number % 3]
        weight = ["must", "nice"][number % 2]
        RequirementFactory(order=order, kind="skill", code="", uri=uri, label=uri, weight=weight)
    JobOrderFactory(paused=True, occupation_uri=works[2], occupation_label="x")
    return works


def kept():
    """Return what night keeps, as the database gives it back."""
    return queries.kept_demand(json.loads(json.dumps(queries.demand_to_keep(TODAY))))


def one_by_one(works):
    """Return what may be told, asked of each citizen in turn: the slow and obvious twin."""
    people = known_of(Case.objects.filter(closed_at__isnull=True).values_list("citizen", flat=True)).values()
    occupations = {"9333": set(works[:2]), "5120": {works[2]}}
    orders = JobOrder.objects.filter(state="open")
    skills = {group: orders.filter(occupation_uri__in=uris) for group, uris in occupations.items()}
    skills[""] = orders.exclude(occupation_uri__in=works)
    can = {
        group: told(
            sum(any(one.uri in known.skills for one in Requirement.objects.filter(order__in=some)) for known in people)
        )
        for group, some in skills.items()
        if some
    }
    numbers = {}
    for one in Requirement.objects.filter(order__in=orders, weight="must"):
        need = need_of(one)
        answers = [is_met(need, known, TODAY) for known in people]
        counts = {"have": answers.count(True), "unknown": answers.count(None), "lack": answers.count(False)}
        shown = told_apart(counts)
        numbers[need.thing] = (shown["have"], shown["unknown"])
    done = {group: sum(bool(known.done & uris) for known in people) for group, uris in occupations.items()}
    wished = {group: sum(bool(known.wished & uris) for known in people) for group, uris in occupations.items()}
    enough = [{group: count for group, count in counts.items() if told(count)} for counts in (done, wished)]
    return Told(*enough, can, numbers)


@pytest.mark.django_db
def test_night_keeps_what_asking_each_citizen_would_tell(cast, municipality):
    found = kept()
    assert found == one_by_one(municipality)
    assert found.done.keys() == {"9333", "5120"}
    assert found.can.keys() == {"9333", "5120", ""}
    assert len(found.needs) >= 7


@pytest.mark.django_db
def test_the_numbers_of_the_night_are_the_numbers_of_now_whatever_is_chosen(cast, municipality):
    night = kept()
    for place in PLACES:
        for form in FORMS:
            now = queries.demand(cast.jens, NOW, TODAY, place=place, form=form)
            assert queries.demand(cast.jens, NOW, TODAY, place=place, form=form, kept=night) == now
            assert not now.has_new


@pytest.mark.django_db
def test_what_night_did_not_count_is_counted_now_to_the_same(cast, municipality):
    night = kept()
    now = replace(queries.demand(cast.jens, NOW, TODAY), has_new=True)
    for thing in night.needs:
        without = replace(night, needs={one: numbers for one, numbers in night.needs.items() if one != thing})
        assert queries.demand(cast.jens, NOW, TODAY, kept=without) == now, thing
    for group in night.can:
        without = replace(night, can={one: number for one, number in night.can.items() if one != group})
        assert queries.demand(cast.jens, NOW, TODAY, kept=without) == now, group


def drive_trucks(cast, count, *also):
    for _one in range(count):
        citizen = whole_case(CitizenFactory(), cast.jens, cast.mette).citizen
        for code in ("forklift_b", *also):
            says(citizen, FactKind.LICENCE, code, cast.jens)


@pytest.mark.django_db
def test_a_new_order_stands_at_once_and_moves_nothing_that_night_has_counted(cast, municipality):
    drive_trucks(cast, 8)
    night = kept()
    before = {row.label: row for row in queries.demand(cast.jens, NOW, TODAY, kept=night).gaps}
    drive_trucks(cast, 6, "crane")
    order = JobOrderFactory(positions=50, occupation_uri=municipality[0], occupation_label="x")
    RequirementFactory(order=order, label="Truck")
    RequirementFactory(order=order, code="crane", label="Kran")
    found = queries.demand(cast.jens, NOW, TODAY, kept=night)
    after = {row.label: row for row in found.gaps}
    truck, was = after["Gaffeltruckcertifikat (B)"], before["Gaffeltruckcertifikat (B)"]
    assert (truck.have, truck.unknown) == (was.have, was.unknown)
    assert (truck.orders, truck.positions) == (was.orders + 1, was.positions + 50)
    assert after["Krancertifikat"].have == 6
    assert found.has_new
    morning = queries.demand(cast.jens, NOW, TODAY, kept=kept())
    assert {row.label: row for row in morning.gaps}["Gaffeltruckcertifikat (B)"].have == was.have + 6
    assert not morning.has_new


def numbers_in(content):
    if isinstance(content, dict):
        return [number for value in content.values() for number in numbers_in(value)]
    if isinstance(content, list):
        return [number for value in content for number in numbers_in(value)]
    return [content] if isinstance(content, int) else []


@pytest.mark.django_db
def test_no_small_number_and_nobody_is_kept(cast, municipality):
    says(whole_case(CitizenFactory(), cast.jens, cast.mette).citizen, FactKind.OCCUPATION_DONE, "urn:rare", cast.jens)
    content = queries.demand_to_keep(TODAY)
    assert min(numbers_in(content)) >= queries.LEAST_TOLD
    assert any(have is None for *_thing, have, _unknown in content["needs"])
    assert "urn:rare" not in json.dumps(content)


@pytest.mark.django_db
def test_a_place_without_citizens_or_orders_is_counted_too(cast):
    assert queries.demand_to_keep(TODAY) == {"done": {}, "wished": {}, "can": {}, "needs": []}
    RequirementFactory()
    found = queries.demand(cast.jens, NOW, TODAY, kept=queries.kept_demand(queries.demand_to_keep(TODAY)))
    assert [(row.done, row.wished, row.can) for row in found.rows] == [(None, None, None)]


@pytest.mark.django_db
def test_demand_of_the_night_costs_the_same_for_many(cast, works):
    RequirementFactory(order__occupation_uri=works[0], order__occupation_label="x")
    night = kept()
    assert_flat(
        lambda: queries.demand(cast.jens, NOW, TODAY, kept=night),
        lambda: RequirementFactory(order__occupation_uri=works[0], order__occupation_label="x"),
    )


@pytest.mark.django_db
def test_a_count_that_is_too_old_is_not_found(cast):
    keep_count(queries.KEPT_DEMAND, queries.demand_to_keep(TODAY), at=NOW - queries.OLDEST_TOLD)
    since = NOW - queries.OLDEST_TOLD
    assert caseload_queries.find_count(queries.KEPT_DEMAND, since=since) is not None
    assert caseload_queries.find_count(queries.KEPT_DEMAND, since=since + timedelta(seconds=1)) is None
    assert caseload_queries.find_count("figures 30", since=since) is None


@pytest.mark.both
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_nights_at_once_one_whole_count_stands(transactional_db):
    RequirementFactory()
    content = queries.demand_to_keep(THEN.date())

    def night(number):
        keep_count(queries.KEPT_DEMAND, content | {"number": number}, at=THEN + timedelta(minutes=number))

    assert at_once(night) == {"done": AT_ONCE}
    [row] = NightlyCount.objects.all()
    assert row.made_at == THEN + timedelta(minutes=row.content["number"])
    assert row.content == content | {"number": row.content["number"]}
