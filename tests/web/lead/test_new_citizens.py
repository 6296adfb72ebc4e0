import pytest
from django.urls import reverse

from helevejen.audit.models import Access, AccessSubject
from tests.factories.accounts import AbsenceFactory
from tests.factories.citizens import CitizenFactory, ConflictOfInterestFactory
from tests.support.flat import assert_flat

URL = reverse("lead:new_citizens")


def assign_url(citizen):
    return reverse("lead:citizen_assign", args=[citizen.pk])


@pytest.fixture
def lene(cast, sign_in):
    return sign_in(cast.lene)


def test_a_leader_sees_who_waits_for_the_first_jobformidler(cast, lene):
    text = lene.get(URL).text
    assert "1 borger venter på sin første jobformidler." in text
    assert "Dorte Vang" in text
    assert "Amina" not in text
    assert AccessSubject.objects.get().purpose == "leadership"


def test_nobody_waiting_is_said_without_a_number(cast, lene):
    cast.dorte.delete()
    assert "Ingen borgere venter på deres første jobformidler." in lene.get(URL).text


def test_a_leader_gives_a_citizen_a_jobformidler(cast, lene):
    text = lene.get(assign_url(cast.dorte)).text
    assert "Jens Bro (3 %)" in text
    response = lene.post(assign_url(cast.dorte), {"jobformidler": cast.jens.pk, "backup": cast.mette.pk}, follow=True)
    assert "Borgeren har fået en jobformidler." in response.text
    assert cast.dorte.cases.get().jobformidler == cast.jens
    change = Access.objects.filter(kind="change", page="case_assigned").get()
    assert change.purpose == "leadership"


def test_a_rules_objection_is_shown(cast, lene):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    response = lene.post(assign_url(cast.dorte), {"jobformidler": cast.jens.pk, "backup": cast.mette.pk})
    assert response.status_code == 422
    assert "væk den dag" in response.text
    assert not cast.dorte.cases.exists()


def test_a_citizen_who_has_a_jobformidler_is_404(cast, lene):
    assert lene.get(assign_url(cast.amina)).status_code == 404
    assert lene.post(assign_url(cast.carl)).status_code == 404


def test_a_citizen_the_leader_may_not_touch_is_404_and_not_listed(cast, lene):
    ConflictOfInterestFactory(user=cast.lene, citizen=cast.dorte)
    assert lene.get(assign_url(cast.dorte)).status_code == 404
    assert "Dorte" not in lene.get(URL).text


@pytest.mark.parametrize("name", ["jens", "vibeke", "karen", "bent"])
def test_without_the_permission_nobody_sees_who_waits(cast, sign_in, name):
    client = sign_in(getattr(cast, name))
    assert client.get(URL).status_code == 403
    assert client.post(assign_url(cast.dorte)).status_code == 403


def test_looking_changes_nothing_and_is_flat(cast, lene):
    lene.get(assign_url(cast.dorte))
    assert not cast.dorte.cases.exists()
    assert_flat(lambda: lene.get(URL), CitizenFactory)


def test_nobody_waiting_is_told(cast, lene):
    cast.dorte.delete()
    assert "Ingen venter" in lene.get(URL).text
