"""Jobs that may suit, in a citizen's file; and the shortlist of an order, of which each sees what a relation opens."""

import pytest
from django.urls import reverse

from helevejen.citizens.models import Citizen
from helevejen.proposals.queries import orders_asked_of
from helevejen.suggestions import actions
from helevejen.suggestions.models import MatchList
from tests.cast import NOW
from tests.factories.citizens import ConflictOfInterestFactory
from tests.factories.profiles import PrivateFactFactory, ProfileFactFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory
from tests.factories.suggestions import MatchListFactory, SuggestionFactory
from tests.support.flat import assert_flat, count_reads

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(cast):
    made = JobOrderFactory(company=cast.poul.company, owner=cast.rikke, title="Lagerhjælp", answered=True)
    RequirementFactory(order=made, code="forklift_b", label="Truck")
    RequirementFactory(order=made, kind="other", code="", label="Møder til tiden")
    ProfileFactFactory(citizen=cast.amina, licence=True)
    return made


@pytest.fixture
def page(cast):
    return reverse("desk:case_openings", args=[cast.aminas_case.pk])


@pytest.fixture
def shortlist(order):
    return reverse("desk:order_candidates", args=[order.pk])


def find(client, order):
    return client.post(reverse("desk:candidates_find", args=[order.pk]), follow=True).text


def test_the_jobformidler_finds_jobs_at_a_click_and_reads_why_and_what_to_ask(cast, sign_in, order, page):
    client = sign_in(cast.jens)
    assert "Ikke fundet endnu" in client.get(page).text
    text = client.post(reverse("desk:openings_find", args=[cast.aminas_case.pk]), follow=True).text
    for words in ("Lagerhjælp", "Gaffeltruckcertifikat (B)", "De skriver også: Møder til tiden", "Fundet af Jens Bro"):
        assert words in text
    assert "Vi ved ikke, hvor borgeren bor" not in text
    assert "Sådan matcher vi" in text


def test_looking_makes_no_list(cast, sign_in, order, page, shortlist):
    client = sign_in(cast.jens)
    client.get(page), client.get(shortlist)
    assert client.get(reverse("desk:openings_find", args=[cast.aminas_case.pk])).status_code == 405
    assert client.get(reverse("desk:candidates_find", args=[order.pk])).status_code == 405
    assert not MatchList.objects.exists()


def test_what_one_thing_keeps_away_stands_below_with_the_one_thing(cast, sign_in, order):
    ProfileFactFactory(citizen=cast.bo, kind="licence", subject="no_more", label="")
    client = sign_in(cast.mette)
    text = client.post(reverse("desk:openings_find", args=[cast.bos_case.pk]), follow=True).text
    assert "Tæt på: én ting står i vejen" in text
    assert "De kræver Gaffeltruckcertifikat (B)." in text


def test_who_is_asked_of_an_order_already_is_not_to_be_asked_again(cast, sign_in, order, page):
    client = sign_in(cast.jens)
    client.post(reverse("desk:openings_find", args=[cast.aminas_case.pk]))
    text = find(client, order)
    assert "Spørg borgeren" in text
    assert "allerede spurgt" not in text
    ProposalFactory(case=cast.aminas_case, order=order, proposed_by=cast.jens)
    for text in (client.get(page).text, client.get(reverse("desk:order_candidates", args=[order.pk])).text):
        assert "Borgeren er allerede spurgt om ordren." in text
        assert f"?sag={cast.aminas_case.pk}" not in text


@pytest.mark.parametrize("who", ["omar", "rikke", "anders"])
def test_a_stranger_finds_nothing(cast, sign_in, order, page, who):
    client = sign_in(getattr(cast, who))
    assert client.get(page).status_code in {403, 404}
    assert client.post(reverse("desk:openings_find", args=[cast.aminas_case.pk])).status_code in {403, 404}
    assert not MatchList.objects.exists()


def test_an_order_that_is_not_open_any_more_is_not_shown(cast, sign_in, order, page):
    actions.make_openings(case=cast.aminas_case, by=cast.jens, at=NOW)
    type(order).objects.update(state="paused", paused_at=NOW)
    assert "Lagerhjælp" not in sign_in(cast.jens).get(page).text


# --- The shortlist ---


def test_the_unit_learns_whom_to_call_and_nothing_of_the_citizen(cast, sign_in, order):
    text = find(sign_in(cast.rikke), order)
    assert "Jens Bro" in text
    assert "Amina" not in text
    assert "Har det" not in text
    assert "forslag-" not in text


def test_the_jobformidler_sees_own_citizens_by_name_with_reasons(cast, sign_in, order, shortlist):
    find(sign_in(cast.rikke), order)
    text = sign_in(cast.jens).get(shortlist).text
    assert "Amina Holm" in text
    assert "Bo Lund" not in text
    assert "Mette Dahl" in text


def test_the_specially_protected_are_not_even_a_line(cast, sign_in, order, shortlist):
    Citizen.objects.filter(pk=cast.amina.pk).update(protection="special")
    find(sign_in(cast.rikke), order)
    assert "Jens Bro" not in sign_in(cast.rikke).get(shortlist).text.split("</h1>")[1]
    assert "Amina Holm" in sign_in(cast.jens).get(shortlist).text


def test_somebody_near_is_not_even_a_line(cast, sign_in, order, shortlist):
    actions.make_candidates(order=order, by=cast.rikke, at=NOW)
    assert "Jens Bro" in sign_in(cast.rikke).get(shortlist).text
    ConflictOfInterestFactory(user=cast.rikke, citizen=cast.amina)
    assert "Jens Bro" not in sign_in(cast.rikke).get(shortlist).text


def test_what_is_private_leaves_no_trace_on_any_page(cast, sign_in, order, page, shortlist):
    type(order).objects.update(demands_clean_record=True)
    PrivateFactFactory(citizen=cast.amina)
    actions.make_openings(case=cast.aminas_case, by=cast.jens, at=NOW)
    actions.make_candidates(order=type(order).objects.get(), by=cast.jens, at=NOW)
    client = sign_in(cast.jens)
    for address in (page, shortlist):
        text = client.get(address).text
        assert "straffeattest" not in text.lower()
        assert "Tæt på" not in text


def test_considerations_are_for_those_whose_level_shows_health(cast, sign_in, order, page):
    ProfileFactFactory(citizen=cast.amina, consideration=True)
    actions.make_openings(case=cast.aminas_case, by=cast.jens, at=NOW)
    assert "et roligt sted" in sign_in(cast.jens).get(page).text
    leader = sign_in(cast.lene).get(page).text
    assert "Lagerhjælp" in leader
    assert "et roligt sted" not in leader


def test_when_lists_are_stopped_the_reason_stands_where_they_would_be(cast, sign_in, order, page, shortlist):
    actions.make_openings(case=cast.aminas_case, by=cast.jens, at=NOW)
    actions.stop_suggestions(reason="Vi undersøger en fejl.", by=cast.lene, at=NOW)
    client = sign_in(cast.jens)
    for address in (page, shortlist):
        text = client.get(address).text
        assert "Vi undersøger en fejl." in text
        assert "forslag-" not in text
    assert "Forslag er sat på pause." in find(client, order)


def test_only_orders_of_a_proposal_that_goes_on_have_been_asked_about(cast, order, django_assert_num_queries):
    going = ProposalFactory(case=cast.aminas_case, order=order)
    ProposalFactory(case=cast.aminas_case, declined=True)
    ProposalFactory()
    with django_assert_num_queries(1):
        assert orders_asked_of(cast.aminas_case) == {going.order_id}


def test_a_long_list_asks_no_more_of_the_database(cast, sign_in, order, page, shortlist):
    own = MatchListFactory(case=cast.aminas_case)
    whole = MatchListFactory(kind="candidates", case=None, order=order)
    SuggestionFactory(match_list=own, order=order)
    SuggestionFactory(match_list=whole, order=order, case=cast.aminas_case)
    client = sign_in(cast.jens)
    client.get(page)
    places = iter(range(2, 99))
    assert_flat(
        lambda: client.get(page), lambda: SuggestionFactory(match_list=own, order=JobOrderFactory(), place=next(places))
    )
    assert count_reads(lambda: client.get(page)) <= 15
    client.get(shortlist)
    others = iter([cast.bos_case, cast.carls_case, cast.frejas_case])

    def one_more():
        if case := next(others, None):
            SuggestionFactory(match_list=whole, order=order, case=case, place=next(places))

    assert_flat(lambda: client.get(shortlist), one_more)
