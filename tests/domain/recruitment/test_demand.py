"""Demand in numbers that tell of nobody, and who nearly has what one order asks."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from helevejen.profiles.enums import FactKind, PrivateDemand
from helevejen.proposals.queries import settled_between
from helevejen.recruitment import queries
from helevejen.recruitment.enums import LanguageLevel
from helevejen.recruitment.rules.demand import (
    Known,
    Need,
    Said,
    Supply,
    answers_of,
    is_met,
    nearness,
    told,
    told_apart,
)
from helevejen.taxonomy.enums import ConceptKind
from tests.cast import NOW, TODAY
from tests.factories.citizens import BenefitPeriodFactory, CitizenFactory
from tests.factories.companies import WorkplaceFactory
from tests.factories.profiles import PrivateFactFactory, ProfileFactFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory
from tests.factories.taxonomy import ConceptFactory, ConceptLabelFactory
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat

DAY = date(2026, 3, 11)
TRUCK = Need("licence", "forklift_b", "Gaffeltruck B")
CAR = Need("licence", "B", "Kørekort B")
DANISH = Need("language", "da", "Dansk", "B1")
PACKING = Need("skill", "urn:pack", "Pakke varer")


@pytest.mark.parametrize(
    ("need", "known", "answer"),
    [
        (CAR, Known(licences={"CE": None}), True),
        (CAR, Known(), None),
        (CAR, Known(no_more={"licence"}), False),
        (TRUCK, Known(licences={"forklift_b": DAY - timedelta(days=1)}), False),
        (DANISH, Known(languages={"da": "B2"}), True),
        (DANISH, Known(languages={"da": "A2"}), False),
        (DANISH, Known(languages={"da": "native"}), True),
        (DANISH, Known(), None),
        (PACKING, Known(skills={"urn:pack"}), True),
        (PACKING, Known(skills={"urn:other"}), None),
        (PACKING, Known(skills={"urn:other"}, no_more={"skill"}), False),
    ],
)
def test_what_nobody_has_said_is_not_a_no(need, known, answer):
    assert is_met(need, known, DAY) is answer


def turned_round(people):
    """Return what some people have said, thing by thing."""
    said = {}
    for number, known in enumerate(people):
        things = [("licence", code, "", until) for code, until in known.licences.items()]
        things += [("language", code, level, None) for code, level in known.languages.items()]
        things += [("skill", uri, "", None) for uri in known.skills]
        things += [(kind, "no_more", "", None) for kind in known.no_more]
        for kind, subject, level, until in things:
            said.setdefault(kind, {}).setdefault((subject, level, until), set()).add(number)
    return {kind: [Said(*thing, frozenset(who)) for thing, who in some.items()] for kind, some in said.items()}


knowns = st.builds(
    Known,
    licences=st.dictionaries(
        st.sampled_from(["B", "C", "CE", "forklift_a", "forklift_b"]),
        st.sampled_from([None, DAY - timedelta(days=1), DAY, DAY + timedelta(days=9)]),
    ),
    languages=st.dictionaries(st.sampled_from(["da", "en"]), st.sampled_from([*LanguageLevel.values, "", "D9"])),
    skills=st.sets(st.sampled_from(["urn:pack", "urn:other"])),
    no_more=st.sets(st.sampled_from(["licence", "language", "skill"])),
)


@given(st.lists(knowns, max_size=6), st.sampled_from([TRUCK, CAR, DANISH, PACKING]))
def test_all_at_once_answer_what_each_would(people, need):
    each = Counter(is_met(need, one, DAY) for one in people)
    together = answers_of(need, Supply(len(people), turned_round(people)), DAY)
    assert together == {"have": each[True], "unknown": each[None], "lack": each[False]}


def test_one_thing_may_be_missing_and_something_must_be_there():
    has_truck = Known(licences={"forklift_b": None})
    assert nearness([TRUCK, DANISH], has_truck, DAY, has_done_the_work=False).is_worth_a_call
    assert not nearness([TRUCK, DANISH, PACKING], has_truck, DAY, has_done_the_work=False).is_worth_a_call
    assert not nearness([DANISH], Known(), DAY, has_done_the_work=False).is_worth_a_call
    assert nearness([], Known(), DAY, has_done_the_work=True).is_worth_a_call
    assert not nearness([], Known(), DAY, has_done_the_work=False).is_worth_a_call


def test_small_numbers_are_not_told_and_cannot_be_reckoned():
    assert [told(count) for count in (0, 4, 5)] == [None, None, 5]
    assert told_apart({"have": 4, "unknown": 30, "lack": 9}) == {"have": None, "unknown": 30, "lack": None}
    assert told_apart({"have": 9, "unknown": 30, "lack": 0}) == {"have": 9, "unknown": None, "lack": None}
    assert told_apart({"have": 9, "unknown": 3, "lack": 8}) == {"have": 9, "unknown": None, "lack": None}
    assert told_apart({"have": 4, "unknown": 30, "lack": 2}) == {"have": None, "unknown": 30, "lack": None}
    assert told_apart({"have": 6, "unknown": 30, "lack": 9}) == {"have": 6, "unknown": 30, "lack": 9}


@pytest.fixture
def work():
    """An occupation in a group with a name."""
    group = ConceptFactory(kind=ConceptKind.ISCO_GROUP, code="9333")
    ConceptLabelFactory(concept=group, text="Lagerarbejde", is_preferred=True)
    return ConceptFactory(kind=ConceptKind.OCCUPATION, code="9333.8").uri


def somebody(cast, *facts, on_dagpenge=True, jobformidler=None):
    citizen = CitizenFactory()
    case = whole_case(citizen, jobformidler or cast.jens, cast.mette)
    if on_dagpenge:
        BenefitPeriodFactory(citizen=citizen, benefit="dagpenge", valid_from=TODAY - timedelta(days=30))
    for kind, subject in facts:
        ProfileFactFactory(citizen=citizen, kind=kind, subject=subject, level="", written_by=cast.jens)
    return case


def ask(order, code="forklift_b", label="Gaffeltruck B"):
    return RequirementFactory(order=order, code=code, label=label)


@pytest.mark.django_db
def test_orders_stand_by_group_of_work_beside_those_who_did_or_want_it(cast, work):
    place = WorkplaceFactory(company=cast.poul.company, city="Fredericia")
    ask(JobOrderFactory(company=cast.poul.company, workplace=place, occupation_uri=work, occupation_label="x"))
    JobOrderFactory(positions=1, forms=["flex"])
    for _one in range(5):
        somebody(cast, (FactKind.OCCUPATION_DONE, work), (FactKind.LICENCE, "forklift_b"))
    for _one in range(4):
        somebody(cast, (FactKind.OCCUPATION_WISHED, work))
    found = queries.demand(cast.jens, NOW, TODAY)
    assert [(row.label, row.orders, row.positions, row.done, row.wished) for row in found.rows] == [
        ("Lagerarbejde", 1, 2, 5, None),
        ("", 1, 1, None, None),
    ]
    [gap] = found.gaps
    assert (gap.label, gap.positions, gap.have, gap.is_gap) == ("Gaffeltruckcertifikat (B)", 2, 5, False)
    chosen = queries.demand(cast.jens, NOW, TODAY, place="Fredericia", form="flex")
    assert (chosen.order_count, chosen.places, chosen.rows[0].done) == (1, ("Fredericia",), 5)


@pytest.mark.django_db
def test_who_can_some_of_the_work_is_the_same_whatever_is_chosen(cast, work):
    place = WorkplaceFactory(company=cast.poul.company, city="Fredericia")
    here = JobOrderFactory(company=cast.poul.company, workplace=place, occupation_uri=work, occupation_label="x")
    there = JobOrderFactory(occupation_uri=work, occupation_label="x")
    RequirementFactory(order=here, kind="skill", code="", uri="urn:pack", label="Pakke varer")
    RequirementFactory(order=there, kind="skill", code="", uri="urn:tell", label="Tælle varer")
    for skill in ["urn:pack"] * 5 + ["urn:tell"]:
        somebody(cast, (FactKind.SKILL, skill))
    for chosen in ("", "Fredericia"):
        assert [row.can for row in queries.demand(cast.jens, NOW, TODAY, place=chosen).rows] == [6]


@pytest.mark.django_db
def test_what_is_required_is_told_in_the_readers_language_where_it_has_a_code_or_a_concept(cast):
    order = JobOrderFactory()
    packing = ConceptFactory(kind=ConceptKind.SKILL)
    for language, text in (("da", "pakke varer"), ("en", "pack goods")):
        ConceptLabelFactory(concept=packing, language=language, text=text, is_preferred=True)
    ask(order, label="Gaffeltruckcertifikat (B)")
    ask(order, code="nobody_knows", label="Vores eget kort")
    RequirementFactory(order=order, kind="language", code="da", label="Dansk", level="A2")
    RequirementFactory(order=order, kind="skill", code="", uri=packing.uri, label="pakke varer")
    with override("en"):
        said = [one.text for one in queries.requirements_of(order)]
        gaps = {row.label for row in queries.demand(cast.jens, NOW, TODAY, language="en").gaps}
        level = str(LanguageLevel.A2.label)
    assert said == ["Forklift certificate (B)", "Vores eget kort", f"Danish, {level}", "pack goods"]
    assert gaps == set(said)
    assert next(one.text for one in queries.requirements_of(order)) == "Gaffeltruckcertifikat (B)"


@pytest.mark.django_db
def test_one_thing_that_orders_word_differently_is_one_line(cast):
    ask(JobOrderFactory(positions=1), label="Truck")
    ask(JobOrderFactory(positions=2), label="Gaffeltruck B")
    [gap] = queries.demand(cast.jens, NOW, TODAY).gaps
    assert (gap.label, gap.orders, gap.positions) == ("Gaffeltruckcertifikat (B)", 2, 3)


@pytest.mark.django_db
def test_demand_costs_the_same_for_many(cast, work):
    ask(JobOrderFactory(occupation_uri=work, occupation_label="x"))
    somebody(cast, (FactKind.OCCUPATION_DONE, work))
    assert_flat(
        lambda: queries.demand(cast.jens, NOW, TODAY),
        lambda: (ask(JobOrderFactory(occupation_uri=work, occupation_label="x")), somebody(cast)),
    )


@pytest.mark.django_db
def test_the_call_list_names_own_citizens_on_dagpenge_who_miss_at_most_one_thing(cast, work):
    order = JobOrderFactory(company=cast.poul.company, occupation_uri=work, occupation_label="x")
    ask(order)
    ask(order, code="CE", label="C/E")
    near = somebody(cast, (FactKind.LICENCE, "forklift_b"))
    somebody(cast, (FactKind.LICENCE, "B"))
    somebody(cast, (FactKind.LICENCE, "forklift_b"), on_dagpenge=False)
    somebody(cast, (FactKind.LICENCE, "forklift_b"), jobformidler=cast.omar)
    [one] = queries.call_list(cast.jens, NOW, TODAY)
    assert one.case_id == near.pk
    assert [(found.has, found.missing, found.is_unknown) for found in one.orders] == [
        (("Gaffeltruckcertifikat (B)",), "Kørekort til lastbil med påhængsvogn (C/E)", True)
    ]
    assert queries.call_list(cast.rikke, NOW, TODAY) == []


@pytest.mark.django_db
def test_a_leader_calls_those_of_the_team_and_nobody_about_what_is_settled(cast, work):
    order, other = JobOrderFactory(company=cast.poul.company), JobOrderFactory()
    ask(order)
    ask(other)
    near = somebody(cast, (FactKind.LICENCE, "forklift_b"))
    somebody(cast, (FactKind.LICENCE, "forklift_b"), jobformidler=cast.omar)
    ProposalFactory(case=near, order=order)
    settled = settled_between(cast.lene, NOW)
    assert settled == {(near.citizen_id, order.pk)}
    [one] = queries.call_list(cast.lene, NOW, TODAY, settled=settled)
    assert (one.case_id, [found.order_id for found in one.orders]) == (near.pk, [other.pk])


@pytest.mark.django_db
def test_an_order_of_a_refused_company_is_left_out_in_silence_and_nothing_for_what_is_private(cast, work):
    order = JobOrderFactory(company=cast.poul.company, demands_clean_record=True)
    ask(order)
    other = JobOrderFactory()
    ask(other)
    refuses = somebody(cast, (FactKind.LICENCE, "forklift_b"))
    ProfileFactFactory(
        citizen=refuses.citizen, kind=FactKind.REFUSAL, subject="company", label="havnens transport a/s", level="",
        written_by=cast.jens,
    )  # fmt: skip
    private = somebody(cast, (FactKind.LICENCE, "forklift_b"))
    PrivateFactFactory(citizen=private.citizen, demand=PrivateDemand.CLEAN_RECORD)
    found = queries.call_list(cast.jens, NOW, TODAY)
    assert [[near.order_id for near in one.orders] for one in found] == [[other.pk], [order.pk, other.pk]]
    settled = {(refuses.citizen_id, other.pk), (private.citizen_id, other.pk)}
    [one] = queries.call_list(cast.jens, NOW, TODAY, settled=settled)
    assert (one.case_id, [near.order_id for near in one.orders]) == (private.pk, [order.pk])


@pytest.mark.django_db
def test_the_call_list_costs_the_same_for_many(cast, work):
    ask(JobOrderFactory(occupation_uri=work, occupation_label="x"))
    somebody(cast, (FactKind.LICENCE, "forklift_b"))
    assert_flat(
        lambda: queries.call_list(cast.jens, NOW, TODAY),
        lambda: (ask(JobOrderFactory()), somebody(cast, (FactKind.LICENCE, "forklift_b"))),
    )
