"""The company's page: contact, own turns, and nothing of anybody."""

import pytest

from helevejen.audit.models import Access
from tests.factories.cases import CompanyContactFactory, TrackFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db

PAGE = "/virksomhed/"


def give_turn(cast, case):
    TrackFactory(
        case=case,
        turn__holder="company",
        turn__holder_name=cast.poul.company.name,
        turn__step="company_trains",
        turn__expects="Amina må ikke løfte",
        kind="job_and_company",
    )


def test_the_company_sees_its_contact_and_its_turns(cast, sign_in):
    give_turn(cast, cast.aminas_case)
    cast.jens.phone = "75910001"
    cast.jens.save()
    CompanyContactFactory(case=cast.aminas_case, company=cast.poul.company, by=cast.jens)
    text = sign_in(cast.poul.user).get(PAGE).text
    assert "Havnens Transport A/S" in text
    assert "I har bolden i 1 opgave." in text
    assert "I har en borger i praktik. Sig til os, hvordan det går." in text
    assert "Jens Bro" in text
    assert "75 91 00 01" in text


def test_nothing_about_a_citizen_is_on_the_page(cast, sign_in):
    give_turn(cast, cast.aminas_case)
    CompanyContactFactory(case=cast.aminas_case, company=cast.poul.company, text="Amina vil gerne prøve")
    text = sign_in(cast.poul.user).get(PAGE).text
    assert "Amina" not in text
    assert "Holm" not in text
    assert "løfte" not in text
    assert not Access.objects.exists(), "a page without persons is no look at anybody"


def test_each_line_has_a_reference_a_beginning_and_somebody_to_call(cast, sign_in):
    give_turn(cast, cast.aminas_case)
    cast.jens.phone = "75910001"
    cast.jens.save()
    text = sign_in(cast.poul.user).get(PAGE).text
    track = cast.aminas_case.tracks.get(kind="job_and_company")
    assert f"Opgave nr. {track.pk} · begyndte" in text
    assert "Aftalt med Jens Bro" in text
    assert 'href="tel:75910001"' in text
    assert f"/virksomhed/opgave/{track.open_turn.pk}/svar/" in text


def test_an_empty_page_says_what_will_come_and_whom_to_call(cast, sign_in):
    cast.ungdom.phone = "75910000"
    cast.ungdom.save()
    text = sign_in(cast.poul.user).get(PAGE).text
    assert "I har ikke bolden lige nu." in text
    assert "I har ikke en fast kontakt endnu." in text
    assert "75 91 00 00" in text


def test_a_contact_who_has_left_the_company_gets_404(cast, sign_in):
    cast.poul.is_active = False
    cast.poul.save()
    assert sign_in(cast.poul.user).get(PAGE).status_code == 404


def test_others_may_not(cast, sign_in):
    assert sign_in(cast.amina.user).get(PAGE).status_code == 403
    assert sign_in(cast.jens).get(PAGE).status_code == 403
    assert sign_in(None).get(PAGE).status_code == 302


def test_it_is_a_page_to_read(cast, sign_in):
    assert sign_in(cast.poul.user).post(PAGE).status_code == 405


def test_queries_are_flat(cast, sign_in, django_assert_max_num_queries):
    client = sign_in(cast.poul.user)
    client.get(PAGE)
    assert_flat(lambda: client.get(PAGE), lambda: give_turn(cast, cast.aminas_case))
    with django_assert_max_num_queries(15):
        client.get(PAGE)
