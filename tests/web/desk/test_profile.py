"""The profile in the citizen's file: read as far as the level shows it, written with source and reason, confirmed."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.urls import reverse

from helevejen.profiles import actions
from helevejen.profiles.models import ProfileFact
from tests.cast import NOW, TODAY
from tests.factories.accounts import AbsenceFactory
from tests.factories.citizens import RelationFactory
from tests.factories.profiles import PrivateFactFactory, ProfileFactFactory
from tests.factories.taxonomy import ConceptLabelFactory, NearOccupationFactory
from tests.support.flat import assert_flat
from tests.web.desk.htmx import HTMX

pytestmark = pytest.mark.django_db

WHY = {"source": "paper", "reason": "Amina viste kortet."}


def url(name, *args):
    return reverse(f"desk:{name}", args=args)


@pytest.fixture
def page(cast):
    return url("case_profile", cast.aminas_case.pk)


@pytest.fixture
def own(cast):
    return ProfileFactFactory(citizen=cast.amina, own=True, licence=True, expires_on=TODAY + timedelta(days=9))


def test_the_jobformidler_reads_what_is_known_and_what_nobody_has_asked(cast, sign_in, page, own):
    text = sign_in(cast.jens).get(page).text
    assert "Gaffeltruckcertifikat (B) udløber 20. marts." in text
    assert "Borgeren skrev det" in text
    assert "Ikke spurgt endnu:" in text


def test_the_desk_speaks_of_the_citizen_and_asks_the_jobformidler(cast, sign_in, page):
    text = sign_in(cast.jens).get(page).text
    assert "Det kan borgeren" in text
    assert "Det kan jeg" not in text
    form = sign_in(cast.jens).get(url("profile_write", cast.aminas_case.pk, "skill"), headers=HTMX).text
    assert "Hvad kan borgeren?" in form
    assert "Hvad kan du?" not in form


def test_a_fact_is_written_with_source_and_reason(cast, sign_in, page):
    client, address = sign_in(cast.jens), url("profile_write", cast.aminas_case.pk, "licence")
    assert "Borgeren læser det." in client.get(address, headers=HTMX).text
    late = client.post(address, {"subject": "C"})
    assert (late.status_code, "Skriv hvorfor" in late.text) == (422, True)
    ill = client.post(address, {"subject": "C", "source": "told", "reason": "Har fået medicin."})
    assert (ill.status_code, "ikke sygdom" in ill.text) == (422, True)
    text = client.post(address, {"subject": "C", **WHY}, follow=True).text
    assert "borgeren bliver spurgt, om det passer" in text
    assert "Kørekort til lastbil (C)" in text
    assert "Set på papir · Amina viste kortet." in text
    assert ProfileFact.objects.get().written_by == cast.jens


def test_a_fact_is_corrected_and_the_old_word_stays(cast, sign_in, own):
    client = sign_in(cast.jens)
    text = client.post(url("profile_correct", own.pk), {"subject": "forklift_a", **WHY}, follow=True).text
    assert "Før stod der: Gaffeltruckcertifikat (B), skrevet af Amina Holm" in text
    same = client.post(url("profile_correct", own.pk), {"subject": "C", **WHY})
    assert (same.status_code, "ændret siden" in same.text) == (422, True)


def test_what_the_citizen_wrote_is_confirmed_and_not_taken_away(cast, sign_in, own):
    client = sign_in(cast.jens)
    assert client.get(url("profile_confirm", own.pk)).status_code == 405
    assert "bekræftet af Jens Bro" in client.post(url("profile_confirm", own.pk), follow=True).text
    assert client.post(url("profile_confirm", own.pk)).status_code == 422
    refused = client.post(url("profile_withdraw", own.pk))
    assert (refused.status_code, "Kun borgeren selv kan fjerne" in refused.text) == (422, True)


def test_what_staff_wrote_is_taken_away_by_staff(cast, sign_in, page):
    fact = ProfileFactFactory(citizen=cast.amina, written_by=cast.jens, label="køre truck")
    client = sign_in(cast.jens)
    assert "køre truck" in client.get(url("profile_withdraw", fact.pk)).text
    client.post(url("profile_withdraw", fact.pk))
    assert "køre truck" not in client.get(page).text


def test_a_disagreement_stands_at_the_desk(cast, sign_in, page):
    fact = ProfileFactFactory(citizen=cast.amina, written_by=cast.jens, licence=True)
    actions.withdraw_fact(fact=fact, by=cast.amina.user, at=NOW, disagreement="Det var min bror.")
    client = sign_in(cast.jens)
    assert "Borgeren er uenig: Gaffeltruckcertifikat (B)" in client.get(page).text
    again = client.post(url("profile_write", cast.aminas_case.pk, "licence"), {"subject": "forklift_b", **WHY})
    assert (again.status_code, "Kun borgeren selv kan skrive det igen" in again.text) == (422, True)


def test_the_leader_reads_no_considerations_and_writes_nothing(cast, sign_in, page, own):
    ProfileFactFactory(citizen=cast.amina, written_by=cast.jens, consideration=True)
    client = sign_in(cast.lene)
    text = client.get(page).text
    assert "Gaffeltruckcertifikat" in text
    assert "roligt sted" not in text
    assert "Hensyn" not in text
    assert client.post(url("profile_write", cast.aminas_case.pk, "skill"), {"label": "x", **WHY}).status_code == 403


def test_private_is_shown_to_whom_it_was_told_and_to_no_substitute(cast, sign_in, page):
    PrivateFactFactory(citizen=cast.amina, told_to=cast.jens)
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    RelationFactory(user=cast.omar, citizen=cast.amina, broken_glass=True)
    assert "Ren straffeattest" in sign_in(cast.jens).get(page).text
    for user in (cast.mette, cast.lene, cast.omar):
        response = sign_in(user).get(page)
        assert response.status_code == 200
        for trace in ("Ren straffeattest", "Fortalt til dig alene"):
            assert trace not in response.text


def test_what_is_near_the_work_stands_at_the_desk_and_is_added_with_source_and_reason(cast, sign_in, page):
    near = ConceptLabelFactory(text="chauffør").concept
    done = NearOccupationFactory(near=near).occupation
    ProfileFactFactory(citizen=cast.amina, own=True, kind="occupation_done", subject=done.uri, label="lagermand")
    client = sign_in(cast.jens)
    text = client.get(page).text
    address = url("profile_write", cast.aminas_case.pk, "occupation_wished") + f"?begreb={quote(near.uri)}"
    assert "Jobs, der ligner" in text
    assert f'href="{address}"' in text
    assert f'value="{near.uri}" checked' in client.get(address, headers=HTMX).text
    client.post(address, {"label": "chauffør", "subject": near.uri, **WHY})
    assert ProfileFact.objects.get(kind="occupation_wished").subject == near.uri
    assert "De kendte står allerede i profilen." in client.get(page).text
    assert client.get(address.partition("?")[0] + "?begreb=http://example.org/made-up").status_code == 404
    assert address not in sign_in(cast.lene).get(page).text


def test_a_stranger_and_a_colleague_find_nothing(cast, sign_in, page, own):
    for user in (cast.omar, cast.mette):
        client = sign_in(user)
        assert client.get(page).status_code == 404
        assert client.get(url("profile_correct", own.pk)).status_code == 404
        assert client.post(url("profile_confirm", own.pk)).status_code == 404
    assert sign_in(cast.rikke).get(page).status_code == 403


def test_the_queries_do_not_grow(cast, sign_in, page, own):
    client = sign_in(cast.jens)
    client.get(page)
    assert_flat(lambda: client.get(page), lambda: ProfileFactFactory(citizen=cast.amina, written_by=cast.jens))
