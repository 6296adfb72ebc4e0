"""What fewer requirements would open: as the list itself counts, told by fives, and never of an order that changed."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from django.urls import reverse

from helevejen.engines.matching.market import Weight
from helevejen.recruitment import actions as order_actions
from helevejen.recruitment.models import JobOrder
from helevejen.recruitment.rules.orders import Demanded
from helevejen.suggestions import actions
from helevejen.suggestions.models import MatchList
from helevejen.suggestions.queries import opening_more
from helevejen.suggestions.rules import sheets
from helevejen.suggestions.run.lists import rows_of
from helevejen.suggestions.run.recomputing import recomputed
from helevejen.suggestions.run.requirements import opened_without
from tests.cast import NOW
from tests.engines.matching.made import market as made_market
from tests.factories.citizens import CitizenFactory
from tests.factories.profiles import ProfileFactFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory
from tests.factories.whole import whole_case
from tests.web.shared.drawing import words_of

PARTS = {"licence": ("licences", "code"), "language": ("languages", "language"), "skill": ("skills", "skill")}


def on_the_list(market, order):
    """Whom a list without an end names."""
    return {row.record.citizen for row in rows_of("candidates", market, {"most": 9999}, order=order)}


def without(order, kind, code):
    part, name = PARTS[kind]
    return replace(order, **{part: tuple(one for one in getattr(order, part) if getattr(one, name) != code)})


def test_as_many_more_as_a_list_without_an_end_would_name():
    seen = 0
    for market in (made_market(Random(seed), citizens=12, orders=4) for seed in range(60)):
        for order in market.orders:
            now = on_the_list(market, order.key)
            musts = {
                (kind, getattr(one, name))
                for kind, (part, name) in PARTS.items()
                for one in getattr(order, part)
                if one.weight is Weight.MUST
            }
            found = opened_without(market, order.key)
            assert {(kind, code) for kind, code, _count in found} == musts
            for kind, code, count in found:
                other = tuple(without(one, kind, code) if one.key == order.key else one for one in market.orders)
                assert count == len(on_the_list(replace(market, orders=other), order.key) - now)
                seen += count
    assert seen > 10


def test_what_was_counted_is_read_back_as_it_was_written():
    text = sheets.text_of_without([("licence", "CE", 9), ("skill", "http://x", 0)])
    assert sheets.without_in(text) == {("licence", "CE"): 9, ("skill", "http://x"): 0}
    assert sheets.courses_in(text) == ([], [])
    assert (sheets.text_of_without([]), sheets.without_in("")) == ("", {})


@pytest.fixture
def order(cast):
    """It asks for a certificate six people say they have not, and for a driving licence they have."""
    made = JobOrderFactory(company=cast.poul.company, owner=cast.rikke, answered=True)
    RequirementFactory(order=made, code="forklift_b", label="Truck")
    RequirementFactory(order=made, code="B", label="Kørekort B")
    for _ in range(6):
        citizen = CitizenFactory()
        whole_case(citizen, cast.jens, cast.mette)
        ProfileFactFactory(citizen=citizen, kind="licence", subject="B", label="")
        ProfileFactFactory(citizen=citizen, kind="licence", subject="no_more", label="")
    return made


def told(made, order):
    return [(one.name, one.at_least) for one in opening_more.opened_without(made, order)]


@pytest.mark.both
@pytest.mark.django_db
def test_the_numbers_are_kept_with_the_list_and_told_by_fives(cast, order):
    made = actions.make_candidates(order=order, by=cast.rikke, at=NOW)
    assert sheets.without_in(made.more) == {("licence", "B"): 0, ("licence", "forklift_b"): 6}
    assert told(made, order) == [("Gaffeltruckcertifikat (B)", 5), ("Kørekort til bil (B)", None)]
    assert recomputed(MatchList.objects.get(pk=made.pk)).is_identical


@pytest.mark.django_db
def test_an_order_that_was_corrected_after_its_list_has_no_numbers(cast, order):
    made = actions.make_candidates(order=order, by=cast.rikke, at=NOW)
    demanded, later = Demanded("licence", "Hygiejne", code="hygiene"), NOW + timedelta(minutes=1)
    order_actions.require(order=order, demanded=demanded, by=cast.poul.user, at=later)
    assert told(made, order) == []
    assert told(None, order) == []


@pytest.mark.django_db
def test_an_order_that_was_corrected_while_its_list_was_counted_has_no_numbers(cast, order):
    as_read, a_bit_before = JobOrder.objects.get(pk=order.pk), NOW - timedelta(seconds=1)
    demanded = Demanded("licence", "Hygiejne", code="hygiene")
    order_actions.require(order=order, demanded=demanded, by=cast.poul.user, at=a_bit_before)
    assert told(actions.make_candidates(order=as_read, by=cast.rikke, at=NOW), order) == []
    seen = JobOrder.objects.get(pk=order.pk)
    assert told(actions.make_candidates(order=seen, by=cast.rikke, at=NOW), order) != []


@pytest.mark.django_db
def test_the_unit_reads_of_every_must_and_the_company_only_from_five_up(cast, sign_in, order):
    desk, company = reverse("desk:order_candidates", args=[order.pk]), reverse("company:our_order", args=[order.pk])
    unit, poul = sign_in(cast.rikke), sign_in(cast.poul.user)
    assert "færre krav" not in poul.get(company).text
    actions.make_candidates(order=order, by=cast.rikke, at=NOW)
    text = words_of(unit.get(desk).text)
    assert "Uden Gaffeltruckcertifikat (B): mindst 5 flere Uden Kørekort til bil (B): under 5 flere" in text
    text = words_of(poul.get(company).text)
    assert "Uden Gaffeltruckcertifikat (B): mindst 5 flere" in text
    assert "under 5" not in text
    assert "6" not in text.split("færre krav")[1].split("Hvad der er sket")[0]


@pytest.mark.django_db
def test_when_lists_are_stopped_nobody_is_told(cast, sign_in, order):
    actions.make_candidates(order=order, by=cast.rikke, at=NOW)
    actions.stop_suggestions(by=cast.lene, at=NOW, reason="Vi ser reglerne efter.")
    for user, name in ((cast.rikke, "desk:order_candidates"), (cast.poul.user, "company:our_order")):
        assert "færre krav" not in sign_in(user).get(reverse(name, args=[order.pk])).text
