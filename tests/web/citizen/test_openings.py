"""Jobs that may suit me: why, what is missing, what I can answer, and my no."""

import re

import pytest
from django.urls import reverse

from helevejen.audit.models import Event
from helevejen.suggestions import actions
from helevejen.suggestions.models import DeclinedOrder, MatchList
from tests.cast import NOW
from tests.factories.profiles import PrivateFactFactory, ProfileFactFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory
from tests.factories.suggestions import MatchListFactory, SuggestionFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db

PAGE = "/min-vej/job-til-mig/"


@pytest.fixture
def me(cast, sign_in):
    return sign_in(cast.amina.user)


@pytest.fixture
def order(cast):
    made = JobOrderFactory(company=cast.poul.company, owner=cast.rikke, title="Lagerhjælp")
    RequirementFactory(order=made, code="forklift_b", label="Truck")
    ProfileFactFactory(citizen=cast.amina, licence=True)
    return made


def find(me):
    return me.post(reverse("citizen:my_openings_find"), follow=True).text


def say(me, order, name):
    return me.post(reverse(f"citizen:{name}", args=[order.pk]), follow=True).text


def test_jobs_are_found_when_i_ask_with_reasons_and_what_i_can_answer(cast, me, order):
    assert "Find job" in me.get(PAGE).text
    assert not MatchList.objects.exists()
    text = find(me)
    for words in (
        "Vi fandt ét job.",
        "Lagerhjælp",
        "Gaffeltruckcertifikat (B)",
        "Hvor mange timer om ugen kan du højst?",
    ):
        assert words in text
    assert "Svar i din profil" in text
    assert Event.objects.get(verb="openings_listed").actor_id == cast.amina.user_id


def test_no_number_grades_anybody(me, order):
    shown = find(me).split("</h1>")[1]
    assert not re.search(r"\d+ ?(%|af 100|point)", shown)


def test_what_does_not_suit_is_gone_at_once_and_can_be_taken_back(me, cast, order):
    find(me)
    text = say(me, order, "opening_decline")
    assert "Det job kommer ikke på din liste igen." in text
    assert f'id="job-{order.pk}"' not in text
    assert "Det har jeg sagt nej til" in text
    assert "Lagerhjælp" not in find(me).split("Det har jeg sagt nej til")[0]
    assert "kan komme på din liste igen" in say(me, order, "opening_reconsider")
    assert f'id="job-{order.pk}"' in find(me)
    assert DeclinedOrder.objects.get().taken_back_at


def test_a_job_i_am_asked_about_says_so_instead_of_asking_again(me, cast, order):
    assert "Vi har spurgt dig om det her job" not in find(me)
    ProposalFactory(case=cast.aminas_case, order=order)
    text = me.get(PAGE).text
    assert "Vi har spurgt dig om det her job" in text
    assert "Passer ikke" not in text


def test_an_order_that_was_on_no_list_of_mine_is_unknown(me, cast, order):
    assert me.post(reverse("citizen:opening_decline", args=[order.pk])).status_code == 404
    assert not DeclinedOrder.objects.exists()


def test_what_i_keep_private_keeps_a_job_away(me, cast, order):
    type(order).objects.update(demands_clean_record=True)
    PrivateFactFactory(citizen=cast.amina)
    assert "Vi fandt ingen job, der passer lige nu." in find(me)


def test_when_suggestions_are_stopped_i_read_why(me, cast, order):
    find(me)
    actions.stop_suggestions(reason="Vi undersøger en fejl.", by=cast.lene, at=NOW)
    text = me.get(PAGE).text
    assert "Vi undersøger en fejl." in text
    assert "Lagerhjælp" not in text
    assert "Forslag er sat på pause." in find(me)


def test_without_an_open_case_nobody_looks(cast, sign_in, order):
    cast.bos_case.closed_at, cast.bos_case.closed_by, cast.bos_case.closing_reason = NOW, cast.mette, "moved"
    cast.bos_case.save()
    client = sign_in(cast.bo.user)
    assert 'type="submit">Find job' not in client.get(PAGE).text
    assert "Sagen er lukket" in find(client)


def test_a_long_list_asks_no_more_of_the_database(me, cast, order):
    own = MatchListFactory(case=cast.aminas_case)
    SuggestionFactory(match_list=own, order=order)
    me.get(PAGE)
    places = iter(range(2, 99))
    assert_flat(
        lambda: me.get(PAGE), lambda: SuggestionFactory(match_list=own, order=JobOrderFactory(), place=next(places))
    )
